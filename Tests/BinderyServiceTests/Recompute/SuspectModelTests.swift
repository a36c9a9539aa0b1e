import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import JSON
import KnowledgeRegistry
import Recompute
import Testing

/// A new model that denies so much that it is suspect itself.
@Suite(.temporaryDirectory) struct SuspectModelTests {
    /// Entries whose numbers are others than the model knows.
    private static let denied = Corpus.kept.filter { $0.answer.contains { "0123456789".contains($0) } }.map { entry in
        var entry = entry
        entry.answer = String(
            entry.answer.map { character in
                character.isASCII
                    ? character.wholeNumberValue.map { Character("\(($0 + 3) % 9 + 1)") } ?? character : character
            })
        return entry
    }

    private static let policy =
        #"{"actions":{"revised":"supersede"},"maxAutoSupersedePerDay":1,"maxSuspectShare":0.5}"#

    private func run(_ library: RecomputeLibrary, continues: Bool = false) async throws -> RecomputeReport {
        var request = try library.request(Self.policy)
        request.continues = continues
        return try await library.run(request, auditor: library.auditor, publisher: library.service.key)
    }

    @Test func `a model that contradicts everything changes nothing before a person says so`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 0)
        try #require(Self.denied.count >= 40)
        let documents = try library.bind(Array(Self.denied.prefix(40)))
        let count = try library.service.open().objectCount()
        let report = try await run(library)
        #expect(report.state == .modelSuspect && report.supersededCount == 0 && report.attestationCount == 0)
        #expect(try library.service.open().objectCount() == count && library.proposals().isEmpty)
        #expect(try (20..<documents.count).contains(library.checked().count))
        // Again without a word from a person: nothing at all.
        let lines = try library.journal().count
        #expect(try await run(library).state == .modelSuspect)
        #expect(try library.journal().count == lines && library.service.open().objectCount() == count)
        let seen = try #require(try library.service.bindery.recomputeReport(in: library.service.open()))
        #expect(seen.state == .modelSuspect)
        let resumed = try await run(library, continues: true)
        #expect(resumed.state == .done)
        #expect(try Set(library.checked()) == Set(documents) && library.checked().count == documents.count)
        let contradicted = resumed.findings.filter { $0.outcome == .contradicted }
        #expect(contradicted.count > 20)
        #expect(try library.attestations().filter { $0.outcome == .contradicted }.count == contradicted.count)
        #expect(
            try library.service.open().objectCount() == count + Int64(resumed.attestationCount)
                + Int64(resumed.supersededCount))
    }

    @Test func `a policy may suspect a model of a single denial, and told beforehand it goes on`() async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 13)
        var request = try library.request(#"{"maxSuspectShare":0.0001}"#)
        #expect(try await library.runSigned(request).state == .modelSuspect)
        #expect(try library.attestations().isEmpty && library.proposals().isEmpty)
        request.continues = true
        let report = try await library.runSigned(request)
        #expect(report.state == .done && report.unsignedCount == 0)
        #expect(try library.checked().count == 24 && library.proposals().count == 11)
        let other = try RecomputeRequest.continued(library, #"{"maxSuspectShare":0.0002}"#)
        #expect(try await library.runSigned(other).state == .done)
    }
}

extension RecomputeRequest {
    /// A request that goes on whatever the model denies.
    fileprivate static func continued(_ library: RecomputeLibrary, _ policy: String) throws -> RecomputeRequest {
        var request = try library.request(policy)
        request.continues = true
        return request
    }
}
