internal import ArgumentParser
internal import BinderyClient
internal import BinderyService
internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry

/// `bindery verify`.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Verify an object and print every finding.",
        discussion: """
            Without a trust root, given or pinned, the verdict is at most `signer-unknown`.
            Example: bindery verify sha256:… --registry library --root sha256:…
            A file:  bindery verify answer.jsonld --registry library
            One that the registry holds is judged with what the registry knows of it: later versions, withdrawals.
            From servers, which are not trusted: bindery verify sha256:… --from https://… --root sha256:…
            Integrity only (form, digests, signatures): bindery verify answer.jsonld --integrity
            """)

    @Argument(help: ArgumentHelp("An address in the registry, or a file.", valueName: "sha256:… or file"))
    var object: String
    @Option(name: .long, help: ArgumentHelp("The registry's folder.", valueName: "dir"))
    var registry: String?
    @OptionGroup var mirrors: MirrorOptions
    @Option(
        name: .long,
        help: ArgumentHelp("The trust root to start from, in place of the pinned one.", valueName: "sha256:…"))
    var root: Address?
    @Flag(name: .long, help: "Check form, digests and signatures only; say nothing about who may sign.")
    var integrity = false
    @Flag(name: .long, help: "Exit with 1 for an object that is stale, superseded, or of unknown status too.")
    var requireCurrent = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !mirrors.from.isEmpty { try mirrors.requireOneSource(registry: registry) }
    }

    func run() async throws {
        let report = try await fetched() ?? verification(Bindery(.process()))
        output.json ? Console.print(report.json) : report.printText()
        let isCurrent = report.verdict == .verified && report.status == .current
        let isGood = requireCurrent ? isCurrent : report.verdict == .verified || report.verdict == .stale
        if !isGood { throw ExitCode(1) }
    }

    /// What servers and the trust root say; `nil` where no server is named.
    private func fetched() async throws -> VerificationReport? {
        guard let client = try mirrors.client(root: root) else { return nil }
        guard let address = Address(object), !integrity else {
            throw ServiceError(
                .usage, at: "--from", "a server is asked for an address, and its object is verified whole",
                remedy: "Name the object by sha256:…, without --integrity.")
        }
        let standing = try await client.follow(address)
        return VerificationReport(standing.verification, status: standing.status)
    }

    private func verification(_ bindery: Bindery) throws -> VerificationReport {
        let now = bindery.environment.clock()
        let opened = try registry.map { try Registry(opening: $0) }
        let pinned = try opened.flatMap { try bindery.pinnedRoot(given: root, origin: $0.description.origin) }
        if let address = try Address.named(object) {
            guard let opened else {
                throw ServiceError(
                    .usage, at: "--registry", "an address is looked up in a registry", remedy: "Name its folder.")
            }
            if integrity, let bytes = try opened.object(at: address) {
                return VerificationReport(IntegrityCheck(of: bytes, expecting: address, instant: now))
            }
            let result = try opened.verify(address, pinned: pinned, instant: now)
            return VerificationReport(result.verification, status: result.status)
        }
        if root != nil, opened == nil {
            throw ServiceError(
                .usage, at: "--root", "the trust root is looked up in a registry",
                remedy: "Name its folder with --registry.")
        }
        let bytes = try SafeFile.read(object, limit: 17 << 20)
        if integrity { return VerificationReport(IntegrityCheck(of: bytes, instant: now)) }
        let address = Address(of: bytes)
        if let opened, try opened.object(at: address) != nil {
            let result = try opened.verify(address, pinned: pinned, instant: now)
            return VerificationReport(result.verification, status: result.status)
        }
        let trust = try pinned.flatMap { try opened?.trust(from: $0).state }
        var report = VerificationReport(ObjectVerifier(trust: trust, instant: now).verify(bytes), status: nil)
        if requireCurrent {
            report.findings.append(
                Finding(
                    "status-unknown", .warns, at: "",
                    opened == nil ? "no registry says whether it is current" : "the registry does not hold it",
                    remedy: "Name the registry that published it with --registry."))
        }
        return report
    }
}

/// A verdict and what led to it, as text or JSON (`Schemas/output/verify.schema.json`).
struct VerificationReport {
    let address: Address
    let object: BoundObject?
    let signers: [String]
    var findings: [Finding]
    let verdict: Verdict
    let status: ObjectStatus?

    init(_ verification: Verification, status: ObjectStatus?) {
        address = verification.address
        object = verification.object
        signers = verification.signers.map { "\($0)" }
        findings = verification.findings
        verdict = verification.verdict
        self.status = status
    }

    init(_ check: IntegrityCheck) {
        address = check.address
        object = check.object
        signers = check.signers.map { "\($0)" }.sorted()
        findings = check.findings
        verdict = Verdict(check.findings)
        status = nil
    }

    var json: JSONValue {
        var value: JSONValue = ["object": .string("\(address)"), "verdict": .string(verdict.rawValue)]
        value.set("type", object.map { .string($0.type.rawValue) })
        value.set("claim", object.map { .string("\($0.claim)") })
        value.set("name", object.map { .string($0.envelope.name) })
        value.set("lineage", object?.envelope.subject.lineage.map { .string($0.text) })
        value.set("version", object?.envelope.subject.version.map(JSONValue.integer))
        value.set("signers", .array(signers.map(JSONValue.string)))
        value.set("status", .string(status?.name ?? "unknown"))
        value.set("findings", .array(findings.map(\.json)))
        return value
    }

    func printText() {
        let colour: Console.Colour =
            switch verdict {
            case .verified: .green
            case .stale, .unsupported: .yellow
            case .rejected, .signerUnknown: .red
            }
        Console.print("\(Console.coloured(verdict.rawValue, colour))  \(address)")
        if let object {
            let version = object.envelope.subject.version.map { " version \($0)" } ?? ""
            Console.print("  \(object.type.rawValue)\(version): \(Console.visible(object.envelope.name))")
            Console.print("  issued by \(Console.visible(object.envelope.issuer.name)), \(object.envelope.validFrom)")
        }
        for signer in signers { Console.print("  signed by \(signer)") }
        if let status { Console.print("  status \(status.name)") }
        for finding in findings {
            Console.print(
                Console.visible(
                    "  \(finding.severity)  \(finding.pointer.isEmpty ? "/" : finding.pointer)  \(finding.problem)"))
            Console.print("    \(finding.remedy)")
        }
    }
}

extension Standing {
    /// The status as a registry would tell it, as far as mirrors tell; `nil` where they do not.
    fileprivate var status: ObjectStatus? {
        switch steps.first {
        case .superseded(let successor): .superseded(by: successor.address)
        case .withdrawn(let object, let withdrawal): .withdrawn(by: object.address, withdrawal)
        case .replaced: nil
        case nil:
            end == .noneKnown ? quarantine.map { .quarantined(by: $0.address) } ?? .current : nil
        }
    }
}
