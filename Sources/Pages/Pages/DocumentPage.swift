package import BoundKnowledge

/// A document for readers: question, answer, sources, and what is known about it.
package struct DocumentPage: Page {
    /// Where a version stands in its library now.
    package enum Standing: Sendable {
        case current
        /// A later version is there.
        case superseded(by: Int64)
        /// An auditor's attestation contradicts it; without a place, the attestation is not shown.
        case quarantined(by: Place?, since: CalendarDate?)
        /// It was withdrawn; another document may stand in for it.
        case withdrawn(Withdrawal, since: CalendarDate?, replacement: Replacement?)
    }

    /// The document that stands in for a withdrawn one.
    package struct Replacement: Sendable {
        let place: Place
        let question: String

        /// The object that a withdrawal names, with its question.
        package init(_ place: Place, question: String) {
            self.place = place
            self.question = question
        }
    }

    /// How many versions it lists; one more says that there are others.
    package static let versionCount = 5

    package let place: Place
    let object: BoundObject
    let document: BoundDocument
    let standing: Standing
    let versions: [VersionEntry]
    let modelName: String?

    /// The page of one version.
    ///
    /// - Parameters:
    ///   - place: `document`, `version` or `object`: the same version can be read at all of them.
    ///   - object: the object.
    ///   - document: what it says.
    ///   - standing: where it stands.
    ///   - versions: the versions of the document that the reader may see, the newest first; more than `versionCount`
    ///     are not listed.
    ///   - modelName: the name of the model whose manifest the derivation names.
    package init(
        at place: Place, object: BoundObject, document: BoundDocument, standing: Standing, versions: [VersionEntry],
        modelName: String? = nil
    ) {
        self.place = place
        self.object = object
        self.document = document
        self.standing = standing
        self.versions = versions
        self.modelName = modelName
    }

    /// The address of the version that it shows.
    package var address: Address { object.address }

    package var title: String { document.question }

    package var canonical: Place {
        if case .document = place { place } else { .version(document.lineage, document.version) }
    }

    package var alternates: [Alternate] {
        [
            Alternate(place: .bytes(object.address), mediaType: "application/vc"),
            Alternate(place: .answer(object.address), mediaType: document.answer.mediaType.rawValue),
        ]
    }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        let language = document.scope.language
        return """
            <article>
            <header>
            \(kicker(links))<h1 lang="\(language)" dir="auto">\(document.question)</h1>
            <p class="byline">\(object.envelope.issuer.name) · \(Phrases.day(object.envelope.validFrom.day)) · \
            <a href="\(links.address(of: .versions(document.lineage)))">version \(document.version)</a></p>
            </header>
            \(StandingBanner(page: self, today: site.today).html(links))<div class="answer" lang="\(language)" \
            dir="auto">
            \(answer)</div>
            \(sources)\(DocumentFacts(page: self).html(links))</article>
            \(versionList(links))\(Verification(object.address, document).html(site, links))\
            \(Citation(object.envelope, document, object.address, site).html)
            """
    }

    private var isSuperseded: Bool { if case .superseded = standing { true } else { false } }

    private var answer: HTML {
        switch document.answer.mediaType {
        case .plain: "<p class=\"plain\">\(document.answer.text)</p>\n"
        case .markdown: Markdown(text: document.answer.text, sources: sourceNumbers).html
        }
    }

    private var sourceNumbers: [String: Int] {
        Dictionary(
            (document.sources ?? []).enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    }

    private func kicker(_ links: SiteLinks) -> HTML? {
        guard let topics = document.topics, !topics.isEmpty else { return nil }
        let list = topics.map { topic -> HTML in
            // Topics list newest versions: an old one may have a topic that no document has any more.
            guard !isSuperseded else { return "\(topic)" }
            return "<a href=\"\(links.address(of: .topic(topic, page: 1)))\">\(topic)</a>"
        }
        return "<p class=\"kicker\">\(list.joined(by: " · "))</p>\n"
    }

    private var sources: HTML? {
        guard let sources = document.sources, !sources.isEmpty else { return nil }
        let items = sources.enumerated().map { index, source -> HTML in
            "<li id=\"source-\(index + 1)\">\(Self.text(of: source))</li>\n"
        }
        return """
            <section class="sources" aria-labelledby="sources">
            <h2 id="sources">Sources</h2>
            <ol>
            \(items.joined())</ol>
            </section>

            """
    }

    private static func text(of source: Source) -> HTML {
        let link = source.url.flatMap(WebLink.init)
        var text: HTML = link.map { "<a href=\"\($0.address)\">\(source.title)</a>" } ?? "\(source.title)"
        if let locator = source.locator { text += ", \(locator)" }
        if link == nil, let url = source.url { text += " <code>\(url)</code>" }
        if let retrieved = source.retrieved { text += " <span class=\"meta\">read \(Phrases.day(retrieved))</span>" }
        return text
    }

    private func versionList(_ links: SiteLinks) -> HTML {
        let rest: HTML? =
            versions.count > Self.versionCount
            ? "<p><a href=\"\(links.address(of: .versions(document.lineage)))\">All versions</a></p>\n" : nil
        let list = VersionList(document.lineage, versions, shown: Self.versionCount, here: object.address)
        return """
            <section aria-labelledby="versions">
            <h2 id="versions">Versions</h2>
            \(list.html(links))\(rest)</section>

            """
    }

}
