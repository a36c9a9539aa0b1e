public import BoundKnowledge
internal import Cryptography
internal import JSON

/// What a proposal is called: 12 hexadecimal digits that follow from what it would publish.
///
/// SHA-256 of the proposed document's canonical JSON without what differs between two derivations of one answer: days, times and
/// energy. So the same answer to the same version has one name, whenever it was derived.
public struct ProposalID: Sendable, Hashable, CustomStringConvertible {
    /// The digits.
    public let text: String

    /// The name of the proposal of a document.
    public init(_ document: BoundDocument) {
        var value = document.json
        value.set("asOf", nil)
        value.set("freshness", .string(document.freshness.freshnessClass.rawValue))
        if var derivation = value["derivation"] {
            for name in ["started", "ended", "energy"] { derivation.set(name, nil) }
            value.set("derivation", derivation)
        }
        text = String("\(SHA256.digest(of: value.canonicalBytes()))".prefix(Self.digitCount))
    }

    /// Whether `text` can be the beginning of a name.
    static func isPrefix(_ text: String) -> Bool {
        (1...digitCount).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static let digitCount = 12

    /// The digits.
    public var description: String { text }
}
