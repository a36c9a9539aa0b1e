internal import BoundKnowledge
public import KnowledgeRegistry
public import Recompute

/// What a recomputation would do, before anything is done.
public struct RecomputeOutline: Sendable {
    /// The new model, `NAME@VERSION`.
    public let model: String
    /// Whose the policy of the plan is.
    public let policySource: PolicyInForce.Source
    /// How many documents the library has.
    public let documentCount: Int
    /// How many of them people wrote.
    public let authoredCount: Int
    /// How many came from other models.
    public let otherModelCount: Int
    /// How many earlier recomputations with the model have finished.
    public let finishedCount: Int
    /// Which documents, and how they are checked.
    public let plan: RecomputePlan
    /// The documents whose cited sources have other bytes now, with the ids of these sources.
    public let changedSources: [ChangedSources]

    /// How many documents differ in the same components, the most frequent first.
    public var changes: [(components: [BindingComponent], count: Int)] {
        Dictionary(grouping: plan.entries, by: \.change).map { ($0.key.components, $0.value.count) }
            .sorted { ($1.1, $0.0.map(\.name).joined()) < ($0.1, $1.0.map(\.name).joined()) }
    }

    /// What the checks will cost.
    public var estimate: PlanEstimate { PlanEstimate(plan) }
}

extension Bindery {
    /// Says what `recompute` would do; nothing is written. Of a recomputation that is unfinished, the rest is planned anew.
    ///
    /// - Parameter progress: called with the number of documents looked at.
    /// - Throws: `ServiceError.noInput` for a folder of sources that is not there; `RecomputeError` for an impossible budget;
    ///   what `recomputePolicy` throws for a library's file that is no policy.
    /// - Complexity: O(objects); 64 bytes a document.
    public func outlineRecompute(
        _ request: RecomputeRequest, in registry: Registry, progress: (Int) -> Void = { _ in }
    ) throws -> RecomputeOutline {
        let inForce = try policy(of: request, in: registry)
        let finished = try RecomputeFolder(of: registry).jobs(of: request.model.identity)
            .reduce(into: Set<Address>()) { $0.formUnion(try JobJournal(in: $1, isWritable: false).finished) }
        let scope = try scope(of: request, in: registry, excluding: finished, progress: progress)
        let model = request.model.identity
        let plan = try RecomputePlan(
            scope.entries, policy: inForce.policy, seed: RecomputePlan.seed(for: model, under: inForce.policy))
        // What cannot be carried out is not promised.
        _ = try Recomputation(plan, budget: request.budget)
        return RecomputeOutline(
            model: request.model.displayName, policySource: inForce.source,
            documentCount: scope.documentCount, authoredCount: scope.authoredCount,
            otherModelCount: scope.otherModelCount, finishedCount: scope.finishedCount, plan: plan,
            changedSources: scope.changedSources)
    }
}
