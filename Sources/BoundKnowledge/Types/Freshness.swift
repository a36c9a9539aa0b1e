internal import JSON

/// How quickly an answer ages.
public enum FreshnessClass: String, Sendable, Hashable, CaseIterable {
    case timeless, general, numeric, safety, news

    /// After how many days a new answer of the class is to be reviewed, unless its publisher says otherwise.
    public var reviewIntervalInDays: Int? {
        switch self {
        case .timeless: nil
        case .general: 365
        case .numeric, .safety: 90
        case .news: 7
        }
    }
}

/// When an answer is to be looked at again.
public struct Freshness: Sendable, Hashable {
    /// How quickly it ages.
    public var freshnessClass: FreshnessClass
    /// The last day on which it is fresh without a review; required unless timeless.
    public var reviewBy: CalendarDate?

    /// A freshness; without a day, the class's interval after `asOf`.
    public init(_ freshnessClass: FreshnessClass, reviewBy: CalendarDate? = nil, asOf: CalendarDate) {
        self.freshnessClass = freshnessClass
        self.reviewBy = reviewBy ?? freshnessClass.reviewIntervalInDays.map(asOf.advanced(byDays:))
    }

    init?(_ reader: inout MemberReader) {
        let freshnessClass = reader.required("class", Form<FreshnessClass>.choice)
        reviewBy = reader.optional("reviewBy", .date)
        guard let freshnessClass else { return nil }
        if reviewBy == nil, freshnessClass != .timeless {
            reader.report(
                "missing-member", "reviewBy", "the member is missing; only `timeless` needs no day of review",
                remedy: "Add the day and sign again.")
        }
        self.freshnessClass = freshnessClass
    }

    var json: JSONValue {
        var value: JSONValue = ["class": .string(freshnessClass.rawValue)]
        value.set("reviewBy", reviewBy.map { .string("\($0)") })
        return value
    }
}

/// What kind of change a version is.
public enum ChangeKind: String, Sendable, Hashable, CaseIterable {
    case initial, editorial, update, correction
}

/// Why a version exists.
public struct Change: Sendable, Hashable {
    /// What kind of change it is; `initial` exactly at version 1.
    public var kind: ChangeKind
    /// A sentence for readers of the history.
    public var note: String?

    /// A change.
    public init(_ kind: ChangeKind, note: String? = nil) {
        self.kind = kind
        self.note = note
    }

    init?(_ reader: inout MemberReader) {
        let kind = reader.required("kind", Form<ChangeKind>.choice)
        note = reader.optional("note", .prose)
        guard let kind else { return nil }
        self.kind = kind
    }

    var json: JSONValue {
        var value: JSONValue = ["kind": .string(kind.rawValue)]
        value.set("note", note.map(JSONValue.string))
        return value
    }
}
