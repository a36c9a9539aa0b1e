package import BoundKnowledge

/// What was published, the newest first.
package struct ChangesPage: Page {
    /// One publication.
    package struct Entry: Sendable {
        let address: Address
        let type: ObjectType
        let name: String
        let language: String?
        let version: Int64?
        let date: CalendarDate
        let place: Place

        /// The publication of an object.
        package init(_ object: BoundObject) {
            address = object.address
            type = object.type
            date = object.envelope.validFrom.day
            version = object.envelope.subject.version
            if case .boundDocument(let document) = object.envelope.subject {
                (name, language) = (document.question, document.scope.language)
                place = .version(document.lineage, document.version)
            } else {
                (name, language) = (object.envelope.name, nil)
                place = .object(object.address)
            }
        }
    }

    let page: Int
    let entries: [Entry]
    let hasMore: Bool

    /// One page of publications.
    package init(page: Int, entries: [Entry], hasMore: Bool) {
        self.page = page
        self.entries = entries
        self.hasMore = hasMore
    }

    package var place: Place { .changes(page: page) }
    package var title: String { "New" }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        let pager = Phrases.pager(
            links, newer: page > 1 ? .changes(page: page - 1) : nil, older: hasMore ? .changes(page: page + 1) : nil)
        return """
            <h1>New</h1>
            <p class="lead">Everything that was published, the newest first. Nothing is ever changed or removed: \
            what is wrong is \
            withdrawn, and stays. There is a <a href="\(links.address(of: .feed))">feed</a>.</p>
            <ul class="documents">
            \(entries.map { item($0, links) }.joined())</ul>
            \(pager)
            """
    }

    private func item(_ entry: Entry, _ links: SiteLinks) -> HTML {
        let language = entry.language.map { " lang=\"\($0)\" dir=\"auto\"" as HTML }
        let version = entry.version.map { " · version \($0)" as HTML }
        return """
            <li><a href="\(links.address(of: entry.place))"\(language)>\(entry.name)</a>
            <span class="meta">\(Phrases.day(entry.date)) · \(entry.type.title)\(version)</span></li>

            """
    }
}

extension ObjectType {
    /// What people call it.
    var title: String {
        switch self {
        case .boundDocument: "document"
        case .modelManifest: "model"
        case .attestation: "attestation"
        case .withdrawal: "withdrawal"
        case .aliasSet: "other wordings"
        case .trustRoot: "trust root"
        }
    }
}
