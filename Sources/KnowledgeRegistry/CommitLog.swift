internal import BoundKnowledge

/// The message of a commit that publishes: a subject line, and one line an object in the order of publication.
///
/// The commit key signs the message with the tree, so the order inside a commit is signed too (`docs/format/store.md` section 3).
struct CommitLog {
    let addresses: [Address]

    private static let marker = "object "

    /// The message of a commit that publishes `objects` in this order.
    static func message(publishing objects: [BoundObject]) -> String {
        let title = objects.count == 1 ? "Publish \(summary(objects[0]))" : "Publish \(objects.count) objects"
        return title + "\n\n" + objects.map { "\(marker)\($0.address) \($0.type.rawValue)\n" }.joined()
    }

    /// The addresses that a message lists.
    init(message: String) {
        // Bytes, not characters: a line ends at a line feed, whatever stands around it.
        addresses = message.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard line.starts(with: Self.marker.utf8) else { return nil }
            return Address(String(decoding: line.dropFirst(Self.marker.utf8.count).prefix(71), as: UTF8.self))
        }
    }

    private static func summary(_ object: BoundObject) -> String {
        switch object.envelope.subject {
        case .boundDocument(let document): "\(document.lineage) version \(document.version)"
        case .trustRoot(let root): "trust root version \(root.version)"
        default: object.type.rawValue
        }
    }
}
