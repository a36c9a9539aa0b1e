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
        let founding = try bindery.found(TestService.request(), isDryRun: true)
        #expect(founding.path == TemporaryDirectory.file("library"))
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
                $0.keyFolder = keys
                $0.origin = "library.example/x"
            }
        }
        #expect(TestService.names(in: keys).isEmpty)
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
}
