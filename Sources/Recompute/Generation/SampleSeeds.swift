public import BoundKnowledge
internal import Cryptography
internal import JSON

/// The seeds of the samples of one check.
///
/// They follow from document and model, so that a check that is done again draws the same samples, and nobody can
/// choose seeds that suit.
public enum SampleSeeds {
    /// The seeds of `count` samples: the first eight bytes, big-endian, of SHA-256(JCS([document, model, index])).
    public static func seeds(of document: Address, for model: ModelIdentity, count: Int) -> [UInt64] {
        (0..<count).map { index in
            UInt64(leading: .array([.string("\(document)"), model.json, .integer(Int64(index))]))
        }
    }
}

extension UInt64 {
    /// The first eight bytes, big-endian, of SHA-256 of a value's canonical form.
    init(leading value: JSONValue) {
        self = SHA256.digest(of: value.canonicalBytes()).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
