/// How much, how often or how exclusively something holds.
enum Quantifier: String, Sendable, Hashable {
    case all, any, most, many, some, few, notAll
    case always, usually, often, sometimes, rarely, notAlways
    case only
    case both, either
    case almost

    /// What it counts; only quantifiers of one domain contradict each other.
    enum Domain: Sendable, Hashable {
        case amount, frequency, exclusivity, choice, degree
    }

    var domain: Domain {
        switch self {
        case .all, .any, .most, .many, .some, .few, .notAll: .amount
        case .always, .usually, .often, .sometimes, .rarely, .notAlways: .frequency
        case .only: .exclusivity
        case .both, .either: .choice
        case .almost: .degree
        }
    }
}

/// Whether something must, should or may be.
enum Modal: String, Sendable, Hashable {
    case must, should, may, can

    /// Whether a change from one to the other changes what is demanded.
    func opposes(_ other: Modal) -> Bool {
        let isDemand = self == .must
        let otherIsDemand = other == .must
        let isPermission = self == .may || self == .can
        let otherIsPermission = other == .may || other == .can
        return isDemand && otherIsPermission || isPermission && otherIsDemand
    }
}
