internal import BoundKnowledge
internal import KnowledgeRegistry
internal import Pages

/// The files of a library's static site, one after the other: what its pages link to is among them.
struct SiteFiles {
    /// A file below the site's folder.
    struct File: Sendable {
        let path: String
        let bytes: [UInt8]
    }

    let registry: Registry
    let search: LibrarySearch
    let pages: LibrarySite
    let site: Site

    /// The pages that speak of the whole library.
    func forEachList(_ body: (File) throws -> Void) throws {
        try body(File(path: SiteLinks.file(of: .stylesheet), bytes: Stylesheet.bytes))
        try body(File(path: SiteLinks.file(of: .feed), bytes: Array(try pages.feed().text(of: site).utf8)))
        try body(file(of: try pages.front()))
        try body(file(of: try pages.about()))
        try forEachPage(pages.changes, body)
        for topic in try search.topics(limit: .max, for: .everybody) {
            try forEachPage({ try pages.topic(topic.name, page: $0) }, body)
        }
    }

    /// The pages of a document that belong to none of its versions alone.
    func forEachFile(of lineage: LineageID, _ body: (File) throws -> Void) throws {
        try body(file(at: .document(lineage)) { try pages.document(lineage) })
        try body(file(at: .versions(lineage)) { try pages.versions(of: lineage) })
        for (old, new) in try pages.comparisons(of: lineage) {
            try body(
                file(at: .difference(lineage, old: old, new: new)) {
                    try pages.difference(of: lineage, from: old, to: new)
                })
        }
    }

    /// An object's bytes and page; of a document the answer and the page of the version too.
    func forEachFile(of object: BoundObject, _ body: (File) throws -> Void) throws {
        try body(File(path: SiteLinks.file(of: .bytes(object.address)), bytes: object.bytes))
        if let page = try pages.object(at: object.address) { try body(file(of: page)) }
        guard case .boundDocument(let document) = object.envelope.subject else { return }
        try body(File(path: SiteLinks.file(of: .answer(object.address)), bytes: Array(document.answer.text.utf8)))
        // Of two versions with one number the page is the first one's; the other has its page as an object.
        if let page = try pages.version(document.version, of: document.lineage), page.address == object.address {
            try body(file(of: page))
        }
    }

    private func forEachPage(_ page: (Int) throws -> (some Page)?, _ body: (File) throws -> Void) throws {
        var number = 1
        while let made = try page(number) {
            try body(file(of: made))
            number += 1
        }
    }

    /// The page at a place that others link to; where its object is withheld, a page that says so.
    private func file(at place: Place, _ make: () throws -> (some Page)?) throws -> File {
        do {
            guard let page = try make() else {
                throw ServiceError(
                    .io, at: SiteLinks.file(of: place), "the page could not be made: its document is gone",
                    remedy: "Run `bindery audit`, and export again.")
            }
            return file(of: page)
        } catch let error as LibrarySite.Withheld {
            return file(
                of: ProblemPage(
                    at: place, status: 451, title: "Withheld for legal reasons", detail: error.basis.text,
                    remedy: "Whoever has a copy can still verify it: its address is \(error.address)."))
        }
    }

    private func file(of page: any Page) -> File {
        File(path: SiteLinks.file(of: page.place), bytes: site.render(page))
    }
}
