package import BoundKnowledge

/// The newest publications as an Atom feed ([RFC 4287](https://www.rfc-editor.org/rfc/rfc4287)).
package struct Feed: Sendable {
    /// As many entries as it has.
    package static let entryCount = 50

    /// A publication.
    package struct Entry: Sendable {
        let object: BoundObject
        let isWithheld: Bool

        /// A publication; of a withheld one nothing but the address is shown.
        package init(_ object: BoundObject, isWithheld: Bool) {
            self.object = object
            self.isWithheld = isWithheld
        }
    }

    let entries: [Entry]

    /// A feed of publications, the newest first.
    package init(entries: [Entry]) { self.entries = entries }

    /// The feed of a site, as XML.
    package func text(of site: Site) -> String {
        let links = SiteLinks(site.form, from: .feed)
        // A feed without entries was never updated; RFC 4287 wants an instant all the same.
        let updated = entries.map(\.object.envelope.validFrom).max() ?? Timestamp(secondsSinceEpoch: 0)
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>\(Self.escaped("urn:bound-knowledge:registry:\(site.origin)"))</id>
            <title>\(Self.escaped(site.name))</title>
            <updated>\(updated)</updated>
            <link rel="self" href="\(links.address(of: .feed))"/>

            """ + entries.map { text(of: $0, site, links) }.joined() + "</feed>\n"
    }

    private func text(of entry: Entry, _ site: Site, _ links: SiteLinks) -> String {
        let (object, envelope) = (entry.object, entry.object.envelope)
        let address = "\(object.address)"
        var summary = object.type.rawValue
        if case .boundDocument(let document) = envelope.subject { summary = document.question }
        return """
            <entry>
            <id>\(Self.escaped(envelope.id))</id>
            <title>\(Self.escaped(entry.isWithheld ? address : envelope.name))</title>
            <updated>\(envelope.validFrom)</updated>
            <author><name>\(Self.escaped(entry.isWithheld ? site.name : envelope.issuer.name))</name></author>
            <category term="\(object.type.rawValue)"/>
            <link rel="alternate" type="text/html" href="\(links.address(of: .object(object.address)))"/>
            <link rel="alternate" type="application/vc" href="\(links.address(of: .bytes(object.address)))"/>
            <summary>\(Self.escaped(entry.isWithheld ? "Withheld for legal reasons" : summary))</summary>
            </entry>

            """
    }

    /// The text as XML may hold it: markup is escaped, and what XML 1.0 has no place for is left out.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{fffe}"..."\u{ffff}": break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }
}
