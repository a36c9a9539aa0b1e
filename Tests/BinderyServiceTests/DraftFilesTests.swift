import BinderyService
import BinderyTestSupport
import Foundation
import Testing

@Suite(.temporaryDirectory) struct DraftFilesTests {
    private func write(_ names: [String]) throws {
        for name in names {
            let path = TemporaryDirectory.file(name)
            try FileManager.default.createDirectory(
                atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
            try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    /// The paths below the test's folder.
    private func names(_ paths: [String]) -> [String] {
        paths.map { $0.replacingOccurrences(of: TemporaryDirectory.current + "/", with: "") }
    }

    @Test(arguments: ["d", "d/"]) func `a folder names its drafts by the bytes of their paths`(folder: String) throws {
        try write([
            "d/b.json", "d/a/z.jsonld", "d/a.json", "d/Z.json", "d/é.json", "d/notes.txt", "d/.hidden.json",
            "d/.git/x.json", "d/x.json.12.tmp", "d/json", "d/.json",
        ])
        let files = try DraftFiles(at: [TemporaryDirectory.file(folder)])
        #expect(names(files.paths) == ["d/Z.json", "d/a.json", "d/a/z.jsonld", "d/b.json", "d/é.json"])
        #expect(files.unread.isEmpty)
    }

    @Test func `files and folders keep the order in which they are named`() throws {
        try write(["b/1.json", "a/1.json"])
        let files = try DraftFiles(at: ["absent.json", "b", "one.txt", "a"].map(TemporaryDirectory.file))
        #expect(names(files.paths) == ["absent.json", "b/1.json", "one.txt", "a/1.json"])
    }

    @Test func `a link in a folder is named and not followed`() throws {
        try write(["d/a.json", "outside/b.json"])
        for (link, target) in [("d/up", "../outside"), ("d/c.json", "../outside/b.json"), ("d/loop", ".")] {
            try FileManager.default.createSymbolicLink(
                atPath: TemporaryDirectory.file(link), withDestinationPath: target)
        }
        let files = try DraftFiles(at: [TemporaryDirectory.file("d")])
        #expect(
            names(files.paths) == ["d/a.json"] && names(files.unread.map(\.path)) == ["d/c.json", "d/loop", "d/up"])
        // The link that somebody names is meant.
        #expect(try names(DraftFiles(at: [TemporaryDirectory.file("d/up")]).paths) == ["d/up/b.json"])
    }

    @Test func `a pipe in a folder is named and not waited for`() throws {
        try write(["d/a.json"])
        for name in ["d/b.json", "d/b.txt"] { try #require(mkfifo(TemporaryDirectory.file(name), 0o600) == 0) }
        let files = try DraftFiles(at: [TemporaryDirectory.file("d")])
        #expect(names(files.paths) == ["d/a.json"] && names(files.unread.map(\.path)) == ["d/b.json"])
        #expect(files.unread.map(\.reason) == [.noFile])
    }

    @Test func `a folder without drafts is refused`() throws {
        try write(["d/notes.txt"])
        let error = #expect(throws: ServiceError.self) { try DraftFiles(at: [TemporaryDirectory.file("d")]) }
        #expect(error?.code == .noInput && error?.location == TemporaryDirectory.file("d"))
    }

    @Test(arguments: [
        ("a.json\nb c.json\n", ["a.json", "b c.json"]), ("a.json\r\n\n\nb.json", ["a.json", "b.json"]), ("", []),
        ("\r\n", []), ("é.json", ["é.json"]),
    ]) func `a list has a path a line`(list: String, paths: [String]) throws {
        #expect(try DraftFiles.paths(in: Array(list.utf8), named: "list") == paths)
    }

    @Test func `a list in another encoding is refused`() {
        let error = #expect(throws: ServiceError.self) { try DraftFiles.paths(in: [0x61, 0xe9, 0x0a], named: "list") }
        #expect(error?.code == .badData && error?.location == "list")
    }
}
