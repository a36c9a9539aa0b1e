/// The raw trees that a writer met last, by path, within a bound of bytes.
///
/// Two generations stand in for a list in order of use: what was not touched while the young one filled is dropped.
/// An entry counts only while its id is the one asked for, so a stale one is never used.
struct TreeCache {
    private struct Entry {
        let id: GitObjectID
        let tree: [UInt8]
    }

    private let generationBound: Int
    private var young: [[UInt8]: Entry] = [:]
    private var old: [[UInt8]: Entry] = [:]
    private var youngBytes = 0

    init(byteBound: Int) { generationBound = byteBound / 2 }

    mutating func tree(at path: [UInt8], id: GitObjectID) -> [UInt8]? {
        if let entry = young[path] { return entry.id == id ? entry.tree : nil }
        guard let entry = old[path], entry.id == id else { return nil }
        insert(entry.tree, id: id, at: path)
        return entry.tree
    }

    mutating func insert(_ tree: [UInt8], id: GitObjectID, at path: [UInt8]) {
        let replaced = young.updateValue(Entry(id: id, tree: tree), forKey: path)
        // 128 bytes for the dictionary's and the array's own.
        youngBytes += tree.count + (replaced.map { -$0.tree.count } ?? path.count + 128)
        guard youngBytes > generationBound else { return }
        old = young
        young = [:]
        youngBytes = 0
    }
}
