import Foundation
import GitStore
import Testing

@Suite struct HostileRepositoryTests {
    @Test(arguments: [
        ("[core]\n\tworktree = /etc\n", "core.worktree"), ("[CORE] WorkTree=/etc\n", "core.worktree"),
        ("[include]\n\tpath = /tmp/x\n", "include"), ("[a] [include] path = /tmp/x\n", "include"),
        ("[includeIf \"gitdir:/\"]\n\tpath = x\n", "includeif"), ("[include \"a]b\"] path = x", "include"),
        ("\u{FEFF}[Include]\r\npath=x\r\n", "include"),
        ("[extensions]\n\tobjectFormat = sha256\n", "extensions.objectFormat"),
        ("[extensions]\n\tworktreeConfig = true\n", "extensions.worktreeconfig"),
    ])
    func `a setting that leads git elsewhere is refused and named`(text: String, key: String) throws {
        let store = try StoreFixture()
        try store.write(text, to: "config")
        let error = #expect(throws: GitStoreError.self) { _ = try GitRepository(opening: store.path) }
        #expect(error?.code == .hostileConfiguration)
        #expect(error?.location.hasSuffix("/config") == true)
        #expect(error?.problem.contains(key) == true)
    }

    @Test(arguments: [
        "[core]\n\tbare = true\n\tfilemode = false\n[remote \"include\"]\n\turl = x\n", "# [include]\n; path\n",
        "[user]\n\tname = [include]\n[extensions]\n\tobjectFormat = \"sha1\"\n",
    ])
    func `other settings are no obstacle`(text: String) throws {
        let store = try StoreFixture()
        try store.write(text, to: "config")
        _ = try GitRepository(opening: store.path)
    }

    @Test(arguments: [
        "objects/info/alternates", "info/grafts", "refs/replace/" + String(repeating: "a", count: 40), "commondir",
    ])
    func `a file that shows other objects is refused and named`(name: String) throws {
        let store = try StoreFixture()
        try store.write("/tmp\n", to: name)
        let error = #expect(throws: GitStoreError.self) { _ = try GitRepository(opening: store.path) }
        #expect(error?.code == .hostileConfiguration)
        #expect(error?.location.hasSuffix(name) == true)
    }

    @Test func `a packed replacement is refused`() throws {
        let store = try StoreFixture()
        let id = String(repeating: "a", count: 40)
        try store.write("# pack-refs with: peeled\n\(id) refs/replace/\(id)\n", to: "packed-refs")
        let error = #expect(throws: GitStoreError.self) { _ = try GitRepository(opening: store.path) }
        #expect(error?.code == .hostileConfiguration)
    }

    @Test(arguments: ["objects", "refs", "refs/heads", "objects/pack", "config"])
    func `a symbolic link in the repository's place is refused`(name: String) throws {
        let store = try StoreFixture()
        let file = store.path + "/" + name
        let elsewhere = store.beside("elsewhere")
        try FileManager.default.moveItem(atPath: file, toPath: elsewhere)
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
        let error = #expect(throws: GitStoreError.self) { _ = try GitRepository(opening: store.path) }
        #expect(error?.code == .hostileConfiguration)
        #expect(error?.location.hasSuffix(name) == true)
    }

    @Test func `a symbolic ref in place of main is refused`() throws {
        let store = try StoreFixture()
        try store.write("ref: refs/heads/other\n", to: "refs/heads/main")
        let error = #expect(throws: GitStoreError.self) { _ = try store.repository.head() }
        #expect(error?.code == .hostileConfiguration)
    }

    @Test func `a git file that points elsewhere is refused`() throws {
        let store = try StoreFixture()
        let work = store.beside("work")
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        try Data("gitdir: \(store.path)\n".utf8).write(to: URL(fileURLWithPath: work + "/.git"))
        let error = #expect(throws: GitStoreError.self) { _ = try GitRepository(opening: work) }
        #expect(error?.code == .hostileConfiguration)
    }
}
