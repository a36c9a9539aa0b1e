import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import JSON
import Signing
import Testing

/// What a recomputation leaves behind: proposals, and attestations by the key `auditor`.
extension TestLibrary {
    static let auditor = ["--auditor", "auditor.pem"]

    /// Queues the answer of another model to a bound question, as `docs/format/store.md` section 7.1 lays a proposal down,
    /// and returns its name.
    func propose(_ question: String, _ answer: String, _ edit: (inout JSONValue) -> Void = { _ in }) throws -> String {
        try bind(
            question, answer, "--origin", "model", "--model-name", "m", "--model-version", "2", "--provider", "p",
            "--draft", "proposed.json", "--allow-invisible"
        ).requireDone()
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: program.folder + "/proposed.json")))
        try FileManager.default.removeItem(atPath: program.folder + "/proposed.json")
        var draft = JSONValue(try JSONDocument(parsing: bytes).root)
        draft.set("proof", nil)
        let subject = try #require(draft["credentialSubject"])
        let lineage = try #require(subject["lineage"]?.text)
        var proposal: JSONValue = ["formatVersion": 1, "made": "2026-11-23T00:00:00Z"]
        proposal.set(
            "reason", ["outcome": "revised", "differences": [["kind": "added"]], "note": "One sentence more."])
        proposal.set("draft", draft)
        edit(&proposal)
        let id = Self.proposalID(subject)
        let folder = "\(program.folder)/\(path)/.bindery/proposals"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(proposal.canonicalBytes()).write(to: URL(fileURLWithPath: "\(folder)/\(lineage)-\(id).json"))
        return id
    }

    /// Adds a version of the model that ships, as `demo`.
    func addModel(_ version: Int) throws {
        try run(
            "model", "add", ShippedModel.path(version), "--name", "demo", "--model-version", "\(version)", "--key",
            "publisher.pem"
        ).requireDone()
    }

    /// The name of a proposal by the words of the format.
    private static func proposalID(_ subject: JSONValue) -> String {
        var subject = subject
        subject.set("asOf", nil)
        subject.set("freshness", subject["freshness"]?["class"])
        if var derivation = subject["derivation"] {
            for name in ["started", "ended", "energy"] { derivation.set(name, nil) }
            subject.set("derivation", derivation)
        }
        return String("\(SHA256.digest(of: subject.canonicalBytes()))".prefix(12))
    }

    /// Publishes an auditor's word about an answer that was derived again, and returns its address.
    @discardableResult func attest(_ address: String, _ outcome: AttestationOutcome) throws -> String {
        let object = try BoundObject(unverified: try run("get", address).output)
        let key = try TestKey.key("auditor")
        let attestation = Attestation(
            object: object.address, claim: object.claim, kind: .recomputed, outcome: outcome)
        let now = object.envelope.validFrom
        let envelope = Envelope(
            registry: origin, name: "An attestation", issuer: Issuer(id: DIDKey(key.publicKey), name: "Auditor"),
            validFrom: now, subject: .attestation(attestation), random: .system)
        let signed = BoundObject(envelope, approvals: [try Approval(of: envelope, by: key, created: now)])
        try write(signed.bytes, to: "attestation.json")
        try run("publish", "attestation.json").requireDone()
        return "\(signed.address)"
    }
}
