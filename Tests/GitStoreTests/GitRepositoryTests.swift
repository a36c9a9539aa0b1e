import Foundation
import GitStore
import Testing

@Suite struct GitRepositoryTests {
    @Test func `a new store has no head and is bare`() throws {
        let store = try StoreFixture()
        #expect(try store.repository.head() == nil)
        #expect(store.repository.isBare)
        #expect(store.exists(store.state))
    }

    @Test func `a folder that holds something is refused`() throws {
        let store = try StoreFixture()
        let error = #expect(throws: GitStoreError.self) { _ = try GitRepository.create(at: store.path) }
        #expect(error?.code == .notEmpty)
    }

    @Test func `a folder without a repository is refused, and its parents are not searched`() throws {
        let store = try StoreFixture()
        let error = #expect(throws: GitStoreError.self) { _ = try GitRepository(opening: store.path + "/objects") }
        #expect(error?.code == .notARepository)
    }

    @Test func `what was committed is read by id and by path`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        let receipt = try writer.commit(["a/b/c.txt": "one", "a/d.txt": "", "e": "three"])
        #expect(try store.repository.head() == receipt.id)
        #expect(receipt.blobs.count == 3)
        #expect(try store.repository.blob(receipt.blobs[0]) == Array("one".utf8))
        #expect(receipt.blobs[1].description == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
        let found = try #require(try store.repository.blob(atPath: "a/b/c.txt", in: receipt.id))
        #expect(found.id == receipt.blobs[0])
        #expect(try store.repository.blob(atPath: "a/b", in: receipt.id) == nil)
        #expect(try store.repository.blob(atPath: "a/x", in: receipt.id) == nil)
        #expect(try store.repository.blob(atPath: "e/x", in: receipt.id) == nil)
        #expect(try store.repository.entry(atPath: "e", in: receipt.id)?.kind == .file)
        let folder = try #require(try store.repository.entry(atPath: "a/b", in: receipt.id))
        #expect(folder.kind == nil)
        #expect(try store.repository.entry(atPath: "a/x", in: receipt.id) == nil)
        #expect(try receipt.blobs.map { try store.repository.byteCount(ofBlob: $0) } == [3, 0, 5])
        let error = #expect(throws: GitStoreError.self) { _ = try store.repository.byteCount(ofBlob: folder.id) }
        #expect(error?.code == .missingObject)
        try GitProgram.expectSound(store.path)
    }

    @Test func `an id of another kind or of nothing is a missing object`() throws {
        let store = try StoreFixture()
        let receipt = try store.writer().commit(["a": "one"])
        let nothing = try #require(GitObjectID(bytes: [UInt8](repeating: 7, count: 20)))
        for id in [receipt.id, nothing] {
            let error = #expect(throws: GitStoreError.self) { _ = try store.repository.blob(id) }
            #expect(error?.code == .missingObject)
        }
    }

    @Test func `a commit is read back with its parents, people and message`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        let first = try writer.commit(["a": "1"], message: "first")
        let second = try writer.commit(["a": "2"], message: "second\n\nbody\n")
        let commit = try store.repository.commit(second.id)
        #expect(commit.parents == [first.id])
        #expect(commit.message == "second\n\nbody\n")
        #expect(commit.author.name == "Tester")
        #expect(commit.committer.secondsSinceEpoch == 1_700_000_000)
        #expect(commit.signature == nil)
        #expect(try store.repository.commit(first.id).message == "first\n")
    }

    @Test func `commits are listed oldest first, up to an ancestor`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        let ids = try (0..<5).map { try writer.commit(["a": "\($0)"]).id }
        #expect(try store.repository.commits(from: ids[4], until: nil) == ids)
        #expect(try store.repository.commits(from: ids[4], until: ids[1]) == Array(ids[2...]))
        #expect(try store.repository.commits(from: ids[4], until: ids[4]).isEmpty)
        let error = #expect(throws: GitStoreError.self) {
            _ = try store.repository.commits(from: ids[1], until: ids[3])
        }
        #expect(error?.code == .notAnAncestor)
    }

    @Test(.enabled(if: GitProgram.isAvailable)) func `a merge commit is refused in a line of history`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        let first = try writer.commit(["a": "1"])
        let second = try writer.commit(["a": "2"])
        let arguments = ["-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", "\(second.id)^{tree}"]
        let output = try GitProgram.git(
            arguments + ["-p", "\(second.id)", "-p", "\(first.id)", "-m", "merge"], in: store.path)
        let merge = try #require(GitObjectID(hex: output.text.trimmingCharacters(in: .whitespacesAndNewlines)))
        let error = #expect(throws: GitStoreError.self) { _ = try store.repository.commits(from: merge, until: nil) }
        #expect(error?.code == .merge)
    }

    @Test func `changes name what was added, modified and deleted, and skip the rest`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        let first = try writer.commit(["a/keep": "k", "a/old": "o", "b/gone": "g", "c": "1"])
        let second = try writer.commit(["a/old": "new", "a/z/fresh": "f"], removing: ["b/gone"])
        let changes = try store.repository.changes(from: first.id, to: second.id)
        #expect(changes.map(\.path) == ["a/old", "a/z/fresh", "b/gone"])
        #expect(changes.map(\.kind) == [.modified, .added, .deleted])
        #expect(changes[2].newBlob == nil && changes[2].oldBlob != nil)
        #expect(try store.repository.changes(from: nil, to: first.id).map(\.kind) == [.added, .added, .added, .added])
        #expect(try store.repository.changes(from: second.id, to: second.id).isEmpty)
    }

    @Test(.enabled(if: GitProgram.isAvailable)) func `a changed file mode is named`() throws {
        let store = try StoreFixture()
        let receipt = try store.writer().commit(["a": "1"])
        let line = Array("100755 blob \(receipt.blobs[0])\ta\n".utf8)
        let tree = try GitProgram.git(["mktree"], in: store.path, input: line).text
        let arguments = ["-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", "-m", "x"]
        let output = try GitProgram.git(arguments + [String(tree.prefix(40))], in: store.path)
        let changed = try #require(GitObjectID(hex: String(output.text.prefix(40))))
        #expect(try store.repository.changes(from: receipt.id, to: changed).map(\.kind) == [.modeChanged])
    }

    @Test func `blobs below a folder are visited in order`() throws {
        let store = try StoreFixture()
        let receipt = try store.writer().commit(["o/b/2": "2", "o/a/1": "1", "p": "3"])
        var paths: [String] = []
        for prefix in ["o", "o/", "nowhere", "p"] {
            try store.repository.forEachBlob(under: prefix, in: receipt.id) { path, _ in paths.append(path) }
        }
        #expect(paths == ["o/a/1", "o/b/2", "o/a/1", "o/b/2"])
    }

    @Test(arguments: 0..<40) func `a byte changed in a pack is found by a verified read`(step: Int) throws {
        let store = try StoreFixture()
        let text = (0..<400).map { "\($0 &* 7919 % 1000)" }.joined(separator: " ")
        let receipt = try store.writer().commit(["a": text])
        let name = try #require(try store.packNames().first { $0.hasSuffix(".pack") })
        let file = store.path + "/objects/pack/" + name
        var bytes = [UInt8](try #require(FileManager.default.contents(atPath: file)))
        // The blob is the last entry: flip a byte in its deflated content.
        let offset = bytes.count - 40 - step * 10
        bytes[offset] ^= 0x10
        try FileManager.default.removeItem(atPath: file)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let fresh = try GitRepository(opening: store.path, verifiesHashes: true)
        let error = #expect(throws: GitStoreError.self) { _ = try fresh.blob(receipt.blobs[0]) }
        #expect(error?.code == .corrupt || error?.code == .libgit2)
    }
}
