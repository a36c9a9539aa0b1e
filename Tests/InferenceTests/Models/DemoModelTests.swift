import Cryptography
import Foundation
import Inference
import JSON
import Testing

/// The models that ship, through the whole path: file, template, tokens, greedy decoding.
///
/// The expected tokens were made by `Registry/model/decoder.py`, which shares no code with this program.
@Suite struct DemoModelTests {
    private static let vectors = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Vectors/demo-model.json")
    private static let root = vectors.appendingPathComponent("../../../..").standardizedFileURL

    private struct Shipped {
        let file: GGUFFile
        let chat: ChatModel
        let cases: [JSONNode]
        let digest: String?

        init(version: String) throws {
            let document = try JSONDocument(parsing: Array(Data(contentsOf: vectors))).root
            let model = try #require(document["models"]?[version])
            let path = try #require(model["file"]?.stringValue)
            file = try GGUFFile(mapping: root.appendingPathComponent(path).path)
            chat = try ChatModel(file, engine: Engine(threadCount: 2))
            cases = try #require(document["cases"]?.elements.map { $0 })
            digest = model["sha256"]?.stringValue
        }
    }

    @Test(arguments: ["1", "2"])
    func `a shipped model gives exactly the tokens and texts that an independent decoder gives`(version: String) throws
    {
        let shipped = try Shipped(version: version)
        #expect(shipped.file.digest().description == shipped.digest)
        try #require(shipped.cases.count >= 10)
        for item in shipped.cases {
            let question = try #require(item["question"]?.stringValue)
            let answer = try #require(item["answers"]?[version])
            let prompt = try shipped.chat.prompt([ChatMessage(role: "user", content: question)])
            #expect(prompt == ids(item["promptTokens"]), "\(question)")
            let generation = try Generation(shipped.chat, prompt: prompt, tokenLimit: 200)
            var pieces = ""
            while let token = try generation.next() { pieces += token.text }
            #expect(generation.tokens + [2] == ids(answer["tokens"]), "\(question)")
            #expect(generation.text == answer["text"]?.stringValue && pieces == generation.text, "\(question)")
            #expect(generation.ending == .mark)
        }
    }

    @Test func `a changed byte of the tokenizer changes the tokenizer's digest, one of the weights does not`() throws {
        let file = try Shipped(version: "1").file
        let bytes = file.withBytes { $0.withUnsafeBytes { Array($0) } }
        let space = try #require(bytes.firstRange(of: Array("llama-bpe".utf8)))
        var other = bytes
        other.replaceSubrange(space, with: Array("llama-bpf".utf8))
        let changed = try GGUFFile(parsing: other, name: "changed")
        #expect(changed.tokenizerDigest() != file.tokenizerDigest())
        #expect(try changed.templateDigest() == file.templateDigest())

        other = bytes
        other[bytes.count - 1] ^= 1
        let reweighted = try GGUFFile(parsing: other, name: "changed")
        #expect(reweighted.tokenizerDigest() == file.tokenizerDigest() && reweighted.digest() != file.digest())
        #expect(reweighted.quantisation == .q8_0)
    }

