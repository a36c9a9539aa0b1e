internal import Foundation
internal import Synchronization

/// A list of withheld objects in a file that its operator changes while the server runs.
///
/// What was read last counts until another list was read whole: a file that is away or malformed releases nothing.
public final class WithheldFile: Sendable {
    private struct State {
        var objects: WithheldObjects
        var stamp: FileStamp?
    }

    /// The file.
    public let path: String
    private let state: Mutex<State>
    private static let maximumByteCount = 16 << 20

    /// Reads a list.
    ///
    /// - Throws: `ServiceError` where the file cannot be read, or with file and line where a line is malformed.
    public init(_ path: String) throws(ServiceError) {
        self.path = path
        // The stamp is taken first: a change between the two is then seen at the next look.
        let stamp = FileStamp(path)
        state = Mutex(State(objects: try Self.read(path), stamp: stamp))
    }

    /// The list as it was read last.
    public var objects: WithheldObjects { state.withLock { $0.objects } }

    /// Looks whether the file is another one than before, and reads it if so.
    ///
    /// - Returns: whether it was read.
    /// - Throws: once for each change, what `init` throws; the list stays as it was.
    public func refresh() throws(ServiceError) -> Bool {
        let stamp = FileStamp(path)
        let isKnown = state.withLock { state in
            defer { state.stamp = stamp }
            return state.stamp == stamp
        }
        guard !isKnown else { return false }
        let objects = try Self.read(path)
        state.withLock { $0.objects = objects }
        return true
    }

    private static func read(_ path: String) throws(ServiceError) -> WithheldObjects {
        try WithheldObjects(parsing: SafeFile.read(path, limit: maximumByteCount), of: path)
    }
}

/// What tells a file from what it was before: where it is, how long, and when it was written and renamed.
private struct FileStamp: Equatable, Sendable {
    private let identity: [Int64]

    /// `nil` where there is no file.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        identity = [
            Int64(bitPattern: UInt64(status.st_dev)), Int64(bitPattern: UInt64(status.st_ino)), Int64(status.st_size),
            Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec), Int64(status.st_ctim.tv_sec),
            Int64(status.st_ctim.tv_nsec),
        ]
    }
}
