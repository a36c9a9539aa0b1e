import BinderyTestSupport
import Foundation
import JSON
import Testing

/// A recomputation that asks an engine: what it says again, what it says otherwise, and what goes wrong with it.
@Suite(.temporaryDirectory) struct RecomputeEngineTests {
    private static let answer = "It opens at 9:00."

    /// A library of answers that an engine is said to have given, and an auditor.
    private func library(
        _ questions: [String] = ["When does it open?", "When does the shop open?"]
    ) throws -> TestLibrary {
        try TestLibrary.writeKey("auditor")
        let library = try TestLibrary(options: ["--auditor", "auditor.pem"])
        for question in questions {
            let bound = try library.bind(
                question, Self.answer, "--origin", "model", "--model-name", "demo", "--model-version", "1",
                "--provider", "127.0.0.1", "--recheck", "rederive", "--json")
            try #require(bound.status == 0, "\(bound.diagnostics)")
        }
        return library
    }

    private func recompute(
        _ library: TestLibrary, _ engine: TestEngine, _ options: String...
    ) throws -> BinderyProgram.Result {
        try library.run(Self.command(engine) + ["--engine-idle-time", "1", "--engine-time", "5"] + options)
    }

    private static func command(_ engine: TestEngine) -> [String] {
        [
            "recompute", "--engine", engine.address, "--engine-model", "demo", "--engine-version", "2", "--key",
            "auditor.pem", "--json",
        ]
    }

