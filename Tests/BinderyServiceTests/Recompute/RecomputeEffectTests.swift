import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import JSON
import KnowledgeRegistry
import Recompute
import Testing

/// What a recomputation does about what it finds while persons go on working.
@Suite(.temporaryDirectory) struct RecomputeEffectTests {
    /// Publishes another answer to a question, as a person does.
    private func supersede(_ entry: Corpus.Entry, _ library: RecomputeLibrary) throws {
        var request = BindRequest(question: entry.question, answer: "\(entry.answer) A person says so.\n")
        request.freshness = .general
        _ = try #require(try library.service.publish(request))
    }

    @Test func `what was withdrawn or replaced between two runs is void and left alone`() async throws {
        let library = try RecomputeLibrary(changed: 2, kept: 4)
        try await library.run()
        try library.withdraw(library.changed[0])
        try supersede(Corpus.changed[1], library)
        try library.withdraw(library.kept[0])
        try supersede(Corpus.kept[1], library)
        let report = try await library.runSigned()
        #expect(report.unsignedCount == 0)
        #expect(try library.attestations().map(\.object).sorted() == library.kept.dropFirst(2).sorted())
        let proposals = try library.proposals()
        #expect(proposals.count == 2)
        for proposal in proposals {
            guard case .void(let problem) = proposal.state else {
                Issue.record("\(proposal.state)")
                continue
            }
            #expect(problem.contains("withdrawn by") || problem.contains("published meanwhile"))
        }
    }

    @Test func `what is withdrawn or replaced between its check and the effect is void`() async throws {
        let library = try RecomputeLibrary(changed: 2, kept: 4)
        var isDone = false
        let report = try await library.run(auditor: library.auditor) { progress in
            guard progress.finished == 6, !isDone else { return }
            isDone = true
            do {
                try library.withdraw(library.changed[0])
                try supersede(Corpus.changed[1], library)
                try library.withdraw(library.kept[0])
                try supersede(Corpus.kept[1], library)
            } catch {
                Issue.record(error)
            }
        }
        #expect(isDone && report.state == .done && report.unsignedCount == 0)
        #expect(try library.attestations().map(\.object).sorted() == library.kept.dropFirst(2).sorted())
        #expect(try library.proposals().isEmpty)
        #expect(try library.journal().filter { $0["event"]?.stringValue == "voided" }.count == 4)
    }

