/// One thing that a statement says: a word with a meaning of its own, a name, a quantity, a date, or an operator.
struct Term: Sendable {
    enum Value: Sendable, Hashable {
        case word
        /// A name; certain where it is written as nothing but a name is.
        case name(isCertain: Bool)
        case quantity(Quantity)
        case date(CalendarDate)
        case quantifier(Quantifier)
        case modal(Modal)
        case symbol
        case code
        case link
    }

    var value: Value
    /// What it is compared by: terms with one key mean the same.
    var key: String
    var bytes: Range<Int>
    /// The preposition that it depends on.
    var governor: String?
    /// Whether only a comma or a conjunction stands between the term before and this one.
    var isCoordinated = false
    /// The conjunction between the term before and this one.
    var conjunction: String?
    /// Whether a form of "to be" stands between the term before and this one.
    var followsCopula = false
    /// Whether a comma, colon, dash or "but" stands between the term before and this one.
    var startsClause = false
    /// Whether "the" or a possessive stands before it.
    var isDefinite = false
    /// Whether "then" or the like puts it after the term before.
    var followsThen = false
    /// Whether it is the first of its sentence.
    var startsSentence = false
    /// Where its negations stand.
    var negations: [Range<Int>] = []

    var isNegated: Bool { !negations.count.isMultiple(of: 2) }

    var isName: Bool {
        if case .name = value { true } else { false }
    }

    var isCertainName: Bool { value == .name(isCertain: true) }

    var quantity: Quantity? {
        if case .quantity(let quantity) = value { quantity } else { nil }
    }

    var date: CalendarDate? {
        if case .date(let date) = value { date } else { nil }
    }

    var quantifier: Quantifier? {
        if case .quantifier(let quantifier) = value { quantifier } else { nil }
    }

    var modal: Modal? {
        if case .modal(let modal) = value { modal } else { nil }
    }
}
