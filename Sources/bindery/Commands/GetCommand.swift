internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import KnowledgeRegistry

/// `bindery get`.
struct GetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Print an object's exact bytes.",
        discussion: """
            Example: bindery get sha256:… --registry library | sha256sum
            The answer alone: bindery get sha256:… --registry library --answer
            """)

    @Argument(help: ArgumentHelp("The object.", valueName: "sha256:…"))
    var object: Address
    @OptionGroup var registry: RegistryOptions
    @Flag(name: .long, help: "Print the answer's exact bytes in place of the object's.")
    var answer = false

    func run() throws {
        let registry = try registry.open()
        guard let bytes = try registry.object(at: object) else {
            throw RegistryError(
                .notFound, at: registry.path, "the registry has no object \(object)",
                remedy: "Check the address, or ask another registry.")
        }
        guard answer else { return Console.write(bytes) }
        guard case .boundDocument(let document) = try BoundObject(unverified: bytes).envelope.subject else {
            throw ServiceError(
                .usage, at: "--answer", "the object is no bound document", remedy: "Leave --answer out.")
        }
        Console.write(Array(document.answer.text.utf8))
    }
}
