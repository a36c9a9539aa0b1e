import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import KnowledgeRegistry
import Recompute
import Testing

/// Attestation by what the probes of a stratum show.
@Suite(.temporaryDirectory) struct BySampleTests {
    /// 5 probes without a change are a bound below 50 %.
    private static let policy = #"{"strata":["class"],"classes":{"general":{"tolerance":0.5}}}"#

    @Test func `the rest of a stratum is attested by its probes, and each attestation says so`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 14)
        let report = try await library.runSigned(library.request(Self.policy))
        #expect(try library.checked().count == 5 && report.attestationCount == 14)
        let sample = try #require(report.parts.first?.bySample)
        #expect(sample.isSound && sample.population == 14 && sample.probes == 5 && sample.material == 0)
        let checked = try Set(library.checked())
        let attestations = try library.attestations()
        #expect(Set(attestations.map(\.object)) == Set(library.kept) && attestations.count == 14)
        for attestation in attestations {
            let evidence = try Evidence(#require(attestation.evidence))
            if checked.contains(attestation.object) {
                #expect(evidence.bySample == nil && attestation.outcome == .identical)
            } else {
                let bySample = try #require(evidence.bySample)
                #expect(bySample.isSound && bySample.probes == 5 && bySample.population == 14)
                #expect(attestation.outcome == .equivalent && bySample.tolerance == 0.5)
            }
        }
    }

    /// The documents that a recomputation would check as probes.
    private func probes(of library: RecomputeLibrary) throws -> Set<Address> {
        let outline = try library.service.bindery.outlineRecompute(
            library.request(Self.policy), in: library.service.open())
        guard case .check(let probes) = try Recomputation(outline.plan, budget: .init()).next(limit: 5) else {
            return []
        }
        return Set(probes)
    }

    @Test func `no sample lifts a quarantine, be it of before the plan or of during the job`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 14)
        // Of all that are in the stratum before they are in quarantine, one of those that nobody would check.
        let probes = try probes(of: library)
        try #require(probes.count == 5)
        let before = try #require(library.kept.first { !probes.contains($0) })
        try library.contradict(before)
        var during: Address?
        try await library.run(library.request(Self.policy), auditor: library.auditor) { progress in
            guard progress.finished >= 6, during == nil else { return }
            do {
                let checked = try library.checked()
                during = library.kept.first { $0 != before && !checked.contains($0) }
                if let during { try library.contradict(during) }
            } catch {
                Issue.record(error)
            }
        }
        #expect(try library.checked().contains(before))
        let quarantined = try #require(during)
        #expect(try !library.checked().contains(quarantined))
        let status = try library.service.open().status(of: quarantined)
        guard case .quarantined = status else {
            Issue.record("found \(String(describing: status)), expected a quarantine")
            return
        }
    }

    @Test func `one changed answer among the probes has each document checked`() async throws {
        let library = try RecomputeLibrary(changed: 10, kept: 4)
        let report = try await library.runSigned(library.request(Self.policy))
        #expect(try library.checked().count == 14 && report.parts.first?.bySample == nil)
        #expect(report.findings.count == 10)
    }

    @Test func `a document that is withdrawn after the probes is attested by no sample`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 14)
        var withdrawn: Address?
        try await library.run(library.request(Self.policy), auditor: library.auditor) { progress in
            guard progress.finished == 5, withdrawn == nil else { return }
            do {
                let checked = try library.checked()
                withdrawn = library.kept.first { !checked.contains($0) }
                if let withdrawn { try library.withdraw(withdrawn) }
            } catch {
                Issue.record(error)
            }
        }
        let gone = try #require(withdrawn)
        #expect(try !library.attestations().contains { $0.object == gone } && library.attestations().count == 13)
    }
}
