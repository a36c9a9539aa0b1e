internal import BoundKnowledge

/// Pieces that several pages have.
enum Phrases {
    /// A day, as people write it.
    static func day(_ date: CalendarDate) -> HTML {
        let parts = "\(date)".split(separator: "-")
        guard parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month) else {
            return "\(date)"
        }
        return "<time datetime=\"\(date)\">\(day) \(months[month - 1]) \(String(parts[0]))</time>"
    }

    /// A day and the minute, in UTC.
    static func time(_ instant: Timestamp) -> HTML {
        let minute = String("\(instant)".drop { $0 != "T" }.dropFirst().prefix(5))
        return "\(day(instant.day)), \(minute) UTC"
    }

    /// A form that asks the server; it works without a script.
    static func searchForm(_ query: String, _ links: SiteLinks) -> HTML? {
        guard links.canSearch else { return nil }
        return """
            <form role="search" action="\(links.address(of: .search))" method="get">
            <label for="q">Search questions and answers</label>
            <div><input id="q" name="q" type="search" value="\(query)" maxlength="200" required>\
            <button>Search</button></div>
            </form>

            """
    }

    /// Documents, one below the other.
    static func list(_ entries: [DocumentEntry], _ links: SiteLinks) -> HTML {
        let items = entries.map { entry -> HTML in
            """
            <li><a href="\(links.address(of: .document(entry.lineage)))" lang="\(entry.language)" \
            dir="auto">\(entry.question)</a>
            <span class="meta">\(entry.details)</span></li>

            """
        }
        return "<ul class=\"documents\">\n\(items.joined())</ul>\n"
    }

    /// Links to the pages before and after one of several.
    static func pager(_ links: SiteLinks, newer: Place?, older: Place?) -> HTML? {
        guard newer != nil || older != nil else { return nil }
        let newer = newer.map { "<a rel=\"prev\" href=\"\(links.address(of: $0))\">← Newer</a>\n" as HTML }
        let older = older.map { "<a rel=\"next\" href=\"\(links.address(of: $0))\">Older →</a>\n" as HTML }
        return "<nav class=\"pager\" aria-label=\"Pages\">\n\(newer)\(older)</nav>\n"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension DocumentEntry {
    /// Its day, and what a reader should know before opening it.
    var details: HTML {
        var details = Phrases.day(date)
        if version > 1 { details += " · version \(version)" }
        if let warning { details += warning.html }
        if isRestricted { details += " · restricted" }
        return details
    }
}
