/// What all pages have around their content.
struct PageFrame {
    let site: Site
    let links: SiteLinks

    func html(of page: some Page) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="color-scheme" content="light dark">
        <title>\(page.place == .front ? site.name : page.title + " · " + site.name)</title>
        <link rel="stylesheet" href="\(links.address(of: .stylesheet))">
        \(canonical(of: page))\(alternates(of: page))<link rel="alternate" type="application/atom+xml" \
        title="New in \(site.name)" href="\(links.address(of: .feed))">
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="site">
        <p class="name"><a href="\(links.address(of: .front))">\(site.name)</a></p>
        \(navigation(from: page.place))</header>
        <main id="content" tabindex="-1">
        \(page.content(of: site, links))</main>
        <footer class="site">
        <p>\(site.name) is a library of signed documents. Each is named by the hash of its bytes, so nobody has to be \
        trusted for what it says: <a href="\(links.address(of: .about))">how to verify it</a>. \
        <a class="screen" href="\(links.address(of: .feed))">Feed</a></p>
        </footer>
        </body>
        </html>

        """
    }

    private func canonical(of page: some Page) -> HTML {
        if page.place == .missing || page.place == .search { return "<meta name=\"robots\" content=\"noindex\">\n" }
        return "<link rel=\"canonical\" href=\"\(links.address(of: page.canonical))\">\n"
    }

    private func alternates(of page: some Page) -> HTML {
        page.alternates.map {
            "<link rel=\"alternate\" type=\"\($0.mediaType)\" href=\"\(links.address(of: $0.place))\">\n"
        }.joined()
    }

    private func navigation(from place: Place) -> HTML {
        let search: HTML? =
            links.canSearch && place != .search && place != .front
            ? "<li><a href=\"\(links.address(of: .search))\">Search</a></li>\n" : nil
        return """
            <nav aria-label="Library">
            <ul>
            \(search)<li><a href="\(links.address(of: .changes(page: 1)))"\(current(isChanges(place)))>New</a></li>
            <li><a href="\(links.address(of: .about))"\(current(place == .about))>Verify</a></li>
            </ul>
            </nav>

            """
    }

    private func isChanges(_ place: Place) -> Bool { if case .changes = place { true } else { false } }

    private func current(_ isCurrent: Bool) -> HTML? { isCurrent ? " aria-current=\"page\"" : nil }
}
