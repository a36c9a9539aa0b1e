internal import BoundKnowledge
internal import Cryptography
internal import Inference
internal import KnowledgeRegistry

/// As many derived documents as are wanted: what version 1 of the model that ships answers, and version 2 answers alike,
/// over and over under questions that differ by a number. A document has about 3,400 bytes.
struct DerivedDocuments: Sendable {
    private let bindery: Bindery
    private let registry: Registry
    private let key: Ed25519PrivateKey
    private let entries: [KnownAnswers.Entry]
    private let pattern: Derivation

    init(for library: ModelLibrary, sources: String, engine: Engine) throws {
        (bindery, registry, key) = (library.bindery, try library.open(), library.key)
        entries = try KnownAnswers(sources: sources).entries.filter { !$0.isChanged }
        pattern = try library.bindery.derive(
            [Message(role: .user, content: entries[0].question)], with: library.model(1),
            sampler: Sampler(temperature: "0"), engine: engine
        ).derivation
    }

    /// The document with this number, signed.
    func document(_ number: Int) throws -> BoundObject {
        let entry = entries[number % entries.count]
        var derivation = pattern
        derivation.messages = [Message(role: .user, content: entry.question)]
        derivation.outputDigest = SHA256.digest(of: entry.answer)
        var request = BindRequest(
            question: "\(entry.question.dropLast()), as asked for the time \(number)?",
            derived: DerivedAnswer(text: entry.answer, derivation: derivation))
        request.freshness = FreshnessClass.allCases[number % FreshnessClass.allCases.count]
        request.sources = (1...Self.sourceCount).map { source in
            Source(
                id: "s\(source)", role: .further,
                title: "A book on the subject of question \(number), volume \(source)",
                url: "https://example.org/books/\(number)/\(source)")
        }
        guard case .object(let object) = try bindery.bind(request, for: registry, with: key) else {
            throw ServiceError(
                .badData, at: registry.path, "document \(number) is there already", remedy: "Remove the folder.")
        }
        return object
    }

    private static let sourceCount = 12
}
