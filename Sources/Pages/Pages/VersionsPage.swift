package import BoundKnowledge

/// A version of a document, as a list shows it.
package struct VersionEntry: Sendable {
    let number: Int64
    let address: Address
    let date: CalendarDate
    let change: Change
    let warning: ListWarning?

    /// An entry for a version.
    package init(
        number: Int64, address: Address, issued: Timestamp, change: Change, warning: ListWarning? = nil
    ) {
        self.number = number
        self.address = address
        date = issued.day
        self.change = change
        self.warning = warning
    }
}

/// The versions of a document, the newest first.
struct VersionList {
    private let lineage: LineageID
    private let versions: [VersionEntry]
    private let shown: Int
    private let here: Address?

    init(_ lineage: LineageID, _ versions: [VersionEntry], shown: Int = .max, here: Address? = nil) {
        self.lineage = lineage
        self.versions = versions
        self.shown = shown
        self.here = here
    }

    func html(_ links: SiteLinks) -> HTML {
        let items = versions.prefix(shown).enumerated().map { index, version -> HTML in
            item(version, before: index + 1 < versions.count ? versions[index + 1] : nil, links)
        }
        return "<ol class=\"versions\">\n\(items.joined())</ol>\n"
    }

    private func item(_ version: VersionEntry, before: VersionEntry?, _ links: SiteLinks) -> HTML {
        let place = Place.version(lineage, version.number)
        let name: HTML =
            version.address == here
            ? "<span aria-current=\"page\">Version \(version.number)</span>"
            : "<a href=\"\(links.address(of: place))\">Version \(version.number)</a>"
        let note: HTML? = version.change.note.map { "<p dir=\"auto\">\($0)</p>\n" }
        let difference: HTML? = before.map {
            let place = Place.difference(lineage, old: $0.number, new: version.number)
            return " · <a href=\"\(links.address(of: place))\">compare with version \($0.number)</a>"
        }
        return """
            <li>\(name) <span class="meta">\(Phrases.day(version.date)) · \(version.change.kind.phrase)\
            \(version.warning?.html)\(difference)</span>
            \(note)</li>

            """
    }
}

/// All versions of a document.
package struct VersionsPage: Page {
    let document: BoundDocument
    let versions: [VersionEntry]

    /// The versions that the reader may see, the newest first; `document` is the newest.
    package init(_ document: BoundDocument, versions: [VersionEntry]) {
        self.document = document
        self.versions = versions
    }

    package var place: Place { .versions(document.lineage) }
    package var title: String { "Versions of “\(document.question)”" }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        """
        <p class="kicker">Versions</p>
        <h1 lang="\(document.scope.language)" dir="auto"><a href="\(links.address(of: .document(document.lineage)))">\
        \(document.question)</a></h1>
        <p class="lead">\(Phrases.count(versions.count, "version", "versions")), the newest first. Each one \
        stays as it \
        was signed.</p>
        \(VersionList(document.lineage, versions).html(links))
        """
    }
}
