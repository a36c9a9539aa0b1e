internal import BinderyService
internal import Foundation
internal import JSON

/// Prints what `bindery bench recompute` found of the comparison of answers.
struct BenchComparisonReport {
    private let result: MutationBenchmark.Result
    private let seed: UInt64

    init(_ result: MutationBenchmark.Result, seed: UInt64) { (self.result, self.seed) = (result, seed) }

    private var scores: [ComparisonScore] { [result.development, result.heldOut] }

    // MARK: For programs

    /// The half that is held out as a measure, and all that was counted.
    var json: JSONValue {
        let recall = result.heldOut.lowestRecall
        return [
            "name": "comparison", "unit": "share", "ours": .number(Self.rounded(recall)), "reference": 0.98,
            "reference_name": "least recall of a gated kind of contradiction, held out",
            "ratio": .number(Self.rounded(recall / 0.98)), "passes": .bool(result.heldOut.passes),
            "answers": .integer(Int64(result.answerCount)), "seed": .string("\(seed)"),
            "halves": .array(scores.map(Self.json)),
        ]
    }

    private static func json(_ score: ComparisonScore) -> JSONValue {
        [
            "half": .string(score.half), "pairs": .integer(Int64(score.pairCount)),
            "lowest_recall": .number(rounded(score.lowestRecall)),
            "false_equivalent": .number(rounded(score.falseEquivalent)),
            "false_contradicted": .number(rounded(score.falseContradicted)), "passes": .bool(score.passes),
            "kinds": .array(score.rows.map(json)),
        ]
    }

    private static func json(_ row: ComparisonScore.Row) -> JSONValue {
        let verdicts = zip(ComparisonScore.verdicts, row.verdicts).map { ($0, JSONValue.integer(Int64($1))) }
        return [
            "kind": .string(row.kind), "label": .string(row.label), "pairs": .integer(Int64(row.pairCount)),
            "recall": .number(rounded(row.recall)), "gated": .bool(row.isGated),
            "verdicts": .object(JSONObject(verdicts)),
        ]
    }

    /// Four decimals: a share of some hundred pairs has no more.
    private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }

    // MARK: For people

    /// A table for each half, then its shares.
    var lines: [String] {
        scores.flatMap { score in
            [Self.line(score.half, "label", ComparisonScore.verdicts, "recall")] + score.rows.map(Self.line)
                + [Self.summary(of: score), ""]
        }.dropLast()
    }

    private static func summary(of score: ComparisonScore) -> String {
        let shares =
            "\(percent(score.falseEquivalent)) (1 %), "
            + "paraphrases called contradicted \(percent(score.falseContradicted)) (5 %)"
        return "\(score.pairCount) pairs, wrongly called equivalent \(shares): "
            + (score.passes ? "passes" : "does not pass")
    }

    private static func line(_ row: ComparisonScore.Row) -> String {
        let recall = percent(row.recall) + (row.isGated ? " (98 %)" : "")
        return line(row.kind, row.label, row.verdicts.map { "\($0)" }, recall)
    }

    private static func line(_ kind: String, _ label: String, _ cells: [String], _ recall: String) -> String {
        var line = padded(kind, 19) + padded(label, 13)
        for cell in cells { line += String(repeating: " ", count: max(1, 13 - cell.count)) + cell }
        return line + "  " + recall
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }

    /// Shows a misjudged pair on standard error.
    static func show(_ pair: MisjudgedPair) {
        Console.note("\(pair.source), \(pair.kind) (\(pair.note)): expected \(pair.expected), found \(pair.found)")
        Console.note("  earlier: \(pair.earlier)")
        for later in pair.later { Console.note("  later: \(later)") }
        for difference in pair.differences { Console.note("  \(difference)") }
    }
}
