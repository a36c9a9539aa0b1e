/// Puts documents into strata.
struct Strata {
    private let entries: [PlanningEntry]
    private let dimensions: Set<StratumDimension>

    init(_ entries: [PlanningEntry], _ dimensions: [StratumDimension]) {
        (self.entries, self.dimensions) = (entries, Set(dimensions))
    }

    /// The strata of the members, which are in ascending order and stay so.
    func groups(of members: [Int32]) -> [Stratum: [Int32]] {
        let traffic = deciles(of: members, by: .traffic) { Double($0.traffic) }
        let age = deciles(of: members, by: .age) { Double($0.ageInDays) }
        var groups: [Stratum: [Int32]] = [:]
        for (place, member) in members.enumerated() {
            let stratum = Stratum(
                freshnessClass: dimensions.contains(.freshnessClass) ? entries[Int(member)].freshnessClass : nil,
                trafficDecile: traffic?[place], ageDecile: age?[place])
            groups[stratum, default: []].append(member)
        }
        return groups
    }

    /// The tenth of each member: ten times the share of the members whose figure is smaller, rounded down. Equal
    /// figures have one tenth. `nil` where all are equal: an uncounted library has no strata by traffic.
    private func deciles(
        of members: [Int32], by dimension: StratumDimension, _ figure: (PlanningEntry) -> Double
    ) -> [Int]? {
        guard dimensions.contains(dimension) else { return nil }
        let figures = members.map { figure(entries[Int($0)]) }
        guard let first = figures.first, figures.contains(where: { $0 != first }) else { return nil }
        var deciles = Array(repeating: 0, count: members.count)
        var (smaller, last) = (0, -Double.infinity)
        for (rank, place) in figures.indices.sorted(by: { figures[$0] < figures[$1] }).enumerated() {
            if figures[place] > last { (smaller, last) = (rank, figures[place]) }
            deciles[place] = smaller * 10 / members.count
        }
        return deciles
    }
}
