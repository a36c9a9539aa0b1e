/// Who made a commit, and when (seconds since 1970, UTC).
public struct GitSignature: Sendable, Hashable {
    /// The person's or program's name.
    public let name: String
    /// The address, which need not be deliverable.
    public let email: String
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSinceEpoch: Int64

    /// Refuses what git cannot hold: line breaks, NUL and angle brackets, an empty or padded name.
    public init(name: String, email: String, secondsSinceEpoch: Int64) throws(GitStoreError) {
        for (part, text) in [("name", name), ("email", email)] {
            let isPadded = text.utf8.first == UInt8(ascii: " ") || text.utf8.last == UInt8(ascii: " ")
            let isClean = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
            guard isClean, !isPadded, !text.isEmpty else {
                throw GitStoreError(
                    .invalidInput, at: "author \(part)",
                    "found an empty or padded text, a control character or an angle bracket",
                    remedy: "Give a plain one-line \(part).")
            }
        }
        guard secondsSinceEpoch >= 0 else {
            throw GitStoreError(
                .invalidInput, at: "author time", "found \(secondsSinceEpoch), expected 0 or more",
                remedy: "Give seconds since 1970.")
        }
        self.name = name
        self.email = email
        self.secondsSinceEpoch = secondsSinceEpoch
    }

    var line: String { "\(name) <\(email)> \(secondsSinceEpoch) +0000" }
}
