internal import Dispatch
internal import Synchronization

/// Blobs being deflated into pack entries, by the thread that commits and by a second one that helps when it is free.
///
/// The helper claims chunks while the committing thread hashes trees and signs; the committing thread then takes what
/// is left. It never waits for work that nobody has begun, so a busy machine costs time and no deadlock.
final class DeflateJob: Sendable {
    /// One blob to encode.
    struct Blob: Sendable {
        let id: GitObjectID
        let content: ArraySlice<UInt8>
    }

    private struct Progress {
        var next = 0
        var done: [Int: Result<PackEntries, GitStoreError>] = [:]
    }

    private let chunks: [Range<Int>]
    private let blobs: [Blob]
    private let progress = Mutex(Progress())
    private let finished = DispatchSemaphore(value: 0)

    /// Below this many bytes a second thread costs more than it saves.
    private static let helpThreshold = 1 << 16
    private static let chunkBytes = 1 << 15

    init(_ blobs: [Blob]) {
        self.blobs = blobs
        var chunks: [Range<Int>] = []
        var start = 0
        var size = 0
        for index in blobs.indices {
            size += blobs[index].content.count
            if size >= Self.chunkBytes || index == blobs.count - 1 {
                chunks.append(start..<index + 1)
                start = index + 1
                size = 0
            }
        }
        self.chunks = chunks
    }

    /// Lets a second thread begin.
    func start(helping: Bool) {
        let size = blobs.reduce(0) { $0 + $1.content.count }
        guard helping, size >= Self.helpThreshold else { return }
        DispatchQueue.global(qos: .userInitiated).async { while self.workOnce(isHelper: true) {} }
    }

    /// The number of blobs.
    var count: Int { blobs.count }

    /// Hands over the entries in order, a part at a time so that a commit of any size needs little memory.
    func finish(_ body: (PackEntries) throws(GitStoreError) -> Void) throws(GitStoreError) {
        for index in chunks.indices {
            // What the helper has begun will end; what nobody has begun is done here.
            while true {
                if let result = progress.withLock({ $0.done.removeValue(forKey: index) }) {
                    try body(try result.get())
                    break
                }
                if !workOnce(isHelper: false) { finished.wait() }
            }
        }
    }

    /// Encodes one chunk that nobody has begun; false when there is none.
    private func workOnce(isHelper: Bool) -> Bool {
        guard let index = claim() else { return false }
        let result: Result<PackEntries, GitStoreError>
        do throws(GitStoreError) { result = .success(try encode(chunks[index])) } catch { result = .failure(error) }
        progress.withLock { $0.done[index] = result }
        if isHelper { finished.signal() }
        return true
    }

    private func claim() -> Int? {
        progress.withLock { progress in
            guard progress.next < chunks.count else { return nil }
            defer { progress.next += 1 }
            return progress.next
        }
    }

    private func encode(_ range: Range<Int>) throws(GitStoreError) -> PackEntries {
        let deflater = try Deflater()
        var entries = PackEntries()
        entries.reserve(blobs[range].reduce(0) { $0 + $1.content.count } / 2)
        for blob in blobs[range] { try entries.append(blob.id, .blob, blob.content.span, deflater) }
        return entries
    }
}
