import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import JSON
import KnowledgeRegistry
import Recompute
import Testing

/// What a recomputation finds, and what follows.
@Suite(.temporaryDirectory) struct RecomputeTests {
    @Test func `exactly the answers that the new model changes are found, and nothing else`() async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 19)
        let report = try await library.runSigned()
        #expect(report.state == .done && report.documentCount == 30 && report.model == "demo@2")
        #expect(Set(report.findings.map(\.document)) == Set(library.changed))
        #expect(report.total[.identical] == 19 && report.unsignedCount == 0 && report.supersededCount == 0)
        let attestations = try library.attestations()
        let identical = attestations.filter { $0.outcome == .identical }.map(\.object)
        #expect(identical.count == 19 && Set(identical) == Set(library.kept))
        let contradicted = report.findings.filter { $0.outcome == .contradicted }.map(\.document)
        #expect(Set(attestations.filter { $0.outcome == .contradicted }.map(\.object)) == Set(contradicted))
        #expect(attestations.count == 19 + contradicted.count && report.attestationCount == attestations.count)
        let proposals = try library.proposals()
        #expect(proposals.count == 11 && Set(proposals.map(\.proposal.object)) == Set(library.changed))
        #expect(proposals.allSatisfy { $0.state == .waiting })
        let names = report.findings.compactMap(\.proposal)
        #expect(names.count == 11 && Set(names) == Set(proposals.map { "\($0.proposal.id)" }))
        let registry = try library.service.open()
        for document in contradicted {
            guard case .quarantined? = try registry.status(of: document) else {
                Issue.record("\(document) is offered")
                continue
            }
        }
    }

    @Test func `run again when it is done, it does nothing`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 3)
        let first = try await library.runSigned()
        let count = try library.service.open().objectCount()
        let lines = try library.journal().count
        #expect(!first.hasNothingNew)
        let second = try await library.runSigned()
        #expect(second.hasNothingNew)
        #expect(try library.service.open().objectCount() == count)
        #expect(try library.journal().count == lines && TestService.names(in: library.folder).count == 2)
        #expect(second.state == .done && second.attestationCount == first.attestationCount)
    }

    @Test func `what was bound since is checked by the next run, alone`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 2)
        try await library.runSigned()
        let added = try library.bind([Corpus.kept[5], Corpus.changed[3]])
        let report = try await library.runSigned()
        #expect(!report.hasNothingNew)
        #expect(try Set(library.checked(2)) == Set(added) && library.checked(2).count == 2)
        #expect(report.documentCount == 5 && report.findings.map(\.document) == [added[1]])
        #expect(try library.attestations().filter { $0.object == library.kept[0] }.count == 1)
    }

    @Test func `findings wait for a key, and are signed later without a second check`() async throws {
        let library = try RecomputeLibrary(changed: 2, kept: 4)
        let waiting = try await library.run()
        #expect(waiting.state == .done && waiting.attestationCount == 0 && waiting.unsignedCount >= 4)
        #expect(try library.attestations().isEmpty && library.proposals().count == 2)
        let again = try await library.run()
        #expect(again.unsignedCount == waiting.unsignedCount)
        let signed = try await library.runSigned()
        #expect(signed.unsignedCount == 0 && signed.attestationCount == waiting.unsignedCount)
        #expect(try library.attestations().count == waiting.unsignedCount)
        #expect(try library.checked().count == 6 && library.proposals().count == 2)
        #expect(signed.spent == waiting.spent)
    }

    @Test func `findings that wait are not lost to another policy, nor do they hold up new documents`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 3)
        try await library.run()
        let added = try library.bind([Corpus.kept[8]])
        let waiting = try await library.run()
        #expect(waiting.unsignedCount == 4)
        #expect(try library.checked(1).count == 3 && library.checked(2) == added)
        try await library.runSigned(library.request(#"{"samples":3}"#))
        #expect(try library.attestations().map(\.object).sorted() == (library.kept + added).sorted())
        #expect(try library.checked(1).count == 3 && TestService.names(in: library.folder).count == 3)
        #expect(try library.service.bindery.recomputeReport(in: library.service.open())?.unsignedCount == 0)
    }

    @Test func `what is finished is not planned again, and what was bound since is`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 2)
        _ = try await library.run()
        func outline() throws -> RecomputeOutline {
            try library.service.bindery.outlineRecompute(library.request(), in: library.service.open())
        }
        #expect(try outline().plan.affectedCount == 0 && outline().finishedCount == 3)
        _ = try library.bind([Corpus.kept[2]])
        #expect(try outline().plan.affectedCount == 1 && outline().finishedCount == 3)
    }

    @Test func `a budget that nothing measures is refused before and in a rehearsal alike`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 1)
        let request = try library.request(#"{"budget":{"joules":1}}"#)
        let rehearsed = #expect(throws: RecomputeError.self) {
            try library.service.bindery.outlineRecompute(request, in: library.service.open())
        }
        let run = await #expect(throws: RecomputeError.self) { _ = try await library.run(request) }
        #expect(rehearsed?.code == .noMeter && run?.code == .noMeter)
    }

    @Test func `the plan is told without anything being written`() throws {
        let library = try RecomputeLibrary(changed: 1, kept: 2)
        let outline = try library.service.bindery.outlineRecompute(library.request(), in: library.service.open())
        #expect(outline.plan.affectedCount == 3 && outline.changes.map(\.count) == [3])
        #expect(outline.changes.first?.components.contains(.weights) == true)
        #expect(!FileManager.default.fileExists(atPath: library.folder))
        #expect(try library.service.bindery.recomputeReport(in: library.service.open()) == nil)
        #expect(!FileManager.default.fileExists(atPath: library.folder))
    }

    @Test func `a version of the new model itself needs no check`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 1)
        try await library.runSigned()
        let waiting = try #require(try library.proposals().first)
        let registry = try library.service.open()
        _ = try library.service.bindery.accept(
            "\(waiting.proposal.id)", with: library.service.key, in: registry,
            by: library.service.bindery.writer(of: registry))
        let outline = try library.service.bindery.outlineRecompute(library.request(), in: library.service.open())
        #expect(outline.plan.unaffected.count == 1 && outline.plan.affectedCount == 0 && outline.finishedCount == 1)
        let before = try library.attestations().count
        try await library.runSigned()
        #expect(try library.attestations().count == before)
    }
}
