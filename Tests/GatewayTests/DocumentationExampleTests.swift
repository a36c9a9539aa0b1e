import BinderyService
import BinderyTestSupport
import Foundation
import Gateway
import Logging
import Testing

/// The example of the landing page.
@Suite(.temporaryDirectory) struct DocumentationExampleTests {
    @Test func `the example of the landing page serves a library`() async throws {
        let library = try TestLibrary()

        let (ports, continuation) = AsyncStream.makeStream(of: UInt16.self)
        let task = Task {
            try await serve(library.founding.path, in: TestLibrary.environment) { continuation.yield($0) }
        }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let status = try await BlockingThread.run { try fetch(port, "/healthz").status }
        task.cancel()
        try await task.value
        #expect(status == 200)

        try expectExample(of: "Gateway")
    }

    private func serve(
        _ path: String, in environment: BinderyEnvironment, _ body: @escaping @Sendable (UInt16) async -> Void
    ) async throws {
        let logger = Logger(label: "example") { _ in SwiftLogNoOpLogHandler() }
        let body = { @Sendable (port: Int) in await body(UInt16(port)) }
        let library = try ServedLibrary(opening: path, for: Bindery(environment))
        let gateway = Gateway(library, logger: logger)
        try await gateway.run(at: Gateway.Place(port: 0)) { port in await body(port) }
    }
}
