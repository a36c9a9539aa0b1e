public import BoundKnowledge

/// Who reads a library. What an audience may not see is not there for it: nothing tells it from what never was.
public enum Audience: Int64, Sendable, Hashable, CaseIterable {
    /// Anybody: without documents of restricted distribution.
    case everybody = 1
    /// Those who may read restricted documents too.
    case members = 2

    /// Whether the audience may see a document.
    public func sees(_ document: BoundDocument) -> Bool { self == .members || document.distribution == .public }

    /// Whether the audience may see an object for what it is. Only documents can be restricted; what is about a restricted one is
    /// as restricted, which `Registry.isShown` tells.
    public func sees(_ object: BoundObject) -> Bool {
        guard case .boundDocument(let document) = object.envelope.subject else { return true }
        return sees(document)
    }
}
