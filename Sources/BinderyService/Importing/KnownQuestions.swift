internal import BoundKnowledge
internal import KnowledgeRegistry

/// Questions that a registry has under another wording.
struct KnownQuestions: Sendable {
    private let registry: Registry
    private let resolver: QuestionResolver

    init(_ registry: Registry) throws {
        self.registry = registry
        resolver = try QuestionResolver(registry, pinned: nil)
    }

    /// A warning where the registry has a question of the same normal form and language that is not the draft's own.
    func problems(
        of draft: BoundObject, _ key: RepeatedQuestions.Key, at place: TextPlace
    ) throws -> [ImportProblem] {
        for lineage in try resolver.lineages(with: key.form) where lineage != key.lineage {
            guard let current = try registry.current(of: lineage),
                case .boundDocument(let known)? = try registry.decodedObject(at: current)?.envelope.subject,
                case .boundDocument(let document) = draft.envelope.subject, known.scope == document.scope
            else { continue }
            return [
                ImportProblem(
                    .warning, at: place, field: "question",
                    "the registry asks the same in another spelling, \(Excerpt(known.question)): \(current)",
                    remedy: "If both ask the same, word it as the registry does: `bindery resolve` finds neither.")
            ]
        }
        return []
    }
}
