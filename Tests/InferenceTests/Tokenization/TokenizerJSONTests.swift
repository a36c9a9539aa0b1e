import Inference
import Testing

/// `tokenizer.json` of the BERT family: what is read, and what is refused by the member's pointer.
@Suite struct TokenizerJSONTests {
    private static let sample = """
        {"added_tokens":[{"id":0,"content":"[UNK]","single_word":false,"lstrip":false,"rstrip":false,\
        "normalized":false,"special":true},{"id":1,"content":"[CLS]","special":true}],\
        "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,\
        "lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},"post_processor":{"type":"TemplateProcessing",\
        "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}}]},\
        "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":6,\
        "vocab":{"[UNK]":0,"[CLS]":1,"sign":2,"##ed":3,"##e":4,",":5}}}
        """

    private static func tokenizer(replacing old: String = "", with new: String = "") throws -> Tokenizer {
        let text = old.isEmpty ? sample : sample.split(separator: old, maxSplits: 1).joined(separator: new)
        return try Tokenizer(tokenizerJSON: Array(text.utf8), name: "tokenizer.json")
    }

    @Test func `a word is cut into its longest pieces, or is unknown`() throws {
        let tokenizer = try Self.tokenizer()
        #expect(try tokenizer.encode("Sígned, sign") == [1, 2, 3, 5, 2])
        #expect(try tokenizer.encode("signe signex eded") == [1, 2, 4, 0, 0])
        #expect(try tokenizer.encode("signeded") == [1, 0], "a word of more than six characters")
        #expect(try tokenizer.encode("[CLS] sign", addingSpecialTokens: false) == [1, 2])
        #expect(tokenizer.specialTokens.prefix == [1] && tokenizer.specialTokens.suffix.isEmpty)
    }

    @Test(arguments: [
        ("WordPiece", "Unigram", "/model/type"), ("BertPreTokenizer", "Whitespace", "/pre_tokenizer/type"),
        ("BertNormalizer", "NFKC", "/normalizer/type"), ("TemplateProcessing", "Other", "/post_processor/type"),
        ("\"lstrip\":false", "\"lstrip\":true", "/added_tokens/0/lstrip"),
    ])
    func `a part of another type is refused by its pointer`(old: String, new: String, pointer: String) {
        expectRefusal(.unsupported, "tokenizer.json: \(pointer)") { try Self.tokenizer(replacing: old, with: new) }
    }

    @Test(arguments: [
        ("\"##e\":4", "\"##e\":3", "/model/vocab"), ("\"##e\":4", "\"##e\":6", "/model/vocab"),
        ("\"unk_token\":\"[UNK]\"", "\"unk_token\":\"<unk>\"", "/model/unk_token"),
        ("\"unk_token\":\"[UNK]\",", "", "/model/unk_token"),
        ("\"id\":1,\"content\":\"[CLS]\"", "\"id\":2,\"content\":\"[CLS]\"", "/added_tokens/1/content"),
        ("{\"id\":\"[CLS]\"", "{\"id\":\"[BOS]\"", "/post_processor/single/0"),
        ("\"max_input_chars_per_word\":6", "\"max_input_chars_per_word\":-1", "/model/max_input_chars_per_word"),
    ])
    func `parts that do not fit each other are refused by their pointer`(old: String, new: String, pointer: String) {
        expectRefusal(.vocabulary, "tokenizer.json: \(pointer)") { try Self.tokenizer(replacing: old, with: new) }
    }

    @Test func `every truncation is refused`() {
        for count in 0..<Self.sample.utf8.count {
            expectRefusal(.malformed, "tokenizer.json") {
                try Tokenizer(tokenizerJSON: Array(Self.sample.utf8.prefix(count)), name: "tokenizer.json")
            }
        }
    }
}
