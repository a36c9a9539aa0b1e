/// The name of a pack that this store wrote.
///
/// git takes any 40 digits; ours begin with a mark, so that recovery and consolidation never touch another program's.
struct PackName: Hashable, Comparable {
    /// Without extension, such as `pack-b19de7…`.
    let stem: String

    private static let mark = "pack-b19de7"
    static let temporaryPrefix = "tmp_bindery_"

    init(checksum: [20 of UInt8]) {
        stem = Self.mark + String(decoding: GitObjectID(checksum).hexBytes.dropFirst(6), as: UTF8.self)
    }

    /// Nothing unless `file` is named like a pack of ours with this extension.
    init?(file: String, extension suffix: String) {
        guard file.hasPrefix(Self.mark), file.hasSuffix(suffix), file.utf8.count == 45 + suffix.utf8.count else {
            return nil
        }
        stem = String(file.dropLast(suffix.utf8.count))
    }

    static func < (lhs: PackName, rhs: PackName) -> Bool { lhs.stem < rhs.stem }
}
