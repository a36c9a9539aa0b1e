import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import KnowledgeRegistry
import Testing

/// The example of the landing page.
@Suite(.temporaryDirectory) struct DocumentationExampleTests {
    @Test func `the example of the landing page binds, publishes and verifies an answer`() throws {
        let environment = BinderyEnvironment(
            clock: { Timestamp(secondsSinceEpoch: 1_795_392_000) }, random: .system,
            configurationFolder: TemporaryDirectory.file("config"), dataFolder: TemporaryDirectory.file("data"))

        let published = try publish(
            at: TemporaryDirectory.file("library"), in: environment, by: TestKey.key("publisher"))

        #expect(try #require(published).verification.verdict == .verified)
        #expect(try #require(published).status == .current)
        try expectExample(of: "BinderyService")
    }

    private func publish(
        at path: String, in environment: BinderyEnvironment, by key: Ed25519PrivateKey
    ) throws -> (verification: Verification, status: ObjectStatus)? {
        let bindery = Bindery(environment)
        let founding = try bindery.found(FoundingRequest(path: path, name: "My library", publishers: [key.publicKey]))
        let registry = try Registry(opening: founding.path)

        let request = BindRequest(question: "What is a hash?", answer: "A short number made of any bytes.\n")
        guard case .object(let object) = try bindery.bind(request, for: registry, with: key) else { return nil }
        let writer = try bindery.writer(of: registry)
        let receipt = try writer.publish([writer.admit(object.bytes)])[0].get()
        return try registry.verify(receipt.object, pinned: founding.root, instant: environment.clock())
    }
}
