import BinderyClient
import BinderyTestSupport
import BoundKnowledge
import HTTPClient
import Retrieval
import Testing

@Suite(.timeLimit(.minutes(1))) struct ResolveTests {
    private let root: BoundObject
    private let object: BoundObject

    init() throws {
        (root, object) = (try TestObjects.root(), try TestObjects.document("What is a hash?"))
    }

    private func resolve(_ question: String, _ pages: MirrorPages...) async throws -> Resolution {
        try await TestClient(pages, root: root.address).client.resolve(question, language: "en")
    }

    @Test func `a document is found by the form of its own question`() async throws {
        var pages = MirrorPages(root, object)
        pages.resolve("q=what%20is%20a%20hash&lang=en", "answer", object)
        let resolution = try await resolve("what is a hash", pages)
        #expect(resolution.answer?.answer.text == "A short number.\n" && resolution.findings.isEmpty)
        #expect(resolution.candidates.map(\.match) == [.questionForm])
    }

    @Test func `what another question is answered with is the mirror's word alone`() async throws {
        var pages = MirrorPages(root, object)
        pages.resolve("q=Are%20eggs%20good%3F&lang=en", "answer", object)
        let resolution = try await resolve("Are eggs good?", pages)
        #expect(resolution.candidates.map(\.match) == [nil])
        #expect(resolution.findings.codes == ["match-unproved"])
        #expect(resolution.findings.first?.problem.contains("https://a") == true)
    }

    @Test func `a document that does not hold answers nothing`() async throws {
        let stranger = try TestObjects.document("What is a hash?", by: "stranger")
        var pages = MirrorPages(root, stranger)
        pages.resolve("q=What%20is%20a%20hash%3F&lang=en", "answer", stranger)
        let resolution = try await resolve("What is a hash?", pages)
        #expect(resolution.answer == nil && resolution.candidates.first?.object.verdict == .rejected)
        #expect(resolution.candidates.first?.match == nil)
    }

    @Test func `a mirror without an answer is not the last one`() async throws {
        var pages = MirrorPages(root, object)
        let none = try await resolve("What is a hash?", pages, pages)
        #expect(none.told == .none && none.mirror == nil && none.answer == nil)
        pages.resolve("q=What%20is%20a%20hash%3F&lang=en", "answer", object)
        let resolution = try await resolve("What is a hash?", MirrorPages(root), pages)
        #expect(resolution.answer != nil && resolution.mirror?.description == "https://b")
    }

    @Test func `several documents are no answer`() async throws {
        let other = try TestObjects.document("What is a hash")
        var pages = MirrorPages(root, object, other)
        pages.resolve("q=WHAT%20IS%20A%20HASH&lang=en", "ambiguous", status: 300, object, other)
        let resolution = try await resolve("WHAT IS A HASH", pages)
        #expect(resolution.told == .ambiguous && resolution.candidates.count == 2 && resolution.answer == nil)
    }

    @Test func `a withdrawn document is named, and is no answer`() async throws {
        var pages = MirrorPages(root, object)
        pages.resolve("q=What%20is%20a%20hash%3F&lang=en", "withdrawn", status: 410, object)
        let resolution = try await resolve("What is a hash?", pages)
        #expect(resolution.told == .withdrawn && resolution.answer == nil)
        #expect(resolution.candidates.map(\.object.address) == [object.address])
    }

    @Test func `a document in quarantine is named, and is no answer`() async throws {
        var pages = MirrorPages(root, object)
        pages.resolve("q=What%20is%20a%20hash%3F&lang=en", "quarantined", status: 410, object)
        let resolution = try await resolve("What is a hash?", pages)
        #expect(resolution.told == .quarantined && resolution.answer == nil)
        #expect(resolution.candidates.map(\.object.address) == [object.address])
    }

    @Test(arguments: [
        #"{"result":"answer","documents":[]}"#, #"{"result":"perhaps","documents":[]}"#, #"{"result":"none"}"#,
        #"{"result":"answer","documents":[{"object":"sha256:AB"}]}"#, #"{"result":"answer","documents":[{}]}"#, "[]",
        "",
    ])
    func `a page that is no resolution is a fault of the mirror`(page: String) async throws {
        var pages = MirrorPages(root, object)
        pages["/resolve?q=q&lang=en"] = .response(200, Array(page.utf8))
        let error = await #expect(throws: BinderyClientError.self) { try await resolve("q", pages) }
        #expect(error?.code == .unavailable && error?.findings.codes == ["mirror-malformed"])
    }
}
