import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import JSON
import KnowledgeRegistry
import Recompute
import Testing

/// Versions that a recomputation publishes without a person, when it is killed around the publication.
@Suite(.temporaryDirectory) struct SupersessionTests {
    private struct Stop: Error {}

    private static let policy = #"{"actions":{"revised":"supersede"},"maxAutoSupersedePerDay":1}"#

    /// Runs a recomputation that may publish without a person.
    @discardableResult private func run(_ library: RecomputeLibrary) async throws -> RecomputeReport {
        try await library.run(
            library.request(Self.policy), auditor: library.auditor, publisher: library.service.key)
    }

    /// Runs one that ends when it is about to publish: its proposals wait.
    private func stopBeforePublishing(_ library: RecomputeLibrary) async throws {
        let registry = try library.service.open()
        await #expect(throws: Stop.self) {
            try await library.service.bindery.recompute(
                library.request(Self.policy),
                keys: RecomputeKeys(auditor: library.auditor, publisher: library.service.key), in: registry,
                writer: { throw Stop() })
        }
    }

    /// Takes lines out of the journal, as if the process had been killed before it wrote them.
    private func forget(_ events: String..., in library: RecomputeLibrary) throws {
        let path = try library.job() + "/journal.jsonl"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let kept = lines.filter { line in !events.contains { line.contains("\"event\":\"\($0)\"") } }
        try #require(kept.count < lines.count)
        try kept.map { $0 + "\n" }.joined().write(toFile: path, atomically: false, encoding: .utf8)
    }

    private func count(_ event: String, in library: RecomputeLibrary) throws -> Int {
        try library.journal().count { $0["event"]?.stringValue == event }
    }

    @Test func `a key that is no publisher's is refused before anything is checked`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 1)
        let error = await #expect(throws: RegistryError.self) {
            try await library.run(library.request(Self.policy), auditor: library.auditor, publisher: library.auditor)
        }
        #expect(error?.code == .refused && error?.problem.contains("publisher") == true)
        #expect(TestService.names(in: library.folder).isEmpty)
        #expect(try await run(library).state == .done)
    }

    @Test func `killed behind a publication it knows its own version again`() async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 1)
        let whole = try await run(library)
        try #require(whole.supersededCount > 0)
        try forget("superseded", "settled", in: library)
        let again = try await run(library)
        #expect(again.supersededCount == whole.supersededCount)
        #expect(try count("voided", in: library) == 0)
        let counted = try String(contentsOfFile: library.folder + "/supersessions.jsonl", encoding: .utf8)
        #expect(counted.split(separator: "\n").count == whole.supersededCount)
    }

    @Test func `killed between a proposal and its publication it publishes when it goes on`() async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 1)
        try await stopBeforePublishing(library)
        try #require(try count("proposed", in: library) > 0 && count("superseded", in: library) == 0)
        let report = try await run(library)
        let revised = report.findings.filter { $0.outcome == .revised }
        #expect(report.supersededCount == revised.count && !revised.isEmpty)
        for finding in revised {
            guard case .superseded = try library.service.open().status(of: finding.document) else {
                Issue.record("\(finding.document)")
                continue
            }
        }
    }

    @Test func `killed behind a publication it leaves no accepted proposal among those that wait`() async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 1)
        try await stopBeforePublishing(library)
        // The proposals as they were before anything was published.
        let folder = library.service.founding.path + "/.bindery/proposals", aside = TemporaryDirectory.file("aside")
        try FileManager.default.copyItem(atPath: folder, toPath: aside)
        let whole = try await run(library)
        try #require(whole.supersededCount > 0)
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.moveItem(atPath: aside, toPath: folder)
        try forget("superseded", "settled", in: library)
        #expect(try await run(library).supersededCount == whole.supersededCount)
        #expect(try library.proposals().allSatisfy { $0.state == .waiting })
        #expect(try library.proposals(decided: true).count == whole.supersededCount)
    }

    @Test func `what a person has accepted meanwhile is not taken for its own`() async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 1)
        // Without a publisher's key all of it waits for a person.
        try await library.run(library.request(Self.policy), auditor: library.auditor)
        try forget("settled", in: library)
        let registry = try library.service.open()
        let bindery = library.service.bindery
        let revised = try library.proposals().map(\.proposal).filter { $0.reason.outcome == .revised }
        let accepted = try #require(revised.first)
        _ = try bindery.accept(
            "\(accepted.id)", with: library.service.key, in: registry, by: bindery.writer(of: registry))
        let report = try await library.run(library.request(Self.policy), auditor: library.auditor)
        #expect(report.supersededCount == 0)
        #expect(try count("voided", in: library) == 1)
    }
}
