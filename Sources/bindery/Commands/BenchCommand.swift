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
        subcommands: [
            Verify.self, Publish.self, Import.self, Open.self, Search.self, Resolve.self, Recompute.self,
            OpenProbing.self, RecomputeProbing.self, Kernel.self, KernelProbing.self, EncoderProbing.self,
        ])

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

    /// `bindery bench publish`.
    struct Publish: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "publish", abstract: "Publish signed documents durably, against git storing the same files.",
            discussion: """
                Batches are compared with git fast-import, single documents with a loop of git add and git commit.
                Example: bindery bench publish --documents 20000 --batch 100 --json
                """)

        @Option(name: .long, help: "How many documents ours publishes.")
        var documents = 20_000
        @Option(name: .long, help: "How many documents a commit holds.")
        var batch = 100
        @Option(
            name: .long,
            help: ArgumentHelp("Where to make the repositories, in place of the temporary folder.", valueName: "dir"))
        var at: String?
        @OptionGroup var output: OutputOptions

        func run() throws {
            // A git that ends early is an error to report, not a signal to die of.
            signal(SIGPIPE, SIG_IGN)
            let bar = ProgressBar("publishing")
            MeasurementReport(asJSON: output.json).print(
                try PublishBenchmark(documents: documents, batch: batch).run(in: at) { bar.show($0, of: $1) })
        }
    }

    /// `bindery bench import`.
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Move a folder of Markdown in: read, draft, approve and publish, against a limit.",
            discussion: """
                The limit is a minute for 10,000 files. Each stage is a measure, and the last one is their sum.
                Example: bindery bench import --documents 10000 --json
                """)

        @Option(name: .long, help: "How many files the folder has.")
        var documents = 10_000
        @Option(
            name: .long,
            help: ArgumentHelp("Where to make the folders, in place of the temporary folder.", valueName: "dir"))
        var at: String?
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bar = ProgressBar("importing")
            try ImportBenchmark(documents: documents).run(
                in: at, progress: { bar.show($0, of: $1) }, MeasurementReport(asJSON: output.json).print)
        }
    }

    /// `bindery bench open`.
    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open", abstract: "Open a large registry, get from it, publish into it, against limits.",
            discussion: """
                A million objects take about 5 GB and ten minutes; --at keeps them for the next run.
                Example: bindery bench open --objects 1000000 --at /var/tmp/large --json
                """)

        @Option(name: .long, help: "How many objects the registry holds.")
        var objects = 1_000_000
        @Option(name: .long, help: "How many objects are fetched at random.")
        var gets = 20_000
        @Option(name: .long, help: ArgumentHelp("Where to keep the registry, or to find it again.", valueName: "dir"))
        var at: String?
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bar = ProgressBar("building")
            let report = MeasurementReport(asJSON: output.json)
            try OpenBenchmark(objects: objects, gets: gets, folder: at).run(
                probe: Self.probe, progress: { bar.show($0, of: $1) }, report.print)
        }

        private static func probe(_ path: String, _ gets: Int) throws -> [UInt8] {
            try FreshProcess.run(["bench", "open-probe", path, "--gets", "\(gets)"])
        }
    }

    /// `bindery bench search`.
    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "search", abstract: "Search many documents for words that all, some or none of them have.",
            discussion: """
                100000 documents take about 1 GB and two minutes; --at keeps them for the next run.
                Example: bindery bench search --documents 100000 --json
                """)

        @Option(name: .long, help: "How many documents the registry holds.")
        var documents = 100_000
        @Option(name: .long, help: "How often every query is asked.")
        var rounds = 20
        @Option(name: .long, help: ArgumentHelp("Where to keep the registry, or to find it again.", valueName: "dir"))
        var at: String?
        @OptionGroup var output: OutputOptions

        func run() throws {
            let bar = ProgressBar("building")
            try SearchBenchmark(documents: documents, rounds: rounds, folder: at).run(
                progress: { bar.show($0, of: $1) }, MeasurementReport(asJSON: output.json).print)
        }
    }

    /// `bindery bench resolve`.
    struct Resolve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resolve", abstract: "Resolve questions as a server does, HTTP not included.",
            discussion: "Example: bindery bench resolve --documents 1000 --json")

        @Option(name: .long, help: "How many documents the registry holds.")
        var documents = 1_000
        @Option(name: .long, help: "How often each of them is asked for.")
        var rounds = 20
        @OptionGroup var output: OutputOptions

        func run() throws {
            try ResolveBenchmark(documents: documents, rounds: rounds).run(MeasurementReport(asJSON: output.json).print)
        }
    }

    /// `bindery bench open-probe`: the fresh process of `bindery bench open`.
    struct OpenProbing: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open-probe", abstract: "Open a registry, get objects at random, print what that took.",
            shouldDisplay: false)

        @Argument(help: "The registry's folder.")
        var registry: String
        @Option(name: .long, help: "How many objects to get.")
        var gets = 20_000

        func run() throws { Console.print(try OpenProbe(opening: registry, getCount: gets).json) }
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
