internal import ArgumentParser
internal import BinderyService
internal import Foundation
internal import Inference

extension BenchCommand {
    /// `bindery bench kernel`.
    struct Kernel: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "kernel", abstract: "Load a model, read prompts and write tokens, against what memory allows.",
            discussion: """
                BINDERY_ISA names an instruction set in place of the fastest: scalar, sse41, avx2, avx512vnni, neon.
                Example: bindery bench kernel --model model.gguf --json
                """)

        @OptionGroup var model: KernelOptions
        @Option(name: .long, help: "How often both sides take their turn.")
        var rounds = 5
        @OptionGroup var output: OutputOptions

        func run() throws {
            try KernelBenchmark(model: model.model, engine: try model.engine(), rounds: rounds).run(
                MeasurementReport(asJSON: output.json).print)
        }
    }

    /// `bindery bench kernel-probe`: our side of `make bench-kernel`.
    ///
    /// Each line of standard input is `prefill COUNT` or `decode COUNT`; the answer is the seconds that it took, of
    /// processor time and on the wall. `logits COUNT` is answered by the logits of that prompt, a line for each token.
    struct KernelProbing: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "kernel-probe", abstract: "Run what standard input asks for, print what it took.",
            shouldDisplay: false)

        @OptionGroup var model: KernelOptions

        func run() throws {
            let run = try KernelRun(LlamaModel(GGUFFile(mapping: model.model), engine: try model.engine()))
            Console.print("ready")
            while let line = readLine() {
                let words = line.split(separator: " ")
                guard words.count == 2, let count = Int(words[1]), count > 0 else {
                    throw ValidationError("found '\(line)', expected prefill, decode or logits and a count")
                }
                guard words[0] != "logits" else {
                    try run.logits(count) { Console.print($0.map { "\($0)" }.joined(separator: " ")) }
                    continue
                }
                let start = Self.seconds
                try words[0] == "prefill" ? run.prefill(count) : run.decode(count)
                let end = Self.seconds
                Console.print("\(end.processor - start.processor) \(end.wall - start.wall)")
            }
        }

        /// The seconds that all threads of this process ran, and those on the wall.
        private static var seconds: (processor: Double, wall: Double) {
            func read(_ clock: clockid_t) -> Double {
                var now = timespec()
                clock_gettime(clock, &now)
                return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
            }
            return (read(CLOCK_PROCESS_CPUTIME_ID), read(CLOCK_MONOTONIC))
        }
    }
}

/// Which model, on how many threads.
struct KernelOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The model file.", valueName: "gguf"))
    var model: String
    @Option(name: .long, help: "How many threads compute.")
    var threads = 1

    func engine() throws -> Engine {
        try Engine(threadCount: threads, environment: ProcessInfo.processInfo.environment)
    }
}
