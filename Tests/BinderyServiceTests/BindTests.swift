import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct BindTests {
    private func request(_ answer: String = "A short number.\n") -> BindRequest {
        BindRequest(question: "What is a hash?", answer: answer)
    }

    @Test func `what the caller does not say comes from the registry's defaults`() throws {
        let service = try TestService {
            $0.defaults = RegistryDescription.Defaults(language: "de", license: "CC0-1.0", freshness: .news)
        }
        let object = try #require(try service.publish(request()))
        let document = try #require(object.document)
        #expect(document.scope == Scope(language: "de") && document.license == "CC0-1.0")
        #expect(document.freshness.freshnessClass == .news && document.freshness.reviewBy != nil)
        #expect(document.asOf == TestService.now.day && document.version == 1 && document.previous == nil)
        #expect(document.answer.origin == .human && document.reproducibility == .authored && document.derivation == nil)
        #expect(object.envelope.registry == service.founding.origin && object.envelope.name == "What is a hash?")
        #expect(object.envelope.issuer.name == "My library")
    }

    @Test func `the same answer again is unchanged, another one is the next version`() throws {
        let service = try TestService()
        let first = try #require(try service.publish(request()))
        #expect(try service.publish(request()) == nil)
        // Another spelling of the question's spaces is the same question.
        var spaced = request()
        spaced.question = "  What is  a hash? "
        #expect(try service.publish(spaced) == nil)
        var changed = request("A longer number.\n")
        changed.change = .correction
        changed.changeNote = "It was short."
        let second = try #require(try service.publish(changed)?.document)
        #expect(second.version == 2 && second.previous == first.address)
        #expect(second.change == Change(.correction, note: "It was short."))
        let registry = try service.open()
        guard case .unchanged(let address) = try service.bindery.bind(changed, for: registry, with: service.key) else {
            Issue.record("the same answer was bound again")
            return
        }
        #expect(try registry.current(of: second.lineage) == address)
    }

    @Test func `another scope is another lineage`() throws {
        let service = try TestService()
        let first = try #require(try service.publish(request())?.document)
        for edit: (inout BindRequest) -> Void in [
            { $0.language = "fr" }, { $0.jurisdiction = "DE" }, { $0.audience = "pupils" }, { $0.subject = "cooking" },
        ] {
            var other = request()
            edit(&other)
            let document = try #require(try service.publish(other)?.document)
            #expect(document.lineage != first.lineage && document.version == 1)
        }
    }

    @Test func `a withdrawn answer that is bound again is published again`() throws {
        let service = try TestService()
        let first = try #require(try service.publish(request()))
        let withdrawal = try service.bindery.withdraw(
            first.address, reason: .error, severity: nil, replacedBy: nil, note: nil, in: service.open(),
            with: service.key)
        guard case .withdrawal(let subject) = withdrawal.envelope.subject else { throw Failure() }
        #expect(subject.severity == .stop && subject.claim == first.claim)
        // The writer holds the registry's lock while it lives.
        do {
            let writer = try service.bindery.writer(of: service.open())
            _ = try writer.publish([writer.admit(withdrawal.bytes)])[0].get()
        }
        #expect(try service.publish(request())?.document?.version == 2)
    }

    @Test func `a declared derivation says which model, and an edited one what was edited`() throws {
        let service = try TestService()
        var declared = DeclaredDerivation(
            model: DeclaredModel(provider: "P", name: "m", version: "1"), sampler: Sampler(temperature: "0.7"))
        var model = request("From a model.\n")
        model.declared = declared
        let raw = try #require(try service.publish(model)?.document)
        #expect(raw.answer.origin == .model && raw.reproducibility == .declared)
        #expect(raw.derivation?.outputDigest == raw.answer.digest && raw.derivation?.rawOutput == nil)
        #expect(raw.derivation?.messages == [Message(role: .user, content: "What is a hash?")])
        declared.rawOutput = "From a modle.\n"
        declared.editNote = "Spelling."
        var edited = request("From a model!\n")
        edited.declared = declared
        let second = try #require(try service.publish(edited)?.document)
        #expect(second.answer.origin == .modelEdited && second.derivation?.rawOutput == "From a modle.\n")
        #expect(second.derivation?.outputDigest == SHA256.digest(of: "From a modle.\n"))
        // An edit without a note is refused with a finding, before anything is signed away.
        edited.declared?.editNote = nil
        #expect(throws: (any Error).self) { try service.publish(edited) }
    }

    @Test func `what makes no sound object is never handed out`() throws {
        let service = try TestService()
        let edits: [(inout BindRequest) -> Void] = [
            { $0.answer = "" }, { $0.answer = "A\u{0}B" }, { $0.question = " " }, { $0.language = "no language" },
            { $0.answer = "See [^s1].\n" }, { $0.topics = ["a", "a"] }, { $0.name = "two\nlines" },
            { $0.question = String(repeating: "a", count: 2_001) },
        ]
        for (number, edit) in edits.enumerated() {
            var request = request()
            edit(&request)
            #expect(throws: (any Error).self, "\(number)") {
                try service.bindery.bind(request, for: service.open(), with: service.key)
            }
        }
    }

    @Test func `a writer needs a pin and a key folder, or is given both`() throws {
        let service = try TestService()
        let stranger = Bindery(
            BinderyEnvironment(
                clock: { TestService.now }, random: .system, configurationFolder: TemporaryDirectory.file("other"),
                dataFolder: TemporaryDirectory.file("other")))
        let registry = try service.open()
        let pin = #expect(throws: ServiceError.self) { _ = try stranger.writer(of: registry) }
        #expect(pin?.code == .configuration)
        let keys = #expect(throws: ServiceError.self) {
            _ = try stranger.writer(of: registry, root: service.founding.root)
        }
        #expect(keys?.code == .configuration)
        _ = try stranger.writer(of: registry, root: service.founding.root, keyFolder: service.founding.keyFolder)
        #expect(try stranger.pinnedRoot(given: nil, origin: service.founding.origin) == nil)
        #expect(try service.bindery.pinnedRoot(given: nil, origin: service.founding.origin) == service.founding.root)
    }

    private struct Failure: Error {}
}
