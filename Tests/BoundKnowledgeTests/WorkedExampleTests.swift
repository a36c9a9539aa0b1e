import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import JSON
import Signing
import Testing

/// The worked examples of `docs/format/examples`: objects that the Python signer of `Tests/Interop` wrote, and beside each a page with
/// every byte string on the way to its address.
@Suite struct WorkedExampleTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/format/examples").path

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".jsonld") && $0 != "registry.jsonld" }.map { String($0.dropLast(7)) }
            .sorted()
    }()

    @Test func `there is an example of every type`() throws {
        let types = try Self.names.map { try BoundObject(unverified: bytes($0)).type }
        #expect(Set(types) == Set(ObjectType.allCases))
    }

    @Test(arguments: names)
    func `an object that another implementation signed verifies`(name: String) throws {
        let check = IntegrityCheck(of: try bytes(name))
        #expect(check.findings.filter { $0.consequence != .informs } == [])
        #expect(check.object?.approvals.count == check.signers.count)
    }

    @Test(arguments: names)
    func `decoding and encoding gives the same bytes`(name: String) throws {
        let object = try BoundObject(unverified: bytes(name))
        #expect(BoundObject(object.envelope, approvals: object.approvals).bytes == object.bytes)
    }

    @Test(arguments: names)
    func `the page beside the object shows the bytes that the code hashes`(name: String) throws {
        let page = try WorkedExamplePage(BoundObject(unverified: bytes(name)), file: "\(name).jsonld").text
        try expectGolden(Array(page.utf8), at: "\(Self.folder)/\(name).md")
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name).jsonld")))
    }
}

/// The page of one worked example.
private struct WorkedExamplePage {
    let object: BoundObject
    let file: String

    init(_ object: BoundObject, file: String) {
        self.object = object
        self.file = file
    }

    var text: String {
        get throws {
            var lines = ["# \(object.type.rawValue): \(file)", "", "\(object.envelope.name)", ""]
            lines += lineage
            lines += block("Canonical bytes without `proof`", unsecured)
            lines += ["Claim: `\(object.claim)`, the SHA-256 of these bytes.", ""]
            for (index, approval) in object.approvals.enumerated() { lines += try proof(index, approval) }
            lines += ["## Address", ""]
            lines.append(
                "The \(object.bytes.count) bytes of `\(file)`, which are the canonical bytes with `proof`, have the SHA-256 and address"
            )
            lines.append("`\(object.address)`.")
            return lines.joined(separator: "\n") + "\n"
        }
    }

    private var unsecured: [UInt8] { object.envelope.json.canonicalBytes() }

    private var lineage: [String] {
        guard case .boundDocument(let document) = object.envelope.subject else { return [] }
        let subject: JSONValue = ["question": .string(document.question), "scope": document.scope.json]
        let digest = SHA256.digest(of: subject.canonicalBytes())
        return ["## Lineage", ""] + block("Canonical bytes of question and scope", subject.canonicalBytes())
            + [
                "SHA-256: `\(digest)`", "",
                "Base32: `\(PowerOfTwoBase.base32.encode(digest.bytes))`, of which the first 26 characters are the lineage:",
                "`\(document.lineage)`.", "", "## Claim", "",
            ]
    }

    private func proof(_ index: Int, _ approval: Approval) throws -> [String] {
        var configuration = approval.json
        configuration.set("proofValue", nil)
        let configurationDigest = SHA256.digest(of: configuration.canonicalBytes())
        guard case .string(let value)? = approval.json["proofValue"] else { return [] }
        let signature = try #require(Base58.decode(value.utf8.dropFirst()))
        let hashData = configurationDigest.bytes + object.claim.digest.bytes
        #expect(approval.key.publicKey.isValidSignature(signature, for: hashData))
        return ["## Proof \(index + 1)", ""]
            + block("Canonical bytes of the proof without `proofValue`", configuration.canonicalBytes())
            + [
                "SHA-256: `\(configurationDigest)`", "",
                "Signed 64 bytes, this digest and the claim's: `\(Hexadecimal.encode(hashData))`", "",
                "Public key: `\(approval.key.publicKey)` (`\(approval.key.multikey)`)", "",
                "Signature: `\(Hexadecimal.encode(signature))`", "", "proofValue: `\(value)`", "",
            ]
    }

    private func block(_ title: String, _ bytes: [UInt8]) -> [String] {
        ["\(title):", "", "```json", String(decoding: bytes, as: UTF8.self), "```", ""]
    }
}