    @Test func `what an engine says again is observed, and attested as such`() throws {
        let library = try library()
        let result = try recompute(library, TestEngine(.streamed([Self.answer])))
        #expect(result.status == 0 && result.json["outcomes"]?["identical"] == 2, "\(result)")
        let attested = try library.run("list", "--all-types", "--json").text.split(separator: "\n")
            .filter { $0.contains("\"Attestation\"") }
        #expect(attested.count == 2)
        let address = try #require(
            attested.first.flatMap { try? JSONDocument(parsing: Array($0.utf8)).root["object"]?.stringValue })
        let evidence = try library.run("get", address).json["credentialSubject"]?["evidence"]
        #expect(
            evidence?["basis"] == "observed" && evidence?["changed"] == ["model"], "\(String(describing: evidence))")
        // Nobody can promise the same bytes of an engine again.
        #expect(try library.run("rederive", address).status == 69)
    }

    @Test func `an engine that mostly denies an answer has it quarantined, and the new one proposed`() throws {
        let library = try library()
        let result = try recompute(library, TestEngine(.streamed(["It opens at 10:00."])))
        #expect(result.json["outcomes"]?["contradicted"] == 2, "\(result)")
        #expect(try library.run("proposals", "list", "--json").text.split(separator: "\n").count == 2)
        #expect(try library.run("resolve", "When does it open?").status == 1)
        #expect(try library.audit().status == 0)
    }

    @Test(arguments: ["I'm sorry, but I can't help with that.", ""])
    func `an engine that refuses every answer, or says nothing, leaves them as they are`(answer: String) throws {
        let library = try library()
        let result = try recompute(library, TestEngine(.streamed([answer])))
        #expect(result.json["outcomes"]?["unanswerable"] == 2, "\(result)")
        #expect(try library.run("resolve", "When does it open?").status == 0)
    }

    @Test func `an answer that no document can hold is judged, and not proposed`() throws {
        let library = try library()
        let engine = TestEngine(.streamed(["It opens at 10:00.\u{0}"]))
        let result = try recompute(library, engine)
        #expect(result.status == 0 && result.json["findings"]?.elements?.count == 2, "\(result)")
        #expect(try library.run("proposals", "list").text.isEmpty)
        #expect(try recompute(library, engine).status == 0)
    }

    @Test func `of thousands of differences a proposal shows some`() throws {
        func towns(_ offset: Int) -> String {
            (0..<6_000).map { "Town number \($0) has \(7 * $0 + offset) people." }.joined(separator: " ")
        }
        try TestLibrary.writeKey("auditor")
        let library = try TestLibrary(options: TestLibrary.auditor)
        try library.bind(
            "Which towns are there?", towns(1_000), "--origin", "model", "--model-name", "demo", "--model-version",
            "1", "--provider", "127.0.0.1"
        ).requireDone()
        let result = try recompute(library, TestEngine(.streamed([towns(1_001)])))
        #expect(result.status == 0 && result.json["outcomes"]?["contradicted"] == 1, "\(result)")
        let proposal = try #require(result.json["findings"]?.elements?.first?["proposal"]?.text)
        let shown = try library.run("proposals", "show", proposal, "--json").json
        #expect((100..<6_000).contains(shown["differences"]?.elements?.count ?? 0))
        #expect(shown["evidence"]?["differencesOmitted"] != nil)
    }

    @Test(
        arguments: [
            .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nxyz".utf8)), .torn(after: []), .silent(after: []),
            .status(400), .events(["data: {\"choices\": 7}\n\n"]),
        ] as [TestEngine.Reply])
    func `an engine that hangs, breaks off or answers garbage gives no verdict`(reply: TestEngine.Reply) throws {
        let library = try library()
        let (head, engine) = (try library.head(), TestEngine(reply))
        let result = try recompute(library, engine)
        // Whether the engine is gone, or only fails, nothing is said of the answers.
        #expect(result.status == 69 || result.json["outcomes"]?["failed"] == 2, "\(result)")
        for finding in result.json["findings"]?.elements ?? [] {
            #expect(finding["problem"]?.text?.contains(engine.address) == true, "\(finding)")
        }
        #expect(try library.head() == head)
        #expect(!result.diagnostics.contains(Self.answer))
        let again = try recompute(library, TestEngine(.streamed([Self.answer])))
        #expect(again.status == 0 && again.json["outcomes"]?["identical"] == 2, "\(again)")
    }

    @Test func `an engine that is gone amid the work gives no verdict, and is asked for the rest later`() throws {
        let library = try library()
        let (head, engine) = (try library.head(), TestEngine(.last([Self.answer])))
        let stopped = try recompute(library, engine)
        #expect(stopped.status == 69 && stopped.diagnostics.contains(engine.address), "\(stopped)")
        #expect(engine.requests.count == 1)
        let report = try library.run("recompute", "report", "--json").json
        #expect(report["state"] == "unfinished" && report["outcomes"] == ["identical": 1], "\(report)")
        #expect(try library.head() == head)
        let back = TestEngine(.streamed([Self.answer]))
        let done = try recompute(library, back)
        #expect(done.status == 0 && done.json["outcomes"] == ["identical": 2], "\(done)")
        #expect(back.requests.count == 1 && done.json["effects"]?["attested"] == 2)
    }

    @Test func `an engine that is gone between the samples of one answer gives no verdict of it`() throws {
        let library = try library()
        let (head, engine) = (try library.head(), TestEngine(.last(["Something else."])))
        let stopped = try recompute(library, engine)
        #expect(stopped.status == 69 && stopped.diagnostics.contains(engine.address), "\(stopped)")
        let report = try library.run("recompute", "report", "--json").json
        #expect(report["state"] == "unfinished" && report["outcomes"] == [:], "\(report)")
        #expect(try library.head() == head)
    }

    @Test func `an engine that refuses everything is suspect, and nothing is rewritten`() throws {
        let questions = (1...25).map { "When does shop number \($0) open?" }
        let library = try library(questions)
        let (head, engine) = (try library.head(), TestEngine(.streamed(["I'm sorry, but I can't help with that."])))
        try library.write(
            Array(#"{"actions":{"revised":"supersede"},"maxAutoSupersedePerDay":1}"#.utf8), to: "recompute.json")
        let options = ["--policy", "recompute.json", "--publisher-key", "publisher.pem"]
        let stopped = try library.run(Self.command(engine) + options)
        #expect(stopped.status == 1 && stopped.json["state"] == "modelSuspect", "\(stopped)")
        #expect(try library.head() == head)
        #expect(try library.run("proposals", "list").output.isEmpty)
        for question in questions { #expect(try library.run("resolve", question).status == 0, "\(question)") }
        let askedCount = engine.requests.count
        #expect(try library.run(Self.command(engine) + options).status == 1)
        #expect(engine.requests.count == askedCount)
    }

    @Test func `an engine that wants another key ends the run, which goes on later`() throws {
        let library = try library()
        let engine = TestEngine(.streamed([Self.answer]), .status(401))
        let stopped = try recompute(library, engine)
        #expect(stopped.status == 77, "\(stopped)")
        let again = try recompute(library, TestEngine(.streamed([Self.answer])))
        #expect(again.status == 0 && again.json["outcomes"]?["identical"] == 2, "\(again)")
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `ended by a signal it says how far it is, and goes on without asking twice`(signal: Int32) throws {
        let library = try library()
        let engine = TestEngine(.streamed([Self.answer]), .silent(after: []))
        let running = try library.program.start(
            Self.command(engine) + ["--registry", library.path], output: TemporaryDirectory.file("out.txt"),
            diagnostics: TemporaryDirectory.file("err.txt"))
        while engine.requests.count < 2, running.isRunning { usleep(1_000) }
        running.send(signal)
        #expect(running.wait() == 75)
        let said = try Data(contentsOf: URL(fileURLWithPath: TemporaryDirectory.file("err.txt")))
        let error = try JSONValue(JSONDocument(parsing: Array(said)).root)["error"]
        #expect(error?["code"] == "cancelled" && error?["remedy"]?.text?.contains("same command") == true)
        #expect(error?["problem"] == "the work was interrupted when 1 of 2 documents were finished")

        let rest = TestEngine(.streamed([Self.answer]))
        let done = try recompute(library, rest)
        #expect(done.status == 0 && done.json["outcomes"]?["identical"] == 2, "\(done)")
        #expect(rest.requests.count == 1)
    }

    @Test func `a third model settles what the rules cannot, and neither of the two may judge`() throws {
        let library = try library()
        let other = "Doors are unlocked once the baker has come."
        let judge = TestEngine(.streamed(["CONTRADICTS"]))
        let result = try recompute(
            library, TestEngine(.streamed([other])), "--judge", judge.address, "--judge-model", "third")
        #expect(!judge.requests.isEmpty)
        #expect(result.json["outcomes"]?["contradicted"] == 2, "\(result)")
    }

    @Test(
        arguments: [
            .status(400), .streamed([""]), .torn(after: ["SA"]), .silent(after: []),
            .events(["data: {\"choices\": 7}\n\n"]), .streamed(["SAME, I think, though one of them says it better."]),
        ] as [TestEngine.Reply])
    func `a question that the judge fails at goes to a person, and holds up no other`(reply: TestEngine.Reply) throws {
        let library = try library()
        let judge = TestEngine(reply)
        let result = try recompute(
            library, TestEngine(.streamed(["Doors are unlocked once the baker has come."])), "--judge", judge.address,
            "--judge-model", "third")
        #expect(!judge.requests.isEmpty)
        #expect(result.status == 0 && result.json["outcomes"]?["undecided"] == 2, "\(result)")
        let proposals = try library.run("proposals", "list", "--json").text.split(separator: "\n")
        #expect(proposals.count == 2 && proposals.allSatisfy { $0.contains("\"outcome\":\"undecided\"") })
        let status = try library.run("recompute", "status")
        #expect(status.text.contains("\nwaits     2 undecided answers for a person to read\n"), "\(status)")
    }

    @Test func `a judge that wants a key gets it from a file that nobody else may read`() throws {
        let library = try library()
        let judge = TestEngine(.streamed(["MORE"]))
        let options = ["--judge", judge.address, "--judge-model", "third", "--judge-key-file", "judge.txt"]
        try library.write(Array("s3cret\n".utf8), to: "judge.txt")
        let engine = TestEngine(.streamed(["Doors are unlocked once the baker has come."]))
        let command = Self.command(engine) + options
        #expect(try library.run(command).status == 77)
        chmod(TemporaryDirectory.file("judge.txt"), 0o600)
        let result = try library.run(command)
        #expect(result.status == 0 && result.json["outcomes"]?["revised"] == 2, "\(result)")
        let asked = judge.requests.filter { $0.head.hasPrefix("POST") }
        #expect(!asked.isEmpty && asked.allSatisfy { $0.head.contains("Authorization: Bearer s3cret\r\n") })
        // The key is the judge's, and not the engine's.
        #expect(!engine.requests.contains { $0.head.contains("s3cret") })
        #expect(try library.run("recompute", "--model", "demo", "--judge-key-file", "judge.txt").status == 64)
    }

    @Test func `a model does not judge itself, whatever its version is called`() throws {
        let library = try library()
        let engine = TestEngine(.streamed(["It opens at 10:00."]))
        let partial = try recompute(library, engine, "--judge", engine.address, "--judge-model", "demo")
        #expect(partial.status == 65 && partial.diagnostics.contains("third"), "\(partial)")
    }
}
