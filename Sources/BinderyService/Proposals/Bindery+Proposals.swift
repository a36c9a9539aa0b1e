internal import BoundKnowledge
public import KnowledgeRegistry

/// A proposal among others.
public enum ListedProposal: Sendable {
    /// One that can be read, and what became of it.
    case proposal(Proposal, ProposalState)
    /// A file that holds none; the error names it and says why.
    case damaged(ServiceError)
}

extension Bindery {
    /// Lends what waits for a person, void and damaged ones included, ordered by lineage; holds one at a time.
    ///
    /// - Parameters:
    ///   - registry: the registry.
    ///   - decided: whether those that were accepted or rejected are lent instead.
    ///   - body: what to do with one.
    public func forEachProposal(
        in registry: Registry, decided: Bool = false, _ body: (ListedProposal) throws -> Void
    ) throws {
        let folder = ProposalFolder(of: registry)
        for entry in try decided ? folder.decided() : folder.waiting() {
            let proposal: Proposal
            do {
                proposal = try folder.read(entry)
            } catch let error as ServiceError {
                try body(.damaged(error))
                continue
            }
            try body(.proposal(proposal, ProposalState(of: proposal, in: registry)))
        }
    }

    /// A proposal by its name or the beginning of it.
    ///
    /// - Throws: `RegistryError.notFound`, or `ServiceError.usage` where several begin so.
    public func proposal(
        _ name: String, in registry: Registry
    ) throws -> (proposal: Proposal, state: ProposalState) {
        let folder = ProposalFolder(of: registry)
        let entries = ProposalID.isPrefix(name) ? try folder.waiting() + folder.decided() : []
        let found = entries.filter { $0.hasID(beginning: name) }
        guard let entry = found.first else {
            throw RegistryError(
                .notFound, at: registry.path, "no proposal begins with `\(name.prefix(20))`",
                remedy: "Take one from `bindery proposals list`.")
        }
        guard found.count == 1 else {
            throw ServiceError(
                .usage, at: name, "\(found.count) proposals begin so", remedy: "Give more of the 12 digits.")
        }
        let proposal = try folder.read(entry)
        return (proposal, try ProposalState(of: proposal, in: registry))
    }
}
