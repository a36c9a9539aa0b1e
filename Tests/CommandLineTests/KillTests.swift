import BinderyTestSupport
import Foundation
import JSON
import Testing

/// Publishing that is killed at any moment: what was acknowledged stays, and the next start needs no hand.
@Suite(.temporaryDirectory) struct KillTests {
    private static let roundCount = ProcessInfo.processInfo.environment["BINDERY_LONG"] == "1" ? 500 : 50
    private static let documentCount = 12

    /// One publication of several files, running, with its receipts going to a file.
    private struct Publication {
        let running: RunningProgram
        let output: String

        init(of rounds: [Int], by library: TestLibrary) throws {
            output = TemporaryDirectory.file("receipts-\(rounds.last ?? 0)")
            let files = rounds.flatMap { round in (0..<documentCount).map { "r\(round)/\($0).json" } }
            running = try library.program.start(
                ["publish"] + files + ["--registry", library.path, "--json"], output: output,
                diagnostics: output + ".err")
        }

        /// The objects of the receipt lines that are complete.
        func acknowledged() throws -> [String] {
            let text = try String(contentsOfFile: output, encoding: .utf8)
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
                (try? JSONDocument(parsing: Array(line.utf8)))?.root["object"]?.stringValue
            }
        }
    }

    private func writeDocuments(_ library: TestLibrary, round: Int) throws {
        try FileManager.default.createDirectory(
            atPath: TemporaryDirectory.file("r\(round)"), withIntermediateDirectories: true)
        for index in 0..<Self.documentCount {
            let document = try SignedDocument(
                "Question \(index) of round \(round)?", answer: String(repeating: "An answer. ", count: 300) + "\n")
            try library.write(try document.bytes(), to: "r\(round)/\(index).json")
        }
    }

    @Test func `a killed publication loses nothing that was acknowledged`() throws {
        let library = try TestLibrary()
        // How long a publication takes here, so that the kills fall into it: measured anew by each that ends, since the
        // machine may be busier or idler than a moment ago, and taken for longer after each that was killed.
        try writeDocuments(library, round: 0)
        let clock = ContinuousClock()
        var usual = try clock.measure {
            _ = try Publication(of: [0], by: library).running.wait()
        }
        var acknowledged: [String] = []
        var killedCount = 0
        for round in 1...Self.roundCount {
            try writeDocuments(library, round: round)
            var generator = SeededGenerator(seed: UInt64(round))
            let delay = usual * Double.random(in: 0..<1.1, using: &generator)
            // Every publication also brings what the killed one before it may have left.
            let start = clock.now
            let publication = try Publication(of: [round - 1, round], by: library)
            while clock.now < start + delay, publication.running.isRunning { usleep(200) }
            let elapsed = clock.now - start
            publication.running.kill()
            let status = publication.running.wait()
            if status == 128 + SIGKILL {
                killedCount += 1
                usual = usual * 1.25
            } else {
                usual = elapsed
                let problem = try String(contentsOfFile: publication.output + ".err", encoding: .utf8)
                try #require(status == 0, "round \(round): \(problem)")
            }
            acknowledged += try publication.acknowledged()
            let present = Set(
                try library.program.shell("git --git-dir=library ls-tree -r --name-only main objects").text
                    .split(separator: "\n").compactMap { $0.split(separator: "/").last?.prefix(64) }.map {
                        "sha256:\($0)"
                    })
            let lost = acknowledged.filter { !present.contains($0) }
            try #require(lost.isEmpty, "round \(round) lost \(lost)")
            if round % 10 == 0 {
                let check = try library.program.shell(
                    "git --git-dir=library fsck --strict --full 2>&1 | grep -v ^dangling")
                #expect(check.text.isEmpty, "round \(round): \(check.text)")
            }
        }
        // Kills that never hit, or always before the work began, would prove nothing.
        #expect(killedCount > Self.roundCount / 5)
        #expect(!acknowledged.isEmpty)
        // The next start needs no hand: everything that is missing is published, in one command.
        let rest = try library.program.shell("exec \"$BINDERY\" publish r*/*.json --registry library --json")
        #expect(rest.status == 0, "\(rest.diagnostics)")
        #expect(rest.text.split(separator: "\n").count == Self.documentCount * (Self.roundCount + 1))
        let audit = try library.audit()
        #expect(
            audit.verdict == "verified"
                && audit.json["objects"] == .integer(Int64(Self.documentCount * (Self.roundCount + 1) + 1)),
            "\(audit.text)")
        #expect(try library.program.shell("git --git-dir=library fsck --strict --full").status == 0)
        // Nothing that the killed left piles up.
        let litter = try library.program.shell(
            "find library -name '*.lock' ! -path '*/.bindery/*' -o -name 'tmp_*' -o -name '*.tmp'")
        #expect(litter.text.isEmpty, "\(litter.text)")
    }
}
