package import BoundKnowledge

/// The library that pages belong to.
package struct Site: Sendable {
    /// Its name.
    package var name: String
    /// The origin of its log, which every document states.
    package var origin: String
    /// Where readers reach it, as `https://example.org/library`; `nil` where that is not known.
    package var address: String?
    /// How the pages reach their readers.
    package var form: SiteLinks.Form
    /// Today, in UTC: what is past its day of review is marked.
    package var today: CalendarDate

    /// A library's site.
    package init(name: String, origin: String, address: String? = nil, form: SiteLinks.Form, today: CalendarDate) {
        self.name = name
        self.origin = origin
        self.address = address
        self.form = form
        self.today = today
    }

    /// The whole page, as UTF-8.
    package func render(_ page: some Page) -> [UInt8] {
        PageFrame(site: self, links: SiteLinks(form, from: page.place)).html(of: page).bytes
    }
}

/// A page of the library: values in, HTML out.
package protocol Page: Sendable {
    /// Where it stands.
    var place: Place { get }
    /// Its name, for the window and for bookmarks.
    var title: String { get }
    /// Where the same can be read for good, if that is another place.
    var canonical: Place { get }
    /// Other forms of the same.
    var alternates: [Alternate] { get }
    /// What stands between head and foot.
    func content(of site: Site, _ links: SiteLinks) -> HTML
}

extension Page {
    /// The page itself.
    package var canonical: Place { place }
    /// None.
    package var alternates: [Alternate] { [] }
}

/// Another form of what a page shows.
package struct Alternate: Sendable {
    let place: Place
    let mediaType: String
}
