internal import ArgumentParser
internal import BinderyClient
internal import BinderyService
internal import BoundKnowledge
internal import KnowledgeRegistry

/// `bindery get`.
struct GetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Print an object's exact bytes.",
        discussion: """
            Example: bindery get sha256:… --registry library | sha256sum
            The answer alone: bindery get sha256:… --registry library --answer
            From a server, verified before it is printed: bindery get sha256:… --from https://… --root sha256:…
            """)

    @Argument(help: ArgumentHelp("The object.", valueName: "sha256:…"))
    var object: Address
    @Option(name: .long, help: ArgumentHelp("The registry's folder.", valueName: "dir"))
    var registry: String?
    @OptionGroup var mirrors: MirrorOptions
    @Option(
        name: .long,
        help: ArgumentHelp("The trust root to start from, in place of the pinned one.", valueName: "sha256:…"))
    var root: Address?
    @Flag(name: .long, help: "Print the answer's exact bytes in place of the object's.")
    var answer = false

    func validate() throws { try mirrors.requireOneSource(registry: registry) }

    func run() async throws {
        let bytes = try await fetched() ?? stored()
        guard answer else { return Console.write(bytes) }
        guard case .boundDocument(let document) = try BoundObject(unverified: bytes).envelope.subject else {
            throw ServiceError(
                .usage, at: "--answer", "the object is no bound document", remedy: "Leave --answer out.")
        }
        Console.write(Array(document.answer.text.utf8))
    }

    private func stored() throws -> [UInt8] {
        let registry = try Registry(opening: registry ?? "")
        guard let bytes = try registry.object(at: object) else {
            throw RegistryError(
                .notFound, at: registry.path, "the registry has no object \(object)",
                remedy: "Check the address, or ask another registry.")
        }
        return bytes
    }

    /// The bytes from a server; `nil` where none is named.
    private func fetched() async throws -> [UInt8]? {
        guard let fetched = try await mirrors.client(root: root)?.object(at: object) else { return nil }
        for finding in fetched.mirrorFindings { Console.note(Console.visible(finding.problem)) }
        guard fetched.holds else {
            throw RegistryError(
                .refused, at: "\(object)", "the object is \(fetched.verdict.rawValue), and is not printed",
                remedy: "See the findings.", findings: fetched.verification.findings)
        }
        return fetched.bytes
    }
}
