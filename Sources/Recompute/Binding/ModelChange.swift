/// What differs between two keys of one answer.
public struct ModelChange: Sendable, Hashable {
    /// What may have changed an answer.
    public enum Cause: Sendable, Hashable {
        /// Nothing that the answer depends on has changed.
        case unaffected
        /// One component.
        case component(BindingComponent)
        /// Several components changed, and which of them counts cannot be told.
        case cannotBeTold([BindingComponent])
    }

    /// The components that differ.
    public let components: BindingComponents

    /// The components that differ between two keys.
    ///
    /// A policy, or sources, that only one key states have not changed: they were not known before. Any other component
    /// that only one key states differs.
    public init(from earlier: BindingKey, to later: BindingKey) {
        components = BindingComponents(
            BindingComponent.allCases.filter { component in
                switch (component, earlier[component], later[component]) {
                case (.policy, nil, _), (.policy, _, nil), (.sources, nil, _), (.sources, _, nil): false
                case (_, let earlier, let later): earlier != later
                }
            })
    }

    /// The components that differ, as evidence names them.
    public init(_ components: BindingComponents) { self.components = components }

    /// Whether an answer may have changed. A policy changes what is done, never what a model says.
    public var isRelevant: Bool { !answering.isEmpty }

    /// What the outcome of a check comes from.
    ///
    /// - Parameter material: of checks in which one component alone was changed, whether the outcome was material. The
    ///   cause of several changes is told only if there is such a check of each of them and exactly one was material.
    public func cause(checkedAlone material: [BindingComponent: Bool] = [:]) -> Cause {
        let changed = answering.components
        guard changed.count > 1 else { return changed.first.map(Cause.component) ?? .unaffected }
        let isChecked = changed.allSatisfy { material[$0] != nil }
        let found = changed.filter { material[$0] == true }
        return isChecked && found.count == 1 ? .component(found[0]) : .cannotBeTold(changed)
    }

    /// The components of which each can be changed alone, where several changed: a model can be made of the weights of one
    /// file and the template of another. Where anything else changed beside these, there are none.
    public var separable: [BindingComponent] {
        answering == BindingComponents([.weights, .template]) ? answering.components : []
    }

    /// The components on which an answer depends.
    private var answering: BindingComponents { components.subtracting(BindingComponents([.policy])) }
}
