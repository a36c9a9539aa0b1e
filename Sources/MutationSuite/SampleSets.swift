/// Several samples of one answer: such as agree, and such as contradict each other.
struct SampleSets {
    /// How many samples a set has.
    static let sampleCount = 5

    /// Rewordings and contradictions by the earlier answer, in the order of the sources.
    private let groups: [(id: String, earlier: String, same: [String], denied: [String])]

    init(_ sources: [MutationSource], _ half: LabelledPair.Half, _ generator: inout SplitMix64) {
        var groups: [(id: String, earlier: String, same: [String], denied: [String])] = []
        for source in sources {
            var (same, denied) = ([String: [String]](), [String: [String]]())
            for kind in [MutationKind.paraphrase, .format, .writtenParaphrase] {
                for candidate in source.candidates(kind, half, &generator) {
                    same[candidate.earlier, default: []] += candidate.later
                }
            }
            for kind in [MutationKind.number, .entity, .unit, .date, .negation] {
                for candidate in source.candidates(kind, half, &generator) {
                    denied[candidate.earlier, default: []] += candidate.later
                }
            }
            // Dictionaries have no order of their own.
            for earlier in same.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                groups.append((source.answer.id, earlier, same[earlier] ?? [], denied[earlier] ?? []))
            }
        }
        self.groups = groups
    }

    /// Samples that differ in wording only.
    func agreeing(_ generator: inout SplitMix64) -> [Candidate] {
        groups.filter { $0.same.count > 1 }.map { group in
            let samples = generator.shuffle(group.same).prefix(Self.sampleCount - 1) + [group.earlier]
            return Candidate(group.id, group.earlier, generator.shuffle(Array(samples)), "\(samples.count) wordings")
        }
    }

    /// Two samples or three contradict the others, which keep what was said.
    func mixed(_ generator: inout SplitMix64) -> [Candidate] {
        groups.filter { !$0.same.isEmpty && !$0.denied.isEmpty }.map { group in
            let count = 2 + generator.index(below: 2)
            let denial = group.denied[generator.index(below: group.denied.count)]
            let same = group.same + Array(repeating: group.earlier, count: Self.sampleCount - count)
            let samples =
                generator.shuffle(same).prefix(Self.sampleCount - count) + Array(repeating: denial, count: count)
            return Candidate(
                group.id, group.earlier, generator.shuffle(Array(samples)),
                "\(count) of \(samples.count) deny the others")
        }
    }
}
