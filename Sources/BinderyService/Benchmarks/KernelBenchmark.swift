public import Inference

/// How fast a model is read into memory, reads a prompt, and writes.
public struct KernelBenchmark: Sendable {
    private let path: String
    private let engine: Engine
    private let roundCount: Int

    /// A benchmark of the model file at `path`, in `rounds` rounds.
    public init(model path: String, engine: Engine, rounds: Int = 5) {
        self.path = path
        self.engine = engine
        roundCount = max(rounds, 1)
    }

    /// Measures loading and decoding against a plain read of the same bytes, and prefill against decoding.
    ///
    /// - Throws: `InferenceError` for a file that is no model or has a context below 512 tokens.
    public func run(_ report: (BenchmarkMeasure) -> Void) throws {
        let file = try GGUFFile(mapping: path)
        report(try loading(file))
        let run = try KernelRun(try LlamaModel(file, engine: engine))
        report(try decoding(run, file))
        for count in [128, 512] { report(try prefill(run, count)) }
        report(try verification(run))
        report(try packing(run))
    }

    /// One thread is measured by processor time, whoever else wants the core; several as a user waits for them.
    private var clock: SampleTimes.Clock { engine.threadCount == 1 ? .thread : .wall }

    private var conditions: String {
        "\(engine.instructionSet.rawValue), \(engine.threadCount) threads, \(roundCount) rounds, "
            + (clock == .thread ? "processor time" : "time on the wall")
    }

    private func loading(_ file: GGUFFile) throws -> BenchmarkMeasure {
        var rounds = AlternatingRounds(clock)
        let plain = PlainRead()
        for _ in 0..<roundCount {
            try rounds.run {
                _ = try LlamaModel(file, engine: engine)
            } reference: {
                plain.read(file)
            }
        }
        return measure("kernel-load", "GB/s", Double(file.byteCount) * 1e-9, rounds, "a plain read of the file", [])
    }

    private func decoding(_ run: KernelRun, _ file: GGUFFile) throws -> BenchmarkMeasure {
        let count = 64
        var rounds = AlternatingRounds(clock)
        let plain = PlainRead()
        for _ in 0..<roundCount {
            try rounds.run {
                try run.decode(count)
            } reference: {
                for _ in 0..<count { plain.read(file) }
            }
        }
        let memory =
            "bytes: mapped \(file.byteCount), repacked \(run.weightByteCount), key-value cache \(run.cacheByteCount)"
        return measure(
            "kernel-decode", "tokens/s", Double(count), rounds, "a plain read of the file a token", [memory])
    }

    private func prefill(_ run: KernelRun, _ count: Int) throws -> BenchmarkMeasure {
        var rounds = AlternatingRounds(clock)
        for _ in 0..<roundCount {
            try rounds.run {
                try run.prefill(count)
            } reference: {
                try run.decode(count)
            }
        }
        return measure("kernel-prefill-\(count)", "tokens/s", Double(count), rounds, "decoding as many", [])
    }

    /// Whether the model gives an answer of 256 tokens to a prompt of 64, by reading it and by writing it.
    private func verification(_ run: KernelRun) throws -> BenchmarkMeasure {
        let (promptCount, count) = (64, 256)
        let answer = try run.write(count, after: promptCount)
        var rounds = AlternatingRounds(clock)
        for _ in 0..<roundCount {
            try rounds.run {
                guard try run.agrees(with: answer, after: promptCount) else {
                    throw ServiceError(
                        .badData, at: path, "reading and writing gave different tokens",
                        remedy: "Report this with the model: the numerics promise that they are the same.")
                }
            } reference: {
                _ = try run.write(count, after: promptCount)
            }
        }
        return measure("kernel-verify-256", "tokens/s", Double(count), rounds, "writing the answer again", [])
    }

    /// Short sequences, as the answers of a library are, read together and one after another.
    private func packing(_ run: KernelRun) throws -> BenchmarkMeasure {
        let (sequenceCount, count) = (16, 40)
        var rounds = AlternatingRounds(clock)
        for _ in 0..<roundCount {
            try rounds.run {
                try run.readTogether(sequenceCount, of: count)
            } reference: {
                for _ in 0..<sequenceCount { try run.prefill(count) }
            }
        }
        return measure(
            "kernel-pack-\(sequenceCount)", "tokens/s", Double(sequenceCount * count), rounds,
            "one sequence after another", ["\(sequenceCount) sequences of \(count) tokens that share nothing"])
    }

    private func measure(
        _ name: String, _ unit: String, _ amount: Double, _ rounds: AlternatingRounds, _ reference: String,
        _ notes: [String]
    ) -> BenchmarkMeasure {
        BenchmarkMeasure(
            name, unit: unit, ours: amount / rounds.ours.median, reference: amount / rounds.reference.median,
            referenceName: reference, ratio: rounds.ratio, notes: [conditions] + notes)
    }
}
