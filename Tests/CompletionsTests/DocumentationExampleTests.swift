import BinderyTestSupport
import Completions
import HTTPClient
import Synchronization
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page asks an engine`() async throws {
        let engine = TestEngine(.streamed(["A ", "number."]), .streamed(["a"]), .streamed(["b"]), .streamed(["c"]))
        let address = engine.address
        let pieces = Mutex("")

        let client = CompletionClient(engine: try HTTPLocation(address))
        let request = CompletionRequest(
            model: "demo", messages: [CompletionMessage(role: "user", content: "What is a hash?")],
            sampler: CompletionSampler(temperature: 0))
        let completion = try await client.completion(of: request) { piece in pieces.withLock { $0 += piece } }
        let samples = try await client.completions(of: request, seeds: 1...3)

        #expect(completion.text == "A number." && pieces.withLock { $0 } == completion.text)
        #expect(samples.map(\.text) == ["a", "b", "c"])
        try expectExample(of: "Completions")
    }
}
