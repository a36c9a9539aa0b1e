import BinderyTestSupport
import Cryptography
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page signs, verifies and keeps a key`() throws {
        let message = Array("Answers worth repeating".utf8)
        let passphrase = SecretBytes(copying: Array("correct horse".utf8).span.bytes)

        let key = try Ed25519PrivateKey.generate()
        let signature = try key.signature(for: message)

        let publicKey = try Ed25519PublicKey(bytes: key.publicKey.bytes)
        let isGenuine = publicKey.isValidSignature(signature, for: message)
        let address = "sha256:\(SHA256.digest(of: message))"

        let pem = try key.pem(passphrase: passphrase)
        let same = try Ed25519PrivateKey(pem: pem, passphrase: passphrase)

        #expect(isGenuine)
        #expect(address == "sha256:\(Hexadecimal.encode(SHA256.digest(of: message).bytes))")
        #expect(same.publicKey == publicKey)
        try expectExample(of: "Cryptography")
    }
}
