import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct KeyCommandTests {
    private var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    @Test func `a new key is a PKCS8 file that only its owner can read`() throws {
        let made = try program.run("key", "new", "--out", "publisher.pem", "--json")
        #expect(made.status == 0)
        #expect(made.json["encrypted"] == false)
        #expect(made.json["did"]?.text?.hasPrefix("did:key:z6Mk") == true)
        let attributes = try FileManager.default.attributesOfItem(atPath: TemporaryDirectory.file("publisher.pem"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let pem = try String(contentsOfFile: TemporaryDirectory.file("publisher.pem"), encoding: .utf8)
        #expect(pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        // Another implementation reads the same key from it.
        let exported = try program.run("key", "export", "--key", "publisher.pem", "--format", "pem")
        let openssl = try program.shell("openssl pkey -in publisher.pem -pubout")
        #expect(exported.text == openssl.text && openssl.status == 0)
    }

    @Test func `a file that exists is never replaced`() throws {
        try Data("mine\n".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("publisher.pem")))
        let made = try program.run("key", "new", "--out", "publisher.pem", "--json")
        #expect(made.status == 73)
        #expect(made.errorJSON["code"] == "cannot-create")
        #expect(try String(contentsOfFile: TemporaryDirectory.file("publisher.pem"), encoding: .utf8) == "mine\n")
    }

    @Test func `an encrypted key opens with its passphrase alone`() throws {
        _ = try program.shell("printf 'correct horse\\n' > right; printf 'battery staple\\n' > wrong; : > none")
        let made = try program.run("key", "new", "--out", "k.pem", "--passphrase-file", "right", "--json")
        #expect(made.status == 0 && made.json["encrypted"] == true)
        let shown = try program.run("key", "show", "--key", "k.pem", "--passphrase-file", "right", "--json")
        #expect(shown.status == 0 && shown.json["did"] == made.json["did"])
        for options in [["--passphrase-file", "wrong"], ["--passphrase-file", "none"], []] {
            let refused = try program.run(["key", "show", "--key", "k.pem", "--json"] + options)
            #expect(refused.status == 77, "\(options)")
            #expect(refused.errorJSON["code"] == "passphrase", "\(options)")
        }
        #expect(try program.run("key", "new", "--out", "l.pem", "--passphrase-file", "none").status == 64)
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("l.pem")))
    }

    @Test func `the public half is exported in every form`() throws {
        let did = try #require(program.run("key", "new", "--out", "k.pem", "--json").json["did"]?.text)
        #expect(try program.run("key", "export", "--key", "k.pem", "--format", "did").text == did + "\n")
        #expect(
            try program.run("key", "export", "--key", "k.pem", "--format", "multikey").text == did.dropFirst(8) + "\n")
        #expect(
            try program.run("key", "export", "--key", "k.pem", "--format", "ssh").text.hasPrefix("ssh-ed25519 AAAA"))
        // A public file shows the same key.
        _ = try program.shell("\"$BINDERY\" key export --key k.pem > k.pub")
        #expect(try program.run("key", "show", "--key", "k.pub", "--json").json["did"]?.text == did)
    }

    @Test func `a key that others can read is refused`() throws {
        _ = try program.run("key", "new", "--out", "k.pem")
        _ = try program.shell("chmod 640 k.pem")
        let shown = try program.run("key", "show", "--key", "k.pem", "--json")
        #expect(shown.status == 77 && shown.errorJSON["code"] == "no-permission")
    }

    @Test(arguments: ["rsa -pkeyopt rsa_keygen_bits:1024", "ED448", "X25519", "EC -pkeyopt ec_paramgen_curve:P-256"])
    func `a key of another type is refused`(algorithm: String) throws {
        _ = try program.shell("openssl genpkey -algorithm \(algorithm) -out k.pem 2>/dev/null && chmod 600 k.pem")
        let shown = try program.run("key", "show", "--key", "k.pem", "--json")
        #expect(shown.status == 65 && shown.errorJSON["code"] == "key")
    }

    @Test func `a file that is missing and a file that is no key have different exit codes`() throws {
        #expect(try program.run("key", "show", "--key", "absent.pem").status == 66)
        _ = try program.shell("echo text > text.pem; chmod 600 text.pem")
        #expect(try program.run("key", "show", "--key", "text.pem").status == 65)
    }
}
