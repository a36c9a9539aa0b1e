internal import BoundKnowledge

/// How a reader checks an object without trusting the page.
struct Verification {
    private let address: Address
    private let document: BoundDocument?

    init(_ address: Address, _ document: BoundDocument?) {
        self.address = address
        self.document = document
    }

    func html(_ site: Site, _ links: SiteLinks) -> HTML {
        """
        <section class="verify" aria-labelledby="verify">
        <h2 id="verify">Verify it yourself</h2>
        <p>This page is what the library says. The hash below is the document's own name: whoever gives you other \
        bytes is \
        found out.</p>
        <pre><code>\(Self.commands(for: address, site))</code></pre>
        <p>The first line prints <code>\(address.digest)</code>. The last one checks signatures and who may sign; it \
        needs a \
        clone of the library and <a href="\(links.address(of: .about))">the address of its trust root</a>, from \
        elsewhere.</p>
        </section>

        """
    }

    private static func commands(for address: Address, _ site: Site) -> String {
        let base = site.address ?? "$LIBRARY"
        let url = "\"\(base)/objects/\(address)\""
        return """
            curl -s \(url) | sha256sum
            curl -s \(url) > document.jsonld
            bindery verify document.jsonld --registry CLONE --root ROOT
            """
    }
}

/// How a document is cited.
struct Citation {
    private let text: String

    init(_ envelope: Envelope, _ document: BoundDocument, _ address: Address, _ site: Site) {
        let place = site.address.map { " \($0)/objects/\(address)" } ?? " \(address)"
        text = """
            \(envelope.issuer.name): “\(document.question)” \(site.name), version \(document.version), \
            \(envelope.validFrom.day).\(place)
            """
    }

    var html: HTML {
        """
        <section aria-labelledby="cite">
        <h2 id="cite">Cite it</h2>
        <p class="citation" dir="auto">\(text)</p>
        </section>

        """
    }
}
