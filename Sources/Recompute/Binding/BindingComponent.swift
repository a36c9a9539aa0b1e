/// A part of what an answer depends on.
public enum BindingComponent: UInt8, Sendable, Hashable, CaseIterable, Comparable {
    /// A declared model as a whole: nobody says what it is made of.
    case model
    /// The weights of the model.
    case weights
    /// How text becomes tokens.
    case tokenizer
    /// How messages become a prompt.
    case template
    /// The arithmetic.
    case numerics
    /// The shape of the model.
    case architecture
    /// How tokens are chosen, and the seed.
    case sampler
    /// The whole prompt.
    case messages
    /// What the answer stands on.
    case sources
    /// The policy of recomputation.
    case policy

    /// The component's name in evidence and reports.
    public var name: String { "\(self)" }

    /// The component of a name; `nil` for any other text.
    public init?(name: String) {
        guard let component = Self.allCases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = component
    }

    /// Orders as declared.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// A set of components in two bytes, so that a plan can hold one for each document.
public struct BindingComponents: OptionSet, Sendable, Hashable {
    /// A bit a component.
    public let rawValue: UInt16

    /// A set of its bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A set of components.
    public init(_ components: some Sequence<BindingComponent>) {
        self.init(rawValue: components.reduce(0) { $0 | 1 << UInt16($1.rawValue) })
    }

    /// The components, as declared.
    public var components: [BindingComponent] {
        BindingComponent.allCases.filter { rawValue & 1 << UInt16($0.rawValue) != 0 }
    }
}
