/// The first page of the library.
package struct FrontPage: Page {
    let documentCount: Int64
    let topics: [TopicEntry]
    let recent: [DocumentEntry]

    /// The front page.
    ///
    /// - Parameters:
    ///   - documentCount: how many current documents there are.
    ///   - topics: the topics, in the order in which they are shown.
    ///   - recent: what was published last, the newest first.
    package init(documentCount: Int64, topics: [TopicEntry], recent: [DocumentEntry]) {
        self.documentCount = documentCount
        self.topics = topics
        self.recent = recent
    }

    package var place: Place { .front }
    package var title: String { "Library" }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        """
        <h1>\(site.name)</h1>
        <p class="lead">\(Phrases.count(documentCount, "question", "questions")), answered once, signed, and kept \
        with every \
        version.</p>
        \(Phrases.searchForm("", links))\(topicList(links))\(recentList(links))
        """
    }

    private func topicList(_ links: SiteLinks) -> HTML? {
        guard !topics.isEmpty else { return nil }
        let items = topics.map { topic -> HTML in
            """
            <li><a href="\(links.address(of: .topic(topic.name, page: 1)))">\(topic.name)</a> \
            <span class="meta">\(topic.count)<span \
            class="unseen">\(topic.count == 1 ? " document" : " documents")</span></span></li>

            """
        }
        return """
            <section aria-labelledby="topics">
            <h2 id="topics">Topics</h2>
            <ul class="topics">
            \(items.joined())</ul>
            </section>

            """
    }

    private func recentList(_ links: SiteLinks) -> HTML {
        guard !recent.isEmpty else { return "<p>Nothing is published yet.</p>\n" }
        return """
            <section aria-labelledby="recent">
            <h2 id="recent">Recently published</h2>
            \(Phrases.list(recent, links))<p><a href="\(links.address(of: .changes(page: 1)))">Everything that is \
            new</a></p>
            </section>

            """
    }
}
