import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import KnowledgeRegistry
import Signing
import Testing

@Suite(.temporaryDirectory) struct FilePublicationTests {
    private let service: TestService
    private let registry: Registry

    init() throws {
        service = try TestService()
        registry = try service.open()
    }

    private func document(_ question: String, after previous: BoundObject? = nil) throws -> BoundObject {
        var document = BoundDocument(
            question: question, scope: Scope(language: "en"),
            answer: Answer(text: "Version \(previous == nil ? 1 : 2).\n", origin: .human), asOf: TestService.now.day,
            freshness: Freshness(.timeless, asOf: TestService.now.day), license: "MIT", reproducibility: .authored)
        if let previous {
            (document.version, document.previous, document.change) = (2, previous.address, Change(.update))
        }
        let envelope = Envelope(
            registry: registry.description.origin, name: question,
            issuer: Issuer(id: DIDKey(service.key.publicKey), name: "Publisher"), validFrom: TestService.now,
            subject: .boundDocument(document), random: .system)
        return BoundObject(
            envelope, approvals: [try Approval(of: envelope, by: service.key, created: TestService.now)])
    }

    @discardableResult private func write(_ object: BoundObject, to name: String) throws -> String {
        let path = TemporaryDirectory.file(name)
        try Draft.write(object, to: path, replaces: true)
        return path
    }

    /// The outcomes of all files, by batch.
    private func publish(
        _ files: [String], isDryRun: Bool = false, batchCount: Int,
        _ body: ([FilePublication.Outcome]) throws -> Void = { _ in }
    ) throws -> [[FilePublication.Outcome]] {
        var batches: [[FilePublication.Outcome]] = []
        try FilePublication(of: files, isDryRun: isDryRun, batchCount: batchCount).run(
            with: service.bindery.writer(of: registry)
        ) { outcomes in
            batches.append(outcomes)
            try body(outcomes)
        }
        return batches
    }

    @Test func `each file has its outcome, whatever its neighbours are`() throws {
        var files = try (0..<10).map { try write(document("Question \($0)?"), to: "\($0).json") }
        // A file that is not there, one that is no object, and one that does not fit what is published.
        try FileManager.default.removeItem(atPath: files[1])
        try Data("{}".utf8).write(to: URL(fileURLWithPath: files[4]))
        try write(document("Question 9?", after: document("Absent?")), to: "5.json")
        // A batch of which nothing is left.
        for file in files[6...8] { try FileManager.default.removeItem(atPath: file) }
        files.append(files[0])
        let batches = try publish(files, batchCount: 3)
        #expect(batches.map(\.count) == [3, 3, 3, 2])
        let outcomes = batches.flatMap(\.self)
        #expect(outcomes.map(\.file) == files)
        let receipts = outcomes.map { try? $0.result.get() }
        #expect(
            receipts.map { $0?.status } == [
                .published, nil, .published, .published, nil, nil, nil, nil, nil, .published, .known,
            ])
        #expect(Set(receipts.compactMap { $0?.commit }).count == 3)
        func problem(_ index: Int) -> (any Error)? {
            if case .failure(let problem) = outcomes[index].result { problem } else { nil }
        }
        #expect((problem(1) as? ServiceError)?.code == .noInput && problem(4) is ObjectError)
        #expect((problem(5) as? RegistryError)?.code == .conflict)
    }

    @Test func `files are read when their turn comes`() throws {
        let files = (0..<8).map { TemporaryDirectory.file("\($0).json") }
        for number in 0..<4 { try write(document("Question \(number)?"), to: "\(number).json") }
        // Written when the first commit is on disk: by then two batches were read.
        let batches = try publish(files, batchCount: 2) { outcomes in
            guard outcomes.first?.file == files[0] else { return }
            for number in 4..<8 { try write(document("Question \(number)?"), to: "\(number).json") }
        }
        #expect(batches.flatMap(\.self).allSatisfy { (try? $0.result.get().status) == .published })
        #expect(try registry.objectCount() == 9)
    }

    @Test func `what was published when the run broke off is known to the next`() throws {
        let files = try (0..<6).map { try write(document("Question \($0)?"), to: "\($0).json") }
        struct Interruption: Error {}
        #expect(throws: Interruption.self) {
            _ = try publish(files, batchCount: 2) { outcomes in
                if outcomes.first?.file == files[2] { throw Interruption() }
            }
        }
        #expect(try registry.objectCount() == 5)
        let statuses = try publish(files, batchCount: 2).flatMap(\.self).map { try $0.result.get().status }
        #expect(statuses == [.known, .known, .known, .known, .published, .published])
    }

    @Test func `a dry run sees what its earlier batches would publish`() throws {
        let first = try document("One?")
        let second = try document("One?", after: first)
        let files = [
            try write(first, to: "1.json"), try write(second, to: "2.json"),
            try write(document("Two?", after: first), to: "3.json"), try write(first, to: "4.json"),
        ]
        for batchCount in [1, 4] {
            let outcomes = try publish(files, isDryRun: true, batchCount: batchCount).flatMap(\.self)
            #expect(outcomes.map { (try? $0.result.get()) != nil } == [true, true, false, true])
        }
        #expect(try registry.objectCount() == 1)
    }
}
