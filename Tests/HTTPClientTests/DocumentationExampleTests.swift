import BinderyTestSupport
import HTTPClient
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page fetches a page`() async throws {
        let server = RawServer { $0.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok") }
        let port = server.port

        let location = try HTTPLocation("http://127.0.0.1:\(port)").appending("objects", "sha256:00")
        let request = HTTPRequest(location, byteLimit: 1 << 20, timeout: .seconds(30))
        let response = try await URLSessionTransport().response(to: request)
        let found = response.head.status == 200 ? response.body : []
        #expect(found == Array("ok".utf8))

        try expectExample(of: "HTTPClient")
    }
}
