import BinderyTestSupport
import Foundation
import JSON
import Testing

/// `recompute` that is killed at any moment: the same command again goes on, and does nothing twice.
@Suite(.temporaryDirectory) struct RecomputeKillTests {
    private static let roundCount = ProcessInfo.processInfo.environment["BINDERY_LONG"] == "1" ? 50 : 9

    /// Publishes what is revised without a person.
    private static let superseding = #"{"actions":{"revised":"supersede"},"maxAutoSupersedePerDay":1}"#

    private static let keptCount = 20
    private static let documentCount = 31

    /// A library of answers of version 1, as it is before the first recomputation.
    private func library() throws -> TestLibrary {
        try TestLibrary.writeKey("auditor")
        let library = try TestLibrary(options: TestLibrary.auditor)
        try library.addModel(1)
        let questions = try ShippedCorpus.kept().prefix(Self.keptCount) + ShippedCorpus.changed()
        for (index, question) in questions.enumerated() {
            try library.run(
                "bind", question, "--model", "demo@1", "--key", "publisher.pem", "--draft", "draft\(index).json"
            ).requireDone()
        }
        try library.run(["publish"] + questions.indices.map { "draft\($0).json" }).requireDone()
        try library.addModel(2)
        return library
    }

    private func start(_ library: TestLibrary, _ options: [String]) throws -> RunningProgram {
        try library.program.start(
            ["recompute", "--model", "demo@2", "--key", "auditor.pem", "--registry", library.path] + options,
            output: TemporaryDirectory.file("out.txt"), diagnostics: TemporaryDirectory.file("err.txt"))
    }

