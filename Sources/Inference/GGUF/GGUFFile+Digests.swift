public import Cryptography

/// What tells one model from another, byte for byte: the digests of a manifest (docs/numerics-bk1.md, section 15).
extension GGUFFile {
    /// SHA-256 of the whole file.
    ///
    /// - Complexity: O(size of the file).
    public func digest() -> Digest { withBytes { SHA256.digest(of: $0) } }

    /// SHA-256 of the keys and values whose keys begin with `tokenizer.`, but the chat template, as they stand in the
    /// file, ordered by key.
    public func tokenizerDigest() -> Digest {
        var hash = RunningSHA256()
        let keys = metadata.keys.filter { $0.hasPrefix("tokenizer.") && $0 != ChatModel.templateKey }
        // Keys are ASCII, so that the order of strings is that of bytes.
        for key in keys.sorted() {
            guard let entry = metadata.entry(key) else { continue }
            hash.update(bytes.copy(entry.pairRange).span)
        }
        return hash.finish()
    }

    /// SHA-256 of the text of the chat template.
    ///
    /// - Throws: `missing` for a file that has none.
    public func templateDigest() throws(InferenceError) -> Digest {
        SHA256.digest(of: try metadata.requiredString(ChatModel.templateKey))
    }

    /// The type that most bytes of the weights are stored as.
    public var quantisation: TensorType? {
        var byteCounts: [TensorType: Int] = [:]
        for tensor in tensors { byteCounts[tensor.type, default: 0] += tensor.byteRange.count }
        // Ties go to the lower number, so that a file has one name.
        return byteCounts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
    }
}
