internal import ArgumentParser
internal import BinderyService
internal import Cryptography
internal import JSON
internal import Signing

/// `bindery key`.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make and look at keys.", subcommands: [New.self, Show.self, Export.self])

    /// `bindery key new`.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an Ed25519 key in a PKCS#8 PEM file of mode 0600.",
            discussion: "Example: bindery key new --out publisher.pem")

        @Option(
            name: .long, help: ArgumentHelp("The file to make; one that exists is never replaced.", valueName: "file"))
        var out: String
        @Flag(name: .long, help: "Encrypt the file; asks for the passphrase on the terminal.")
        var passphrase = false
        @Option(
            name: .long, help: ArgumentHelp("Encrypt the file with the first line of another file.", valueName: "file"))
        var passphraseFile: String?
        @Flag(name: .long, help: "Check that the file can be made; write nothing.")
        var dryRun = false
        @OptionGroup var output: OutputOptions

        func run() throws {
            if dryRun {
                try KeyFile.requireAbsent(out)
                guard output.json else { return Console.print("would write  \(out) (mode 0600)") }
                return Console.print(["file": .string(out), "dryRun": true])
            }
            let secret =
                try passphraseFile.map { try Passphrase.read(file: $0, prompt: "") }
                ?? (passphrase ? Passphrase.choose() : nil)
            if passphrase || passphraseFile != nil, secret?.count ?? 0 == 0 {
                throw ServiceError(
                    .usage, at: "--passphrase", "no passphrase was given",
                    remedy: "Type one on a terminal, or name a file with --passphrase-file.")
            }
            let key = try Ed25519PrivateKey.generate()
            try KeyFile.write(key, to: out, passphrase: secret)
            KeySummary(key: key.publicKey, file: out, isEncrypted: secret != nil).print(asJSON: output.json)
        }
    }

    /// `bindery key show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public names of a key.", discussion: "Example: bindery key show --key publisher.pem")

        @OptionGroup var key: KeyOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let publicKey = try KeyFile.readPublic(key.key) {
                try Passphrase.read(file: key.passphraseFile, prompt: "Passphrase of \(key.key): ")
            }
            KeySummary(key: publicKey, file: nil, isEncrypted: nil).print(asJSON: output.json)
        }
    }

    /// `bindery key export`.
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public half of a key.",
            discussion: "Example: bindery key export --key publisher.pem --format pem > publisher.pub")

        enum Format: String, ExpressibleByArgument, CaseIterable { case pem, multikey, did, ssh }

        @OptionGroup var key: KeyOptions
        @Option(name: .long, help: "pem (SPKI), multikey, did or ssh (for git's allowed_signers).")
        var format = Format.pem

        func run() throws {
            let publicKey = try KeyFile.readPublic(key.key) {
                try Passphrase.read(file: key.passphraseFile, prompt: "Passphrase of \(key.key): ")
            }
            switch format {
            case .pem: Console.write(Array(try publicKey.pem().utf8))
            case .multikey: Console.print(Multikey.encode(publicKey))
            case .did: Console.print("\(DIDKey(publicKey))")
            case .ssh: Console.print(SSHPublicKey(publicKey).text)
            }
        }
    }
}

/// The public names of a key, as text or JSON.
private struct KeySummary {
    let key: Ed25519PublicKey
    let file: String?
    let isEncrypted: Bool?

    func print(asJSON: Bool) {
        guard asJSON else {
            if let file { Console.print("wrote        \(file) (mode 0600\(isEncrypted == true ? ", encrypted" : ""))") }
            Console.print("did          \(DIDKey(key))")
            Console.print("multikey     \(Multikey.encode(key))")
            return Console.print("fingerprint  \(SSHPublicKey(key).fingerprint)")
        }
        var value: JSONValue = [:]
        value.set("file", file.map(JSONValue.string))
        value.set("did", .string("\(DIDKey(key))"))
        value.set("publicKeyMultibase", .string(Multikey.encode(key)))
        value.set("fingerprint", .string(SSHPublicKey(key).fingerprint))
        value.set("encrypted", isEncrypted.map(JSONValue.bool))
        Console.print(value)
    }
}
