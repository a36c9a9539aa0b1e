public import BoundKnowledge
public import JSON

/// By what documents are put into strata.
public enum StratumDimension: String, Sendable, Hashable, CaseIterable {
    /// How quickly the answer ages.
    case freshnessClass = "class"
    /// The tenth of the documents, by requests: 9 is the most read.
    case traffic
    /// The tenth of the documents, by age: 9 is the oldest.
    case age
}

/// Documents that are alike enough that some of them speak for all.
public struct Stratum: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// How quickly the answers age; `nil` where strata are not by class.
    public let freshnessClass: FreshnessClass?
    /// The tenth by requests, 0 to 9; `nil` where strata are not by traffic.
    public let trafficDecile: Int?
    /// The tenth by age, 0 to 9; `nil` where strata are not by age.
    public let ageDecile: Int?

    /// A stratum.
    public init(freshnessClass: FreshnessClass? = nil, trafficDecile: Int? = nil, ageDecile: Int? = nil) {
        (self.freshnessClass, self.trafficDecile, self.ageDecile) = (freshnessClass, trafficDecile, ageDecile)
    }

    /// For example `class general, traffic 9`; `all documents` for the only stratum.
    public var description: String {
        let parts = [
            freshnessClass.map { "class \($0.rawValue)" }, trafficDecile.map { "traffic \($0)" },
            ageDecile.map { "age \($0)" },
        ].compactMap(\.self)
        return parts.isEmpty ? "all documents" : parts.joined(separator: ", ")
    }

    /// The members that evidence has; an empty object for the only stratum.
    public var json: JSONValue {
        var value: JSONValue = [:]
        value.set("class", freshnessClass.map { .string($0.rawValue) })
        value.set("traffic", trafficDecile.map { .integer(Int64($0)) })
        value.set("age", ageDecile.map { .integer(Int64($0)) })
        return value
    }

    /// Orders by class as declared, then the most read first, then the oldest.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
        let place = freshnessClass.flatMap { FreshnessClass.allCases.firstIndex(of: $0) } ?? 0
        return place * 100 + (9 - (trafficDecile ?? 9)) * 10 + (9 - (ageDecile ?? 9))
    }
}
