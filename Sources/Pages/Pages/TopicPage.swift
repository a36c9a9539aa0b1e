/// The documents of a topic.
package struct TopicPage: Page {
    let topic: TopicEntry
    let page: Int
    let documents: [DocumentEntry]
    let hasMore: Bool

    /// One page of a topic's documents, the newest first.
    package init(_ topic: TopicEntry, page: Int, documents: [DocumentEntry], hasMore: Bool) {
        self.topic = topic
        self.page = page
        self.documents = documents
        self.hasMore = hasMore
    }

    package var place: Place { .topic(topic.name, page: page) }
    package var title: String { topic.name }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        let pager = Phrases.pager(
            links, newer: page > 1 ? .topic(topic.name, page: page - 1) : nil,
            older: hasMore ? .topic(topic.name, page: page + 1) : nil)
        return """
            <p class="kicker">Topic</p>
            <h1>\(topic.name)</h1>
            <p class="lead">\(Phrases.count(topic.count, "document", "documents"))</p>
            \(Phrases.list(documents, links))\(pager)
            """
    }
}
