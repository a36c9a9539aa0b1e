/// Makes every link between pages, as seen from one of them.
package struct SiteLinks: Sendable {
    /// How the pages reach their readers.
    package enum Form: Sendable {
        /// A server answers; links start at its root.
        case served
        /// Files below any folder of any host; links are relative, and name `index.html` so that they work from a disk
        /// too.
        case files
    }

    /// How the pages reach their readers.
    package let form: Form
    /// Where the links stand.
    package let place: Place

    /// Links on the page at `place`.
    package init(_ form: Form, from place: Place) {
        self.form = form
        self.place = place
    }

    /// Whether somebody is there to search.
    package var canSearch: Bool { form == .served }

    /// The address of a place, to stand in a quoted value.
    package func address(of target: Place) -> String {
        switch form {
        case .served: "/" + Self.served(target)
        case .files: String(repeating: "../", count: Self.depth(of: place)) + Self.file(of: target)
        }
    }

    /// Where the file of a place stands below the folder of an export.
    package static func file(of place: Place) -> String {
        if place == .missing { return "404.html" }
        // The address itself is the file of the bytes, so it cannot be a folder.
        if case .object = place { return place.path + ".html" }
        if place.isFile { return place.path }
        var path = place.path
        if case .topic(let topic, _) = place { path = "topics/" + TopicName.folder(of: topic) }
        let folder = path.isEmpty ? "" : path + "/"
        return folder + (place.page > 1 ? "page-\(place.page)/" : "") + "index.html"
    }

    private static func served(_ place: Place) -> String {
        // A browser prefers HTML at the address itself.
        if case .bytes = place { return place.path + ".jsonld" }
        return place.path + (place.page > 1 ? "?page=\(place.page)" : "")
    }

    private static func depth(of place: Place) -> Int {
        file(of: place).utf8.count { $0 == UInt8(ascii: "/") }
    }
}
