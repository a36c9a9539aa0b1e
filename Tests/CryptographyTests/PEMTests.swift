import BinderyTestSupport
import Cryptography
import Foundation
import Testing

@Suite struct PEMTests {
    /// The PKCS#8 and SubjectPublicKeyInfo texts of the seed 07 … 07 (RFC 8410 sections 7 and 4 fix every byte).
    static let privateText = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH
        -----END PRIVATE KEY-----

        """
    static let publicText = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEA6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=
        -----END PUBLIC KEY-----

        """

    /// Keys of other algorithms, made by OpenSSL for this test; they are used nowhere.
    static let otherKeys = [
        (
            "X25519",
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VuBCIEIMjLv2HFoD4p808TOL9PfdZbKG/q6Zw1GZ77hzcz/fl7
            -----END PRIVATE KEY-----

            """
        ),
        (
            "ED448",
            """
            -----BEGIN PRIVATE KEY-----
            MEcCAQAwBQYDK2VxBDsEOaDiz0GWK+K2cUGOydPI4lYRXdxrg8HXgsj0uhqsDSyz
            aGBGmPI+8+oNcmEg+PO89e7nAIp5kmw2tw==
            -----END PRIVATE KEY-----

            """
        ),
        (
            "EC",
            """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtfteoyOBJbJg7OLR
            IeNYlxk8ul8MecUlv/Az5QqjZ/mhRANCAAT4Q7pezLNXT6yXYT197/fRD1TYjrj+
            l8+aYiUXiWD7L5HmX1WloLkwxJhEbA/zProzMj9se6lsnqK5kCUL6UJX
            -----END PRIVATE KEY-----

            """
        ),
    ]

    private func golden() throws -> Ed25519PrivateKey {
        try Ed25519PrivateKey(seed: [UInt8](repeating: 7, count: 32).span.bytes)
    }

    @Test func `the golden key has the golden texts`() throws {
        let key = try golden()
        #expect(try key.pem().copied == Array(Self.privateText.utf8))
        #expect(try key.publicKey.pem() == Self.publicText)
        #expect(try Ed25519PrivateKey(pem: SecretBytes(Self.privateText)).publicKey == key.publicKey)
        #expect(try Ed25519PublicKey(pem: Array(Self.publicText.utf8)) == key.publicKey)
    }

    @Test func `an encrypted key opens with its passphrase alone`() throws {
        let key = try golden()
        let text = try key.pem(passphrase: SecretBytes("correct"))
        #expect(String(decoding: text.copied, as: UTF8.self).hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----"))
        #expect(try Ed25519PrivateKey(pem: text, passphrase: SecretBytes("correct")).publicKey == key.publicKey)
        for passphrase in ["wrong", "Correct", "correct ", ""] {
            let error = #expect(throws: CryptographyError.self) {
                _ = try Ed25519PrivateKey(pem: text, passphrase: SecretBytes(passphrase))
            }
            #expect(error?.code == .passphrase, "\(passphrase)")
            #expect(error?.problem.contains("does not open") == true)
        }
        let missing = #expect(throws: CryptographyError.self) { _ = try Ed25519PrivateKey(pem: text) }
        #expect(missing?.code == .passphrase)
        #expect(missing?.problem.contains("no passphrase was given") == true)
    }

    @Test func `encrypting twice gives two texts of one key`() throws {
        let texts = try (0..<2).map { _ in try golden().pem(passphrase: SecretBytes("p")).copied }
        #expect(texts[0] != texts[1])
    }

    @Test(arguments: otherKeys) func `a key of another algorithm is refused by its name`(name: String, text: String) {
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PrivateKey(pem: SecretBytes(text)) }
        #expect(error?.code == .wrongKeyType)
        #expect(error?.problem.contains("type \(name),") == true, "\(error?.problem ?? "")")
    }

    @Test(arguments: [
        "", "hello", "-----BEGIN PRIVATE KEY-----\n", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        publicText,
    ])
    func `a text without a private key is refused`(text: String) {
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PrivateKey(pem: SecretBytes(text)) }
        #expect(error?.code == .malformedKey)
    }

    @Test(arguments: [
        "", "hello", "-----BEGIN PUBLIC KEY-----\n", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        privateText,
    ])
    func `a text without a public key is refused`(text: String) {
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PublicKey(pem: Array(text.utf8)) }
        #expect(error?.code == .malformedKey)
    }

    @Test func `every truncation of a text is refused`() throws {
        for count in 0..<Self.privateText.utf8.count - 1 {
            let error = #expect(throws: CryptographyError.self) {
                _ = try Ed25519PrivateKey(pem: SecretBytes(String(Self.privateText.prefix(count))))
            }
            #expect(error?.code == .malformedKey, "\(count)")
        }
        for count in 0..<Self.publicText.utf8.count - 1 {
            #expect(throws: CryptographyError.self) {
                _ = try Ed25519PublicKey(pem: Array(Self.publicText.utf8.prefix(count)))
            }
        }
    }

    /// OpenSSL's own callback would open the terminal and wait for somebody to type.
    @Test func `an encrypted block in place of a public key asks nobody`() {
        let text = """
            -----BEGIN PUBLIC KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

            MCowBQYDK2VwAyEA6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=
            -----END PUBLIC KEY-----

            """
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PublicKey(pem: Array(text.utf8)) }
        #expect(error?.code == .malformedKey)
    }

    @Test func `a weak key is refused in a PEM file too`() throws {
        let der = try hex("302a300506032b6570032100") + [1] + [UInt8](repeating: 0, count: 31)
        let text = "-----BEGIN PUBLIC KEY-----\n\(PowerOfTwoBase.base64.encode(der))\n-----END PUBLIC KEY-----\n"
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PublicKey(pem: Array(text.utf8)) }
        #expect(error?.code == .weakKey)
    }

    @Test func `a secret never stands in an error`() throws {
        let seed = "BwcHBwcH"
        let broken = Self.privateText.replacingOccurrences(of: "MC4C", with: "MC4D")
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PrivateKey(pem: SecretBytes(broken)) }
        #expect(error?.description.contains(seed) == false)
    }
}

/// The `openssl` program reads what we write, and we read what it writes.
@Suite(.temporaryDirectory, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct OpenSSLProgramTests {
    private var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    private func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: TemporaryDirectory.file(name))))
    }

    private func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: TemporaryDirectory.file(name)))
    }

    @Test func `openssl opens our encrypted key`() throws {
        let key = try Ed25519PrivateKey.generate()
        try write(key.pem(passphrase: SecretBytes("pass word")).copied, "key.pem")
        let result = try program.shell("openssl pkey -in key.pem -passin 'pass:pass word' -pubout -out public.pem")
        try #require(result.status == 0, "\(result.diagnostics)")
        #expect(try Ed25519PublicKey(pem: read("public.pem")) == key.publicKey)
        #expect(try program.shell("openssl pkey -in key.pem -passin pass:other -pubout").status != 0)
    }

    @Test func `we open keys that openssl made`() throws {
        let line =
            "openssl genpkey -algorithm ED25519 -out key.pem && openssl pkey -in key.pem -pubout -out public.pem"
            + " && openssl pkey -in key.pem -aes256 -passout pass:secret -out encrypted.pem"
        let result = try program.shell(line)
        try #require(result.status == 0, "\(result.diagnostics)")
        let text = try read("key.pem")
        let key = try Ed25519PrivateKey(pem: SecretBytes(copying: text.span.bytes))
        #expect(try Ed25519PublicKey(pem: read("public.pem")) == key.publicKey)
        let encrypted = try read("encrypted.pem")
        let opened = try Ed25519PrivateKey(
            pem: SecretBytes(copying: encrypted.span.bytes), passphrase: SecretBytes("secret"))
        #expect(opened.publicKey == key.publicKey)
    }

    @Test(arguments: [("-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "RSA"), ("-algorithm X448", "X448")])
    func `a key of another algorithm is refused by its name`(options: String, name: String) throws {
        let result = try program.shell(
            "openssl genpkey \(options) -out key.pem && openssl pkey -in key.pem -pubout -out public.pem")
        try #require(result.status == 0, "\(result.diagnostics)")
        let (secret, open) = try (read("key.pem"), read("public.pem"))
        let errors = [
            #expect(throws: CryptographyError.self) {
                _ = try Ed25519PrivateKey(pem: SecretBytes(copying: secret.span.bytes))
            },
            #expect(throws: CryptographyError.self) { _ = try Ed25519PublicKey(pem: open) },
        ]
        for error in errors {
            #expect(error?.code == .wrongKeyType)
            #expect(error?.problem.contains("type \(name),") == true)
        }
    }

    @Test func `openssl verifies our signature`() throws {
        let key = try TestKey.key("publisher")
        try write(Array(key.publicKey.pem().utf8), "public.pem")
        try write(Array("message".utf8), "message")
        try write(key.signature(for: Array("message".utf8)), "signature")
        let line = "openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in message -sigfile signature"
        let result = try program.shell(line)
        #expect(result.status == 0, "\(result.diagnostics)")
    }
}
