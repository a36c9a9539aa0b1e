public import BoundKnowledge
public import KnowledgeRegistry

extension Bindery {
    /// Finds the document of a registry that answers a question, judged under the trust root given or pinned.
    ///
    /// - Parameters:
    ///   - question: as somebody asked it.
    ///   - root: a trust root in place of the user's pin.
    ///   - language: the language of question and answer; the registry's without one.
    ///   - takesWithdrawn: whether a withdrawn document is an answer too.
    public func resolve(
        _ question: String, in registry: Registry, root: Address? = nil, language: String? = nil,
        takesWithdrawn: Bool = false
    ) throws -> ResolutionReport {
        let pinned = try pinnedRoot(given: root, origin: registry.description.origin)
        let language = language ?? registry.description.defaults.language
        let resolution = try QuestionResolver(registry, pinned: pinned).resolve(
            question, language: language, instant: environment.clock())
        return ResolutionReport(resolution, language: language, takesWithdrawn: takesWithdrawn)
    }
}
