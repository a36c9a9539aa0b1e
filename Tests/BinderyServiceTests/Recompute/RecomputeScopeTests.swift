import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import KnowledgeRegistry
import Recompute
import Testing

/// Which documents a recomputation is about.
@Suite(.temporaryDirectory) struct RecomputeScopeTests {
    private func declared(_ name: String, _ entry: Corpus.Entry) -> BindRequest {
        var request = BindRequest(question: entry.question, answer: entry.answer)
        request.declared = DeclaredDerivation(
            model: DeclaredModel(provider: "engine", name: name, version: "1"), sampler: Sampler(temperature: "0"))
        return request
    }

    @Test func `each document is handled as its publisher says, and people's answers are left alone`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 1)
        let never = try library.bind([Corpus.changed[0]]) { $0.recheck = .never }
        let rederived = try library.bind([Corpus.changed[1], Corpus.kept[1]]) { $0.recheck = .rederive }
        let authored = try #require(
            try library.service.publish(BindRequest(question: "Who wrote this?", answer: "A person.\n")))
        let engine = try #require(try library.service.publish(declared("demo", Corpus.changed[2])))
        let report = try await library.runSigned()
        #expect(report.documentCount == 6 && report.authoredCount == 1 && report.otherModelCount == 1)
        #expect(report.neverRecheckedCount == 1)
        #expect(report.parts.first { $0.name == "to be derived again" }?.documentCount == 2)
        #expect(try Set(library.checked()) == Set(rederived + library.kept))
        #expect(report.findings.map(\.document) == [rederived[0]])
        let untouched = [never[0], authored.address, engine.address]
        #expect(try !library.attestations().contains { untouched.contains($0.object) })
        #expect(try library.proposals().map(\.proposal.object) == [rederived[0]])
    }

    @Test func `an engine's model is meant where it is named`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 1)
        let same = try #require(try library.service.publish(declared("large", Corpus.kept[4])))
        let other = try #require(try library.service.publish(declared("large", Corpus.changed[0])))
        var request = try library.request()
        request.replaced = ModelReference("large")
        let report = try await library.runSigned(request)
        #expect(try Set(library.checked()) == [same.address, other.address] && report.otherModelCount == 1)
        #expect(report.total[.identical] == 1 && report.findings.map(\.document) == [other.address])
        let evidence = try #require(try library.attestations().first { $0.object == same.address }?.evidence)
        #expect(try Evidence(evidence).changed.components.contains(.model))
        let proposal = try #require(try library.proposals().first?.proposal)
        #expect(proposal.object == other.address && proposal.document.reproducibility == .bitwise)
        // The library's other answers are another recomputation.
        #expect(try await library.runSigned().total[.identical] == 1)
        #expect(try library.checked(2) == library.kept)
    }

    @Test func `whose answers are checked is part of what a job is`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 9)
        let engines = try #require(try library.service.publish(declared("large", Corpus.kept[10])))
        var request = try library.request()
        request.budget = RecomputePolicy.Budget(cpuSeconds: 1e-6)
        #expect(try await library.runSigned(request).state == .budgetExhausted)
        var other = try library.request()
        other.replaced = ModelReference("large")
        let report = try await library.runSigned(other)
        #expect(report.state == .done && report.otherModelCount == 9)
        #expect(try library.checked(2) == [engines.address])
        // What the first job left is done by one of its own kind, and nothing is done twice.
        #expect(try await library.runSigned().state == .done)
        #expect(try Set(library.checked(1) + library.checked(3)) == Set(library.kept) && library.checked(3).count == 8)
        // With nothing left, each is told of its own.
        #expect(try await library.runSigned(other).otherModelCount == 9)
        #expect(try await library.runSigned().otherModelCount == 1)
        other.replaced = ModelReference("huge")
        #expect(try await library.runSigned(other).state == .nothingToDo)
    }

    @Test func `an answer that a person edited is compared by what the model had written`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 0)
        let entry = Corpus.kept[3]
        var request = declared("demo", entry)
        request.answer = "Edited: \(entry.answer)"
        request.declared?.rawOutput = entry.answer
        request.declared?.editNote = "One word in front."
        let edited = try #require(try library.service.publish(request))
        var all = try library.request()
        all.replaced = ModelReference("demo")
        #expect(try await library.runSigned(all).total[.identical] == 1)
        #expect(try library.attestations().map(\.object) == [edited.address])
    }

    @Test func `a library without answers of the model has nothing to be checked`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 0)
        try library.service.publish(BindRequest(question: "Who wrote this?", answer: "A person.\n"))
        let report = try await library.runSigned()
        #expect(report.state == .nothingToDo && report.parts.allSatisfy { $0.documentCount == 0 })
        #expect(report.authoredCount == 1 && report.spent.generatedTokens == 0)
    }

    @Test func `copies of cited sources that have other bytes are told`() async throws {
        let library = try RecomputeLibrary(changed: 0, kept: 0)
        func source(_ id: String, _ path: String, _ text: String) -> Source {
            var source = Source(id: id, role: .citation, title: "A page")
            (source.url, source.digest) = ("https://example.org/\(path)", SHA256.digest(of: text))
            return source
        }
        let cited = try library.bind([Corpus.kept[0]]) { request in
            request.sources = [source("s1", "a", "old"), source("s2", "b/", "same"), source("s3", "c", "absent")]
        }
        _ = try library.bind([Corpus.kept[1]])
        let copies = TemporaryDirectory.file("copies/example.org")
        try FileManager.default.createDirectory(atPath: copies + "/b", withIntermediateDirectories: true)
        try Data("new".utf8).write(to: URL(fileURLWithPath: copies + "/a"))
        try Data("same".utf8).write(to: URL(fileURLWithPath: copies + "/b/index.html"))
        var request = try library.request()
        request.sources = TemporaryDirectory.file("copies")
        let outline = try library.service.bindery.outlineRecompute(request, in: library.service.open())
        #expect(outline.changedSources.map(\.document) == cited && outline.changedSources.map(\.sources) == [["s1"]])
        // The report tells until a later version stands in for the document.
        #expect(try await library.run(request).changedSources == outline.changedSources)
        #expect(try await library.run().changedSources == outline.changedSources)
        // A folder without a copy says nothing of that source, and one with the cited bytes that all is well again.
        let page = "copies/example.org/a"
        try FileManager.default.removeItem(atPath: TemporaryDirectory.file(page))
        #expect(try await library.run(request).changedSources == outline.changedSources)
        try Data("old".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file(page)))
        #expect(try await library.run(request).changedSources.isEmpty)
        request.sources = TemporaryDirectory.file("nowhere")
        let error = #expect(throws: ServiceError.self) {
            try library.service.bindery.outlineRecompute(request, in: library.service.open())
        }
        #expect(error?.code == .noInput)
    }
}
