import BinderyTestSupport
import Inference
import Testing

/// The promise of `bk1`: one hash, however the work is done.
@Suite struct ReproducibilityTests {
    /// Pinned: it changes only with the numerics, and then they get a new name.
    static let hash = "156076a17370ff8be57de775d130f021ab74fd854feed524d881c14bfa44fc40"

    @Test(arguments: InstructionSet.available, [1, 2, 3])
    func `all logits are the same for every instruction set, number of threads and batch`(
        set: InstructionSet, threads: Int
    ) throws {
        let sample = SampleLlama()
        let model = try LlamaModel(sample.file(), engine: try Engine(instructionSet: set, threadCount: threads))
        let tokens = randomTokens(70, of: sample.vocabulary, seed: 5)
        for batch in [1, 7, 20, 512] {
            let hash = try logitsHash(model, tokens, batch: batch)
            #expect(hash == Self.hash)
        }
    }

    @Test func `a prompt longer than one batch of 512 gives the hash that it gives token by token`() throws {
        let sample = SampleLlama(layers: 1)
        let model = try LlamaModel(sample.file(), engine: try Engine(threadCount: 2))
        let tokens = randomTokens(600, of: sample.vocabulary, seed: 6)
        #expect(try logitsHash(model, tokens, batch: 512) == logitsHash(model, tokens, batch: 1))
    }

    @Test(arguments: InstructionSet.available, [DecoderArchitecture.qwen2, .qwen3])
    func `the other architectures keep the promise`(set: InstructionSet, architecture: DecoderArchitecture) throws {
        var sample = SampleLlama()
        sample.architecture = architecture
        let tokens = randomTokens(40, of: sample.vocabulary, seed: 5)
        let one = try LlamaModel(sample.file(), engine: try Engine(instructionSet: .scalar, threadCount: 1))
        let expected = try logitsHash(one, tokens, batch: 1)
        let model = try LlamaModel(sample.file(), engine: try Engine(instructionSet: set, threadCount: 2))
        for batch in [1, 7, 512] {
            let hash = try logitsHash(model, tokens, batch: batch)
            #expect(hash == expected)
        }
    }

    @Test(arguments: InstructionSet.available, SampleLlama.Weights.inNibbles)
    func `matrices in nibbles keep it`(set: InstructionSet, weights: SampleLlama.Weights) throws {
        let sample = SampleLlama.wide(weights), tokens = randomTokens(30, of: 112, seed: 5)
        let one = try LlamaModel(sample.file(), engine: try Engine(instructionSet: .scalar, threadCount: 1))
        let expected = try logitsHash(one, tokens, batch: 1)
        let model = try LlamaModel(sample.file(), engine: try Engine(instructionSet: set, threadCount: 3))
        for batch in [1, 7, 512] {
            let hash = try logitsHash(model, tokens, batch: batch)
            #expect(hash == expected)
        }
    }

    @Test(arguments: InstructionSet.available)
    func `matrices of floats and odd sizes keep the promise too`(set: InstructionSet) throws {
        let tokens = randomTokens(45, of: 33, seed: 7)
        let one = try LlamaModel(SampleLlama.odd.file(), engine: try Engine(instructionSet: .scalar, threadCount: 1))
        let expected = try logitsHash(one, tokens, batch: 1)
        let model = try LlamaModel(SampleLlama.odd.file(), engine: try Engine(instructionSet: set, threadCount: 3))
        for batch in [1, 7, 20, 512] {
            let hash = try logitsHash(model, tokens, batch: batch)
            #expect(hash == expected)
        }
    }

    @Test func `a large matrix is shared between threads without a trace in the result`() throws {
        var sample = SampleLlama(width: 256, layers: 1, heads: 4, keyValueHeads: 2, headWidth: 64, feedForward: 1024)
        sample.vocabulary = 2000
        let tokens = randomTokens(40, of: sample.vocabulary, seed: 8)
        let hashes = try [1, 2, 3].map { threads in
            try logitsHash(
                LlamaModel(sample.file(), engine: try Engine(threadCount: threads)), tokens, batch: 20)
        }
        #expect(Set(hashes).count == 1)
    }

    @Test func `reading on after a rewind gives what reading once gives`() throws {
        let sample = SampleLlama()
        let model = try LlamaModel(sample.file(), engine: try Engine(threadCount: 1))
        let tokens = randomTokens(40, of: sample.vocabulary, seed: 9)
        var expected: [Float] = []
        try LlamaSession(model).feed(tokens) { expected = copy($1) }
        let session = try LlamaSession(model, batchCount: 16)
        try session.feed(Array(tokens.prefix(25)) + [3, 4, 5]) { _, _ in }
        session.rewind(to: 25)
        var found: [Float] = []
        var indices: [Int] = []
        try session.feed(Array(tokens.dropFirst(25)), logits: .from(12)) { index, logits in
            indices.append(index)
            found = copy(logits)
        }
        #expect(indices == [12, 13, 14])
        #expect(found == expected)
        #expect(session.position == 40)
    }
}

/// The values of a span.
func copy(_ span: Span<Float>) -> [Float] { span.indices.map { span[$0] } }
