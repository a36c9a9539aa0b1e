import BinderyService
import BinderyTestSupport
import BoundKnowledge
import JSON
import KnowledgeRegistry
import Recompute
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

    /// What changes true evidence into false, and what of the refutation is to be read.
    enum Lie: CaseIterable {
        case outcome, seed, judge

        func applied(to evidence: JSONValue) -> JSONValue {
            var changed = evidence
            guard case .array(var samples)? = evidence["samples"] else { return evidence }
            switch self {
            case .outcome:
                changed.set("outcome", "equivalent")
                changed.set("reasons", ["mostEquivalent"])
                samples[0].set("standing", "equivalent")
            case .seed: samples[0].set("seed", "7")
            case .judge:
                changed.set("outcome", "equivalent")
                samples[0].set("standing", "equivalent")
                samples[0].set("judgement", "entailsBothWays")
            }
            changed.set("samples", .array(samples))
            return changed
        }

        var refutation: String {
            switch self {
            case .outcome: "sample 0 is said to be `equivalent`, and is `contradicted`"
            case .seed: "the first sample is not the answer under the recorded sampler"
            case .judge: "a judge is said to have settled sample 0"
            }
        }
    }

    @Test(arguments: Lie.allCases)
    func `evidence that fits a false outcome is refuted by comparing again`(lie: Lie) async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 0)
        try await library.runSigned()
        let honest = try #require(try library.attestations().first)
        let evidence = lie.applied(to: try #require(honest.evidence))
        let address = try library.attest(
            AttestedFinding(
                object: honest.object, kind: .recomputed, outcome: lie == .seed ? honest.outcome : .equivalent,
                model: honest.model, evidence: evidence))
        let repeated = try library.service.bindery.rederive(
            address, in: library.service.open(), engine: library.models.engine)
        guard case .refuted(let problem) = repeated.outcome else {
            Issue.record("\(repeated.outcome)")
            return
        }
        #expect(problem.hasPrefix(lie.refutation), "\(problem)")
    }

    /// Samples are written together in a recomputation, and here one by one.
    @Test func `samples of an answer that was not chosen greedily come out again`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 0)
        let sampler = BoundKnowledge.Sampler(temperature: "0.7")
        for (index, entry) in Corpus.changed.prefix(4).enumerated() {
            let answer = try library.models.derive(entry.question, sampler: sampler, seed: "\(index)")
            _ = try library.models.publish(entry.question, answer)
        }
        try await library.runSigned()
        let attestations = try library.publishedAttestations()
        #expect(
            attestations.contains {
                guard case .array(let samples)? = $0.attestation.evidence?["samples"] else { return false }
                return samples.count > 1
            })
        for (address, _) in attestations {
            let repeated = try library.service.bindery.rederive(
                address, in: library.service.open(), engine: library.models.engine)
            guard case .bitwise = repeated.outcome else {
                Issue.record("\(repeated.outcome)")
                continue
            }
        }
    }

    @Test func `what was compared with another encoder is not known`() async throws {
        let library = try RecomputeLibrary(changed: 1, kept: 0)
        try await library.runSigned()
        let honest = try #require(try library.attestations().first)
        var evidence = try #require(honest.evidence)
        evidence.set("encoder", evidence["policyDigest"])
        let address = try library.attest(
            AttestedFinding(
                object: honest.object, kind: .recomputed, outcome: honest.outcome, model: honest.model,
                evidence: evidence))
        let repeated = try library.service.bindery.rederive(
            address, in: library.service.open(), engine: library.models.engine)
        guard case .unknown(_, let remedy) = repeated.outcome else {
            Issue.record("\(repeated.outcome)")
            return
        }
        #expect(remedy.contains("--encoder"))
    }

    @Test func `what is signed of a single answer that another model gives again can be repeated too`() throws {
        let library = try RecomputeLibrary(changed: 0, kept: 1)
        let (bindery, registry) = (library.service.bindery, try library.service.open())
        let model = try bindery.model(#require(ModelReference("demo@2")), in: registry)
        let result = try bindery.reverify(library.kept[0], with: model, in: registry, engine: library.models.engine)
        let finding = try #require(try bindery.finding(of: result, in: registry))
        let evidence = try Evidence(#require(finding.evidence))
        #expect(evidence.outcome == .identical && evidence.reasons == [.proved] && evidence.basis == .proved)
        #expect(evidence.changed.components == [.weights] && evidence.cause == .weights)
        #expect(evidence.newModel == .manifest(model.address) && evidence.noiseFloor == .zeroByConstruction)
        #expect(evidence.policyDigest == RecomputePolicy().digest && evidence.cost.prefilledTokens > 0)
        let address = try library.attest(finding)
        let repeated = try bindery.rederive(address, in: library.service.open(), engine: library.models.engine)
        #expect(repeated.outcome.name == "bitwise", "\(repeated.outcome)")
    }

    @Test func `nothing can be signed of a single answer that another model changes`() throws {
        let library = try RecomputeLibrary(changed: 1, kept: 0)
        let (bindery, registry) = (library.service.bindery, try library.service.open())
        let model = try bindery.model(#require(ModelReference("demo@2")), in: registry)
        let result = try bindery.reverify(
            library.changed[0], with: model, in: registry, engine: library.models.engine)
        #expect(try bindery.finding(of: result, in: registry) == nil)
    }
}
