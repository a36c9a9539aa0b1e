import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import JSON
import KnowledgeRegistry
import Recompute
import Testing

/// Which policy a recomputation goes by, and that it keeps it.
@Suite(.temporaryDirectory) struct LibraryPolicyTests {
    private func set(_ policy: String, in library: RecomputeLibrary) throws {
        let path = TemporaryDirectory.file("policy.json")
        try Data(policy.utf8).write(to: URL(fileURLWithPath: path))
        _ = try library.service.bindery.setRecomputePolicy(from: path) {
            try library.service.bindery.writer(of: library.service.open())
        }
    }

    /// A request that names no policy.
    private func request(_ library: RecomputeLibrary) throws -> RecomputeRequest {
        var request = try library.request()
        request.policy = nil
        return request
    }

    private func outline(_ library: RecomputeLibrary, _ request: RecomputeRequest) throws -> RecomputeOutline {
        try library.service.bindery.outlineRecompute(request, in: library.service.open())
    }

    private func digest(_ policy: String) throws -> Digest {
        try RecomputePolicy(parsing: Array(policy.utf8)).digest
    }

    @Test func `the given policy goes before the library's, and that before the defaults`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 2)
        let first = try outline(library, request(library))
        #expect(first.policySource == .defaults && first.plan.policy == RecomputePolicy())
        try set(#"{"samples":3}"#, in: library)
        let second = try outline(library, request(library))
        #expect(second.policySource == .library && second.plan.policy.samples == 3)
        let third = try outline(library, library.request(#"{"samples":4}"#))
        #expect(third.policySource == .given && third.plan.policy.samples == 4)

        let report = try await library.runSigned(request(library))
        #expect(try report.policySource == .library && report.policyDigest == digest(#"{"samples":3}"#))
        #expect(report.nextPolicyDigest == nil && report.earlierPolicyDigest == nil)
        for attestation in try library.attestations() {
            #expect(attestation.evidence?["policyDigest"] == report.json["policyDigest"])
        }
        #expect(try library.attestations().count == 2)
    }

    @Test func `a job keeps its policy, and what is left of it is checked under the new one, which is told`()
        async throws
    {
        let library = try RecomputeLibrary(changed: 0, kept: 10)
        try set(#"{"samples":3}"#, in: library)
        var stopped = try request(library)
        stopped.budget = RecomputePolicy.Budget(cpuSeconds: 1e-6)
        let begun = try await library.run(stopped)
        #expect(begun.state == .budgetExhausted && begun.unsignedCount == 1)
        // The same policy in other bytes is the same one.
        try set(#"{ "samples": 3 }"#, in: library)
        #expect(try await library.run(stopped).nextPolicyDigest == nil)
        try set(#"{"samples":4}"#, in: library)
        let status = try #require(try library.service.bindery.recomputeReport(in: library.service.open()))
        #expect(try status.policyDigest == digest(#"{"samples":3}"#))
        #expect(try status.nextPolicyDigest == digest(#"{"samples":4}"#))

        let done = try await library.runSigned(request(library))
        #expect(try done.policyDigest == digest(#"{"samples":4}"#) && done.nextPolicyDigest == nil)
        #expect(try done.earlierPolicyDigest == digest(#"{"samples":3}"#) && done.state == .done)
        #expect(try library.checked(1).count == 1 && library.checked(2).count == 9)
        let digests = try library.attestations().compactMap { $0.evidence?["policyDigest"] }
        #expect(digests.count == 10 && digests.count { $0 == done.json["policyDigest"] } == 9)
        #expect(digests.count { $0 == begun.json["policyDigest"] } == 1)
    }

    @Test(arguments: [(#"{"samples":"five"}"#, "/samples"), (#"{"sampels":5}"#, "/sampels"), ("", "")])
    func `a file in the tree that is no policy is an error, and not the defaults`(
        policy: String, pointer: String
    ) async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 1)
        let writer = try library.service.bindery.writer(of: library.service.open())
        _ = try writer.setRecomputePolicy(Array(policy.utf8), isRehearsal: false)
        let request = try request(library)
        let error = #expect(throws: ServiceError.self) { _ = try outline(library, request) }
        #expect(error?.code == .badData && error?.remedy.contains("bindery recompute policy set FILE") == true)
        let place = "\(library.service.founding.path) policy/recompute.json: \(pointer)"
        #expect(error?.location.hasPrefix(place) == true, "\(error?.location ?? "")")
        await #expect(throws: ServiceError.self) { try await library.run(request) }
        #expect(!FileManager.default.fileExists(atPath: library.folder))
        // Another one may be given, and its report can be read.
        #expect(try await library.run().nextPolicyDigest == nil)
    }
}
