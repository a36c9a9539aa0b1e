internal import BoundKnowledge

/// The newest publications as an Atom feed ([RFC 4287](https://www.rfc-editor.org/rfc/rfc4287)).
struct Feed {
    /// As many entries as it has.
    static let entryCount = 50

    let origin: String
    let name: String
    /// The newest first.
    let objects: [BoundObject]

    var text: String {
        // A feed without entries was never updated; RFC 4287 wants an instant all the same.
        let updated = objects.map(\.envelope.validFrom).max() ?? Timestamp(secondsSinceEpoch: 0)
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>\(Self.escaped("urn:bound-knowledge:registry:\(origin)"))</id>
            <title>\(Self.escaped(name))</title>
            <updated>\(updated)</updated>
            <link rel="self" href="/feed.atom"/>

            """ + objects.map(Self.entry).joined() + "</feed>\n"
    }

    private static func entry(_ object: BoundObject) -> String {
        let envelope = object.envelope
        return """
            <entry>
            <id>\(escaped(envelope.id))</id>
            <title>\(escaped(envelope.name))</title>
            <updated>\(envelope.validFrom)</updated>
            <author><name>\(escaped(envelope.issuer.name))</name></author>
            <category term="\(object.type.rawValue)"/>
            <link rel="alternate" type="\(ServedObject.mediaType)" href="/objects/\(object.address)"/>
            <summary>\(escaped(object.document?.question ?? object.type.rawValue))</summary>
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
