import BinderyTestSupport
import Inference
import Testing

/// What the vectors do not show: special tokens on request, errors, and the cost of long texts.
@Suite struct TokenizerTests {
    /// A byte-level vocabulary of all bytes, a few merges, and `<|end|>`.
    static func byteLevel(_ change: (inout SmallVocabulary) -> Void = { _ in }) throws -> Tokenizer {
        var vocabulary = SmallVocabulary()
        change(&vocabulary)
        return try vocabulary.tokenizer()
    }

    @Test func `what a user wrote is never a control token`() throws {
        let tokenizer = try Self.byteLevel()
        let end = try #require(tokenizer.vocabulary.id(of: "<|end|>"))
        #expect(try tokenizer.encode("a<|end|>b").contains(end))
        let literal = try tokenizer.encode("a<|end|>b", readingSpecialTokens: false)
        #expect(!literal.contains(end))
        #expect(try tokenizer.decode(literal) == "a<|end|>b")
    }

    @Test func `the marks of beginning and end are added where the file says so, on request`() throws {
        let tokenizer = try Self.byteLevel { vocabulary in
            vocabulary.marks = [("bos_token_id", .uint32(256)), ("eos_token_id", .uint32(256))]
            vocabulary.marks += [("add_bos_token", .bool(true)), ("add_eos_token", .bool(true))]
        }
        #expect(try tokenizer.encode("") == [256, 256])
        #expect(try tokenizer.encode("a").count == 3)
        #expect(try tokenizer.encode("a", addingSpecialTokens: false).count == 1)
        #expect(tokenizer.specialTokens.endsGeneration(256))
    }

    @Test func `of added tokens the longest is found, and no token inside another`() throws {
        let tokenizer = try Self.byteLevel { $0.control = ["<a>", "<a><b>", "<b>"] }
        let ids = Dictionary(
            uniqueKeysWithValues: try ["<a>", "<a><b>", "<b>"].map {
                ($0, try #require(tokenizer.vocabulary.id(of: $0)))
            })
        #expect(try tokenizer.encode("<a><b>") == [ids["<a><b>"]])
        #expect(try tokenizer.encode("<a><a><b><b>") == [ids["<a>"], ids["<a><b>"], ids["<b>"]])
    }

    @Test(.timeLimit(.minutes(1))) func `a megabyte of one letter is encoded, and decoded again`() throws {
        let tokenizer = try Self.byteLevel()
        let text = String(repeating: "a", count: 1 << 20)
        let ids = try tokenizer.encode(text)
        #expect(ids.count == 1 << 18)
        #expect(try tokenizer.decode(ids) == text)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `texts come out as the tokens come in`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let tokenizer = try Self.byteLevel()
        // Any bytes: most of them are no UTF-8.
        let ids = (0..<200).map { _ in Int32.random(in: 0..<256, using: &generator) }
        let bytes = ids.flatMap { SmallVocabulary.bytes[Int($0)] }
        var decoder = tokenizer.makeDecoder()
        var text = ""
        for id in ids { text += try decoder.append(id) }
        text += decoder.finish()
        #expect(Array(text.utf8) == Array(String(decoding: bytes, as: UTF8.self).utf8))
    }

    @Test func `a character comes out with its last byte`() throws {
        let tokenizer = try Self.byteLevel()
        var decoder = tokenizer.makeDecoder()
        let texts = try tokenizer.encode("é😀").map { try decoder.append($0) }
        #expect(texts == ["", "é", "", "", "", "😀"])
        #expect(try decoder.append(256) == "")
        #expect(decoder.finish() == "")
        #expect(try tokenizer.decode([256], includesSpecialTokens: true) == "<|end|>")
        expectRefusal(.vocabulary, "token id") { try tokenizer.decode([257 + 2]) }
        expectRefusal(.vocabulary, "token id") { try tokenizer.decode([-1]) }
    }

    @Test func `tokens that stand twice are refused, by their bytes`() throws {
        expectRefusal(.vocabulary, "tokenizer.ggml.tokens") {
            try Self.byteLevel { $0.control = ["<|end|>", "<|end|>"] }
        }
        // Canonically equivalent, but two tokens.
        #expect(throws: Never.self) { try Self.byteLevel { $0.control = ["<\u{e9}>", "<e\u{301}>"] } }
    }

    @Test(arguments: ["a", "a b c", "a zz", "zz a", "a b", ""])
    func `a merge that does not fit the vocabulary is refused by its place`(merge: String) {
        let error = expectRefusal(.vocabulary, "tokenizer.ggml.merges[2]") {
            try Self.byteLevel { $0.merges.append(merge) }
        }
        #expect(error?.problem.contains("\"") == true)
    }

    @Test func `a merge that stands twice is refused`() {
        expectRefusal(.vocabulary, "tokenizer.ggml.merges[2]") { try Self.byteLevel { $0.merges.append("a a") } }
    }

    @Test func `numbers that do not fit the vocabulary are refused by their key`() {
        expectRefusal(.vocabulary, "tokenizer.ggml.eos_token_id") {
            try Self.byteLevel { $0.marks = [("eos_token_id", .uint32(100_000))] }
        }
        expectRefusal(.vocabulary, "tokenizer.ggml.bos_token_id") {
            try Self.byteLevel { $0.marks = [("add_bos_token", .bool(true))] }
        }
        expectRefusal(.vocabulary, "tokenizer.ggml.token_type[0]") { try Self.byteLevel { $0.kinds = [7] } }
        expectRefusal(.vocabulary, "tokenizer.ggml.tokens") { try Self.byteLevel { $0.kinds = [1, 1] } }
    }

    @Test func `an unknown tokenizer or pre-tokenizer is named`() {
        let model = expectRefusal(.unsupported, "tokenizer.ggml.model") { try Self.byteLevel { $0.model = "rwkv" } }
        #expect(model?.problem.contains("rwkv") == true)
        let pre = expectRefusal(.unsupported, "tokenizer.ggml.pre") { try Self.byteLevel { $0.pre = "tekken" } }
        #expect(pre?.problem.contains("tekken") == true)
    }

    @Test func `a byte without a token is an error unless there is one for the unknown`() throws {
        expectRefusal(.vocabulary, "tokenizer") { try Self.byteLevel { $0.isWithoutZ = true }.encode("z") }
        let tokenizer = try Self.byteLevel {
            $0.isWithoutZ = true
            $0.marks = [("unknown_token_id", .uint32(256))]
        }
        #expect(try tokenizer.encode("z") == [256])
    }

    @Test func `scores that do not fit a SentencePiece vocabulary are refused`() {
        for scores: [Float] in [[], [0, .nan, 0], [0, .infinity, 0]] {
            var writer = GGUFWriter()
            writer.add("tokenizer.ggml.model", .string("llama"))
            writer.add("tokenizer.ggml.tokens", .strings(["a", "b", "ab"].map { Array($0.utf8) }))
            writer.add("tokenizer.ggml.scores", .float32s(scores))
            expectRefusal(.vocabulary, "tokenizer.ggml.scores") { try Tokenizer(SampleGGUF.file(writer).metadata) }
        }
    }
}