    @Test(arguments: ["1", "2"])
    func `reading an answer many tokens at once gives what writing it gives, and goes on where they part`(
        version: String
    ) throws {
        let shipped = try Shipped(version: version)
        for item in shipped.cases {
            let prompt = ids(item["promptTokens"])
            let answers = try #require(item["answers"])
            let own = try ids(#require(answers[version])["tokens"]), text = answers[version]?["text"]?.stringValue
            for other in answers.members.map({ Array(ids($0.value["tokens"]).dropLast()) }) + [[], [7, 7, 7], own] {
                let generation = try Generation(shipped.chat, prompt: prompt, tokenLimit: 200)
                try generation.follow(other)
                #expect(generation.followedCount == zip(own.dropLast(), other).prefix { $0 == $1 }.count)
                while try generation.next() != nil {}
                #expect(generation.tokens + [2] == own && generation.text == text && generation.ending == .mark)
            }
        }
    }

    @Test func `a long answer is followed block by block, seeded or not`() throws {
        let chat = try Shipped(version: "1").chat
        let prompt = try chat.prompt([ChatMessage(role: "user", content: "What is Bindery?")])
        let warm = try SamplerSettings(temperature: 60, seed: 11)
        for sampler in [SamplerSettings.greedy, warm] {
            let written = try Generation(chat, prompt: prompt, sampler: sampler, tokenLimit: 150)
            while try written.next() != nil {}
            if sampler == warm { #expect(written.tokens.count > 64) }
            for wrong in [nil, 0, 31, 32, 33, 63, 64].filter({ $0 ?? 0 < written.tokens.count }) {
                var answer = written.tokens
                if let wrong { answer[wrong] ^= 1 }
                let read = try Generation(chat, prompt: prompt, sampler: sampler, tokenLimit: 150)
                try read.follow(answer)
                #expect(read.followedCount == wrong ?? answer.count)
                while try read.next() != nil {}
                #expect(read.tokens == written.tokens && read.text == written.text && read.ending == written.ending)
            }
        }
    }

    @Test(arguments: ["1", "2"], [(7, 100), (32, 300), (512, 4096)])
    func `answers that are followed together come out as each alone`(
        version: String, room: (batch: Int, positions: Int)
    ) throws {
        let chat = try Shipped(version: version).chat
        let warm = try SamplerSettings(temperature: 2, seed: 7)
        var requests: [GenerationPack.Request] = []
        for item in try Shipped(version: version).cases {
            for (index, answer) in try #require(item["answers"]).members.enumerated() {
                requests.append(
                    GenerationPack.Request(
                        prompt: ids(item["promptTokens"]), sampler: index == 0 ? .greedy : warm, tokenLimit: 60,
                        answer: Array(ids(answer.value["tokens"]).dropLast())))
            }
        }
        requests.sort { $0.prompt.lexicographicallyPrecedes($1.prompt) }
        let workspace = try LlamaWorkspace(
            chat.model, contextLength: min(120, room.positions), positionCount: room.positions, batchCount: room.batch)
        // Twice in the same memory: what the first answers left there is of no account.
        for _ in 0..<2 {
            var ended: [Int] = []
            try GenerationPack(chat, requests, in: workspace).follow { index, generation in
                ended.append(index)
                let request = requests[index]
                let single = try Generation(
                    chat, prompt: request.prompt, sampler: request.sampler, tokenLimit: request.tokenLimit)
                try single.follow(request.answer)
                while try single.next() != nil {}
                #expect(generation.tokens == single.tokens && generation.text == single.text)
                #expect(generation.ending == single.ending && generation.followedCount == single.followedCount)
            }
            #expect(ended.sorted() == Array(requests.indices))
            requests.reverse()
        }
    }

    @Test func `answers for which there is never room are refused`() throws {
        let chat = try Shipped(version: "1").chat
        let prompt = try chat.prompt([ChatMessage(role: "user", content: "What is Bindery?")])
        let fits = GenerationPack.Request(prompt: prompt, sampler: .greedy, tokenLimit: 20, answer: [])
        let tooLong = GenerationPack.Request(prompt: prompt, sampler: .greedy, tokenLimit: 100, answer: [])
        let workspace = try LlamaWorkspace(chat.model, contextLength: 60)
        var ended: [Int] = []
        let error = #expect(throws: InferenceError.self) {
            try GenerationPack(chat, [fits, fits, tooLong], in: workspace).follow { index, _ in ended.append(index) }
        }
        #expect(error?.code == .context && ended == [0, 1])
    }

    @Test func `an answer ends at its limit, and a prompt without room for one is refused`() throws {
        let chat = try Shipped(version: "1").chat
        let prompt = try chat.prompt([ChatMessage(role: "user", content: "What is Bindery?")])
        let generation = try Generation(chat, prompt: prompt, tokenLimit: 3)
        while try generation.next() != nil {}
        #expect(generation.tokens.count == 3 && generation.ending == .limit)

        let length = chat.model.configuration.contextLength
        let full = [Int32](repeating: 5, count: length)
        let error = #expect(throws: InferenceError.self) { _ = try Generation(chat, prompt: full, tokenLimit: 1) }
        #expect(error?.code == .context)
        let last = try Generation(chat, prompt: Array(full.dropLast()), tokenLimit: 9)
        while try last.next() != nil {}
        #expect(last.tokens.count <= 1)
    }

    @Test func `a conversation that says nothing is refused`() throws {
        let chat = try Shipped(version: "1").chat
        let error = #expect(throws: InferenceError.self) {
            _ = try chat.prompt([ChatMessage(role: "user", content: "")])
        }
        #expect(error?.code == .invalidInput)
    }

    private func ids(_ node: JSONNode?) -> [Int32] {
        node?.elements.compactMap { $0.integerValue.flatMap(Int32.init) } ?? []
    }
}
