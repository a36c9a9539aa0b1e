import Foundation
import GitStore
import Testing

@Suite struct TreeRebuildTests {
    /// Names around `/` (0x2F), where a folder's place differs from a file's of the same name.
    static let edges: [String: String] = [
        "a/x": "1", "a-b": "2", "a.b": "3", "a0": "4", "a b": "5", "ab/y": "6", "a!": "7", "b": "8", "a-": "9",
        "\u{e9}/z": "10", "A": "11",
    ]

    @Test func `entries stand in git's order whichever comes first`() throws {
        let whole = try StoreFixture()
        let expected = try whole.repository.commit(try whole.writer().commit(Self.edges).id).tree
        for seed in 0..<20 as Range<UInt64> {
            let store = try StoreFixture()
            let writer = try store.writer()
            var generator = Shuffler(state: seed)
            var last: GitObjectID?
            for (path, text) in Self.edges.sorted(by: { $0.key < $1.key }).shuffled(using: &generator) {
                last = try writer.commit([path: text]).id
            }
            #expect(try store.repository.commit(try #require(last)).tree == expected, "seed \(seed)")
        }
        try GitProgram.expectSound(whole.path)
    }

    @Test(.enabled(if: GitProgram.isAvailable)) func `the tree is the one that git's index writes`() throws {
        let store = try StoreFixture()
        let receipt = try store.writer().commit(Self.edges)
        var list = ""
        for (path, text) in Self.edges {
            let id = try GitProgram.git(["hash-object", "--stdin"], in: store.path, input: Array(text.utf8)).text
            list += "100644 \(id.prefix(40)) 0\t\(path)\n"
        }
        _ = try GitProgram.git(["update-index", "--index-info"], in: store.path, input: Array(list.utf8))
        let tree = try GitProgram.git(["write-tree"], in: store.path).text
        #expect(try store.repository.commit(receipt.id).tree.description == tree.prefix(40))
    }

    @Test(.enabled(if: GitProgram.isAvailable), arguments: 0..<12 as Range<UInt64>)
    func `random histories give the trees that git writes`(seed: UInt64) throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        var generator = Shuffler(state: seed)
        var present: [String: String] = [:]
        for step in 0..<12 {
            var changes: [String: String] = [:]
            for _ in 0..<6 {
                let folder = ["", "a/", "a/b/", "a-b/", "c/"].randomElement(using: &generator) ?? ""
                changes[folder + "f\(Int.random(in: 0..<8, using: &generator))"] = "\(seed) \(step)"
            }
            let removable = present.keys.filter { changes[$0] == nil }.sorted().shuffled(using: &generator)
            let removed = Array(removable.prefix(step % 3 == 2 ? 8 : 1))
            try writer.commit(changes, removing: removed)
            for path in removed { present[path] = nil }
            present.merge(changes) { _, new in new }
        }
        #expect(try store.repository.texts() == present)
        let head = try #require(try store.repository.head())
        _ = try GitProgram.git(["read-tree", "--empty"], in: store.path)
        let listing = try GitProgram.git(["ls-tree", "-r", "\(head)"], in: store.path).text
        let index = Array(listing.replacingOccurrences(of: " blob ", with: " ").utf8)
        _ = try GitProgram.git(["update-index", "--index-info"], in: store.path, input: index)
        let tree = try GitProgram.git(["write-tree"], in: store.path).text
        #expect(try store.repository.commit(head).tree.description == tree.prefix(40))
        try GitProgram.expectSound(store.path)
    }

    @Test func `a folder left empty vanishes, and the last file leaves the empty tree`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        try writer.commit(["a/b/c": "1", "d": "2"])
        let second = try writer.commit([:], removing: ["a/b/c"])
        #expect(try store.repository.texts() == ["d": "2"])
        #expect(try store.repository.blob(atPath: "a", in: second.id) == nil)
        let third = try writer.commit([:], removing: ["d"])
        let empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
        #expect(try store.repository.commit(third.id).tree.description == empty)
        try GitProgram.expectSound(store.path)
    }

    @Test func `a file and a folder of one name are a conflict`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        try writer.commit(["a": "1", "a-b": "x", "b/c": "2"])
        for path in ["a/x", "b"] {
            let error = #expect(throws: GitStoreError.self) { try writer.commit([path: "3"]) }
            #expect(error?.code == .pathConflict)
        }
        let error = #expect(throws: GitStoreError.self) { try writer.commit(["q": "1", "q/r": "2"]) }
        #expect(error?.code == .pathConflict)
        #expect(try store.repository.texts().count == 3)
    }

    @Test func `removing what is not there is an error`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        try writer.commit(["a/b": "1"])
        for path in ["a/c", "x/y", "a/b/c"] {
            let error = #expect(throws: GitStoreError.self) { try writer.commit([:], removing: [path]) }
            #expect(error?.code == .missingPath || error?.code == .pathConflict)
        }
    }

    @Test(arguments: [
        "", "/a", "a/", "a//b", ".", "../a", "a/./b", ".git/config", "a/.GIT", "git~1", "a\n", ".git.", ".git:x",
    ])
    func `a path that git refuses is refused`(path: String) throws {
        let store = try StoreFixture()
        let error = #expect(throws: GitStoreError.self) { try store.writer().commit([path: "1"]) }
        #expect(error?.code == .invalidInput)
    }
}

/// A small generator, so that a failing seed can be named.
struct Shuffler: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
