/// A pair that could be taken into the suite.
struct Candidate {
    let sourceID: String
    let earlier: String
    let later: [String]
    let note: String

    init(_ sourceID: String, _ earlier: String, _ later: [String], _ note: String) {
        (self.sourceID, self.earlier, self.later, self.note) = (sourceID, earlier, later, note)
    }

    func pair(_ kind: MutationKind, _ half: LabelledPair.Half) -> LabelledPair {
        LabelledPair(sourceID: sourceID, kind: kind, half: half, earlier: earlier, later: later, note: note)
    }

    /// Some of the candidates: all sources take turns, each giving its own in random order.
    static func pick(_ count: Int, of candidates: [Candidate], _ generator: inout SplitMix64) -> [Candidate] {
        var (seen, turns) = (Set<[String]>(), [String: Int]())
        let distinct = generator.shuffle(candidates).filter { seen.insert([$0.earlier] + $0.later).inserted }
        let ordered = distinct.enumerated().map { index, candidate in
            turns[candidate.sourceID, default: 0] += 1
            return (turn: turns[candidate.sourceID] ?? 0, index: index, candidate: candidate)
        }
        return ordered.sorted { ($0.turn, $0.index) < ($1.turn, $1.index) }.prefix(count).map(\.candidate)
    }
}
