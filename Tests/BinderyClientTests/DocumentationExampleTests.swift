import BinderyClient
import BinderyTestSupport
import BoundKnowledge
import HTTPClient
import Testing

/// The example of the landing page.
@Suite(.temporaryDirectory) struct DocumentationExampleTests {
    @Test func `the example of the landing page reads a library`() async throws {
        let (root, object) = (try TestObjects.root(), try TestObjects.document())
        let (pinned, address) = (root.address, object.address)
        let transport = MemoryMirrors(["a": MirrorPages(root, object), "b": MirrorPages(root, object)])
        let folder = TemporaryDirectory.file("cache")

        let client = BinderyClient(
            mirrors: [try HTTPLocation("https://a"), try HTTPLocation("https://b")],
            trustRoot: pinned, cache: ObjectCache(folder: folder), transport: transport)
        let fetched = try await client.object(at: address)
        var text = fetched.findings.map(\.description)
        if let document = fetched.document { text.append(document.answer.text) }
        let standing = try await client.follow(address)
        if standing.end == .withdrawn { text.append("withdrawn") }
        #expect(text == ["A short number.\n"] && standing.end == .noneKnown)

        try expectExample(of: "BinderyClient")
    }
}
