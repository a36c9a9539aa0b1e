internal import BoundKnowledge

/// The newest publications as an Atom feed ([RFC 4287](https://www.rfc-editor.org/rfc/rfc4287)).
struct Feed {
    /// As many entries as it has.
    static let entryCount = 50

    /// A publication.
    struct Entry {
        let object: BoundObject
        /// Whether nothing but the address may be shown of it.
        let isWithheld: Bool
    }

    let origin: String
    let name: String
    /// The newest first.
    let entries: [Entry]

    var text: String {
        // A feed without entries was never updated; RFC 4287 wants an instant all the same.
        let updated = entries.map(\.object.envelope.validFrom).max() ?? Timestamp(secondsSinceEpoch: 0)
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>\(Self.escaped("urn:bound-knowledge:registry:\(origin)"))</id>
            <title>\(Self.escaped(name))</title>
            <updated>\(updated)</updated>
            <link rel="self" href="/feed.atom"/>

            """ + entries.map(text).joined() + "</feed>\n"
    }

    private func text(_ entry: Entry) -> String {
        let (object, envelope) = (entry.object, entry.object.envelope)
        let address = "\(object.address)"
        let summary = object.document?.question ?? object.type.rawValue
        return """
            <entry>
            <id>\(Self.escaped(envelope.id))</id>
            <title>\(Self.escaped(entry.isWithheld ? address : envelope.name))</title>
            <updated>\(envelope.validFrom)</updated>
            <author><name>\(Self.escaped(entry.isWithheld ? name : envelope.issuer.name))</name></author>
            <category term="\(object.type.rawValue)"/>
            <link rel="alternate" type="\(ServedObject.mediaType)" href="/objects/\(address)"/>
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
