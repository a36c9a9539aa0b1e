import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import Inference
import JSON
import KnowledgeRegistry
import Recompute
import Testing

/// A recomputation that was stopped, or whose files, keys or model are not what they should be.
@Suite(.temporaryDirectory) struct RecomputeFaultTests {
    private struct Stop: Error {}

    private func append(_ text: String, to path: String) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// The error of a recomputation as people read it.
    private func failure(_ library: RecomputeLibrary, _ request: RecomputeRequest? = nil) async throws -> String {
        let error = try await #require(throws: (any Error).self) { try await library.runSigned(request) }
        return "\(error)"
    }

    @Test func `a torn last line is cut off, and what it spoke of is done again`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 4)
        try await library.run()
        let path = try library.job() + "/journal.jsonl"
        let whole = try text(path)
        try whole.dropLast(30).description.write(toFile: path, atomically: false, encoding: .utf8)
        // Reading alone repairs nothing, and is not stopped by it.
        let seen = try #require(try library.service.bindery.recomputeReport(in: library.service.open()))
        #expect(seen.state == .unfinished && seen.total[.identical] == 3)
        try await library.runSigned()
        #expect(try library.checked().count == 4 && library.attestations().count == 4)
    }

    @Test(arguments: ["{}\n", "nonsense\n", #"{"event":"checked","document":"sha256:00"}"# + "\n"])
    func `a damaged line stops everything, with the file and its number`(line: String) async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 2)
        try await library.run()
        let path = try library.job() + "/journal.jsonl"
        let whole = try text(path)
        try append(line, to: path)
        let failure = try await failure(library)
        #expect(failure.contains("\(path): line 3: "), "\(failure)")
        #expect(try text(path) == whole + line && library.attestations().isEmpty)
        try whole.write(toFile: path, atomically: false, encoding: .utf8)
        try await library.runSigned()
        #expect(try library.attestations().count == 2 && library.checked().count == 2)
    }

    @Test(arguments: [
        (#""cpuSeconds":"#, #""cpuSeconds":-"#), (#""prefilledTokens":"#, #""prefilledTokens":9000000000000000"#),
        (#""generatedTokens":0"#, #""generatedTokens":-1"#), (#""identical","pref"#, #""same","pref"#),
    ])
    func `figures that no check has are refused`(found: String, impossible: String) async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 2)
        try await library.run()
        let path = try library.job() + "/journal.jsonl"
        let whole = try text(path)
        try #require(whole.contains(found))
        try whole.replacingOccurrences(of: found, with: impossible).write(
            toFile: path, atomically: false, encoding: .utf8)
        let failure = try await failure(library)
        #expect(failure.contains("\(path): line 1: "), "\(failure)")
    }

    @Test(arguments: [
        ("job.json", "{", ""), ("job.json", #""samples": 5"#, #""samples": 0"#),
        ("job.json", #""documents": 2"#, #""documents": -2"#), ("job.json", "sha256:", "sha255:"),
        ("documents.jsonl", "compare", "sometimes"), ("documents.jsonl", "{", "["), ("documents.jsonl", "}", ""),
    ])
    func `a damaged job is refused with the name of its file, and a new one begins when it is moved away`(
        file: String, found: String, damage: String
    ) async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 2)
        try await library.run()
        let job = try library.job()
        let whole = try text("\(job)/\(file)")
        let place = try #require(whole.range(of: found))
        try whole.replacingCharacters(in: place, with: damage).write(
            toFile: "\(job)/\(file)", atomically: false, encoding: .utf8)
        let failure = try await failure(library)
        #expect(failure.contains("\(job)/\(file)"), "\(failure)")
        #expect(throws: (any Error).self) {
            try library.service.bindery.recomputeReport(in: library.service.open())
        }
        try FileManager.default.moveItem(atPath: job, toPath: TemporaryDirectory.file("away"))
        #expect(try await library.runSigned().attestationCount == 2)
    }

    @Test func `the journal of another plan is refused`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 2)
        try await library.runSigned()
        _ = try library.bind([Corpus.kept[7]])
        try await library.runSigned()
        let (first, second) = (try library.job(1) + "/journal.jsonl", try library.job(2) + "/journal.jsonl")
        try text(first).write(toFile: second, atomically: false, encoding: .utf8)
        let failure = try await failure(library)
        #expect(failure.contains("\(second): line 1") && failure.contains("another plan"), "\(failure)")
    }

    @Test func `a document that is missing from the job is noticed`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 3)
        try await library.run()
        let path = try library.job() + "/documents.jsonl"
        try text(path).split(separator: "\n").dropFirst().map { $0 + "\n" }.joined().write(
            toFile: path, atomically: false, encoding: .utf8)
        #expect(try await failure(library).contains("job.json"))
    }

    @Test func `of two at once the second is told so, and reading goes on`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 2)
        try await library.run()
        let descriptor = open(library.folder + "/lock", O_RDWR)
        defer { close(descriptor) }
        try #require(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        let error = await #expect(throws: ServiceError.self) { try await library.run() }
        #expect(error?.code == .locked && error?.location == library.folder + "/lock")
        #expect(error?.problem == "another process is at a recomputation of this registry")
        #expect(try library.service.bindery.recomputeReport(in: library.service.open())?.state == .done)
        flock(descriptor, LOCK_UN)
        try await library.run()
    }

    @Test func `what was signed before a kill is published once`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 3)
        // No writer: the signatures stay in the outbox, as when the process is killed before it publishes.
        let registry = try library.service.open()
        await #expect(throws: Stop.self) {
            try await library.service.bindery.recompute(
                library.request(), keys: RecomputeKeys(auditor: library.auditor), in: registry,
                writer: { throw Stop() })
        }
        let outbox = try library.job() + "/outbox"
        let names = TestService.names(in: outbox)
        #expect(try names.flatMap { try text("\(outbox)/\($0)").split(separator: "\n") }.count == 3)
        let report = try await library.runSigned()
        #expect(report.attestationCount == 3 && report.unsignedCount == 0)
        #expect(try library.attestations().map(\.object).sorted() == library.kept.sorted())
        #expect(try TestService.names(in: library.job() + "/outbox").isEmpty && library.checked().count == 3)
    }

    @Test func `killed between publication and journal, it publishes nothing twice`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 3)
        try await library.runSigned()
        let (path, count) = (try library.job() + "/journal.jsonl", try library.attestations().count)
        let whole = try text(path)
        let lines = whole.split(separator: "\n").filter { !$0.contains(#""event":"proposed""#) }
        try lines.map { $0 + "\n" }.joined().write(toFile: path, atomically: false, encoding: .utf8)
        try await library.runSigned()
        #expect(try library.attestations().count == count && library.proposals().count == 1)
    }

    @Test func `an outbox that was tidied away is made again`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 2)
        try await library.run()
        try FileManager.default.removeItem(atPath: library.job() + "/outbox")
        #expect(try await library.runSigned().attestationCount == 3)
    }

    @Test(arguments: ["x-99", "0123456789abcdef-9223372036854775807", "0123456789abcdef--1", "notes-2"])
    func `a folder of somebody else is no recomputation`(name: String) async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 1)
        try await library.run()
        try FileManager.default.createDirectory(atPath: "\(library.folder)/\(name)", withIntermediateDirectories: false)
        let registry = try library.service.open()
        #expect(try library.service.bindery.recomputeReport(in: registry)?.state == .done)
        _ = try library.bind([Corpus.kept[7]])
        #expect(try await library.run().total[.identical] == 1)
    }

    @Test func `a key that is no auditor's is refused, and the right one signs everything later`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 3)
        let error = await #expect(throws: RegistryError.self) {
            try await library.run(auditor: library.service.key)
        }
        #expect(error?.code == .refused && error?.findings.isEmpty == false)
        #expect(try library.attestations().isEmpty)
        let report = try await library.runSigned()
        #expect(report.attestationCount == 3 && report.unsignedCount == 0)
        #expect(try library.attestations().count == 3 && library.checked().count == 3)
    }

    @Test func `a model file that is gone is named, and nothing is lost`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 9)
        var request = try library.request()
        request.budget = RecomputePolicy.Budget(cpuSeconds: 1e-6)
        #expect(try await library.run(request).state == .budgetExhausted)
        try takeAway(library)
        let lines = try library.journal().count
        let failure = try await failure(library)
        #expect(failure.contains("demo") && failure.contains("install"), "\(failure)")
        #expect(try library.journal().count == lines)
        try bringBack(library)
        #expect(try await library.runSigned().state == .done)
    }

    /// Moves the file of version 2 out of the model folder.
    private func takeAway(_ library: RecomputeLibrary) throws {
        try FileManager.default.moveItem(atPath: file(library), toPath: TemporaryDirectory.file("away.gguf"))
    }

    private func bringBack(_ library: RecomputeLibrary) throws {
        try FileManager.default.moveItem(atPath: TemporaryDirectory.file("away.gguf"), toPath: file(library))
    }

    private func file(_ library: RecomputeLibrary) throws -> String {
        let reference = try #require(ModelReference("demo@2"))
        let model = try library.service.bindery.model(reference, in: library.service.open())
        return library.service.bindery.modelFolder.path(of: model.manifest.weights[0].digest)
    }

    /// With a budget one document is checked first, to learn what checks cost.
    private func inTwoBatches(_ library: RecomputeLibrary) throws -> RecomputeRequest {
        var request = try library.request()
        request.budget = RecomputePolicy.Budget(cpuSeconds: 1_000)
        return request
    }

    @Test func `a model file that is removed between two batches is at hand to the end of the run`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 12)
        var isAway = false
        let report = try await library.run(inTwoBatches(library), auditor: library.auditor) { progress in
            guard progress.finished == 1, !isAway else { return }
            isAway = true
            #expect(throws: Never.self) { try takeAway(library) }
        }
        #expect(isAway && report.state == .done && report.total == [.identical: 12] && report.attestationCount == 12)
    }

    @Test func `a model file that is removed before the run is ended is named by the next, which goes on with it`()
        async throws
    {
        let library = try RecomputeLibrary(changed: 0, kept: 12)
        let task = Task {
            try await library.run(inTwoBatches(library)) { progress in
                guard progress.finished == 1 else { return }
                #expect(throws: Never.self) { try takeAway(library) }
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        let failure = try await failure(library)
        #expect(failure.contains("demo") && failure.contains("install"), "\(failure)")
        #expect(try library.checked().count == 1 && library.attestations().isEmpty)
        try bringBack(library)
        #expect(try await library.runSigned().attestationCount == 12)
        #expect(try library.checked().count == 12 && Set(library.checked()).count == 12)
    }

    @Test func `out of budget it stops after one document, and goes on with a larger one`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 12)
        var request = try library.request()
        request.budget = RecomputePolicy.Budget(cpuSeconds: 1e-6)
        let stopped = try await library.runSigned(request)
        #expect(stopped.state == .budgetExhausted)
        #expect(try library.checked().count == 1 && library.attestations().count == 1)
        #expect(try await library.runSigned(request).state == .budgetExhausted)
        #expect(try library.checked().count == 1)
        #expect(try await library.runSigned().state == .done)
        #expect(try library.checked().count == 12 && Set(library.checked()).count == 12)
        #expect(try library.attestations().count == 12)
    }

    @Test func `the newest recomputation is told of, whatever the clock said when it began`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 2)
        try await library.runSigned()
        _ = try library.bind([Corpus.kept[7]])
        try await library.runSigned()
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: 1_000_000)], ofItemAtPath: library.job(1) + "/job.json")
        let report = try #require(try library.service.bindery.recomputeReport(in: library.service.open()))
        #expect(report.documentCount == 3 && report.total[.identical] == 1)
    }

    @Test func `a budget in joules is refused where nothing measures them`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 1)
        let request = try library.request(#"{"budget":{"joules":5}}"#)
        let error = await #expect(throws: RecomputeError.self) { try await library.run(request) }
        #expect(error?.code == .noMeter && error?.location == "/budget/joules")
    }

    @Test func `cancelled within a batch, it keeps what is found`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 40)
        let task = Task {
            try await library.run { progress in
                if progress.finished == 8 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(try library.checked().count == 8)
        try await library.runSigned()
        #expect(try library.checked().count == 40 && library.attestations().count == 40)
    }

    @Test func `nobody else may read what was found`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 1)
        try await library.run()
        let job = try library.job()
        for folder in [library.folder, job, "\(job)/outbox"] { #expect(try TestService.mode(folder) == "700") }
        for file in ["job.json", "documents.jsonl", "journal.jsonl"] {
            #expect(try TestService.mode("\(job)/\(file)") == "600", "\(file)")
        }
        #expect(try TestService.mode(library.folder + "/lock") == "600")
    }
}
