import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import GitStore
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct FoundingTests {
    @Test func `keys are for the owner alone, outside the registry, and pinned`() async throws {
        let service = try TestService()
        let folder = service.founding.keyFolder
        #expect(TestService.names(in: folder) == ["commit.pem", "log.pem", "root.pem"])
        #expect(try TestService.mode(folder) == "700")
        for name in TestService.names(in: folder) { #expect(try TestService.mode("\(folder)/\(name)") == "600") }
        #expect(!folder.hasPrefix(service.founding.path))
        let pin = try service.bindery.settings.pin(for: service.founding.origin)
        #expect(pin == RegistryPin(root: service.founding.root, keyFolder: folder))
        let report = try await Audit(of: service.founding.path, pinned: service.founding.root, instant: TestService.now)
            .run()
        #expect(report.verdict == .verified && report.findings.isEmpty)
        // One key, one role.
        let keys = try TestService.names(in: folder).map {
            try KeyFile.readPrivate("\(folder)/\($0)") { nil }.publicKey
        }
        #expect(Set(keys).count == 3)
    }

    @Test func `origins are unique by the log key, readable, and may be given`() throws {
        let one = try TestService("one")
        let two = try TestService("two")
        #expect(one.founding.origin.hasPrefix("localhost/my-library/") && one.founding.origin != two.founding.origin)
        let log = try KeyFile.readPublic(one.founding.keyFolder + "/log.pem") { nil }
        #expect(one.founding.origin.hasSuffix("/\("\(SHA256.digest(of: log.bytes))".prefix(8))"))
        let given = try TestService("three") { $0.origin = "library.example/three" }
        #expect(given.founding.origin == "library.example/three")
        #expect(try given.open().description.origin == "library.example/three")
        let nameless = try TestService("four") { $0.name = "Ünïcôde 図書館" }
        #expect(nameless.founding.origin.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f })
    }

    @Test(arguments: ["", "with space", "a+b", "ä", String(repeating: "a", count: 256), "line\nfeed"])
    func `what is no origin is refused before anything is made`(origin: String) throws {
        let error = #expect(throws: ServiceError.self) { _ = try TestService("library") { $0.origin = origin } }
        #expect(error?.code == .usage)
        #expect(TestService.names(in: TemporaryDirectory.current).isEmpty)
    }

    @Test func `a dry run names what it would make and makes nothing`() throws {
        let bindery = Bindery(TestService.environment)
        let plan = try bindery.planFounding(TestService.request())
        #expect(plan.origin == nil && plan.keyFolder == nil)
        #expect(plan.path == TemporaryDirectory.file("library"))
        #expect(TestService.names(in: TemporaryDirectory.current).isEmpty)
    }

    @Test(arguments: ["library", "library/keys", "library/../library/keys", "link/keys"])
    func `a key folder inside the registry is refused`(folder: String) throws {
        let library = TemporaryDirectory.file("library")
        try FileManager.default.createDirectory(atPath: library, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: TemporaryDirectory.file("link"), withDestinationPath: library)
        let error = #expect(throws: ServiceError.self) {
            _ = try TestService { $0.keyFolder = TemporaryDirectory.file(folder) }
        }
        #expect(error?.code == .usage && error?.location == "--key-folder")
        #expect(TestService.names(in: library).isEmpty)
    }

    @Test func `a folder that holds something is left alone`() throws {
        let library = TemporaryDirectory.file("library")
        try FileManager.default.createDirectory(atPath: library, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: library + "/file"))
        let error = #expect(throws: ServiceError.self) { _ = try TestService() }
        #expect(error?.code == .cannotCreate)
        #expect(TestService.names(in: library) == ["file"])
        #expect(TestService.names(in: TemporaryDirectory.file("data")).isEmpty)
    }

    @Test func `a registry that cannot be made leaves no keys and no pin`() throws {
        // A file where the registry's parent should be.
        try Data().write(to: URL(fileURLWithPath: TemporaryDirectory.file("file")))
        let keys = TemporaryDirectory.file("keys")
        #expect(throws: (any Error).self) {
            _ = try TestService("file/library") {
                $0.keyFolder = keys + "/of/x"
                $0.origin = "library.example/x"
            }
        }
        #expect(!FileManager.default.fileExists(atPath: keys))
        #expect(try RegistrySettings(TestService.environment).pin(for: "library.example/x") == nil)
    }

    @Test func `key files that exist are never replaced`() throws {
        let keys = TemporaryDirectory.file("keys")
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
        try Data("precious".utf8).write(to: URL(fileURLWithPath: keys + "/commit.pem"))
        let error = #expect(throws: ServiceError.self) { _ = try TestService { $0.keyFolder = keys } }
        #expect(error?.code == .cannotCreate)
        // What was written before it is taken back.
        #expect(TestService.names(in: keys) == ["commit.pem"])
        #expect(try String(contentsOfFile: keys + "/commit.pem", encoding: .utf8) == "precious")
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("library")))
    }

    @Test func `settings that cannot be read stop the founding before anything is made`() throws {
        try FileManager.default.createDirectory(
            atPath: TemporaryDirectory.file("config"), withIntermediateDirectories: true)
        try Data("{".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("config/registries.json")))
        let error = #expect(throws: ServiceError.self) { _ = try TestService() }
        #expect(error?.code == .badData)
        #expect(TestService.names(in: TemporaryDirectory.current) == ["config"])
    }

    @Test func `demo keys are refused outside the demonstration`() throws {
        let demo = try DemoKey.key(for: .publisher)
        #expect(throws: (any Error).self) { _ = try TestService { $0.publishers = [demo.publicKey] } }
        let service = try TestService("other")
        let error = #expect(throws: ServiceError.self) {
            _ = try service.bindery.bind(BindRequest(question: "Q?", answer: "A.\n"), for: service.open(), with: demo)
        }
        #expect(error?.code == .noPermission)
    }

    // MARK: What a killed founding left

    private let origin = "library.example/killed"

    /// A request with a fixed origin and key folder, as somebody gives them who runs the command again.
    private func request(_ edit: (inout FoundingRequest) -> Void = { _ in }) throws -> FoundingRequest {
        try TestService.request {
            $0.origin = origin
            $0.keyFolder = TemporaryDirectory.file("keys")
            edit(&$0)
        }
    }

    private var stage: String { TemporaryDirectory.file("library/" + RepositoryInMaking.stageName) }

    private func note(_ founding: Founding, _ keys: RegistryKeys) throws {
        try FoundingRecord(founding, keys: keys, request: request(), random: .system)
            .write(for: founding.path, in: TestService.environment.dataFolder)
    }

    private func keys(in folder: String) throws -> RegistryKeys {
        try RegistryKeys(
            root: KeyFile.readPrivate(folder + "/root.pem") { nil },
            log: KeyFile.readPrivate(folder + "/log.pem") { nil },
            commit: KeyFile.readPrivate(folder + "/commit.pem") { nil })
    }

    /// What a founding leaves that is killed when some parts of the repository are in their place.
    private func leave(_ keys: RegistryKeys, noting noted: RegistryKeys? = nil) throws {
        let founding = Founding(
            path: TemporaryDirectory.file("library"), root: Address(of: []), origin: origin,
            keyFolder: TemporaryDirectory.file("keys"))
        for folder in ["library/objects/pack", "library/refs", "library/.bindery-init/repository", "keys"] {
            try FileManager.default.createDirectory(
                atPath: TemporaryDirectory.file(folder), withIntermediateDirectories: true)
        }
        try Data("ref: refs/heads/main\n".utf8).write(to: URL(fileURLWithPath: stage + "/repository/HEAD"))
        try note(founding, noted ?? keys)
        for (name, key) in keys.files {
            try KeyFile.write(key, to: TemporaryDirectory.file("keys/\(name)"), passphrase: nil)
        }
        try Data("half".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("keys/log.pem.\(getpid()).tmp")))
    }

    @Test func `a killed founding is taken back, and the same request makes the registry`() async throws {
        let old = try RegistryKeys.generate()
        try leave(old)
        let bindery = Bindery(TestService.environment)
        let founding = try bindery.found(request())
        #expect(TestService.names(in: founding.keyFolder) == ["commit.pem", "log.pem", "root.pem"])
        let key = try KeyFile.readPrivate(founding.keyFolder + "/root.pem") { nil }
        #expect(key.publicKey != old.root.publicKey)
        #expect(try bindery.settings.pin(for: origin)?.root == founding.root)
        #expect(!FileManager.default.fileExists(atPath: stage))
        let report = try await Audit(of: founding.path, pinned: founding.root, instant: TestService.now).run()
        #expect(report.verdict == .verified)
    }

    @Test func `a killed founding's note does not take back a key of somebody else`() throws {
        let others = try RegistryKeys.generate()
        try leave(others, noting: try .generate())
        let error = #expect(throws: ServiceError.self) { _ = try Bindery(TestService.environment).found(request()) }
        #expect(error?.code == .cannotCreate)
        for (name, key) in others.files {
            #expect(
                try KeyFile.readPrivate(TemporaryDirectory.file("keys/\(name)")) { nil }.publicKey == key.publicKey)
        }
    }

    @Test func `a file that no founding makes is left alone, with all that is beside it`() throws {
        try leave(.generate())
        try Data("mine".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("library/file")))
        let error = #expect(throws: GitStoreError.self) { _ = try Bindery(TestService.environment).found(request()) }
        #expect(error?.code == .notEmpty)
        #expect(
            TestService.names(in: TemporaryDirectory.file("library")) == [".bindery-init", "file", "objects", "refs"])
    }

    @Test(arguments: [true, false], [true, false])
    func `a founding that was killed about its pin is completed, and refused to another request`(
        isSame: Bool, isPinned: Bool
    ) throws {
        let bindery = Bindery(TestService.environment)
        let made = try bindery.found(request())
        let keys = try keys(in: made.keyFolder)
        if !isPinned { try FileManager.default.removeItem(atPath: TemporaryDirectory.file("config")) }
        try FileManager.default.createDirectory(atPath: stage, withIntermediateDirectories: true)
        try note(made, keys)
        if isSame {
            let again = try bindery.found(request())
            #expect(again.root == made.root && again.keyFolder == made.keyFolder && again.path == made.path)
        } else {
            let error = #expect(throws: ServiceError.self) {
                _ = try bindery.found(request { $0.rootLifetimeInDays = 366 })
            }
            #expect(error?.code == .cannotCreate)
        }
        #expect(try bindery.settings.pin(for: origin) == RegistryPin(root: made.root, keyFolder: made.keyFolder))
        #expect(!FileManager.default.fileExists(atPath: stage))
        #expect(TestService.names(in: made.keyFolder) == ["commit.pem", "log.pem", "root.pem"])
    }

    @Test func `a note is for its owner alone, and none is left of a founding that ended`() throws {
        let notes = TemporaryDirectory.file("data/foundings")
        try leave(.generate())
        let folder = try #require(TestService.names(in: notes).first.map { "\(notes)/\($0)" })
        #expect(try TestService.mode(folder) == "700" && TestService.mode(folder + "/founding.json") == "600")
        _ = try Bindery(TestService.environment).found(request())
        #expect(TestService.names(in: notes).isEmpty)
        try Data("precious".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("keys/x")))
        #expect(throws: ServiceError.self) {
            _ = try TestService("second") { $0.keyFolder = TemporaryDirectory.file("keys") }
        }
        #expect(TestService.names(in: notes).isEmpty)
    }

    @Test func `a folder that took the place of a killed founding's takes nothing back`() throws {
        let keys = try RegistryKeys.generate()
        try leave(keys)
        try FileManager.default.removeItem(atPath: TemporaryDirectory.file("library"))
        try FileManager.default.createDirectory(atPath: stage, withIntermediateDirectories: true)
        #expect(throws: ServiceError.self) { _ = try Bindery(TestService.environment).found(request()) }
        #expect(try self.keys(in: TemporaryDirectory.file("keys")).root.publicKey == keys.root.publicKey)
    }

    @Test func `keys of a pinned registry are never taken back`() throws {
        let bindery = Bindery(TestService.environment)
        let made = try bindery.found(request())
        let old = try keys(in: made.keyFolder)
        // A note that names them, by another way to their folder.
        try FileManager.default.removeItem(atPath: made.path)
        try FileManager.default.createDirectory(atPath: stage, withIntermediateDirectories: true)
        let link = TemporaryDirectory.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: made.keyFolder)
        try note(Founding(path: made.path, root: made.root, origin: origin, keyFolder: link), old)
        #expect(throws: ServiceError.self) { _ = try bindery.found(request()) }
        #expect(try keys(in: made.keyFolder).root.publicKey == old.root.publicKey)
    }

    @Test(arguments: [true, false])
    func `a registry that the key folder's root key did not sign is not pinned`(isOtherKey: Bool) throws {
        let bindery = Bindery(TestService.environment)
        let made = try bindery.found(request())
        let old = try keys(in: made.keyFolder)
        try FileManager.default.removeItem(atPath: TemporaryDirectory.file("config"))
        try FileManager.default.createDirectory(atPath: stage, withIntermediateDirectories: true)
        if isOtherKey {
            try FileManager.default.removeItem(atPath: made.keyFolder + "/root.pem")
            try KeyFile.write(.generate(), to: made.keyFolder + "/root.pem", passphrase: nil)
            try note(made, old)
        } else {
            try note(
                Founding(path: made.path, root: Address(of: []), origin: origin, keyFolder: made.keyFolder), old)
        }
        let error = #expect(throws: RegistryError.self) { _ = try bindery.found(request()) }
        #expect(error?.code == .configuration)
        #expect(try bindery.settings.pin(for: origin) == nil)
    }

    @Test func `a founding that is at work is not disturbed`() throws {
        let place = try RepositoryInMaking(at: TemporaryDirectory.file("library"))
        let error = #expect(throws: GitStoreError.self) { _ = try Bindery(TestService.environment).found(request()) }
        #expect(error?.code == .locked)
        #expect(FileManager.default.fileExists(atPath: place.stage))
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("keys")))
    }
}
