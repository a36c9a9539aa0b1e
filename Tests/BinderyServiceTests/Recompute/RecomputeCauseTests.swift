import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import KnowledgeRegistry
import Recompute
import Testing

/// What a change comes from where weights and template are new.
@Suite(.temporaryDirectory) struct RecomputeCauseTests {
    /// Answers of version 1, two of which version 2 changes, and a version 3.
    private func library(_ version: Int, _ change: ShippedModel.TemplateChange) throws -> RecomputeLibrary {
        let library = try RecomputeLibrary(changed: 2, kept: 2)
        let (service, registry) = (library.service, try library.service.open())
        let path = TemporaryDirectory.file("demo-3.gguf")
        try ShippedModel.write(version, with: change, to: path)
        let outcome = try service.bindery.addModel(
            ModelRequest(path: path, name: "demo", version: "3"), to: registry, with: service.key,
            engine: library.models.engine)
        guard case .object(let object) = outcome else { throw Missing() }
        let writer = try service.bindery.writer(of: registry)
        _ = try writer.publish([writer.admit(object.bytes)])[0].get()
        return library
    }

    private struct Missing: Error {}

    /// Checks the answers against version 3. A judge has what the rules cannot tell contradict.
    private func run(_ library: RecomputeLibrary) async throws -> RecomputeReport {
        var request = try library.request()
        let judge = TestEngine(.streamed(["CONTRADICTS"]))
        request.judge = try await ExternalModel(library.service.bindery.engine(at: judge.address), name: "third")
        let reference = try #require(ModelReference("demo@3"))
        request.model = .local(
            try library.service.bindery.model(reference, in: library.service.open()), library.models.engine)
        return try await library.runSigned(request)
    }

    private func findings(
        _ report: RecomputeReport, of documents: [Address]
    ) -> [RecomputeReport.Finding] {
        report.findings.filter { documents.contains($0.document) && $0.outcome != nil }
    }

    @Test func `a new template that writes the same prompt leaves the weights as the cause`() async throws {
        let library = try library(2, .spacing)
        let report = try await run(library)
        #expect(report.total[.identical] == 2 && findings(report, of: library.kept).isEmpty)
        let changed = findings(report, of: library.changed)
        #expect(!changed.isEmpty)
        #expect(changed.allSatisfy { $0.changed == [.weights, .template] && $0.cause == .weights })
        #expect(report.causes.map(\.cause) == [.weights] && report.causes.map(\.documentCount) == [changed.count])
        for attestation in try library.attestations() where library.changed.contains(attestation.object) {
            #expect(try Evidence(#require(attestation.evidence)).cause == .weights)
        }
    }

    @Test func `the same weights leave the template as the cause`() async throws {
        let library = try library(1, .blindness)
        let report = try await run(library)
        let changed = findings(report, of: library.changed + library.kept)
        #expect(!changed.isEmpty && changed.allSatisfy { $0.cause == .template })
    }

    @Test func `where weights and template each change the answer it cannot be told`() async throws {
        let library = try library(2, .blindness)
        let report = try await run(library)
        let (changed, kept) = (findings(report, of: library.changed), findings(report, of: library.kept))
        #expect(!changed.isEmpty && changed.allSatisfy { $0.cause == nil && $0.changed == [.weights, .template] })
        #expect(!kept.isEmpty && kept.allSatisfy { $0.cause == .template })
        #expect(Set(report.causes.map(\.cause)) == [nil, .template])
    }

    @Test func `without the old model's file it cannot be told, and costs nothing`() async throws {
        let library = try library(2, .spacing)
        let whole = try await run(library)
        try FileManager.default.removeItem(atPath: library.folder)
        try FileManager.default.removeItem(atPath: library.models.file)
        let report = try await run(library)
        let changed = findings(report, of: library.changed)
        #expect(!changed.isEmpty && changed.allSatisfy { $0.cause == nil })
        #expect(report.spent.prefilledTokens < whole.spent.prefilledTokens)
    }
}
