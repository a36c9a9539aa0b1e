import BinderyTestSupport
import Cryptography
import Foundation
import Signing
import Testing

@Suite struct SSHSignatureTests {
    private static let golden = """
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg6kpsY+KcUgq+9VB7Ey7F+ZVHdq
        6+vnuSQh7qaRRG0iwAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5
        AAAAQA/O4as7wjTxSEfG1yqonyRO8bqWE+BzcYKtfy5UrV4l3Og0luN4a0FneoiI2XP6Io
        QK+IVPTqtRNjfGZCZRMA8=
        -----END SSH SIGNATURE-----

        """
    private static let message = Array("hello\n".utf8)

    @Test func `the golden key writes the golden signature`() throws {
        let signature = try SSHSignature(signing: Self.message, namespace: "git", with: GoldenKey.key())
        #expect(signature.armor == Self.golden)
        #expect(signature.isValid(for: Self.message, namespace: "git"))
    }

    @Test func `the golden signature reads back and is bound to message, namespace and key`() throws {
        let signature = try SSHSignature(armor: Self.golden)
        let key = try GoldenKey.key().publicKey
        #expect(signature.publicKey == key && signature.namespace == "git")
        #expect(signature.isValid(for: Self.message, namespace: SSHSignature.gitNamespace))
        #expect(!signature.isValid(for: Self.message, namespace: "file"))
        #expect(!signature.isValid(for: Self.message + [10], namespace: "git"))
        #expect(!signature.isValid(for: [], namespace: "git"))
        #expect(signature.armor == Self.golden)
    }

    @Test func `the golden key has the golden SSH names`() throws {
        let names = SSHPublicKey(try GoldenKey.key().publicKey)
        #expect(names.text == "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOpKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs")
        #expect(names.fingerprint == "SHA256:z/fSv0Z0RZS+Lccbc6ZoOWwt/fbj1VFJGSBKQbo4icE")
    }

    @Test func `every truncation of the text is refused`() {
        for count in 0..<Self.golden.utf8.count - 1 {
            let error = #expect(throws: SigningError.self) {
                _ = try SSHSignature(armor: String(Self.golden.prefix(count)))
            }
            #expect(error?.code == .malformedSignature, "\(count)")
        }
    }

    @Test func `every truncation and every surplus byte of the blob is refused`() throws {
        let blob = try Self.blob()
        for count in 0..<blob.count {
            #expect(throws: SigningError.self) { _ = try SSHSignature(armor: Self.armor(Array(blob.prefix(count)))) }
        }
        #expect(throws: SigningError.self) { _ = try SSHSignature(armor: Self.armor(blob + [0])) }
    }

    @Test func `each flipped byte of the blob is refused or does not verify`() throws {
        let blob = try Self.blob()
        let key = try GoldenKey.key().publicKey
        for index in blob.indices {
            for mask: UInt8 in [1, 0x80] {
                var changed = blob
                changed[index] ^= mask
                guard let signature = try? SSHSignature(armor: Self.armor(changed)) else { continue }
                let isValid = signature.isValid(for: Self.message, namespace: "git") && signature.publicKey == key
                #expect(!isValid, "byte \(index)")
            }
        }
    }

    @Test(arguments: ["\r\n", " \n", "\n=\n"]) func `other line ends are refused`(end: String) {
        let text = Self.golden.replacingOccurrences(of: "\n", with: end)
        #expect(throws: SigningError.self) { _ = try SSHSignature(armor: text) }
    }

    @Test func `a length that reaches beyond the end is refused`() throws {
        var blob = try Self.blob()
        for index in 10..<14 { blob[index] = 0xff }
        #expect(throws: SigningError.self) { _ = try SSHSignature(armor: Self.armor(blob)) }
    }

    @Test func `another hash than the two of the protocol verifies nothing`() throws {
        let text = String(decoding: try Self.blob(), as: UTF8.self)
        try #require(text.contains("sha512"))
        var blob = try Self.blob()
        let range = try #require(blob.firstRange(of: Array("sha512".utf8)))
        blob.replaceSubrange(range, with: Array("sha384".utf8))
        let signature = try SSHSignature(armor: Self.armor(blob))
        #expect(!signature.isValid(for: Self.message, namespace: "git"))
    }

    private static func blob() throws -> [UInt8] {
        let lines = golden.split(separator: "\n").dropFirst().dropLast()
        return try #require(PowerOfTwoBase.base64.decode(lines.joined().utf8))
    }

    private static func armor(_ blob: [UInt8]) -> String {
        "-----BEGIN SSH SIGNATURE-----\n\(PowerOfTwoBase.base64.encode(blob))\n-----END SSH SIGNATURE-----\n"
    }
}

/// `ssh-keygen` verifies what we sign, and we verify what it signs.
@Suite(.temporaryDirectory, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen")))
struct SSHKeygenTests {
    private var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file(name)))
    }

    @Test(arguments: ["git", "file"]) func `ssh-keygen verifies our signature`(namespace: String) throws {
        let key = try TestKey.key("commit")
        let signature = try SSHSignature(signing: Array("message\n".utf8), namespace: namespace, with: key)
        try write(signature.armor, "message.sig")
        try write("message\n", "message")
        try write("p@example.org \(SSHPublicKey(key.publicKey).text)\n", "allowed")
        let verify = "ssh-keygen -Y verify -f allowed -I p@example.org -s message.sig"
        let good = try program.shell("\(verify) -n \(namespace) < message")
        #expect(good.status == 0, "\(good.diagnostics)")
        #expect(good.text.contains(SSHPublicKey(key.publicKey).fingerprint))
        #expect(try program.shell("\(verify) -n other < message").status != 0)
        #expect(try program.shell("echo changed | \(verify) -n \(namespace)").status != 0)
    }

    @Test(arguments: ["sha512", "sha256"]) func `we verify a signature of ssh-keygen`(hash: String) throws {
        try write("message\n", "message")
        let made = try program.shell(
            "ssh-keygen -q -t ed25519 -N '' -f key && ssh-keygen -q -Y sign -f key -n git -O hashalg=\(hash) message")
        try #require(made.status == 0, "\(made.diagnostics)")
        let signature = try SSHSignature(
            armor: String(contentsOf: URL(fileURLWithPath: TemporaryDirectory.file("message.sig")), encoding: .utf8))
        #expect(signature.isValid(for: Array("message\n".utf8), namespace: "git"))
        #expect(!signature.isValid(for: Array("message".utf8), namespace: "git"))
        let line = try String(contentsOf: URL(fileURLWithPath: TemporaryDirectory.file("key.pub")), encoding: .utf8)
        #expect(line.hasPrefix(SSHPublicKey(signature.publicKey).text))
    }
}
