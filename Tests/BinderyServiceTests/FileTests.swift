import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import GitStore
import Testing

/// Settings, keys and files of the user.
@Suite(.temporaryDirectory) struct FileTests {
    private let path = TemporaryDirectory.file("file")

    // MARK: Settings

    @Test func `pins come back as they were saved, by origin`() throws {
        let settings = RegistrySettings(TestService.environment)
        let pin = RegistryPin(
            root: Address(of: [1]), keyFolder: "/keys \"1\"",
            lastHead: GitObjectID(hex: String(repeating: "a", count: 40)))
        let other = RegistryPin(root: Address(of: [2]))
        #expect(try settings.pin(for: "a.example/x") == nil)
        try settings.update("a.example/x") { $0 = pin }
        try settings.update("b.example/x") { $0 = other }
        #expect(try settings.pin(for: "a.example/x") == pin && settings.pin(for: "b.example/x") == other)
        try settings.update("a.example/x") { $0 = other }
        #expect(try settings.pin(for: "a.example/x") == other)
        #expect(try TestService.mode(TemporaryDirectory.file("config/registries.json")) == "600")
        #expect(try TestService.mode(TemporaryDirectory.file("config")) == "700")
        #expect(
            TestService.names(in: TemporaryDirectory.file("config")) == ["registries.json", "registries.json.lock"])
    }

    @Test func `pins that are kept at the same time are all kept`() throws {
        let settings = RegistrySettings(TestService.environment)
        let pin = RegistryPin(root: Address(of: [1]))
        DispatchQueue.concurrentPerform(iterations: 24) { try? settings.update("\($0).example/x") { $0 = pin } }
        for index in 0..<24 { #expect(try settings.pin(for: "\(index).example/x") == pin) }
    }

    @Test func `a change is made to what is known then, not to what its maker read before`() throws {
        let settings = RegistrySettings(TestService.environment)
        let head = GitObjectID(hex: String(repeating: "a", count: 40))
        let (old, new) = (RegistryPin(root: Address(of: [1]), keyFolder: "/keys"), RegistryPin(root: Address(of: [2])))
        try settings.update("a.example/x") { $0 = old }
        // An audit under the old root ends after another root was pinned.
        try settings.update("a.example/x") { $0 = new }
        try settings.update("a.example/x") { if $0?.root == old.root { $0?.lastHead = head } }
        #expect(try settings.pin(for: "a.example/x") == new)
        try settings.update("a.example/x") { $0?.lastHead = head }
        #expect(try settings.pin(for: "a.example/x") == RegistryPin(root: new.root, lastHead: head))
        #expect(throws: CancellationError.self) {
            try settings.update("a.example/x") {
                $0 = old
                throw CancellationError()
            }
        }
        #expect(try settings.pin(for: "a.example/x")?.root == new.root)
        try settings.update("a.example/x") { $0 = nil }
        #expect(try settings.pin(for: "a.example/x") == nil)
    }

    @Test func `changes of one pin at the same time are all made`() throws {
        let settings = RegistrySettings(TestService.environment)
        try settings.update("a.example/x") { $0 = RegistryPin(root: Address(of: [1]), keyFolder: "") }
        DispatchQueue.concurrentPerform(iterations: 24) { _ in
            try? settings.update("a.example/x") { $0?.keyFolder?.append("x") }
        }
        #expect(try settings.pin(for: "a.example/x")?.keyFolder == String(repeating: "x", count: 24))
    }

    @Test(arguments: [
        "", "{", "nonsense", "[]", "{\"registries\":{\"a.example/x\":{}}}", "{\"registries\":{\"a.example/x\":3}}",
        "{\"registries\":{\"a.example/x\":{\"root\":\"sha256:AB\"}}}", "{\"registries\":[]}",
    ])
    func `settings of garbage are an error or empty, and never a pin`(text: String) throws {
        let folder = TemporaryDirectory.file("config")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/registries.json"))
        let settings = RegistrySettings(TestService.environment)
        do {
            #expect(try settings.pin(for: "a.example/x") == nil)
        } catch let error as ServiceError {
            #expect(error.code == .badData && error.location.hasSuffix("registries.json"))
        }
    }

    // MARK: Keys

    @Test func `a key file has mode 600, is never replaced, and gives the key back`() throws {
        let key = try TestKey.key("some")
        try KeyFile.write(key, to: path, passphrase: nil)
        #expect(try TestService.mode(path) == "600")
        #expect(
            try KeyFile.readPrivate(path) {
                Issue.record("asked for a passphrase"); return nil
            }.publicKey == key.publicKey)
        #expect(try KeyFile.readPublic(path) { nil } == key.publicKey)
        let error = #expect(throws: ServiceError.self) { try KeyFile.write(key, to: path, passphrase: nil) }
        #expect(error?.code == .cannotCreate)
        #expect(TestService.names(in: TemporaryDirectory.current) == ["file"])
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o777])
    func `a key file that others can read is refused`(mode: Int) throws {
        try KeyFile.write(TestKey.key("some"), to: path, passphrase: nil)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let error = #expect(throws: ServiceError.self) { try KeyFile.readPrivate(path) { nil } }
        #expect(error?.code == .noPermission && error?.problem.contains(String(mode, radix: 8)) == true)
        // By a link, too.
        let link = TemporaryDirectory.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(throws: ServiceError.self) { try KeyFile.readPrivate(link) { nil } }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: Never.self) { try KeyFile.readPrivate(link) { nil } }
    }

    @Test func `a passphrase is asked for when it is needed, and a wrong one is refused`() throws {
        let key = try TestKey.key("some")
        let right = SecretBytes(copying: Array("right".utf8).span.bytes)
        let wrong = SecretBytes(copying: Array("wrong".utf8).span.bytes)
        try KeyFile.write(key, to: path, passphrase: right)
        #expect(try KeyFile.readPrivate(path) { right }.publicKey == key.publicKey)
        #expect(throws: FileError.self) { try KeyFile.readPrivate(path) { wrong } }
        let error = #expect(throws: FileError.self) { try KeyFile.readPrivate(path) { nil } }
        #expect(error?.path == path && error?.underlying is CryptographyError)
    }

    // MARK: Files

    @Test func `a file is replaced only where that is wanted`() throws {
        try SafeFile.write([1], to: path, replaces: false)
        let error = #expect(throws: ServiceError.self) { try SafeFile.write([2], to: path, replaces: false) }
        #expect(error?.code == .cannotCreate)
        #expect(try SafeFile.read(path) == [1])
        try SafeFile.write([3], to: path, replaces: true)
        #expect(try SafeFile.read(path) == [3])
        #expect(TestService.names(in: TemporaryDirectory.current) == ["file"])
    }

    @Test func `what a killed process with the same number left stands in nobody's way`() throws {
        let left = "\(path).\(getpid()).tmp"
        try SafeFile.write([9], to: left, replaces: false)
        try SafeFile.write([1], to: path, replaces: false)
        try SafeFile.write([2], to: path, replaces: true)
        #expect(try SafeFile.read(path) == [2] && SafeFile.read(left) == [9])
        #expect(TestService.names(in: TemporaryDirectory.current).sorted() == ["file", "file.\(getpid()).tmp"])
    }

    @Test func `a link is never written through`() throws {
        let target = TemporaryDirectory.file("target")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        #expect(throws: ServiceError.self) { try SafeFile.write([1], to: path, replaces: false) }
        #expect(!FileManager.default.fileExists(atPath: target))
        try SafeFile.write([1], to: path, replaces: true)
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test func `a full disk leaves the old file`() throws {
        // A file of a megabyte where the process may write no more than a block.
        try SafeFile.write([1], to: path, replaces: false)
        let folder = TemporaryDirectory.file("full")
        let program = BinderyProgram(in: TemporaryDirectory.current)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard try program.shell("mount -t tmpfs -o size=64k none full").status == 0 else {
            print("skipped: no tmpfs can be mounted here")
            return
        }
        defer { _ = try? program.shell("umount full") }
        try SafeFile.write([7], to: folder + "/file", replaces: false)
        let error = #expect(throws: ServiceError.self) {
            try SafeFile.write([UInt8](repeating: 1, count: 1 << 20), to: folder + "/file", replaces: true)
        }
        #expect(error?.code == .io)
        #expect(try SafeFile.read(folder + "/file") == [7])
        #expect(TestService.names(in: folder) == ["file"])
    }

    @Test func `folders that were made are taken back, and none that was there or is not empty`() throws {
        let there = TemporaryDirectory.file("there")
        #expect(try SafeFile.makePrivateFolder(there) == [there])
        let made = try SafeFile.makePrivateFolder(there + "/a/b")
        #expect(made == [there + "/a", there + "/a/b"])
        #expect(try SafeFile.makePrivateFolder(there + "/a/b").isEmpty)
        try SafeFile.write([1], to: there + "/a/file", replaces: false)
        SafeFile.takeBack(made)
        #expect(TestService.names(in: there + "/a") == ["file"])
        SafeFile.takeBack(made + [there + "/a/file"])
        #expect(TestService.names(in: TemporaryDirectory.current) == ["there"] && TestService.names(in: there).isEmpty)
    }

    @Test func `reading stops at its limit, and names what is missing`() throws {
        try SafeFile.write([UInt8](repeating: 1, count: 1_001), to: path, replaces: false)
        #expect(try SafeFile.read(path, limit: 1_001).count == 1_001)
        let large = #expect(throws: ServiceError.self) { try SafeFile.read(path, limit: 1_000) }
        #expect(large?.code == .badData)
        let absent = #expect(throws: ServiceError.self) { try SafeFile.read(path + "x") }
        #expect(absent?.code == .noInput)
        #expect(throws: ServiceError.self) { try SafeFile.read(TemporaryDirectory.current) }
    }
}
