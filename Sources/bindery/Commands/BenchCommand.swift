internal import ArgumentParser
internal import BinderyService
internal import Foundation
internal import JSON

/// `bindery bench`.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure this machine: both sides alternate in one run.",
        discussion: """
            Prints what was measured; with --json, one JSON object a measure. A ratio above 1 means that ours is better.
            Example: bindery bench verify --json
            """,
        subcommands: [Verify.self])

    /// `bindery bench verify`.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Verify documents of 3.4 KB, against OpenSSL's bare Ed25519 verification.",
            discussion: "Example: bindery bench verify --rounds 40 --json")

        @Option(name: .long, help: "How often both sides take their turn.")
        var rounds = 40
        @Option(name: .long, help: "How many documents a turn verifies.")
        var documents = 200
        @OptionGroup var output: OutputOptions

        func run() throws {
            try VerifyBenchmark(rounds: rounds, documents: documents).run(MeasurementReport(asJSON: output.json).print)
        }
    }
}

/// Prints measures: notes on standard error, the figures on standard output.
struct MeasurementReport {
    let asJSON: Bool

    func print(_ measurement: BenchmarkMeasure) {
        for note in measurement.notes { Console.note("\(measurement.name): \(note)") }
        guard asJSON else {
            return Console.print(
                "\(measurement.name)  \(rounded(measurement.ours)) \(measurement.unit), "
                    + "\(measurement.referenceName): \(rounded(measurement.reference)), ratio \(rounded(measurement.ratio))"
            )
        }
        let value: JSONValue = [
            "name": .string(measurement.name), "unit": .string(measurement.unit),
            "ours": .number(rounded(measurement.ours)), "reference": .number(rounded(measurement.reference)),
            "reference_name": .string(measurement.referenceName), "ratio": .number(rounded(measurement.ratio)),
        ]
        Console.print(value)
    }

    /// Four significant digits: more would pretend.
    private func rounded(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return 0 }
        return Double(String(format: "%.4g", value)) ?? value
    }
}
