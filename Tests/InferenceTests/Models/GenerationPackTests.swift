import BinderyTestSupport
import Foundation
import Inference
import Testing

/// Answers that are followed together are what each is by itself, whatever comes together and whatever goes wrong.
@Suite struct GenerationPackTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../..").standardizedFileURL

    private static func file(_ version: Int) throws -> GGUFFile {
        try GGUFFile(mapping: root.appendingPathComponent("Registry/models/bindery-demo-\(version).gguf").path)
    }

    private static func shipped(_ version: Int) throws -> ChatModel {
        try ChatModel(file(version), engine: Engine(threadCount: 2))
    }

    /// What an answer is by itself: written, and not followed.
    private func alone(_ request: GenerationPack.Request, by chat: ChatModel) throws -> Generation {
        let generation = try Generation(
            chat, prompt: request.prompt, sampler: request.sampler, tokenLimit: request.tokenLimit)
        while try generation.next() != nil {}
        return generation
    }

    /// Follows answers together, in an order, and compares each with what it is by itself.
    private func expectTheSame(
        _ requests: [GenerationPack.Request], _ written: [Generation], ordered order: [Int]? = nil, by chat: ChatModel,
        in workspace: LlamaWorkspace
    ) throws {
        let order = order ?? Array(requests.indices)
        var ended: [Int] = []
        try GenerationPack(chat, order.map { requests[$0] }, in: workspace).follow { index, generation in
            let number = order[index], single = written[number], answer = requests[number].answer
            ended.append(number)
            #expect(generation.tokens == single.tokens && generation.text == single.text, "answer \(number)")
            #expect(generation.ending == single.ending, "answer \(number)")
            let followed = zip(single.tokens, answer).prefix { $0 == $1 }.count
            #expect(generation.followedCount == followed, "answer \(number)")
        }
        #expect(ended.sorted() == Array(requests.indices))
        #expect(isFree(workspace))
    }

    /// Whether a workspace has no sequence.
    private func isFree(_ workspace: LlamaWorkspace) -> Bool {
        let count = workspace.positionCount / 16
        let sessions = (0..<count).map { _ in workspace.session(contextLength: min(16, workspace.contextLength)) }
        return sessions.allSatisfy { $0 != nil }
    }

    @Test(arguments: [1, 2], 0..<12 as Range<UInt64>)
    func `any answers in any room come out as each alone`(version: Int, seed: UInt64) throws {
        let chat = try Self.shipped(version)
        var drawn = DrawnRequests(chat, seed: seed)
        let requests = try drawn.requests(count: 10)
        let written = try requests.map { try alone($0, by: chat) }
        let longest = try #require(requests.map { $0.prompt.count + $0.tokenLimit }.max())
        for rows in [1, 2, 3, 5, 9, 16, 33, 120].shuffled(using: &drawn.random).prefix(4) {
            let isCramped = Bool.random(using: &drawn.random)
            let room = isCramped ? longest : Int.random(in: longest...5 * longest, using: &drawn.random)
            let workspace = try LlamaWorkspace(
                chat.model, contextLength: longest, positionCount: room, batchCount: rows)
            try expectTheSame(requests, written, by: chat, in: workspace)
            let order = requests.indices.shuffled(using: &drawn.random)
            try expectTheSame(requests, written, ordered: order, by: chat, in: workspace)
        }
    }

    @Test func `what receives an answer may throw, and the workspace is free again`() throws {
        struct Refusal: Error {}
        let chat = try Self.shipped(2)
        var drawn = DrawnRequests(chat, seed: 99)
        let requests = try drawn.requests(count: 8), written = try requests.map { try alone($0, by: chat) }
        let workspace = try LlamaWorkspace(chat.model, contextLength: 160, positionCount: 480, batchCount: 20)
        for last in 1...requests.count {
            var endedCount = 0
            #expect(throws: Refusal.self) {
                try GenerationPack(chat, requests, in: workspace).follow { _, _ in
                    endedCount += 1
                    if endedCount == last { throw Refusal() }
                }
            }
            #expect(endedCount == last && isFree(workspace))
        }
        try expectTheSame(requests, written, by: chat, in: workspace)
    }

    @Test func `a task may be cancelled, and the workspace is free again`() async throws {
        let shared = SharedWorkspace(try Self.shipped(1))
        let cancelled = Task {
            try await shared.use { chat, workspace in
                var drawn = DrawnRequests(chat, seed: 98)
                let requests = try drawn.requests(count: 8)
                try GenerationPack(chat, requests, in: workspace).follow { _, _ in
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
        }
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        try await shared.use { chat, workspace in
            #expect(isFree(workspace))
            var drawn = DrawnRequests(chat, seed: 97)
            let requests = try drawn.requests(count: 8), written = try requests.map { try alone($0, by: chat) }
            try expectTheSame(requests, written, by: chat, in: workspace)
        }
    }

    @Test func `a logit that overflows ends all, and nothing of it is left behind`() throws {
        let chat = try ChatModel(Self.overflowing(at: 1000), engine: Engine(threadCount: 2))
        var drawn = DrawnRequests(chat, seed: 96)
        let requests = try drawn.requests(count: 6), written = try requests.map { try alone($0, by: chat) }
        let bad = GenerationPack.Request(
            prompt: requests[0].prompt, sampler: .greedy, tokenLimit: 40, answer: [1000, 1000])
        let workspace = try LlamaWorkspace(chat.model, contextLength: 160, positionCount: 480, batchCount: 20)
        for place in [0, 3, 6] {
            var mixed = requests
            mixed.insert(bad, at: place)
            expectRefusal(.notFinite, "logits") {
                try GenerationPack(chat, mixed, in: workspace).follow { index, _ in #expect(index != place) }
            }
            try expectTheSame(requests, written, by: chat, in: workspace)
        }
    }

    /// A shipped model that cannot read one token: only that one has something in the first column, which overflows.
    private static func overflowing(at token: Int) throws -> GGUFFile {
        let file = try file(1)
        let embeddings = try #require(file.tensor("token_embd.weight"))
        let norm = try #require(file.tensor("blk.0.attn_norm.weight"))
        try #require(embeddings.type == .q8_0 && norm.type == .f32)
        var bytes = file.withBytes { $0.withUnsafeBytes { Array($0) } }
        let rowByteCount = embeddings.byteRange.count / embeddings.rowCount
        for row in 0..<embeddings.rowCount {
            let block = embeddings.byteRange.lowerBound + row * rowByteCount
            // Behind the scale, in binary16, stands the first of 32 quants.
            bytes[block + 2] = row == token ? 127 : 0
        }
        let huge = withUnsafeBytes(of: Float.greatestFiniteMagnitude.bitPattern.littleEndian) { Array($0) }
        bytes.replaceSubrange(norm.byteRange.prefix(4), with: huge)
        return try GGUFFile(parsing: bytes, name: "overflowing.gguf")
    }

    @Test func `an answer begins when a shorter one leaves its room, though another is still written`() throws {
        let chat = try Self.shipped(1)
        let prompt = try chat.prompt([ChatMessage(role: "user", content: "How is the kilogram defined?")])
        let requests = [30, 2, 2].map {
            GenerationPack.Request(prompt: prompt, sampler: .greedy, tokenLimit: $0, answer: [])
        }
        let workspace = try LlamaWorkspace(chat.model, contextLength: 48, positionCount: 48 + 32)
        var ended: [Int] = []
        try GenerationPack(chat, requests, in: workspace).follow { index, _ in ended.append(index) }
        #expect(ended == [1, 2, 0])
    }

    @Test func `limits of nothing and of anything are those of an answer alone`() throws {
        let chat = try Self.shipped(1)
        let prompt = try chat.prompt([ChatMessage(role: "user", content: "What is Bindery?")])
        let requests = [0, .max, 1].map {
            GenerationPack.Request(prompt: prompt, sampler: .greedy, tokenLimit: $0, answer: [7])
        }
        let written = try requests.map { try alone($0, by: chat) }
        let workspace = try LlamaWorkspace(chat.model, contextLength: chat.model.configuration.contextLength)
        try expectTheSame(requests, written, by: chat, in: workspace)
    }

    @Test func `a prompt without a token is refused`() throws {
        let chat = try Self.shipped(1), workspace = try LlamaWorkspace(chat.model, contextLength: 60)
        let requests = [[Int32(5)], []].map {
            GenerationPack.Request(prompt: $0, sampler: .greedy, tokenLimit: 3, answer: [])
        }
        expectRefusal(.invalidInput, "prompt") {
            try GenerationPack(chat, requests, in: workspace).follow { _, _ in }
        }
        #expect(isFree(workspace))
    }
}

/// A workspace that several tasks use, one after another.
private actor SharedWorkspace {
    private let chat: ChatModel
    private var workspace: LlamaWorkspace?

    init(_ chat: ChatModel) { self.chat = chat }

    func use(_ body: @Sendable (ChatModel, LlamaWorkspace) throws -> Void) throws {
        let workspace =
            try workspace
            ?? LlamaWorkspace(
                chat.model, contextLength: 160, positionCount: 480, batchCount: 20)
        self.workspace = workspace
        try body(chat, workspace)
    }
}

/// Requests as a recomputation has them, and others.
private struct DrawnRequests {
    var random: SeededGenerator
    private let chat: ChatModel
    private let questions = [
        "What is Bindery?", "What is the capital of Brazil?", "What is the capital of Kazakhstan?",
        "How many moons does Saturn have?", "How many moles?", "What", "How do I undo the last commit in Git?",
    ]

    init(_ chat: ChatModel, seed: UInt64) { (self.chat, random) = (chat, SeededGenerator(seed: seed)) }

    mutating func requests(count: Int) throws -> [GenerationPack.Request] {
        var requests: [GenerationPack.Request] = []
        for _ in 0..<count {
            let prompt = try prompt(requests.last?.prompt), sampler = try sampler()
            let limit = Int.random(in: 1...50, using: &random)
            let own = try Generation(chat, prompt: prompt, sampler: sampler, tokenLimit: 50)
            while try own.next() != nil {}
            requests.append(
                .init(prompt: prompt, sampler: sampler, tokenLimit: limit, answer: answer(near: own.tokens)))
        }
        return Bool.random(using: &random)
            ? requests.sorted { $0.prompt.lexicographicallyPrecedes($1.prompt) } : requests
    }

    /// One of a question, or one that goes with the prompt before: the same, its beginning, or more than it.
    private mutating func prompt(_ earlier: [Int32]?) throws -> [Int32] {
        let question = questions.randomElement(using: &random) ?? ""
        let asked = try chat.prompt([ChatMessage(role: "user", content: question)])
        guard let earlier else { return asked }
        return switch Int.random(in: 0..<8, using: &random) {
        case 0: earlier
        case 1: Array(earlier.prefix(Int.random(in: 1...earlier.count, using: &random)))
        case 2: earlier.count < 60 ? earlier + asked : asked
        case 3: Array(asked.prefix(1))
        default: asked
        }
    }

    private mutating func sampler() throws -> SamplerSettings {
        let seed = UInt64.random(in: 0..<100, using: &random)
        return switch Int.random(in: 0..<4, using: &random) {
        case 0: try SamplerSettings(temperature: 1, seed: seed)
        case 1: try SamplerSettings(temperature: 3, topK: 40, repetitionPenalty: 1.5, seed: seed)
        default: .greedy
        }
    }

    /// A recorded answer: the model's own one, as it is or changed in some way, or another.
    private mutating func answer(near own: [Int32]) -> [Int32] {
        let place = Int.random(in: 0...own.count, using: &random)
        return switch Int.random(in: 0..<9, using: &random) {
        case 0: []
        case 1: own
        case 2: Array(own.prefix(place))
        case 3: own + own
        // A word that the model would not write, in it or in place of its own: what comes behind it is as expected.
        case 4: own.prefix(place) + [77] + own.dropFirst(place)
        case 5: own.prefix(place) + [77, 78] + own.dropFirst(place + 2)
        // Without a word that the model would write: what is expected goes beyond where there is room.
        case 7: Array(own.prefix(place) + own.dropFirst(place + 2))
        // The mark of an end where there is none.
        case 6: own.prefix(place) + [2] + own.dropFirst(place)
        default: [77, 77, 77, 77]
        }
    }
}
