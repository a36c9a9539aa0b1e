/// A date or a time of day, as far as it is stated.
struct CalendarDate: Sendable, Hashable {
    /// How two dates relate.
    enum Relation: Sendable, Hashable {
        case same, refined, other, unrelated
    }

    var year: Int?
    /// How many years it spans, for decades and centuries; 1 otherwise.
    var yearCount = 1
    var month: Int?
    var day: Int?
    /// 1 for Monday to 7 for Sunday.
    var weekday: Int?
    /// Minutes after midnight.
    var minute: Int?

    /// How another date relates to this one; symmetric.
    ///
    /// Dates that share no component are unrelated; one is refined by another that says the same and more.
    func relation(to other: CalendarDate) -> Relation {
        if self == other { return .same }
        let pairs = [
            (month, other.month), (day, other.day), (weekday, other.weekday), (minute, other.minute),
        ]
        let shared = pairs.filter { $0.0 != nil && $0.1 != nil }
        let yearsShared = year != nil && other.year != nil
        guard !shared.isEmpty || yearsShared else { return .unrelated }
        if shared.contains(where: { $0.0 != $0.1 }) || yearsShared && !yearsAgree(other) { return .other }
        return .refined
    }

    private func yearsAgree(_ other: CalendarDate) -> Bool {
        guard let year, let otherYear = other.year else { return true }
        return year == otherYear && yearCount == other.yearCount
    }

    /// The components as text, for comparing by bytes.
    var key: String {
        let parts = [year, month, day, weekday, minute].map { $0.map(String.init) ?? "" }
        return "@" + parts.joined(separator: ":") + (yearCount == 1 ? "" : "/\(yearCount)")
    }
}
