internal import BoundKnowledge
internal import Foundation

/// Keeps a cache within its bound: now and then it looks at every file, and removes those that were used least lately.
struct CacheSweeper: Sendable {
    private struct File {
        let path: String
        let byteCount: Int64
        let used: Double
    }

    private let folder: String
    private let byteLimit: Int64
    /// What this process wrote since it looked; what is there at the start counts as written, unseen.
    private var unseen: Int64

    init(folder: String, byteLimit: Int64) {
        self.folder = folder
        self.byteLimit = byteLimit
        unseen = byteLimit
    }

    /// Takes note of a file that was written, and sweeps when enough was.
    ///
    /// - Complexity: O(files) each time an eighth of the bound was written, else O(1).
    mutating func noticeWritten(_ byteCount: Int64) {
        unseen += byteCount
        guard unseen > byteLimit / 8 else { return }
        unseen = 0
        var files = files()
        var total = files.reduce(0) { $0 + $1.byteCount }
        guard total > byteLimit else { return }
        // Below the bound, so that the next file does not ask for a sweep at once.
        files.sort { $0.used > $1.used }
        while total > byteLimit - byteLimit / 8, let oldest = files.popLast() {
            unlink(oldest.path)
            total -= oldest.byteCount
        }
    }

    /// Every object's file, by its name: somebody may have named a folder that holds other things too. What a killed process
    /// left half-written is removed after an hour.
    private func files() -> [File] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.compactMap { name in
            guard let isTemporary = Self.isTemporary(name) else { return nil }
            let path = "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            let used = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
            guard !isTemporary else {
                if used < Date().timeIntervalSince1970 - 3_600 { unlink(path) }
                return nil
            }
            return File(path: path, byteCount: Int64(status.st_size), used: used)
        }
    }

    /// Whether a file is one that is being written, or an object; `nil` for what is no file of a cache.
    private static func isTemporary(_ name: String) -> Bool? {
        guard let file = name.split(separator: "/").last, let address = Address("sha256:" + file.prefix(64)),
            name.hasPrefix(ObjectCache.name(of: address))
        else { return nil }
        let rest = name.dropFirst(ObjectCache.name(of: address).count)
        return rest.isEmpty ? false : rest.hasSuffix(CacheFile.temporarySuffix) ? true : nil
    }
}
