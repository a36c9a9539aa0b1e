import BinderyTestSupport
import BoundKnowledge
import Foundation
import GitStore
import KnowledgeRegistry
import Testing

/// An object's place in the order of publication counts for `verify` only where a commit key signed it.
@Suite(.temporaryDirectory, .enabled(if: TestRegistry.isGitAvailable)) struct PositionTests {
    private func verify(
        _ object: BoundObject, in test: TestRegistry, at instant: Timestamp = TestRegistry.now
    ) throws -> (verdict: Verdict, codes: [String]) {
        let verification = try test.open().verify(object.address, pinned: test.root.address, instant: instant)
            .verification
        return (verification.verdict, verification.findings.map(\.code))
    }

    /// The shell's words that add objects, and the message that lists them.
    private func commit(_ objects: [BoundObject], in test: TestRegistry, signer: String?) throws {
        let message = "Publish\n\n" + objects.map { "object \($0.address) \($0.type.rawValue)\n" }.joined()
        try test.commit(
            objects.map { try test.add($0.bytes, at: TestRegistry.path(of: $0)) }.joined(), message: message,
            signer: signer)
    }

    @Test(arguments: [true, false])
    func `a history that was rewritten without the commit key makes no object older`(isRevoked: Bool) throws {
        let test = try TestRegistry()
        let known = try TestRegistry.document("Known?")
        try test.publish(known)
        // Revoked, the key may even keep its role.
        let revoked = isRevoked ? [try TestRegistry.revocation(of: "publisher", from: 2)] : []
        let root = try TestRegistry.rootObject(
            publishers: isRevoked ? ["publisher"] : ["second"], after: test.root, revoked: revoked)
        try test.publish(root)
        #expect(try verify(known, in: test).verdict == .verified)
        // A thief of the publisher's key puts a document in front of what cut the key off.
        let late = try TestRegistry.document("Late?")
        try test.git("git update-ref refs/heads/main main~2")
        try commit([late], in: test, signer: nil)
        try commit([known, root], in: test, signer: "publisher")
        for object in [late, known] {
            let found = try verify(object, in: test)
            #expect(found.verdict == .rejected && found.codes.first == "position-unsigned", "\(found)")
            #expect(found.codes.contains(isRevoked ? "key-revoked" : "key-not-authorised"), "\(found)")
        }
    }

    @Test func `an object that holds under the current root holds without a position, with a warning`() throws {
        let test = try TestRegistry()
        try test.publish(TestRegistry.rootObject(after: test.root))
        let object = try TestRegistry.document("One?")
        try commit([object], in: test, signer: "stranger")
        let found = try verify(object, in: test)
        #expect(found.verdict == .verified && found.codes == ["position-unsigned"])
    }

    @Test func `a signed commit whose message does not list the object vouches for nothing`() throws {
        let test = try TestRegistry()
        try test.publish(TestRegistry.rootObject(after: test.root))
        let object = try TestRegistry.document("One?")
        try test.commit(test.add(object.bytes, at: TestRegistry.path(of: object)), signer: "commit")
        #expect(try verify(object, in: test).codes == ["position-unsigned"])
    }

    @Test func `each object of a signed commit is vouched for, and one of the commit after it`() throws {
        let test = try TestRegistry()
        let objects = try (0..<3).map { try TestRegistry.document("Question \($0)?") }
        try test.publish(objects[0], objects[1])
        try test.publish(objects[2])
        try test.publish(TestRegistry.rootObject(publishers: ["second"], after: test.root))
        let new = try TestRegistry.document("New?", by: ["second"])
        try test.publish(new)
        for object in objects + [new] {
            let found = try verify(object, in: test)
            #expect(found.verdict == .verified && found.codes.isEmpty, "\(found)")
        }
    }

    @Test func `an approval that has ended is history in a signed commit alone`() throws {
        let test = try TestRegistry()
        let end = Timestamp(secondsSinceEpoch: TestRegistry.now.secondsSinceEpoch + 86_400)
        let later = Timestamp(secondsSinceEpoch: TestRegistry.now.secondsSinceEpoch + 2 * 86_400)
        let objects = try (0..<2).map { try TestRegistry.document("Question \($0)?", expires: end) }
        try test.publish(objects[0])
        try commit([objects[1]], in: test, signer: nil)
        #expect(try verify(objects[0], in: test, at: later).verdict == .verified)
        let found = try verify(objects[1], in: test, at: later)
        #expect(found.verdict == .stale && found.codes.first == "position-unsigned", "\(found)")
        // Where nothing depends on the position, nobody asks.
        #expect(try verify(objects[1], in: test).codes.isEmpty)
    }

    @Test func `a withdrawal by a key that was cut off withdraws nothing from a place that nobody signed`() throws {
        let test = try TestRegistry(publishers: ["publisher", "second"])
        let object = try TestRegistry.document("One?", by: ["second"])
        try test.publish(object)
        let root = try TestRegistry.rootObject(publishers: ["second"], after: test.root)
        let withdrawal = try TestRegistry.withdrawal(of: object)
        try commit([withdrawal], in: test, signer: nil)
        try commit([root], in: test, signer: nil)
        let found = try verify(object, in: test)
        #expect(found.verdict == .verified && found.codes == ["status-unverified"], "\(found)")
    }

    @Test func `what is older than the pinned root is vouched for by keys that only an older root knows`() throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        try test.publish(object)
        let second = try TestRegistry.rootObject(after: test.root, commit: "commit2")
        try test.publish(second)
        let writer = try test.writer(key: "commit2")
        let third = try TestRegistry.rootObject(after: second, commit: "commit2")
        _ = try writer.publish([writer.admit(third.bytes)])[0].get()
        #expect(try verify(object, in: test).codes.isEmpty)
        let verification = try test.open().verify(object.address, pinned: second.address, instant: TestRegistry.now)
            .verification
        #expect(verification.verdict == .verified && verification.findings.map(\.code) == ["position-unsigned"])
        #expect(verification.findings.first?.remedy.contains("older trust root") == true)
    }
}
