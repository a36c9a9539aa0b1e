import BinderyTestSupport
import BoundKnowledge
import KnowledgeRegistry
import Testing

/// Who is shown which object.
@Suite(.temporaryDirectory) struct AudienceTests {
    private func restricted(_ question: String, after previous: BoundObject? = nil) throws -> BoundObject {
        try TestRegistry.document(question, "Hidden", after: previous) { $0.distribution = .restricted }
    }

    private func isShown(_ object: BoundObject, to audience: Audience, in registry: Registry) throws -> Bool {
        let record = try #require(try registry.record(at: object.address))
        let isShown = try registry.isShown(record, to: audience)
        #expect(try (registry.servedObject(of: record, for: audience) != nil) == isShown)
        return isShown
    }

    @Test func `what is about a restricted document is as restricted`() throws {
        let test = try TestRegistry()
        let secret = try restricted("What is secret?")
        let wordings = try TestRegistry.aliasSet(of: secret, wordings: ["What is hidden?"])
        let withdrawal = try TestRegistry.withdrawal(of: secret)
        let attestation = try TestRegistry.attestation(of: withdrawal)
        let hidden = [secret, wordings, withdrawal, attestation]
        try test.publish(secret, wordings, withdrawal)
        try test.publish(attestation)
        let registry = try test.open()
        for object in hidden {
            #expect(try !isShown(object, to: .everybody, in: registry), "\(object.type)")
            #expect(try isShown(object, to: .members, in: registry), "\(object.type)")
        }
    }

    @Test func `what is about a public document, or about a lineage with one, is public`() throws {
        let test = try TestRegistry()
        let open = try TestRegistry.document("What is open?", "Text")
        let later = try restricted("What is open?", after: open)
        let wordings = try TestRegistry.aliasSet(of: open, wordings: ["What is public?"])
        let (first, second) = (try TestRegistry.withdrawal(of: open), try TestRegistry.withdrawal(of: later))
        try test.publish(open, wordings)
        try test.publish(later)
        try test.publish(first, second)
        let registry = try test.open()
        for object in [open, wordings, first, test.root] {
            #expect(try isShown(object, to: .everybody, in: registry), "\(object.type)")
        }
        for object in [later, second] { #expect(try !isShown(object, to: .everybody, in: registry), "\(object.type)") }
    }
}