    @Test func `what is withdrawn before its check is never checked`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 12)
        var request = try library.request()
        request.budget = RecomputePolicy.Budget(cpuSeconds: 1e-6)
        try await library.runSigned(request)
        let waiting = try #require(try library.kept.first { try !library.checked().contains($0) })
        try library.withdraw(waiting)
        let report = try await library.runSigned()
        #expect(report.state == .done && report.parts.reduce(0) { $0 + $1.tally.voided } == 1)
        #expect(try library.checked().count == 11 && !library.checked().contains(waiting))
    }

    @Test func `an equivalent answer that a person is to review is told, and not attested`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 1)
        var entry = Corpus.kept[1]
        entry.answer += "\n"
        let respaced = try library.bind([entry])
        let report = try await library.runSigned(library.request(#"{"actions":{"equivalent":"review"}}"#))
        try #require(report.total[.equivalent] == 1)
        #expect(report.findings.map(\.document) == respaced && report.findings.first?.outcome == .equivalent)
        #expect(try library.attestations().map(\.object) == library.kept)
        #expect(try library.service.open().status(of: respaced[0]) == .current)
    }

    @Test func `a person's rejection is kept even where the policy would publish without a person`() async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 0)
        try await library.run()
        let rejected = try library.proposals().map(\.proposal)
        for proposal in rejected {
            _ = try library.service.bindery.reject("\(proposal.id)", in: library.service.open())
        }
        // The journal is lost, so that everything is found again.
        try FileManager.default.removeItem(atPath: library.folder)
        let request = try library.request(#"{"actions":{"revised":"supersede"},"maxAutoSupersedePerDay":1}"#)
        let report = try await library.run(request, auditor: library.auditor, publisher: library.service.key)
        #expect(report.state == .done && report.supersededCount == 0)
        #expect(try library.proposals().isEmpty && library.proposals(decided: true).count == rejected.count)
    }

    @Test func `a policy that publishes needs a publisher's key, and the contradicted stay for a person`() async throws
    {
        let library = try RecomputeLibrary(changed: 11, kept: 1)
        let policy = #"{"actions":{"revised":"supersede"},"maxAutoSupersedePerDay":1}"#
        let report = try await library.run(
            library.request(policy), auditor: library.auditor, publisher: library.service.key)
        let revised = report.findings.filter { $0.outcome == .revised }
        try #require(!revised.isEmpty)
        #expect(report.supersededCount == revised.count)
        let registry = try library.service.open()
        for finding in report.findings {
            let status = try registry.status(of: finding.document)
            switch (finding.outcome, status) {
            case (.revised, .superseded), (.contradicted, .quarantined), (nil, .current): break
            default: Issue.record("\(String(describing: finding.outcome)) \(String(describing: status))")
            }
        }
        #expect(try library.proposals().count == 11 - revised.count)
        #expect(try library.proposals(decided: true).count == revised.count)
        let counted = try String(contentsOfFile: library.folder + "/supersessions.jsonl", encoding: .utf8)
        #expect(counted.split(separator: "\n").count == revised.count)
    }

    @Test(arguments: [(share: 0.0, hasKey: true), (share: 1.0, hasKey: false)])
    func `with the breaker at 0, or without a publisher's key, everything waits`(
        share: Double, hasKey: Bool
    ) async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 1)
        let request = try library.request(
            #"{"actions":{"revised":"supersede"},"maxAutoSupersedePerDay":\#(share)}"#)
        let report = try await library.run(
            request, auditor: library.auditor, publisher: hasKey ? library.service.key : nil)
        #expect(
            report.state == .done && report.supersededCount == 0 && report.findings.contains { $0.outcome == .revised })
        #expect(try library.proposals().count == 11)
        #expect(!FileManager.default.fileExists(atPath: library.folder + "/supersessions.jsonl"))
    }

    @Test(arguments: [
        (offset: Int64(-3_600), opens: false), (offset: 3_600, opens: false), (offset: 90_000, opens: true),
    ])
    func `a clock that goes back opens no breaker`(offset: Int64, opens: Bool) async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 9)
        // One a day of 20 documents.
        let policy = #"{"actions":{"revised":"supersede"},"maxAutoSupersedePerDay":0.05}"#
        let first = try await library.run(
            library.request(policy), auditor: library.auditor, publisher: library.service.key)
        #expect(first.supersededCount == 1)
        // Other documents whose answers are revised: the same questions to another audience.
        _ = try library.bind(Corpus.changed) { $0.audience = "children" }
        let report = try await library.run(
            library.request(policy), auditor: library.auditor, publisher: library.service.key, off: offset)
        #expect(report.findings.contains { $0.outcome == .revised })
        #expect(report.supersededCount == (opens ? 1 : 0))
    }

    @Test func `a damaged count of supersessions closes the breaker`() async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 0)
        let policy = try library.request(#"{"actions":{"revised":"supersede"},"maxAutoSupersedePerDay":1}"#)
        try FileManager.default.createDirectory(atPath: library.folder, withIntermediateDirectories: true)
        let path = library.folder + "/supersessions.jsonl"
        try Data("{\"time\":\"yesterday\"}\n".utf8).write(to: URL(fileURLWithPath: path))
        let error = await #expect(throws: ServiceError.self) {
            try await library.run(policy, auditor: library.auditor, publisher: library.service.key)
        }
        #expect(error?.code == .badData && error?.location == "\(path): line 1")
        #expect(try library.proposals(decided: true).isEmpty)
    }
}
