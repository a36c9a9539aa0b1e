/// The content of a commit object, before and after signing.
struct CommitContent {
    let tree: GitObjectID
    let parent: GitObjectID?
    let author: GitSignature
    let message: String

    init(tree: GitObjectID, parent: GitObjectID?, author: GitSignature, message: String) throws(GitStoreError) {
        guard !message.utf8.contains(0) else {
            throw GitStoreError(
                .invalidInput, at: "commit message", "found a NUL byte", remedy: "Give a message of plain text.")
        }
        self.tree = tree
        self.parent = parent
        self.author = author
        self.message = message
    }

    private var header: String {
        let parentLine = parent.map { "parent \($0)\n" } ?? ""
        return "tree \(tree)\n\(parentLine)author \(author.line)\ncommitter \(author.line)\n"
    }

    private var body: String {
        message.utf8.last == UInt8(ascii: "\n") ? "\n\(message)" : "\n\(message)\n"
    }

    /// The bytes to sign: the object without a `gpgsig` header.
    var payload: [UInt8] { Array(header.utf8) + Array(body.utf8) }

    /// The object's content with the armored signature, its lines continued by a space; unsigned for an empty text.
    func signed(_ armor: String) throws(GitStoreError) -> [UInt8] {
        let text = Array(armor.utf8)
        guard !text.contains(0), !text.contains(UInt8(ascii: "\r")) else {
            throw GitStoreError(
                .invalidInput, at: "commit signature", "found a NUL or carriage return in the armor",
                remedy: "Give an SSHSIG armor with line feeds.")
        }
        // A trailing line break would become a line of its own: it is stripped (trust-formats.md section 8).
        guard let last = text.lastIndex(where: { $0 != UInt8(ascii: "\n") }) else { return payload }
        let lines = text[...last].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let field = Array("gpgsig ".utf8) + lines.joined(separator: Array("\n ".utf8)) + [UInt8(ascii: "\n")]
        return Array(header.utf8) + field + Array(body.utf8)
    }
}
