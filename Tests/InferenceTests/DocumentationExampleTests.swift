import BinderyTestSupport
import Foundation
import Inference
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test(.temporaryDirectory) func `the example of the landing page reads a model and makes tokens`() throws {
        let path = TemporaryDirectory.file("model.gguf")
        var writer = SmallVocabulary().writer
        writer.add("llama.block_count", .uint32(2))
        writer.add("output_norm.weight", [2], float32s: [1, 1])
        try Data(writer.bytes()).write(to: URL(fileURLWithPath: path))

        let file = try GGUFFile(mapping: path)
        let layerCount = try file.metadata.requiredUInt32("llama.block_count")
        for tensor in file.tensors { try file.requireFinite(tensor) }

        let tokenizer = try Tokenizer(file.metadata)
        let ids = try tokenizer.encode("Who signs an answer?", readingSpecialTokens: false)
        let text = try tokenizer.decode(ids)

        #expect(layerCount == 2)
        #expect(text == "Who signs an answer?")
        try expectExample(of: "Inference")
    }
}
