import BinderyTestSupport
import Cryptography
import Signing
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page names a key and signs a commit`() throws {
        let key = try TestKey.key("commit")
        let commit = Array("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n".utf8)

        let did = DIDKey(key.publicKey)
        let same = try DIDKey(verificationMethod: did.verificationMethod)

        let armor = try SSHSignature(signing: commit, namespace: SSHSignature.gitNamespace, with: key).armor
        let signature = try SSHSignature(armor: armor)
        let isGenuine = signature.isValid(for: commit, namespace: SSHSignature.gitNamespace)
        let isKnown = signature.publicKey == same.publicKey

        let digest = DigestMultibase.encode(SHA256.digest(of: commit))

        #expect(isGenuine && isKnown)
        #expect("\(did)".utf8.starts(with: "did:key:z6Mk".utf8))
        #expect(digest.utf8.starts(with: "uEi".utf8))
        try expectExample(of: "Signing")
    }
}
