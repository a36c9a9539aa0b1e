internal import JSON

/// A document in canonical form with gaps where `@context` and `proof` belong, so that each proof that fills them differently costs a copy
/// and not a canonicalisation.
struct DocumentSegments {
    private static let names = ["@context", "proof"]

    /// The members before, between and after the two names, joined by commas.
    private let segments: [[UInt8]]

    init(_ document: JSONNode) {
        var members: [(name: [UInt16], bytes: [UInt8])] = []
        for member in document.members where !Self.names.contains(where: { $0.utf8.elementsEqual(member.nameBytes) }) {
            let name = member.name
            let bytes = JSONValue.string(name).canonicalBytes() + [UInt8(ascii: ":")] + member.value.canonicalBytes()
            members.append((Array(name.utf16), bytes))
        }
        // RFC 8785 section 3.2.3: by UTF-16 code units.
        members.sort { $0.name.lexicographicallyPrecedes($1.name) }
        let bounds = Self.names.map { gap in
            members.firstIndex { gap.utf16.lexicographicallyPrecedes($0.name) } ?? members.count
        }
        segments = [0..<bounds[0], bounds[0]..<bounds[1], bounds[1]..<members.count].map { range in
            Array(members[range].map(\.bytes).joined(separator: [UInt8(ascii: ",")]))
        }
    }

    /// The canonical bytes of the document with these canonical values as `@context` and `proof`; without the member for `nil`.
    func canonicalBytes(context: [UInt8]?, proof: [UInt8]?) -> [UInt8] {
        let gaps = zip(Self.names, [context, proof]).map { name, value in
            value.map { Array("\"\(name)\":".utf8) + $0 } ?? []
        }
        let parts = [segments[0], gaps[0], segments[1], gaps[1], segments[2]].filter { !$0.isEmpty }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(parts.reduce(2 + parts.count) { $0 + $1.count })
        bytes.append(UInt8(ascii: "{"))
        for (index, part) in parts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: part)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}
