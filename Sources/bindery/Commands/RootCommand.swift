internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Cryptography
internal import JSON
internal import KnowledgeRegistry
internal import Signing

/// `bindery root`.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "root", abstract: "Look at the trust root, pin it, and draft the next one.",
        subcommands: [Show.self, Pin.self, Next.self])

    /// `bindery root show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the trust root in force.", discussion: "Example: bindery root show --registry library")

        @OptionGroup var registry: RegistryOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let registry = try registry.open()
            let bindery = Bindery(.process())
            let root = try trustedRoot(of: registry, bindery, given: self.registry.root)
            guard !output.json else { return Console.print(root.root.json) }
            Console.print("root     \(root.object.address)  version \(root.root.version)")
            Console.print("origin   \(root.object.envelope.registry)")
            Console.print("expires  \(root.root.expires)")
            for role in Role.allCases {
                let keys = root.root.roles[role] ?? RoleKeys(threshold: 1, keys: [])
                // A threshold among nobody says nothing.
                let count = keys.keys.isEmpty ? "no keys" : "\(keys.threshold) of \(keys.keys.count)"
                Console.print("\(role.rawValue)  \(count)")
                for key in keys.keys { Console.print("  \(key.id)  \(key.name)") }
            }
            for revocation in root.root.revoked {
                Console.print(
                    "revoked  \(revocation.key) from index \(revocation.revokedFrom), \(revocation.reason.rawValue)")
            }
        }
    }

    /// `bindery root pin`.
    struct Pin: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remember the trust root that you were told, so that --root can be left out.",
            discussion: "Example: bindery root pin sha256:… --registry library")

        @Argument(help: ArgumentHelp("The trust root, from another source than the registry.", valueName: "sha256:…"))
        var address: Address
        @Option(name: .long, help: ArgumentHelp("The registry's folder.", valueName: "dir"))
        var registry: String
        @Flag(name: .long, help: "Replace another pin of the same registry.")
        var replace = false
        @Flag(name: .long, help: "Check the root and say what would be pinned; write nothing.")
        var dryRun = false
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bindery = Bindery(.process())
            let registry = try Registry(opening: self.registry)
            let origin = registry.description.origin
            let known = try bindery.settings.pin(for: origin)
            try requireReplaceable(known, origin)
            let inForce = try trustedRoot(of: registry, bindery, given: address).root
            var replaced = known.flatMap { $0.root == address ? nil : $0.root }
            if !dryRun {
                try bindery.settings.update(origin) { pin in
                    // It may have been pinned since it was looked at.
                    try requireReplaceable(pin, origin)
                    replaced = pin.flatMap { $0.root == address ? nil : $0.root }
                    // What was audited under another root says nothing under this one.
                    let lastHead = replaced == nil ? pin?.lastHead : nil
                    pin = RegistryPin(root: address, keyFolder: pin?.keyFolder, lastHead: lastHead)
                }
            }
            output.json ? printJSON(origin, inForce, replaced) : printText(origin, inForce, replaced)
        }

        private func requireReplaceable(_ known: RegistryPin?, _ origin: String) throws {
            guard let known, known.root != address, !replace else { return }
            throw ServiceError(
                .configuration, at: origin, "another trust root is pinned: \(known.root)",
                remedy: "Find out which one is right; --replace forgets the old one.")
        }

        private func printText(_ origin: String, _ inForce: TrustRoot, _ replaced: Address?) {
            Console.print("\(dryRun ? "would pin" : "pinned")  \(address)  \(origin)")
            if let replaced { Console.print("        in place of \(replaced)") }
            Console.print("        in force: version \(inForce.version), expires \(inForce.expires)")
        }

        private func printJSON(_ origin: String, _ inForce: TrustRoot, _ replaced: Address?) {
            var value: JSONValue = ["root": .string("\(address)"), "origin": .string(origin)]
            value.set("replaced", replaced.map { .string("\($0)") })
            value.set("version", .integer(inForce.version))
            value.set("expires", .string("\(inForce.expires)"))
            if dryRun { value.set("dryRun", true) }
            Console.print(value)
        }
    }

    /// `bindery root next`.
    struct Next: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draft the next trust root: renew it, add or remove keys, change thresholds.",
            discussion: """
                The draft is unsigned. Root keys approve it, then anyone who may write publishes it:
                  bindery root next --registry library --add auditor=auditor.pub --out root.json
                  bindery approve root.json --key root.pem
                  bindery publish root.json --registry library
                """)

        @OptionGroup var registry: RegistryOptions
        @Option(name: .long, help: ArgumentHelp("The draft to make.", valueName: "file"))
        var out: String
        @Option(
            name: .long, help: ArgumentHelp("A key that comes in; repeat it for several.", valueName: "role=key file"))
        var add: [String] = []
        @Option(
            name: .long,
            help: ArgumentHelp(
                "A file whose first line is the passphrase of the keys that come in; public halves need none.",
                valueName: "file"))
        var passphraseFile: String?
        @Option(name: .long, help: ArgumentHelp("A key that goes out; repeat it for several.", valueName: "did:key:…"))
        var remove: [String] = []
        @Option(name: .long, help: ArgumentHelp("How many keys of a role must sign.", valueName: "role=n"))
        var threshold: [String] = []
        @Option(name: .long, help: ArgumentHelp("How long the root authorises new entries.", valueName: "days"))
        var lifetime = 365
        @Flag(name: .long, help: "Check the draft; write nothing.")
        var dryRun = false
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bindery = Bindery(.process())
            let registry = try registry.open()
            let pinned = try trustedRoot(of: registry, bindery, given: self.registry.root).object.address
            let draft = try bindery.nextRoot(change(), for: registry, pinned: pinned)
            if !dryRun { try Draft.write(draft, to: out, replaces: false) }
            PublicationReport(asJSON: output.json, isDryRun: dryRun).print(draft: draft, at: out)
        }

        private func change() throws -> RootChange {
            var change = RootChange()
            change.lifetimeInDays = lifetime
            change.removed = try remove.map { try DIDKey($0).publicKey }
            for entry in add {
                let (role, file) = try Self.pair(entry, option: "--add")
                let key = try KeyFile.readPublic(file) {
                    try Passphrase.read(file: passphraseFile, prompt: "Passphrase of \(file): ")
                }
                change.added.append((role, key, "\(role.rawValue) key"))
            }
            for entry in threshold {
                let (role, text) = try Self.pair(entry, option: "--threshold")
                guard let number = Int64(text), number > 0 else {
                    throw ServiceError(.usage, at: "--threshold", "`\(text)` is no count", remedy: "Write role=n.")
                }
                change.thresholds[role] = number
            }
            return change
        }

        private static func pair(_ text: String, option: String) throws -> (Role, String) {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let role = Role(rawValue: parts[0]) else {
                throw ServiceError(
                    .usage, at: option, "`\(text)` does not start with a role and `=`",
                    remedy: "Roles: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            return (role, parts[1])
        }
    }
}

/// The trust root in force, by the one given or pinned.
private func trustedRoot(of registry: Registry, _ bindery: Bindery, given: Address?) throws -> TrustedRoot {
    guard let pinned = try bindery.pinnedRoot(given: given, origin: registry.description.origin) else {
        throw ServiceError(
            .configuration, at: registry.path, "no trust root is pinned for `\(registry.description.origin)`",
            remedy: "Give its address with --root.")
    }
    let (state, findings) = try registry.trust(from: pinned)
    guard let state else {
        throw RegistryError(
            .configuration, at: registry.path, "the trust root \(pinned) does not hold for this registry",
            remedy: "Check the pinned address.", findings: findings)
    }
    return state.current
}
