import BinderyTestSupport
import Cryptography
import Foundation
import Testing

/// No secret is ever in an error, a log, a settings file or git.
@Suite(.temporaryDirectory) struct SecretTests {
    /// The forms in which 32 secret bytes could leak.
    private func forms(of seed: [UInt8]) -> [[UInt8]] {
        let hex = Hexadecimal.encode(seed)
        return [
            seed, Array(hex.utf8), Array(hex.uppercased().utf8),
            Array(PowerOfTwoBase.base64.encode(seed).utf8.dropLast(2)),
            Array(PowerOfTwoBase.base64URL.encode(seed).utf8), Array(Base58.encode(seed).utf8),
            Array(Base58.encode([0x80, 0x26] + seed).utf8),
            // As the last bytes of a PKCS#8 file in base64.
            Array(Data([0x04, 0x20] + seed).base64EncodedString().utf8.dropFirst(4).dropLast(4)),
        ] + [Array(seed.prefix(16)), Array(hex.prefix(32).utf8)]
    }

    /// The seed of an unencrypted PKCS#8 file.
    private func seed(_ path: String) throws -> [UInt8] {
        let text = try String(contentsOfFile: TemporaryDirectory.file(path), encoding: .utf8)
        let base64 = text.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        return Array(try #require(Data(base64Encoded: base64)).suffix(32))
    }

    @Test func `nothing that is written or printed holds a seed or a passphrase`() throws {
        let library = try TestLibrary(publishers: ["publisher", "second"])
        let program = library.program
        let passphrase = "correct horse battery staple"
        _ = try program.shell("printf '\(passphrase)\\n' > pass.secret; printf 'wrong guess here\\n' > wrong.secret")
        let plain = try library.bound("Q?", "One.\n")
        let pem = try String(contentsOfFile: TemporaryDirectory.file("publisher.pem"), encoding: .utf8)
        try library.write(Array(pem.replacingOccurrences(of: "MC4CAQ", with: "MC4CAR").utf8), to: "broken.pem")
        try library.write(Array(pem.dropLast(40).utf8), to: "short.pem")
        try library.write(Array(pem.utf8), to: "open.pem")
        _ = try program.shell(
            "chmod 600 broken.pem short.pem; chmod 644 open.pem; echo Two. > a.md; cp publisher.pem draft.pem")
        let commands: [[String]] = [
            ["key", "new", "--out", "locked.pem", "--passphrase-file", "pass.secret"],
            ["key", "new", "--out", "locked.pem", "--passphrase-file", "pass.secret", "--json"],
            ["key", "show", "--key", "locked.pem", "--passphrase-file", "wrong.secret", "--json"],
            ["key", "show", "--key", "locked.pem", "--passphrase-file", "pass.secret"],
            ["key", "show", "--key", "locked.pem"],
            ["key", "show", "--key", "broken.pem", "--json"], ["key", "show", "--key", "short.pem"],
            ["key", "show", "--key", "open.pem"],
            ["key", "show", "--key", "publisher.pem"], ["key", "export", "--key", "publisher.pem", "--format", "ssh"],
            ["bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--registry", "library", "--draft", "d.json"],
            ["approve", "d.json", "--key", "second.pem"], ["approve", "d.json", "--key", "broken.pem", "--json"],
            ["publish", "d.json", "--registry", "library"],
            // Files given in each other's place.
            ["approve", "draft.pem", "--key", "second.pem", "--json"],
            ["publish", "publisher.pem", "--registry", "library", "--json"],
            ["verify", "publisher.pem", "--json"], ["verify", "publisher.pem", "--registry", "library"],
            ["bind", "R?", "--answer", "a.md", "--key", "a.md", "--registry", "library"],
            [
                "bind", "R?", "--answer", "a.md", "--key", "publisher.pem", "--messages", "publisher.pem", "--registry",
                "library", "--origin", "model",
                "--model-name", "m", "--model-version", "1", "--provider", "p", "--json",
            ],
            ["key", "show", "--key", "publisher.pem", "--passphrase-file", "publisher.pem"],
            ["withdraw", plain, "--reason", "error", "--key", "publisher.pem", "--registry", "library"],
            ["root", "next", "--registry", "library", "--out", "r.json"],
            ["approve", "r.json", "--key", "keys/root.pem"],
            ["publish", "r.json", "--registry", "library", "--key-folder", "nowhere"],
            ["publish", "r.json", "--registry", "library"],
            ["audit", "library", "--json"], ["verify", plain, "--registry", "library", "--json"],
        ]
        var printed: [UInt8] = []
        for command in commands {
            let result = try program.run(command)
            printed += result.output + Array(result.diagnostics.utf8)
        }
        // Everything on disk but the key files themselves, and every object of git, inflated.
        let files = try program.shell(
            "find . -type f ! -name '*.pem' ! -name '*.secret' ! -name '.run-*' -exec cat {} +; git --git-dir=library cat-file --batch-all-objects --batch"
        ).output
        #expect(files.count > 20_000 && printed.count > 4_000)
        let haystack = Data(printed + files)
        for path in ["publisher.pem", "second.pem", "keys/root.pem", "keys/log.pem", "keys/commit.pem"] {
            for form in try forms(of: seed(path)) {
                #expect(haystack.range(of: Data(form)) == nil, "\(path) in \(form.count) bytes")
            }
        }
        for text in [passphrase, "wrong guess here"] {
            #expect(haystack.range(of: Data(text.utf8)) == nil, "\(text)")
        }
        // The search itself finds what is there.
        #expect(haystack.range(of: Data("An".utf8)) != nil || haystack.range(of: Data("One.".utf8)) != nil)
    }
}
