package import BoundKnowledge

/// What the library is, and how its documents are verified.
package struct AboutPage: Page {
    let documentCount: Int64
    let root: Address?

    /// The page about the library.
    ///
    /// - Parameters:
    ///   - documentCount: how many current documents there are.
    ///   - root: the first trust root, as the library shows it.
    package init(documentCount: Int64, root: Address?) {
        self.documentCount = documentCount
        self.root = root
    }

    package var place: Place { .about }
    package var title: String { "How to verify" }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        """
        <h1>How to verify what you read here</h1>
        <p class="lead">Nothing on these pages has to be believed. A document is a file with a fixed sequence of \
        bytes; its address \
        is the hash of those bytes, and whoever approved it signed them.</p>
        <section aria-labelledby="bytes">
        <h2 id="bytes">That you have the right bytes</h2>
        <p>Fetch a document by its address, from here or from any mirror, and compare the hash. No other program is \
        needed.</p>
        <pre tabindex="0"><code>curl -s "\(site.address ?? "$LIBRARY")/objects/sha256:…" | sha256sum</code></pre>
        </section>
        <section aria-labelledby="signatures">
        <h2 id="signatures">That the right people signed them</h2>
        <p>A trust root says which keys may sign. Take its address from elsewhere, a letterhead or a talk, not from \
        this page: \
        the one who gives you a document should not tell you whom to trust.</p>
        \(rootAddress)<pre tabindex="0"><code>bindery verify document.jsonld --registry CLONE --root sha256:…</code></pre>
        </section>
        <section aria-labelledby="history">
        <h2 id="history">That nothing was changed or left out</h2>
        <p>The library is a git repository. A clone holds every version of every document and every withdrawal, and \
        each commit is \
        signed. The audit reads all of it: digests, signatures, who may sign, the order of publication.</p>
        <pre tabindex="0"><code>bindery audit CLONE --root sha256:…</code></pre>
        </section>
        <section aria-labelledby="limits">
        <h2 id="limits">What it does not show</h2>
        <p>A signature says who answers for a text, not that the text is true. The status on a page, that a document \
        is the newest \
        or was withdrawn, is what this library says now; a clone and an audit show it for yourself.</p>
        </section>
        <section aria-labelledby="facts">
        <h2 id="facts">This library</h2>
        <dl class="facts">
        <div><dt>Origin</dt><dd><code>\(site.origin)</code></dd></div>
        <div><dt>Documents</dt><dd>\(documentCount)</dd></div>
        </dl>
        </section>

        """
    }

    private var rootAddress: HTML? {
        root.map {
            """
            <p>To compare with it: the library shows a first trust root of the address</p>
            <p><code>\($0)</code></p>

            """
        }
    }
}
