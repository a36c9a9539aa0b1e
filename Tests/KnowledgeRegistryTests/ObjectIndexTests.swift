import BinderyTestSupport
import BoundKnowledge
import Foundation
import GitStore
import KnowledgeRegistry
import Testing

/// The index beside the repository: it may vanish, be damaged or come from somebody else, and never makes a reader believe it.
@Suite(.temporaryDirectory) struct ObjectIndexTests {
    private struct Fixture {
        let test: TestRegistry
        let first: BoundObject
        let second: BoundObject
        var index: String { test.path + "/.bindery/index.sqlite" }

        init() throws {
            test = try TestRegistry()
            first = try TestRegistry.document("One?")
            second = try TestRegistry.document("Two?")
            try test.publish(first, second)
            try test.publish(TestRegistry.withdrawal(of: second))
        }

        /// Everything that a reader is told.
        func told(at path: String? = nil) throws -> [String] {
            let registry = try path.map { try Registry(opening: $0) } ?? test.open()
            return try registry.publications(from: 0, limit: 100).map { entry in
                "\(entry.address) \(entry.type) \(try registry.status(of: entry.address)?.name ?? "?")"
            }
        }

        /// Changes the index file as somebody with SQLite would.
        func poison(_ sql: String, at path: String? = nil) throws {
            let script =
                "import sqlite3; c=sqlite3.connect('\(path ?? index)'); c.executescript(\"\"\"\(sql)\"\"\"); c.close()"
            let result = try test.program.shell("python3 -c '\(script.replacing("'", with: "'\"'\"'"))'")
            try #require(result.status == 0, "\(result.diagnostics)")
        }
    }

    @Test func `a deleted index is made again and says the same`() throws {
        let fixture = try Fixture()
        let told = try fixture.told()
        #expect(told.count == 4)
        try FileManager.default.removeItem(atPath: fixture.test.path + "/.bindery")
        #expect(try fixture.told() == told)
    }

    @Test(arguments: [0, 1, 100, 4_096, 5_000, 9_000])
    func `a truncated index is made again`(count: Int) throws {
        let fixture = try Fixture()
        let told = try fixture.told()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.index))
        try #require(bytes.count > count)
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: fixture.index + suffix) }
        // Written in place: the file is the same one, cut short.
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: fixture.index))
        try file.truncate(atOffset: UInt64(count))
        try file.close()
        #expect(try fixture.told() == told)
    }

    @Test func `an index of garbage is made again`() throws {
        let fixture = try Fixture()
        let told = try fixture.told()
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: fixture.index + suffix) }
        try Data(repeating: 0x5a, count: 20_000).write(to: URL(fileURLWithPath: fixture.index))
        #expect(try fixture.told() == told)
    }

    @Test func `an index that came with a copied folder is not believed`() throws {
        let fixture = try Fixture()
        let told = try fixture.told()
        try fixture.poison("DELETE FROM object WHERE type='Withdrawal'; UPDATE object SET position=position+50;")
        try fixture.test.program.shell("cp -r library copy").requireSuccess()
        #expect(try fixture.told(at: TemporaryDirectory.file("copy")) == told)
    }

    @Test func `a trigger in the index runs nothing`() throws {
        let fixture = try Fixture()
        let told = try fixture.told()
        try fixture.poison(
            "CREATE TRIGGER t AFTER INSERT ON object BEGIN DELETE FROM object WHERE type='Withdrawal'; END;")
        try fixture.test.publish(TestRegistry.document("Three?"))
        #expect(try fixture.told().prefix(4) == told.prefix(4))
    }

    @Test func `a link in place of the index or its folder is refused`() throws {
        let names = [
            ".bindery", ".bindery/index.sqlite", ".bindery/index.sqlite-wal", ".bindery/wordings.sqlite",
            ".bindery/search.sqlite", ".bindery/proposals",
        ]
        for name in names {
            let test = try TestRegistry("library\(name.utf8.count)")
            let victim = TemporaryDirectory.file("victim\(name.utf8.count)")
            try? FileManager.default.removeItem(atPath: "\(test.path)/\(name)")
            try FileManager.default.createSymbolicLink(atPath: "\(test.path)/\(name)", withDestinationPath: victim)
            let error = #expect(throws: GitStoreError.self, "\(name)") { try test.open() }
            #expect(error?.code == .hostileConfiguration)
            #expect(!FileManager.default.fileExists(atPath: victim))
        }
    }

    @Test func `where no index can be written, reading goes on`() throws {
        let fixture = try Fixture()
        let told = try fixture.told()
        // As root in a container no mode keeps us out; a file in the folder's place does.
        try FileManager.default.removeItem(atPath: fixture.test.path + "/.bindery")
        try Data().write(to: URL(fileURLWithPath: fixture.test.path + "/.bindery"))
        #expect(try fixture.told() == told)
        let registry = try fixture.test.open()
        #expect(try registry.object(at: fixture.first.address) == fixture.first.bytes)
        let found = try registry.verify(
            fixture.second.address, pinned: fixture.test.root.address, instant: TestRegistry.now)
        #expect(found.verification.verdict == .stale)
        #expect(throws: GitStoreError.self) { try fixture.test.writer(registry) }
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a commit that git made in between is caught up with`() throws {
        let fixture = try Fixture()
        let registry = try fixture.test.open()
        let object = try TestRegistry.document("Three?")
        try fixture.test.commit(
            fixture.test.add(object.bytes, at: TestRegistry.path(of: object)), message: TestRegistry.message(object))
        try registry.refresh()
        #expect(try registry.objectCount() == 5)
        #expect(try fixture.test.open().object(at: object.address) == object.bytes)
        // The next publication stands on it.
        let next = try TestRegistry.document("Three?", "Better.\n", after: object)
        try fixture.test.publish(next)
        #expect(try fixture.test.open().status(of: object.address) == .superseded(by: next.address))
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a history that was replaced is read anew`() throws {
        let fixture = try Fixture()
        let registry = try fixture.test.open()
        try fixture.test.git("git update-ref refs/heads/main main~1")
        try registry.refresh()
        #expect(try registry.objectCount() == 3)
        #expect(try registry.status(of: fixture.second.address) == .current)
        // Another line from the first commit on, while the old index stands.
        try fixture.test.git("git update-ref refs/heads/main main~1; git reflog expire --expire=now --all; git prune")
        let other = try TestRegistry.document("Other?")
        try fixture.test.publish(other)
        #expect(try registry.objectCount() == 2)
        #expect(try registry.object(at: fixture.first.address) == nil)
        #expect(try registry.object(at: other.address) == other.bytes)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `one object that cannot be read does not close the registry`() throws {
        let fixture = try Fixture()
        let test = fixture.test
        // Of a format to come, and no object at all; each at the address of its bytes.
        let later = Array(
            String(decoding: fixture.first.bytes, as: UTF8.self).replacing(
                "\"formatVersion\":1", with: "\"formatVersion\":2"
            ).utf8)
        for bytes in [later, Array("{}".utf8)] {
            let digits = "\(Address(of: bytes).digest)"
            let path = "objects/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits).jsonld"
            try test.commit(test.add(bytes, at: path), message: "Add\n\nobject \(Address(of: bytes)) X\n")
        }
        let next = try TestRegistry.document("Next?")
        try test.publish(next)
        let registry = try test.open()
        #expect(try registry.objectCount() == 7)
        #expect(try registry.publications(from: 6, limit: 1).map(\.address) == [next.address])
        #expect(try registry.object(at: Address(of: later)) == later)
        func verdict(_ bytes: [UInt8]) throws -> Verdict {
            try registry.verify(Address(of: bytes), pinned: test.root.address, instant: TestRegistry.now)
                .verification.verdict
        }
        #expect(try verdict(later) == .unsupported)
        #expect(try verdict(Array("{}".utf8)) == .rejected)
        #expect(try verdict(fixture.first.bytes) == .verified)
    }

    @Test(.enabled(if: TestRegistry.isGitAvailable))
    func `a withdrawal or version that nobody signed changes no verdict`() throws {
        let fixture = try Fixture()
        let test = fixture.test
        let withdrawal = try TestRegistry.withdrawal(of: fixture.first, by: ["thief"])
        let version = try TestRegistry.document("One?", "Nonsense.\n", after: fixture.first, by: ["thief"])
        for object in [withdrawal, version] {
            try test.commit(
                test.add(object.bytes, at: TestRegistry.path(of: object)), message: TestRegistry.message(object))
        }
        let found = try test.open().verify(
            fixture.first.address, pinned: test.root.address, instant: TestRegistry.now)
        #expect(found.status == .current && found.verification.verdict == .verified)
        #expect(found.verification.findings.map(\.code) == ["status-unverified", "status-unverified"])
    }
}

extension BinderyProgram.Result {
    func requireSuccess() throws { try #require(status == 0, "\(diagnostics)") }
}
