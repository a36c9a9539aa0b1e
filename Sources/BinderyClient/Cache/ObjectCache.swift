public import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import Synchronization

/// Objects on disk by address, at `ab/cd/<64 hexadecimal digits>` below a folder.
///
/// What is read is hashed again: a damaged file is removed and counts as absent, so nothing in the folder is trusted. Files appear
/// whole, by rename; several processes may share a folder. Whatever fails here costs a fetch and is no error.
public final class ObjectCache: Sendable {
    /// The most bytes that are kept, by default 256 MiB.
    public static let defaultByteLimit: Int64 = 256 << 20
    /// The most bytes of a file that is read.
    private static let fileByteLimit = 16 << 20

    /// The folder.
    public let folder: String
    private let sweeper: Mutex<CacheSweeper>

    /// A cache in a folder, which is made where it is missing, for its owner alone.
    ///
    /// - Parameter byteLimit: the most bytes of objects. A process looks after each eighth of it that it has written, so for
    ///   a moment there may be that much more; then the files that were used least lately are removed.
    public init(folder: String, byteLimit: Int64 = ObjectCache.defaultByteLimit) {
        self.folder = folder
        sweeper = Mutex(CacheSweeper(folder: folder, byteLimit: byteLimit))
    }

    /// The user's folder: `$XDG_CACHE_HOME/bindery`, or `~/.cache/bindery` where that is no absolute path
    /// ([XDG base directories](https://specifications.freedesktop.org/basedir-spec/latest/)).
    public static var userFolder: String { userFolder(ProcessInfo.processInfo.environment) }

    package static func userFolder(_ variables: [String: String]) -> String {
        if let path = variables["XDG_CACHE_HOME"], path.hasPrefix("/") { return path + "/bindery" }
        return NSHomeDirectory() + "/.cache/bindery"
    }

    /// The bytes that have an address; `nil` where there are none.
    public func bytes(at address: Address) -> [UInt8]? {
        let path = path(of: address)
        guard let bytes = CacheFile.read(path, limit: Self.fileByteLimit) else { return nil }
        guard Address(of: bytes) == address else {
            unlink(path)
            return nil
        }
        CacheFile.touch(path)
        return bytes
    }

    /// Keeps the bytes of an address.
    package func store(_ bytes: [UInt8], at address: Address) {
        guard CacheFile.write(bytes, to: path(of: address)) else { return }
        sweeper.withLock { $0.noticeWritten(Int64(bytes.count)) }
    }

    /// The newest trust root that was accepted after a pinned one.
    package func newestRoot(after pinned: Address) -> Address? {
        CacheFile.read(rootPath(of: pinned), limit: 128).flatMap { Address(String(decoding: $0, as: UTF8.self)) }
    }

    /// Remembers the newest trust root that was accepted after a pinned one.
    package func remember(newestRoot: Address, after pinned: Address) {
        guard newestRoot != self.newestRoot(after: pinned) else { return }
        _ = CacheFile.write(Array("\(newestRoot)".utf8), to: rootPath(of: pinned))
    }

    /// The place of an object below the folder.
    static func name(of address: Address) -> String {
        let digits = "\(address.digest)"
        return "\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits)"
    }

    private func path(of address: Address) -> String { "\(folder)/\(Self.name(of: address))" }

    private func rootPath(of pinned: Address) -> String { "\(folder)/roots/\(pinned.digest)" }
}
