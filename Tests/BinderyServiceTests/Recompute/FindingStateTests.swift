import BinderyService
import BinderyTestSupport
import BoundKnowledge
import JSON
import KnowledgeRegistry
import Recompute
import Testing

/// What a report says of findings that people have settled.
@Suite(.temporaryDirectory) struct FindingStateTests {
    private func states(_ library: RecomputeLibrary) throws -> [Address: FindingState] {
        let report = try #require(try library.service.bindery.recomputeReport(in: library.service.open()))
        return Dictionary(uniqueKeysWithValues: report.findings.map { ($0.document, $0.state) })
    }

    private func review(
        _ library: RecomputeLibrary, _ document: Address, _ outcome: ReviewOutcome = .passed
    ) throws -> Address {
        let registry = try library.service.open()
        let review = try library.service.bindery.review(document, outcome, in: registry, with: library.auditor)
        let writer = try library.service.bindery.writer(of: registry)
        _ = try writer.publish([writer.admit(review.bytes)])[0].get()
        return review.address
    }

    @Test func `each finding says what became of it`() async throws {
        let library = try RecomputeLibrary(changed: 6, kept: 0)
        try await library.runSigned()
        let documents = library.changed
        #expect(try states(library) == Dictionary(uniqueKeysWithValues: documents.map { ($0, .waiting) }))
        let (bindery, registry) = (library.service.bindery, try library.service.open())
        let proposals = Dictionary(
            uniqueKeysWithValues: try library.proposals().map { ($0.proposal.object, "\($0.proposal.id)") })
        let accepted = try bindery.accept(
            try #require(proposals[documents[0]]), with: library.service.key, in: registry,
            by: bindery.writer(of: registry))
        _ = try bindery.reject(try #require(proposals[documents[1]]), in: registry)
        try library.withdraw(documents[2])
        let other = BindRequest(question: Corpus.changed[3].question, answer: "A person wrote this.\n")
        let superseding = try #require(try library.service.publish(other)).address
        let review = try review(library, documents[4])

        let states = try states(library)
        #expect(states[documents[0]] == .accepted(accepted.object))
        #expect(states[documents[1]] == .rejected)
        #expect(states[documents[2]]?.name == "withdrawn")
        #expect(states[documents[3]] == .superseded(by: superseding))
        #expect(states[documents[4]] == .reviewed(review))
        #expect(states[documents[5]] == .waiting)
    }

    @Test func `what is undecided stays counted as found, and waits until somebody settles it`() async throws {
        let library = try RecomputeLibrary(changed: 11, kept: 0)
        let found = try await library.runSigned()
        let undecided = found.findings.filter { $0.outcome == nil }
        try #require(!undecided.isEmpty)
        #expect(found.undecidedCount == undecided.count && found.waitingUndecidedCount == undecided.count)
        let proposal = try #require(undecided[0].proposal)
        _ = try library.service.bindery.reject(proposal, in: library.service.open())

        let report = try #require(try library.service.bindery.recomputeReport(in: library.service.open()))
        let count = undecided.count - 1
        #expect(report.undecidedCount == undecided.count && report.waitingUndecidedCount == count)
        #expect(report.json["effects"]?["waitingUndecided"] == .integer(Int64(count)))
        let page = String(decoding: report.page(for: "Library", at: report.started), as: UTF8.self)
        #expect(count == 0 ? !page.contains("undecided answer") : page.contains("\(count) undecided answer"))
    }

    @Test func `a review settles only what was found before it, and only where the answer holds`() async throws {
        let library = try RecomputeLibrary(changed: 2, kept: 0)
        _ = try review(library, library.changed[0])
        try await library.run(off: 60)
        _ = try review(library, library.changed[1], .failed)
        #expect(try states(library).values.allSatisfy { $0 == .waiting })
    }
}
