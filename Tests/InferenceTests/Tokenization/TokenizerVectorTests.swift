import Inference
import Testing

/// The tokenizers against Hugging Face `tokenizers`: the same ids, and the same text of them.
@Suite struct TokenizerVectorTests {
    @Test(arguments: TokenizerVectors.names)
    func `texts of all scripts have the reference's ids`(name: String) throws {
        let vectors = try TokenizerVectors(name, in: TokenizerVectors.folder)
        #expect(vectors.cases.count >= 130)
        try expectReference(vectors)
    }

    @Test(.enabled(if: TokenizerVectors.generatedFolder != nil), arguments: TokenizerVectors.names)
    func `ten thousand random texts have the reference's ids`(name: String) throws {
        let folder = try #require(TokenizerVectors.generatedFolder)
        let vectors = try TokenizerVectors(name, in: folder)
        #expect(vectors.cases.count >= 10_000)
        try expectReference(vectors)
    }

    @Test(.enabled(if: TokenizerVectors.generatedFolder != nil), arguments: TokenizerVectors.names.prefix(5))
    func `a file of the Python package gguf gives the same tokenizer`(name: String) throws {
        let folder = try #require(TokenizerVectors.generatedFolder)
        let tokenizer = try Tokenizer(GGUFFile(mapping: "\(folder)/\(name).gguf").metadata)
        for example in try TokenizerVectors(name, in: folder).cases.prefix(1_000) {
            #expect(try tokenizer.encode(example.text) == example.ids)
        }
    }

    private func expectReference(_ vectors: TokenizerVectors) throws {
        var differing = 0
        for example in vectors.cases {
            let ids = try vectors.tokenizer.encode(example.text)
            let decoded = try example.decoded.map { _ in try vectors.tokenizer.decode(ids) }
            // By bytes: equal strings may be other scalars.
            guard ids != example.ids || decoded.map({ Array($0.utf8) }) != example.decoded.map({ Array($0.utf8) })
            else {
                continue
            }
            differing += 1
            if differing <= 5 {
                let scalars = example.text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
                Issue.record("\(scalars): \(ids) \(decoded ?? ""), expected \(example.ids) \(example.decoded ?? "")")
            }
        }
        #expect(differing == 0, "of \(vectors.cases.count)")
    }
}
