import BinderyService
import BinderyTestSupport
import BoundKnowledge
import KnowledgeRegistry
import Testing

/// What an auditor learns who repeats the check that an attestation tells of.
@Suite(.temporaryDirectory) struct RepeatCheckTests {
    @Test func `an attestation that says another thing than its evidence is refuted`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 0)
        try await library.runSigned()
        let honest = try #require(try library.attestations().first)
        for outcome in [honest.outcome, .equivalent] {
            let address = try library.attest(
                AttestedFinding(
                    object: honest.object, kind: .recomputed, outcome: outcome, model: honest.model,
                    evidence: honest.evidence))
            let repeated = try library.service.bindery.rederive(
                address, in: library.service.open(), engine: library.models.engine)
            switch (outcome, repeated.outcome) {
            case (.contradicted, .bitwise): break
            case (.equivalent, .refuted(let problem)): #expect(problem.contains("contradicted"), "\(problem)")
            default: Issue.record("\(outcome.rawValue): \(repeated.outcome)")
            }
        }
    }
}