    /// The whole lines of the only job's journal; nothing where there is none yet.
    private func journal() throws -> [JSONNode] {
        guard let job = Self.job, let text = try? String(contentsOfFile: "\(job)/journal.jsonl", encoding: .utf8) else {
            return []
        }
        return try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            try JSONDocument(parsing: Array($0.utf8)).root
        }
    }

    private static var job: String? {
        let folder = TemporaryDirectory.file("library/.bindery/recompute")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.first { $0.hasSuffix("-1") }.map { "\(folder)/\($0)" }
    }

    private func documents(_ event: String) throws -> [String] {
        try journal().filter { $0["event"]?.stringValue == event }.compactMap { $0["document"]?.stringValue }
    }

    /// Whether a recomputation has come so far: 0 begun, 1 written into its journal, 2 signed or proposed something.
    private func hasReached(_ stage: Int) -> Bool {
        guard stage > 0 else { return true }
        guard let job = Self.job else { return false }
        if stage == 1 { return FileManager.default.fileExists(atPath: "\(job)/journal.jsonl") }
        let signed = (try? FileManager.default.contentsOfDirectory(atPath: "\(job)/outbox")) ?? []
        return !signed.isEmpty || (try? documents("proposed").isEmpty) == false
    }

    @Test(arguments: [nil, superseding])
    func `a killed recomputation goes on, and does nothing twice`(policy: String?) throws {
        let library = try library()
        try library.write(Array((policy ?? "{}").utf8), to: "recompute.json")
        let options = policy == nil ? [] : ["--policy", "recompute.json", "--publisher-key", "publisher.pem"]
        // Settings too: they remember how long the history was that was audited last.
        try library.program.shell("mkdir pristine && cp -a library .config pristine").requireSuccess()
        let clock = ContinuousClock()
        let usual = try clock.measure { try #require(start(library, options).wait() == 0) }
        let whole = try journal().count
        var (killedCount, amidCount, supersedingCount) = (0, 0, 0)
        for round in 0..<Self.roundCount {
            try library.program.shell("rm -rf library .config && cp -a pristine/library pristine/.config .")
                .requireSuccess()
            var generator = SeededGenerator(seed: UInt64(round))
            // Three kills a round, at most, and each of the same work: what the one before has left is gone on with.
            for attempt in 0..<3 {
                let stage = (round + attempt) % 3
                let running = try start(library, options)
                while running.isRunning, !hasReached(stage) { usleep(200) }
                // What is signed is published at once, and versions one after another.
                let window = stage == 2 && policy == nil ? 0.05 : 0.4
                let end = clock.now + usual * Double.random(in: 0..<window, using: &generator)
                while clock.now < end, running.isRunning { usleep(100) }
                running.kill()
                guard running.wait() == 128 + SIGKILL else { break }
                killedCount += 1
                guard try (1..<whole).contains(journal().count) else { continue }
                amidCount += 1
                if try !documents("superseded").isEmpty { supersedingCount += 1 }
            }
            let status = try start(library, options).wait()
            let problem = try String(contentsOfFile: TemporaryDirectory.file("err.txt"), encoding: .utf8)
            try #require(status == 0, "round \(round): \(problem)")
            try expectDone(library, round, isSuperseding: policy != nil)
        }
        print("killed \(killedCount) times: \(amidCount) amid the work, \(supersedingCount) amid publications")
        // Kills that never hit the work would prove nothing.
        #expect(killedCount >= Self.roundCount && amidCount >= Self.roundCount / 4, "\(killedCount) \(amidCount)")
    }

    private func expectDone(_ library: TestLibrary, _ round: Int, isSuperseding: Bool) throws {
        let checked = try documents("checked")
        #expect(checked.count == Self.documentCount && Set(checked).count == checked.count, "round \(round)")
        let attested = try documents("attested")
        #expect(Set(attested).count == attested.count, "round \(round)")
        let report = try library.run("recompute", "report", "--json").json
        #expect(report["outcomes"]?["identical"] == .integer(Int64(Self.keptCount)), "round \(round)")
        #expect(report["effects"]?["unsigned"] == 0 && report["state"] == "done", "round \(round)")
        let proposed = try library.run("proposals", "list", "--json").text.split(separator: "\n")
            .compactMap { try JSONDocument(parsing: Array($0.utf8)).root["object"]?.stringValue }
        let superseded = try expectSuperseded(library, report, round, isSuperseding)
        let changed = Self.documentCount - Self.keptCount - superseded
        #expect(proposed.count == changed && Set(proposed).count == changed, "round \(round)")
        let audit = try library.audit()
        #expect(audit.verdict == "verified", "round \(round): \(audit.text)")
        // One attestation for each that is the same or contradicted: what the journal names, and no other.
        let contradicted = report["outcomes"]?["contradicted"].map { "\($0.text())" }.flatMap { Int($0) } ?? 0
        #expect(attested.count == Self.keptCount + contradicted, "round \(round)")
        #expect(audit.json["byType"]?["Attestation"] == .integer(Int64(attested.count)), "round \(round)")
        let documentCount = Int64(Self.documentCount + superseded)
        #expect(audit.json["byType"]?["BoundDocument"] == .integer(documentCount), "round \(round)")
        let outbox = try library.program.shell("ls library/.bindery/recompute/*-1/outbox").text
        #expect(outbox.isEmpty, "round \(round): \(outbox)")
    }

    /// How many answers were replaced without a person: each that is revised, once, and each counted for the day.
    private func expectSuperseded(
        _ library: TestLibrary, _ report: JSONValue, _ round: Int, _ isSuperseding: Bool
    ) throws -> Int {
        let superseded = try documents("superseded")
        guard isSuperseding else {
            #expect(superseded.isEmpty, "round \(round)")
            return 0
        }
        #expect(!superseded.isEmpty && Set(superseded).count == superseded.count, "round \(round)")
        #expect(report["outcomes"]?["revised"] == .integer(Int64(superseded.count)), "round \(round)")
        #expect(report["effects"]?["superseded"] == .integer(Int64(superseded.count)), "round \(round)")
        let counted = try String(
            contentsOfFile: TemporaryDirectory.file("library/.bindery/recompute/supersessions.jsonl"), encoding: .utf8)
        #expect(superseded.allSatisfy { counted.contains($0) }, "round \(round)")
        return superseded.count
    }
}
