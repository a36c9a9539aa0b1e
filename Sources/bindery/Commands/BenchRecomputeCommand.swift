internal import ArgumentParser
internal import BinderyService
internal import Foundation
internal import Inference
internal import JSON

extension BenchCommand {
    /// `bindery bench recompute`.
    struct Recompute: AsyncParsableCommand {
        /// What recomputation rests on, each measured by itself.
        enum Part: String, CaseIterable, ExpressibleByArgument {
            /// The comparison of answers.
            case comparison
            /// The bounds that probes give.
            case bounds
            /// The plan of a large library.
            case planning
            /// Planning and running over a large library on disk.
            case library
            /// Checking the answers of the model that ships, beside giving them anew.
            case checking
        }

        static let configuration = CommandConfiguration(
            commandName: "recompute",
            abstract: "Measure what recomputation rests on: comparison, bounds, plan and checks.",
            discussion: """
                Parts: comparison, bounds, planning, checking, and library, which is measured only where it is named: \
                100000 documents take about 400 MB and a minute or two; --at keeps them for the next run.
                Pairs of answers whose relation is known are made from a library's sources, in two halves that share \
                no answer; the half that is held out decides.
                Example: bindery bench recompute --sources Registry --json
                """)

        @Option(
            name: .long,
            help: ArgumentHelp("The sources, as the folder Registry of the project.", valueName: "dir"))
        var sources: String
        @Option(
            name: .long, help: ArgumentHelp("What to measure; every part but library without it.", valueName: "part"))
        var part: [Part] = []
        @Option(name: .long, help: "Decides which pairs are made.")
        var seed: UInt64 = 1
        @Option(name: .long, help: "How many pairs of a kind each half has at most.")
        var pairs = 100
        @Option(
            name: .long,
            help: ArgumentHelp(
                "How many misjudged pairs of development to show on standard error.", valueName: "count"))
        var showMisjudged = 0
        @Option(name: .long, help: "How many documents the library of the part library has.")
        var documents = 100_000
        @Option(
            name: .long,
            help: ArgumentHelp(
                "How many documents another library has, whose findings are signed with a key.", valueName: "documents")
        )
        var signed = 10_000
        @Option(
            name: .long, help: ArgumentHelp("Where to keep the first library, or to find it again.", valueName: "dir"))
        var at: String?
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let report = MeasurementReport(asJSON: output.json)
            for part in part.isEmpty ? Part.allCases.filter({ $0 != .library }) : part {
                switch part {
                case .comparison: try measureComparison()
                case .bounds: BoundBenchmark().run(report.print)
                case .planning: try PlanningBenchmark().run(report.print)
                case .library: try measureLibrary(report.print)
                case .checking:
                    let engine = try Engine(threadCount: 1, environment: ProcessInfo.processInfo.environment)
                    try await CheckingBenchmark(sources: sources, engine: engine).run(report.print)
                }
            }
        }

        private func measureLibrary(_ report: (BenchmarkMeasure) -> Void) throws {
            let bar = ProgressBar("building")
            let benchmark = try LibraryBenchmark(
                sources: sources, documents: documents, signed: signed, folder: at, engine: .process())
            try benchmark.run(
                probe: { work, folder in
                    try FreshProcess.run(["bench", "recompute-probe", work.rawValue, folder])
                }, progress: { bar.show($0, of: $1) }, report)
        }

        private func measureComparison() throws {
            let result = try MutationBenchmark(sources: sources, seed: seed, countPerKind: pairs).run()
            let report = BenchComparisonReport(result, seed: seed)
            for pair in result.misjudged.prefix(max(showMisjudged, 0)) { BenchComparisonReport.show(pair) }
            if output.json { return Console.print(report.json) }
            for line in report.lines { Console.print(line) }
        }
    }
}

extension BenchCommand {
    /// `bindery bench recompute-probe`: the fresh process of the part `library`.
    struct RecomputeProbing: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "recompute-probe", abstract: "Plan or run a recomputation once, print what that took.",
            shouldDisplay: false)

        @Argument(help: "What to do: plan, run or sign.")
        var work: RecomputeProbe.Work
        @Argument(help: "The folder with the library.")
        var folder: String

        func run() async throws {
            Console.print(try await RecomputeProbe(work, in: folder, engine: .process()).json)
        }
    }
}
