/// What went wrong, for people.
package struct ProblemPage: Page {
    package let place: Place
    let status: Int
    let problem: String
    let detail: String
    let remedy: String

    /// A page about a problem.
    ///
    /// - Parameters:
    ///   - place: where it stands, if that is the place of another page.
    ///   - status: the status of HTTP.
    ///   - title: what it is.
    ///   - detail: what was found.
    ///   - remedy: what the reader can do.
    package init(at place: Place = .missing, status: Int, title: String, detail: String, remedy: String) {
        self.place = place
        self.status = status
        problem = title
        self.detail = detail
        self.remedy = remedy
    }

    /// There is no such page: for a web server that serves files.
    package static let missing = ProblemPage(
        status: 404, title: "There is no such page", detail: "The address names no page of this library.",
        remedy: "The front page has the topics and what is new.")

    package var title: String { problem }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        """
        <p class="kicker">\(status)</p>
        <h1>\(problem)</h1>
        <p class="lead">\(detail)</p>
        <p>\(remedy)</p>
        <p><a href="\(links.address(of: .front))">To the front page</a></p>
        \(Phrases.searchForm("", links))
        """
    }
}
