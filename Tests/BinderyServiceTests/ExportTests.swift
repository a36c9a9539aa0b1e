import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct ExportTests {
    private let service: TestService

    init() throws { service = try TestService() }

    private func publish(_ question: String, _ answer: String, topics: [String] = []) throws -> BoundObject {
        var request = BindRequest(question: question, answer: answer)
        request.topics = topics
        return try #require(try service.publish(request))
    }

    @discardableResult
    private func export(_ edit: (inout ExportRequest) throws -> Void = { _ in }) throws -> ExportReport {
        var request = ExportRequest(to: TemporaryDirectory.file("site"))
        try edit(&request)
        return try service.bindery.export(request, of: service.open())
    }

    private func files() -> [String] {
        let site = TemporaryDirectory.file("site")
        return (FileManager.default.enumerator(atPath: site)?.compactMap { $0 as? String } ?? []).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(site)/\($0)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }

    private func text(_ file: String) throws -> String {
        try String(contentsOfFile: TemporaryDirectory.file("site/\(file)"), encoding: .utf8)
    }

    /// The files that a page links to, seen from the site's folder.
    private func links(of file: String) throws -> [String] {
        let folder = URL(fileURLWithPath: "/" + file).deletingLastPathComponent()
        return try text(file).matches(of: /href="([^"#]+)/).map { "\($0.output.1)" }
            .filter { !$0.hasPrefix("http") && !$0.hasPrefix("mailto:") }
            .map { String(folder.appendingPathComponent($0).standardizedFileURL.path.dropFirst()) }
    }

    @Test func `every link of every page leads to a file, and every object is its exact bytes`() throws {
        _ = try publish("What is a hash?", "A *short* number.\n", topics: ["hashing", "old words"])
        _ = try publish("What is a hash?", "A short digest.\n", topics: ["hashing"])
        let third = try publish("What is a hash?", "A short digest of bytes.\n", topics: ["hashing"])
        let long = String(repeating: "возобновляемая энергетика ", count: 4) + "и сети"
        let other = try publish("Is 1 < 2 & \"x\"?", "Yes.\n", topics: ["c++ / ∑", long])
        let registry = try service.open()
        let withdrawal = try service.bindery.withdraw(
            other.address, reason: .error, severity: nil, replacedBy: third.address, note: nil, in: registry,
            with: service.key)
        let writer = try service.bindery.writer(of: registry)
        _ = try writer.publish([writer.admit(withdrawal.bytes)])[0].get()

        let report = try export()
        let files = Set(files())
        #expect(report.fileCount == files.count && report.objectCount == 6 && report.restrictedCount == 0)
        var linkCount = 0
        for file in files where file.hasSuffix(".html") || file.hasSuffix(".atom") {
            for link in try links(of: file) {
                linkCount += 1
                #expect(files.contains(link), "\(file): \(link)")
            }
        }
        #expect(linkCount > 100)
        let objects = files.filter { $0.hasPrefix("objects/") && !$0.hasSuffix(".html") && !$0.hasSuffix(".md") }
        #expect(objects.count == 6)
        for file in objects {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: TemporaryDirectory.file("site/\(file)"))))
            #expect("objects/\(Address(of: bytes))" == file)
        }
        let lineage = try #require(third.envelope.subject.lineage)
        #expect(try text("documents/\(lineage)/diff/1/3/index.html").contains("<ins>"))
        #expect(try text("objects/\(third.address).md") == "A short digest of bytes.\n")
    }

    @Test func `a restricted document refuses the export, and can be left out`() throws {
        let shown = try publish("What is public?", "This.\n")
        var request = BindRequest(question: "What is secret?", answer: "Hidden words.\n")
        request.distribution = .restricted
        let secret = try #require(try service.publish(request))
        let registry = try service.open()
        let withdrawal = try service.bindery.withdraw(
            secret.address, reason: .error, severity: nil, replacedBy: nil, note: nil, in: registry, with: service.key)
        let writer = try service.bindery.writer(of: registry)
        _ = try writer.publish([writer.admit(withdrawal.bytes)])[0].get()
        let error = #expect(throws: ServiceError.self) { try export() }
        #expect(error?.code == .noPermission && error?.location == "\(secret.address)")
        #expect(TestService.names(in: TemporaryDirectory.current).filter { $0.contains("site") }.isEmpty)
        let report = try export { $0.leavesOutRestricted = true }
        #expect(report.restrictedCount == 2 && files().contains("objects/\(shown.address)"))
        for file in files() {
            #expect(!file.contains("\(secret.address)") && !file.contains("\(withdrawal.address)"))
            let text = try text(file)
            #expect(!text.contains("secret") && !text.contains("Hidden"), "\(file)")
        }
    }

    @Test func `what is withheld is left out, and its places say so`() throws {
        let first = try publish("What is a hash?", "A number.\n")
        let second = try publish("What is a hash?", "Withheld words.\n")
        let list = "\(second.address) court order 7\n"
        let report = try export {
            $0.withheld = try WithheldObjects(parsing: Array(list.utf8), of: "list")
        }
        #expect(report.withheldCount == 1)
        let lineage = try #require(first.envelope.subject.lineage)
        for page in ["documents/\(lineage)/index.html", "documents/\(lineage)/diff/1/2/index.html"] {
            let text = try text(page)
            #expect(text.contains("court order 7") && text.contains("Withheld for legal reasons"))
        }
        let files = Set(files())
        #expect(!files.contains("objects/\(second.address)") && files.contains("objects/\(first.address)"))
        for file in files { #expect(try !text(file).contains("Withheld words"), "\(file)") }
    }

    @Test func `a folder with something in it is left alone, and a dry run writes nothing`() throws {
        _ = try publish("What is a hash?", "A number.\n")
        let report = try export { $0.isDryRun = true }
        #expect(report.fileCount > 10 && TestService.names(in: TemporaryDirectory.file("site")).isEmpty)
        try FileManager.default.createDirectory(
            atPath: TemporaryDirectory.file("site/mine"), withIntermediateDirectories: true)
        let error = #expect(throws: ServiceError.self) { try export() }
        #expect(error?.code == .cannotCreate && TestService.names(in: TemporaryDirectory.file("site")) == ["mine"])
    }
}
