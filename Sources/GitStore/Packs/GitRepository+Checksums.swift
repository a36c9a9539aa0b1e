internal import Cryptography

extension GitRepository {
    /// The packs and pack indexes, by their paths in the git folder, whose closing SHA-1 is not that of their bytes.
    ///
    /// Reading objects does not show every changed byte: a deflated stream has bits that stand for nothing.
    ///
    /// - Complexity: reads every pack once.
    package func filesWithWrongChecksum() throws(GitStoreError) -> [String] {
        let folder = "objects/pack"
        var damaged: [String] = []
        for name in try StoreFiles.names(in: "\(gitDirectory)/\(folder)").sorted()
        where name.hasSuffix(".pack") || name.hasSuffix(".idx") {
            let path = "\(gitDirectory)/\(folder)/\(name)"
            // A writer may have consolidated it away meanwhile.
            guard let file = try ReadableFile(opening: path) else { continue }
            if try !Self.hasSoundChecksum(file) { damaged.append("\(folder)/\(name)") }
        }
        return damaged
    }

    /// Whether the last 20 bytes are the SHA-1 of all before them, as the formats of packs and indexes have it.
    private static func hasSoundChecksum(_ file: borrowing ReadableFile) throws(GitStoreError) -> Bool {
        let end = file.size - 20
        guard end >= 0 else { return false }
        guard var hash = SHA1() else { throw ObjectHasher.failure }
        for start in stride(from: 0, to: end, by: 1 << 20) {
            let bytes = try file.read(start..<min(start + (1 << 20), end))
            hash.update(bytes.span)
        }
        guard let digest = hash.finish() else { throw ObjectHasher.failure }
        let stated = GitObjectID(digest).hexBytes
        return try stated.elementsEqual(Hexadecimal.encode(file.read(end..<file.size)).utf8)
    }
}
