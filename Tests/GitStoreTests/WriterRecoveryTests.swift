import Foundation
import GitStore
import Synchronization
import Testing

@Suite struct WriterRecoveryTests {
    private static let boot = "0f0f0f0f-0000-0000-0000-000000000000"
    private static let target = String(repeating: "ab", count: 20)

    private func record(moving: String?) -> String {
        "pid 999999\nboot \(Self.boot)\nsince 1700000000\n" + (moving.map { "moving refs/heads/main to \($0)\n" } ?? "")
    }

    @Test(arguments: ["", target, String(target.prefix(7)), target + "\n"])
    func `the lock that a killed writer left on the ref is removed`(content: String) throws {
        let store = try StoreFixture()
        try store.writer().commit(["a": "1"])
        try store.write(record(moving: Self.target), to: ".bindery/writer.lock")
        try store.write(content, to: "refs/heads/main.lock")
        try store.writer().commit(["b": "2"])
        #expect(!store.exists(store.refLock))
        #expect(try store.repository.texts() == ["a": "1", "b": "2"])
    }

    @Test(
        arguments: [
            (nil, ""), (nil, target), (target, String(repeating: "cd", count: 20)), (target, target + "00"),
        ] as [(String?, String)])
    func `another program's lock on the ref stays and is named`(moving: String?, content: String) throws {
        let store = try StoreFixture()
        try store.writer().commit(["a": "1"])
        try store.write(record(moving: moving), to: ".bindery/writer.lock")
        try store.write(content, to: "refs/heads/main.lock")
        let error = #expect(throws: GitStoreError.self) { _ = try store.writer(timeout: .milliseconds(100)) }
        #expect(error?.code == .refLocked)
        #expect(error?.location.hasSuffix("refs/heads/main.lock") == true)
        #expect(store.exists(store.refLock))
    }

    @Test func `a lock is another program's when the announced move was done`() throws {
        let store = try StoreFixture()
        let receipt = try store.writer().commit(["a": "1"])
        try store.write(record(moving: "\(receipt.id)"), to: ".bindery/writer.lock")
        try store.write("", to: "refs/heads/main.lock")
        let error = #expect(throws: GitStoreError.self) { _ = try store.writer(timeout: .milliseconds(100)) }
        #expect(error?.code == .refLocked)
    }

    @Test func `a ref locked during a commit fails it and is named`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        try writer.commit(["a": "1"])
        let before = try store.packNames()
        try store.write("", to: "refs/heads/main.lock")
        let error = #expect(throws: GitStoreError.self) { try writer.commit(["b": "2"]) }
        #expect(error?.code == .refLocked)
        #expect(error?.location.hasSuffix("refs/heads/main.lock") == true)
        #expect(try store.packNames() == before)
        try FileManager.default.removeItem(atPath: store.refLock)
        try writer.commit(["b": "2"])
        #expect(try store.repository.texts() == ["a": "1", "b": "2"])
    }

    @Test func `halves of our packs go, other programs' files stay`() throws {
        let store = try StoreFixture()
        try store.writer().commit(["a": "1"])
        let ours = "objects/pack/pack-b19de7" + String(repeating: "0", count: 34)
        let foreign = "objects/pack/pack-" + String(repeating: "c", count: 40)
        for name in ["objects/pack/tmp_bindery_pack", "objects/pack/tmp_bindery_idx", ours + ".pack"] {
            try store.write("half", to: name)
        }
        for name in ["objects/pack/tmp_pack_abcdef", foreign + ".pack"] { try store.write("half", to: name) }
        try store.writer().commit(["b": "2"])
        let names = try store.packNames()
        #expect(!names.contains { $0.hasPrefix("tmp_bindery") })
        #expect(!store.exists(store.path + "/" + ours + ".pack"))
        #expect(names.contains("tmp_pack_abcdef"))
        #expect(store.exists(store.path + "/" + foreign + ".pack"))
    }

    /// Copies the store before each operation on a file, as a writer killed there would leave it.
    @Test(arguments: [0, 46]) func `a writer killed at any point loses nothing acknowledged`(commitsBefore: Int) throws
    {
        let store = try StoreFixture()
        do {
            let writer = try store.writer()
            for step in 0..<commitsBefore { try writer.commit(["d/\(step % 5)": "\(step)", "e/\(step)": "e"]) }
        }
        let path = store.path
        let copies = Mutex<[(copy: String, acknowledged: [String: String])]>([])
        let acknowledged = Mutex(try store.repository.texts())
        let root = store.beside("copy")
        let writer = try store.writer { _, _ in
            copies.withLock { copies in
                let copy = "\(root)\(copies.count)"
                try? FileManager.default.copyItem(atPath: path, toPath: copy)
                copies.append((copy, acknowledged.withLock { $0 }))
            }
            return nil
        }
        for step in 0..<3 {
            try writer.commit(["d/x": "new \(step)", "f/\(step)": "f"])
            let texts = try store.repository.texts()
            acknowledged.withLock { $0 = texts }
        }
        let all = copies.withLock { $0 }
        #expect(all.count > 20)
        for (copy, acknowledged) in all {
            let reopened = try StoreFixture.writer(copy)
            let texts = try GitRepository(opening: copy).texts()
            #expect(acknowledged.allSatisfy { $0.key == "d/x" || texts[$0.key] == $0.value }, "\(copy)")
            try reopened.commit(["after": "1"])
            #expect(try GitRepository(opening: copy).texts()["after"] == "1")
            try GitProgram.expectSound(copy)
            try FileManager.default.removeItem(atPath: copy)
        }
    }
}
