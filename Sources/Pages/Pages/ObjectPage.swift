package import BoundKnowledge
internal import JSON

/// An object that is no document: a model's manifest, a withdrawal, a trust root.
package struct ObjectPage: Page {
    let object: BoundObject

    /// The page of an object.
    package init(_ object: BoundObject) { self.object = object }

    package var place: Place { .object(object.address) }
    package var title: String { object.envelope.name }
    package var alternates: [Alternate] { [Alternate(place: .bytes(object.address), mediaType: "application/vc")] }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        """
        <p class="kicker">\(object.type.title)</p>
        <h1 dir="auto">\(object.envelope.name)</h1>
        <p class="byline">\(object.envelope.issuer.name) · \(Phrases.day(object.envelope.validFrom.day)) · \
        <a href="\(links.address(of: .bytes(object.address)))">signed bytes</a></p>
        <section aria-labelledby="facts">
        <h2 id="facts">What it says</h2>
        <dl class="facts">
        \(facts(links))</dl>
        </section>
        \(Verification(object.address, nil).html(site, links))
        """
    }

    private func facts(_ links: SiteLinks) -> HTML {
        guard case .object(let subject) = object.envelope.subject.json else { return "" }
        return subject.members.map { member -> HTML in
            "<div><dt>\(member.name)</dt><dd>\(Self.value(of: member, links))</dd></div>\n"
        }.joined()
    }

    private static func value(of member: JSONObject.Member, _ links: SiteLinks) -> HTML {
        guard case .string(let text) = member.value else { return structure(member.value) }
        // A claim is what was signed: no object has its digest as the address.
        if let address = Address(text), member.name != "claim" {
            return "<a href=\"\(links.address(of: .object(address)))\"><code>\(text)</code></a>"
        }
        return "\(text)"
    }

    private static func structure(_ value: JSONValue) -> HTML {
        let text = value.prettyText()
        guard text.utf8.count <= longestValue else { return "too long to be shown: read the signed bytes" }
        switch value {
        case .array, .object: return "<pre>\(text)</pre>"
        default: return "\(text)"
        }
    }

    private static let longestValue = 65_536
}
