/// A way to make a later answer out of an earlier one, and what that makes of it.
public enum MutationKind: String, Sendable, Hashable, CaseIterable {
    /// Words and phrases that mean the same in their place.
    case paraphrase
    /// The same statements in the words of a person.
    case writtenParaphrase = "written-paraphrase"
    /// Clauses, items or sentences in another order.
    case reorder
    /// A quantity in another unit, with the same value.
    case equalValue = "equal-value"
    /// Other marks, spelling or way of writing numbers.
    case format
    /// A claim denied, or a denial taken away.
    case negation
    /// A word replaced by its opposite.
    case antonym
    /// A number changed by a tenth at least, and by more than its stated precision.
    case number
    /// A number kept, its unit exchanged.
    case unit
    /// A name replaced by another name of the same kind.
    case entity
    /// A common noun replaced by another of the same kind: one organ by another, one gas by another.
    case noun
    /// A year, month, day or time moved.
    case date
    /// How many, or how often, changed.
    case quantifier
    /// A contradiction inside a paraphrase.
    case disguised
    /// A sentence less.
    case sentenceDropped = "sentence-dropped"
    /// A sentence more.
    case sentenceAdded = "sentence-added"
    /// No answer.
    case refusal
    /// Samples of which some say the opposite of others.
    case mixed
    /// Samples that differ in wording only.
    case agreeing

    /// What the later answer is, seen from the earlier one.
    public var label: Label {
        switch self {
        case .paraphrase, .writtenParaphrase, .reorder, .equalValue, .format, .agreeing: .equivalent
        case .negation, .antonym, .number, .unit, .entity, .noun, .date, .quantifier, .disguised: .contradicted
        case .sentenceDropped, .sentenceAdded: .revised
        case .refusal: .unanswerable
        case .mixed: .unstable
        }
    }
}

/// What a comparison should find.
public enum Label: String, Sendable, Hashable, CaseIterable {
    /// The same statements.
    case equivalent
    /// At least one statement is denied.
    case contradicted
    /// Statements were added or dropped, none is denied.
    case revised
    /// There is no answer.
    case unanswerable
    /// Samples deny each other.
    case unstable
}
