/// What a search found.
package struct SearchPage: Page {
    /// A piece of a passage.
    package struct Piece: Sendable {
        let text: String
        let isMatch: Bool

        /// A piece, which was searched for or not.
        package init(text: String, isMatch: Bool) {
            self.text = text
            self.isMatch = isMatch
        }
    }

    /// A document that has the words.
    package struct Hit: Sendable {
        let document: DocumentEntry
        let passage: [Piece]

        /// A document with the passage that shows the words.
        package init(_ document: DocumentEntry, passage: [Piece]) {
            self.document = document
            self.passage = passage
        }
    }

    let query: String
    let hits: [Hit]
    let hasMore: Bool

    /// What was found for `query`, the best first; nothing where it is empty.
    package init(query: String, hits: [Hit], hasMore: Bool) {
        self.query = query
        self.hits = hits
        self.hasMore = hasMore
    }

    package var place: Place { .search }
    package var title: String { query.isEmpty ? "Search" : "Search for " + query }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        """
        <h1>Search</h1>
        \(Phrases.searchForm(query, links))\(query.isEmpty ? nil : results(links))
        """
    }

    private func results(_ links: SiteLinks) -> HTML {
        guard !hits.isEmpty else {
            return """
                <p role="status">No document has all of these words. Try fewer words, or their beginnings with \
                <code>*</code>: \
                <code>econom*</code>.</p>

                """
        }
        let count =
            hasMore ? "The first \(hits.count) documents" : Phrases.count(hits.count, "document", "documents")
        return """
            <p role="status" class="lead">\(count)</p>
            <ol class="documents results">
            \(hits.map { item($0, links) }.joined())</ol>

            """
    }

    private func item(_ hit: Hit, _ links: SiteLinks) -> HTML {
        let passage = hit.passage.map { $0.isMatch ? "<mark>\($0.text)</mark>" : "\($0.text)" as HTML }.joined()
        return """
            <li><a href="\(links.address(of: .document(hit.document.lineage)))" lang="\(hit.document.language)" \
            dir="auto">\(hit.document.question)</a>
            <p lang="\(hit.document.language)" dir="auto">\(passage)</p>
            <span class="meta">\(hit.document.details)</span></li>

            """
    }
}
