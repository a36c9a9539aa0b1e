import Foundation
import GitStore
import Synchronization
import Testing

@Suite struct GitWriterTests {
    @Test func `a ref that moved is a lost race, and nothing is left behind`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        let first = try writer.commit(["a": "1"])
        try writer.commit(["a": "2"])
        let author = try GitSignature(name: "x", email: "x", secondsSinceEpoch: 1)
        let before = try store.packNames()
        for expected in [first.id, nil] {
            let error = #expect(throws: GitStoreError.self) {
                _ = try writer.commit([], message: "m", author: author, expecting: expected, sign: { _ in "" })
            }
            #expect(error?.code == .lostRace)
        }
        #expect(try store.packNames() == before)
        #expect(try store.repository.texts() == ["a": "2"])
    }

    @Test func `a ref that moves between the check and the swap is a lost race`() throws {
        let store = try StoreFixture()
        let first = try store.writer().commit(["a": "1"])
        let second = try store.writer().commit(["a": "2"])
        let ref = store.path + "/refs/heads/main"
        let moved = Atomic(false)
        let writer = try store.writer { operation, _ in
            if operation == .moveRef, !moved.exchange(true, ordering: .relaxed) {
                try? Data("\(first.id)\n".utf8).write(to: URL(fileURLWithPath: ref))
            }
            return nil
        }
        let before = try store.packNames()
        let author = try GitSignature(name: "x", email: "x", secondsSinceEpoch: 1)
        let error = #expect(throws: GitStoreError.self) {
            _ = try writer.commit(
                [GitFile(path: "b", bytes: [1])], message: "m", author: author, expecting: second.id,
                sign: { _ in "" })
        }
        #expect(error?.code == .lostRace)
        #expect(try store.packNames() == before)
        #expect(try store.repository.head() == first.id)
        // The writer goes on from the new head.
        try writer.commit(["c": "3"])
        #expect(try store.repository.texts() == ["a": "1", "c": "3"])
        try GitProgram.expectSound(store.path)
    }

    @Test func `a second writer is refused with the holder's process`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        let error = #expect(throws: GitStoreError.self) { _ = try store.writer(timeout: .zero) }
        #expect(error?.code == .locked)
        #expect(error?.problem.contains("process \(ProcessInfo.processInfo.processIdentifier) since 2") == true)
        try writer.commit(["a": "1"])
    }

    @Test func `the lock is free once its holder is gone`() throws {
        let store = try StoreFixture()
        do {
            let writer = try store.writer()
            try writer.commit(["a": "1"])
        }
        try store.writer().commit(["b": "2"])
        #expect(try store.repository.texts() == ["a": "1", "b": "2"])
    }

    @Test func `an error of the signer passes through and leaves nothing`() throws {
        struct Refused: Error {}
        let store = try StoreFixture()
        let writer = try store.writer()
        let author = try GitSignature(name: "x", email: "x", secondsSinceEpoch: 1)
        #expect(throws: Refused.self) {
            _ = try writer.commit(
                [GitFile(path: "a", bytes: [1])], message: "m", author: author, expecting: nil,
                sign: { _ in throw Refused() })
        }
        #expect(try store.packNames().isEmpty)
        #expect(try store.repository.head() == nil)
    }

    @Test func `equal contents are stored once`() throws {
        let store = try StoreFixture()
        let receipt = try store.writer().commit(["a/x": "same", "b/x": "same", "c": "same"])
        #expect(Set(receipt.blobs).count == 1)
        try GitProgram.expectSound(store.path)
        guard GitProgram.isAvailable else { return }
        // One blob, one folder that both names share, the root and the commit.
        #expect(try GitProgram.git(["count-objects", "-v"], in: store.path).text.contains("in-pack: 4\n"))
    }

    @Test(arguments: [0, 1, 15, 16, 2047, 2048, 65_535, 65_536, 200_000])
    func `contents of every size come back`(size: Int) throws {
        let store = try StoreFixture()
        var generator = Shuffler(state: UInt64(size))
        let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let author = try GitSignature(name: "x", email: "x", secondsSinceEpoch: 1)
        let receipt = try store.writer().commit(
            [GitFile(path: "a", bytes: ([9, 9] + bytes)[2...])], message: "m", author: author, expecting: nil,
            sign: { _ in "" })
        #expect(try GitRepository(opening: store.path, verifiesHashes: true).blob(receipt.blobs[0]) == bytes)
        try GitProgram.expectSound(store.path)
    }

    @Test func `a folder of more entries than a stored block holds comes back`() throws {
        let store = try StoreFixture()
        let texts = Dictionary(uniqueKeysWithValues: (0..<3000).map { ("d/file-\($0)", "\($0 % 7)") })
        try store.writer().commit(texts)
        #expect(try store.repository.texts() == texts)
        try GitProgram.expectSound(store.path)
    }

    @Test func `a repository with a working tree is read and not written`() throws {
        let store = try StoreFixture()
        try store.writer().commit(["a": "1"])
        let work = store.beside("work")
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: store.path, toPath: work + "/.git")
        let repository = try GitRepository(opening: work)
        #expect(!repository.isBare)
        #expect(try repository.texts() == ["a": "1"])
        let error = #expect(throws: GitStoreError.self) {
            _ = try GitWriter(repository, stateFolder: store.state, timeout: .zero)
        }
        #expect(error?.code == .notBare)
    }

    @Test func `whoever waits for a second is told for whom, once`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        var holders: [String] = []
        let error = #expect(throws: GitStoreError.self) {
            _ = try GitWriter(store.repository, stateFolder: store.state, timeout: .milliseconds(1_100)) {
                holders.append($0)
            }
        }
        #expect(error?.code == .locked && holders.count == 1)
        #expect(holders.first?.hasPrefix("process \(getpid()) since ") == true, "\(holders)")
        withExtendedLifetime(writer) {}
    }

    @Test(arguments: ["", " x", "a<b", "a\nb"]) func `a name that git cannot hold is refused`(name: String) {
        let error = #expect(throws: GitStoreError.self) {
            _ = try GitSignature(name: name, email: "x", secondsSinceEpoch: 0)
        }
        #expect(error?.code == .invalidInput)
    }
}
