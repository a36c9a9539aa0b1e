import BinderyTestSupport
import Foundation
import JSON
import Testing

/// `init` that is killed at any moment: the same command again makes the registry, with its keys and its pin.
@Suite(.temporaryDirectory) struct InitKillTests {
    private static let roundCount = ProcessInfo.processInfo.environment["BINDERY_LONG"] == "1" ? 300 : 40

    private var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    private func arguments(_ round: Int) -> [String] {
        [
            "init", "library\(round)", "--key", "publisher.pem", "--name", "L", "--origin", "example.org/\(round)",
            "--key-folder", TemporaryDirectory.file("keys\(round)"), "--json",
        ]
    }

    private func start(_ round: Int) throws -> RunningProgram {
        try program.start(
            arguments(round), output: TemporaryDirectory.file("out"), diagnostics: TemporaryDirectory.file("err"))
    }

    @Test func `a killed init is begun anew by the same command`() throws {
        try TestLibrary.writeKey("publisher")
        try TestLibrary.writeKey("second")
        let clock = ContinuousClock()
        let usual = try clock.measure { _ = try start(0).wait() }
        var (killedCount, foundCount) = (0, 0)
        for round in 1...Self.roundCount {
            // Every third time into a folder that somebody made before.
            if round % 3 == 0 { _ = try program.shell("mkdir library\(round)") }
            var generator = SeededGenerator(seed: UInt64(round))
            let end = clock.now + usual * Double.random(in: 0.1..<1.05, using: &generator)
            let running = try start(round)
            while clock.now < end, running.isRunning { usleep(100) }
            running.kill()
            guard running.wait() == 128 + SIGKILL else { continue }
            killedCount += 1
            if try !program.shell("ls -A library\(round) keys\(round) 2>/dev/null").output.isEmpty { foundCount += 1 }
            let again = try program.run(arguments(round))
            // Killed between its last write and its last word: the registry is there, and the refusal says so.
            let isThere = again.status == 73 && again.errorJSON["problem"]?.text?.contains("something") == true
            try #require(again.status == 0 || isThere, "round \(round): \(again.text)\(again.diagnostics)")
            try check(round)
        }
        #expect(killedCount > Self.roundCount / 4 && foundCount > Self.roundCount / 8, "\(killedCount) \(foundCount)")
    }

    /// The registry is whole, pinned, and written to with the keys in its folder; nothing else is left.
    private func check(_ round: Int) throws {
        let path = "library\(round)"
        let audit = try program.run("audit", path, "--json")
        try #require(audit.verdict == "verified" && audit.json["objects"] == 1, "round \(round): \(audit.text)")
        try Data("A.\n".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("a.md")))
        let bound = try program.run("bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--registry", path)
        try #require(bound.status == 0, "round \(round): \(bound.diagnostics)")
        for name in ["root", "log", "commit"] {
            let shown = try program.run("key", "show", "--key", "keys\(round)/\(name).pem", "--json")
            let did = try #require(shown.json["did"]?.text)
            let roles = try program.run("root", "show", "--registry", path, "--json").json["roles"]
            #expect(roles?[name]?["keys"]?.elements?.first?["id"]?.text == did, "round \(round): \(name)")
        }
        #expect(try program.shell("ls -A keys\(round)").text == "commit.pem\nlog.pem\nroot.pem\n", "round \(round)")
        #expect(try program.shell("ls -A \(path) | grep -c bindery-").text == "0\n", "round \(round)")
    }
}
