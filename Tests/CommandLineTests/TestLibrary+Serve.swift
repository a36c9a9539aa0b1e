import BinderyTestSupport
import Foundation
import Testing

extension TestLibrary {
    /// Runs `bindery serve` until it says where it listens and `body` has run; then ends it with SIGTERM.
    func served(
        _ options: [String] = [], _ body: (_ url: String) async throws -> Void
    ) async throws -> (status: Int32, log: String) {
        let server = try Server(self, options)
        defer { server.running.kill() }
        try await body(server.url)
        return try server.end()
    }

    /// The same, for what does not wait.
    func served(
        _ options: [String] = [], _ body: (_ url: String) throws -> Void
    ) throws -> (status: Int32, log: String) {
        let server = try Server(self, options)
        defer { server.running.kill() }
        try body(server.url)
        return try server.end()
    }
}

/// A started `bindery serve`.
private struct Server {
    let running: RunningProgram
    let url: String
    private let log: String

    init(_ library: TestLibrary, _ options: [String]) throws {
        let name = UUID().uuidString
        let output = TemporaryDirectory.file("serve-\(name).out")
        log = TemporaryDirectory.file("serve-\(name).err")
        running = try library.program.start(
            ["serve", library.path, "--port", "0"] + options, output: output, diagnostics: log)
        var line = ""
        while !line.hasSuffix("\n"), running.isRunning {
            usleep(10_000)
            line = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        }
        url = try #require(line.components(separatedBy: " at ").last?.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    func end() throws -> (status: Int32, log: String) {
        running.terminate()
        return (running.wait(), try String(contentsOfFile: log, encoding: .utf8))
    }
}
