import Foundation
import GitStore
import Synchronization
import Testing

@Suite struct FullDiskTests {
    /// Fails the n-th operation of a kind, once.
    private final class Fault: Sendable {
        private let left: Mutex<Int>
        private let operation: FileOperation

        init(_ operation: FileOperation, after count: Int) {
            self.operation = operation
            left = Mutex(count)
        }

        var observer: FileObserver {
            { operation, _ in
                guard operation == self.operation else { return nil }
                return self.left.withLock { left in
                    left -= 1
                    return left == -1 ? ENOSPC : nil
                }
            }
        }
    }

    @Test(arguments: [.create, .write, .sync, .rename] as [FileOperation], 1..<5)
    func `a full disk fails the commit, and the next one succeeds`(operation: FileOperation, count: Int) throws {
        let store = try StoreFixture()
        try store.writer().commit(["a": "1"])
        let writer = try store.writer(Fault(operation, after: count).observer)
        var failures = 0
        for step in 0..<4 {
            do { try writer.commit(["b\(step)": "2"]) } catch let error as GitStoreError {
                failures += 1
                #expect(error.code == .noSpace)
                #expect(error.problem.contains("No space left on device"))
            }
        }
        #expect(failures == 1)
        #expect(try !store.packNames().contains { $0.hasPrefix("tmp_") })
        #expect(try store.repository.texts().count == 4)
        try GitProgram.expectSound(store.path)
    }

    @Test func `a disk that is really full keeps what it held`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("full-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let options = ["-t", "tmpfs", "-o", "size=2m", "none", folder]
        guard let mounted = try? GitProgram.run("/bin/mount", options, in: "/"), mounted.status == 0 else {
            print("skipped: this user cannot mount a small file system")
            return
        }
        defer { _ = try? GitProgram.run("/bin/umount", [folder], in: "/") }
        let repository = try GitRepository.create(at: folder + "/store")
        var held: [String: String] = [:]
        var generator = Shuffler(state: 1)
        do {
            let writer = try StoreFixture.writer(folder + "/store")
            var failure: GitStoreError?
            for step in 0..<100 where failure == nil {
                let text = (0..<60_000).map { _ in "\(generator.next() % 10)" }.joined() + "\(generator.next())"
                do {
                    try writer.commit(["f\(step)": text])
                    held["f\(step)"] = text
                } catch let error as GitStoreError { failure = error }
            }
            #expect(failure?.code == .noSpace)
        }
        #expect(held.count > 10)
        #expect(try repository.texts() == held)
        try GitProgram.expectSound(folder + "/store")
        _ = try StoreFixture.writer(folder + "/store")
    }
}
