import BinderyTestSupport
import Foundation
import JSON
import Testing

/// `import` that is killed at any moment: its folder is whole or not there, and the same command again makes it.
@Suite(.temporaryDirectory) struct ImportKillTests {
    private static let roundCount = ProcessInfo.processInfo.environment["BINDERY_LONG"] == "1" ? 60 : 8
    private static let rowCount = 400

    private func draftCount(_ folder: String) -> Int? {
        try? FileManager.default.contentsOfDirectory(atPath: TemporaryDirectory.file(folder)).count
    }

    private func start(_ library: TestLibrary, _ folder: String) throws -> RunningProgram {
        try library.program.start(
            ["import", "faq.csv", "--out", folder, "--registry", library.path],
            output: TemporaryDirectory.file("out.txt"), diagnostics: TemporaryDirectory.file("err.txt"))
    }

    @Test func `a killed import leaves no half of a folder, and the same command makes it`() throws {
        let library = try TestLibrary()
        let rows = (0..<Self.rowCount).map { "What is thing \($0)?,\(String(repeating: "A thing. ", count: 200))\n" }
        try library.write(Array(("question,answer\n" + rows.joined()).utf8), to: "faq.csv")
        let clock = ContinuousClock()
        let usual = try clock.measure { try #require(start(library, "first").wait() == 0) }
        var (killedCount, leftCount) = (0, 0)
        for round in 0..<Self.roundCount {
            var generator = SeededGenerator(seed: UInt64(round))
            let folder = "drafts\(round)"
            let hidden = TemporaryDirectory.file(".\(folder).bindery-import")
            let running = try start(library, folder)
            // Every other time from the moment on at which drafts are being written.
            let waitsForFolder = round % 2 == 0
            while waitsForFolder, running.isRunning, !FileManager.default.fileExists(atPath: hidden) { usleep(100) }
            let end = clock.now + usual * Double.random(in: 0..<(waitsForFolder ? 0.3 : 1.1), using: &generator)
            while clock.now < end, running.isRunning { usleep(100) }
            running.kill()
            if running.wait() == 128 + SIGKILL { killedCount += 1 }
            if FileManager.default.fileExists(atPath: hidden) { leftCount += 1 }
            if let count = draftCount(folder) {
                #expect(count == Self.rowCount, "round \(round)")
            } else {
                let again = try start(library, folder).wait()
                #expect(again == 0 && draftCount(folder) == Self.rowCount, "round \(round)")
                #expect(!FileManager.default.fileExists(atPath: hidden), "round \(round)")
            }
        }
        // Kills that never hit, or always before a draft is written, would prove nothing.
        #expect(killedCount > Self.roundCount / 4 && leftCount > 0, "\(killedCount) \(leftCount)")
        try library.program.run(["approve", "drafts0", "--key", "publisher.pem"]).requireSuccess()
        #expect(try library.run("publish", "drafts0").status == 0)
        #expect(try library.audit().json["objects"] == .integer(Int64(Self.rowCount + 1)))
    }
}
