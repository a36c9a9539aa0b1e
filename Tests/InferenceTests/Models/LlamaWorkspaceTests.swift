import BinderyTestSupport
import Inference
import Testing

/// Sequences that are read together give what each gives alone, bit for bit.
@Suite struct LlamaWorkspaceTests {
    /// The logits of each token of a sequence that stands alone.
    private func alone(_ model: LlamaModel, _ tokens: [Int]) throws -> [[Float]] {
        var logits: [[Float]] = []
        try LlamaSession(model).feed(tokens, logits: .all) { logits.append(copy($1)) }
        return logits
    }

    @Test(
        arguments: InstructionSet.available,
        [SampleLlama(), .odd, .wide(.mixed), SampleLlama(architecture: .qwen3)])
    func `sequences of many lengths give together what each gives alone`(set: InstructionSet, sample: SampleLlama)
        throws
    {
        let model = try LlamaModel(sample.file(), engine: try Engine(instructionSet: set, threadCount: 2))
        let sequences = [1, 40, 17, 33, 5, 16].enumerated().map {
            randomTokens($1, of: sample.vocabulary, seed: UInt64($0))
        }
        let expected = try sequences.map { try alone(model, $0) }
        for batch in [7, 32, 512] {
            let workspace = try LlamaWorkspace(
                model, contextLength: 50, positionCount: 50 * 16, batchCount: batch)
            let sessions = try sequences.map { try #require(workspace.session(contextLength: $0.count + 2)) }
            var found = sequences.map { _ in [[Float]]() }
            // First the halves, then what is left: positions differ from sequence to sequence.
            for part in [sequences.map { $0.prefix($0.count / 2) }, sequences.map { $0.suffix(from: $0.count / 2) }] {
                let segments = zip(sessions, part).filter { !$1.isEmpty }.map {
                    LlamaSegment($0, Array($1), logits: .all)
                }
                let numbers = part.indices.filter { !part[$0].isEmpty }
                try workspace.feed(segments) { found[numbers[$0]].append(copy($2)) }
            }
            #expect(found == expected)
            #expect(sessions.map(\.position) == sequences.map(\.count))
        }
    }

    @Test(arguments: [7, 20, 512])
    func `what several begin with is computed once, and changes nothing`(batch: Int) throws {
        let sample = SampleLlama()
        let model = try LlamaModel(sample.file(), engine: try Engine(threadCount: 2))
        let common = randomTokens(35, of: sample.vocabulary, seed: 1)
        // The third takes over from the second what that took over from the first.
        let sequences = [(35, 6), (21, 9), (18, 20), (32, 1)].enumerated().map {
            common.prefix($1.0) + randomTokens($1.1, of: sample.vocabulary, seed: UInt64($0 + 2))
        }
        let workspace = try LlamaWorkspace(model, contextLength: 64, positionCount: 4 * 64, batchCount: batch)
        let sessions = try sequences.map { _ in try #require(workspace.session(contextLength: 64)) }
        let shared = [0, 21, 18, 18]
        for (index, count) in shared.enumerated().dropFirst() {
            sessions[index].begin(with: sessions[index - 1], count: count)
        }
        let segments = zip(sessions, sequences).enumerated().map {
            LlamaSegment($1.0, Array($1.1.dropFirst(shared[$0])), logits: .all)
        }
        var found = sequences.map { _ in [[Float]]() }
        try workspace.feed(segments) { found[$0].append(copy($2)) }
        for (index, tokens) in sequences.enumerated() {
            #expect(try found[index] == Array(alone(model, Array(tokens)).dropFirst(shared[index])))
        }
    }

    @Test func `a beginning that is cut back before it is read is taken over as far as it stands`() throws {
        let model = try LlamaModel(SampleLlama().file(), engine: try Engine(threadCount: 1))
        let workspace = try LlamaWorkspace(model, contextLength: 32, positionCount: 64)
        let lender = try #require(workspace.session(contextLength: 32))
        let heir = try #require(workspace.session(contextLength: 32))
        try lender.feed([1, 2, 3, 4, 5, 6]) { _, _ in }
        heir.begin(with: lender, count: 5)
        heir.rewind(to: 2)
        let expected = try alone(model, [1, 2, 9, 8, 7])
        try heir.feed([9, 8]) { #expect(copy($1) == expected[3]) }
        try heir.feed([7]) { #expect(copy($1) == expected[4]) }
    }

    @Test func `only the logits that were asked for are made, each with its segment and its token`() throws {
        let sample = SampleLlama(), model = try LlamaModel(sample.file(), engine: try Engine(threadCount: 1))
        let tokens = randomTokens(30, of: sample.vocabulary, seed: 3), expected = try alone(model, tokens)
        let workspace = try LlamaWorkspace(model, contextLength: 30, positionCount: 96, batchCount: 16)
        let sessions = try (0..<3).map { _ in try #require(workspace.session(contextLength: 30)) }
        let requests: [LlamaSession.LogitsRequest] = [.last, .from(27), .from(30)]
        var found: [[Int]] = []
        try workspace.feed(zip(sessions, requests).map { LlamaSegment($0, tokens, logits: $1) }) {
            found.append([$0, $1])
            #expect(copy($2) == expected[$1])
        }
        #expect(found == [[0, 29], [1, 27], [1, 28], [1, 29]])
    }

    @Test func `one sequence that cannot be read keeps all from being read`() throws {
        let sample = SampleLlama(), model = try LlamaModel(sample.file(), engine: try Engine(threadCount: 1))
        let workspace = try LlamaWorkspace(model, contextLength: 8, positionCount: 32)
        let sessions = try (0..<2).map { _ in try #require(workspace.session(contextLength: 8)) }
        expectRefusal(.invalidInput, "token 1") {
            try workspace.feed([
                LlamaSegment(sessions[0], [1], logits: .last), LlamaSegment(sessions[1], [1, 999], logits: .last),
            ]) { _, _, _ in }
        }
        #expect(sessions.map(\.position) == [0, 0])
    }

    @Test func `a sequence has its room until nothing refers to it`() throws {
        let model = try LlamaModel(SampleLlama().file(), engine: try Engine(threadCount: 1))
        let workspace = try LlamaWorkspace(model, contextLength: 20, positionCount: 48)
        #expect(workspace.session(contextLength: 21) == nil)
        var sessions = [workspace.session(contextLength: 20), workspace.session(contextLength: 16)]
        #expect(sessions.allSatisfy { $0 != nil } && workspace.session(contextLength: 1) == nil)
        sessions[0] = nil
        // What is to be taken over stays until it is.
        try sessions[1]?.feed([1, 2, 3]) { _, _ in }
        let heir = try #require(workspace.session(contextLength: 16))
        heir.begin(with: try #require(sessions[1]), count: 2)
        sessions[1] = nil
        #expect(workspace.session(contextLength: 17) == nil)
        let expected = try alone(model, [1, 2, 9])
        try heir.feed([9]) { #expect(copy($1) == expected[2]) }
        #expect(workspace.session(contextLength: 20) != nil)
    }
}
