import BinderyTestSupport
import Foundation
import JSON
import Testing

/// `bindery bind --engine`, against an engine of the tests.
@Suite(.temporaryDirectory, .timeLimit(.minutes(3))) struct EngineCommandTests {
    private static let question = "What is a hash?"
    private static let secretWords = ["answer-word", "prompt-word", "key-word"]

    private func bind(_ library: TestLibrary, _ engine: TestEngine, _ options: String...) throws
        -> BinderyProgram.Result
    {
        try library.run(
            [
                "bind", Self.question, "--engine", engine.address, "--noise-samples", "0", "--key", "publisher.pem",
                "--json",
            ] + options)
    }

    @Test func `further answers show how far the engine strays, and change no version`() throws {
        let library = try TestLibrary()
        let engine = TestEngine(
            .streamed(["It opens at 9:00."]), .streamed(["It opens at 9:00."]), .streamed(["It opens at 10:00."]),
            .streamed(["It opens at 9:00."]), .streamed(["It opens at 11:00."]))
        let options = ["--engine-model", "demo", "--seed", "7", "--noise-samples"]
        let bound = try library.run(
            ["bind", Self.question, "--engine", engine.address, "--key", "publisher.pem", "--json"] + options + ["2"])
        let object = try #require(bound.json["object"]?.text, "\(bound)")
        let derivation = try library.run("get", object).json["credentialSubject"]?["derivation"]
        let floor = try #require(derivation?["noiseFloor"])
        #expect(floor["samples"] == 2 && floor["identical"] == 1 && floor["equivalent"] == 0, "\(floor)")
        let seeds = try engine.requests.map { try JSONValue(JSONDocument(parsing: $0.body).root)["seed"] }
        #expect(seeds == [7, 8, 9])
        let again = try library.run(
            ["bind", Self.question, "--engine", engine.address, "--key", "publisher.pem", "--json"] + options + ["1"])
        #expect(again.json["status"] == "known", "\(again)")
    }

    private func bindMeasuring(_ library: TestLibrary, _ engine: TestEngine) throws -> BinderyProgram.Result {
        try library.run(
            "bind", Self.question, "--engine", engine.address, "--engine-model", "demo", "--engine-idle-time", "1",
            "--noise-samples", "4", "--key", "publisher.pem", "--json")
    }

    @Test func `a further answer that fails is left out, and said`() throws {
        let library = try TestLibrary()
        let same: TestEngine.Reply = .streamed(["It opens at 9:00."])
        let engine = TestEngine(
            same, same, .torn(after: [TestEngine.event("answer-word")]), same, .streamed(["It opens at 10:00."]))
        let bound = try bindMeasuring(library, engine)
        let floor = try #require(try derivation(library, bound)["noiseFloor"])
        #expect(floor["samples"] == 3 && floor["identical"] == 2 && floor["equivalent"] == 0, "\(floor)")
        #expect(floor["sampleDigests"]?.elements?.count == 3)
        #expect(bound.diagnostics.hasPrefix("warning: 3 of 4 further answers could be had: \(engine.address)"))
        #expect(!bound.diagnostics.contains("answer-word") && engine.requests.count == 5)
        #expect(try library.audit().status == 0)
    }

    @Test(
        arguments: [
            .status(400, body: #"{"error":{"message":"prompt-word"}}"#), .status(401), .silent(after: []),
        ] as [TestEngine.Reply])
    func `where no further answer can be had there is no noise floor, and that is said`(reply: TestEngine.Reply) throws
    {
        let library = try TestLibrary()
        let engine = TestEngine(.streamed(["It opens at 9:00."]), reply)
        let bound = try bindMeasuring(library, engine)
        #expect(try derivation(library, bound)["noiseFloor"] == nil)
        #expect(bound.diagnostics.hasPrefix("warning: 0 of 4 further answers could be had: \(engine.address)"))
        #expect(bound.diagnostics.hasSuffix("The document has no noise floor; a recomputation takes it as zero.\n"))
        // Nobody waits for an engine that hangs as often as there are answers to be had.
        #expect(!bound.diagnostics.contains("prompt-word") && engine.requests.count == 3)
    }

    @Test func `Ctrl-C during further answers binds nothing`() throws {
        let library = try TestLibrary()
        let head = try library.head()
        let engine = TestEngine(.streamed(["It opens at 9:00."]), .silent(after: []))
        let running = try library.program.start(
            [
                "bind", Self.question, "--engine", engine.address, "--engine-model", "demo", "--key", "publisher.pem",
                "--registry", "library",
            ],
            output: TemporaryDirectory.file("out"), diagnostics: TemporaryDirectory.file("err"))
        while engine.requests.count < 2, running.isRunning { usleep(1_000) }
        running.interrupt()
        #expect(running.wait() == 75)
        #expect(try library.head() == head)
    }

    /// Every file in the test's folder but the indexes, which any command may make.
    private func files(_ library: TestLibrary) throws -> String {
        try library.program.shell("find . -type f ! -path '*/.bindery/*' ! -name '.run-*' | sort").text
    }

    private func derivation(_ library: TestLibrary, _ bound: BinderyProgram.Result) throws -> JSONValue {
        let object = try #require(bound.json["object"]?.text, "\(bound.diagnostics)")
        let subject = try library.run("get", object).json["credentialSubject"]
        #expect(subject?["reproducibility"] == "declared" && subject?["answer"]?["origin"] == "model")
        return try #require(subject?["derivation"])
    }

    @Test func `an engine's answer is bound, declared and never taken for one that can be repeated`() throws {
        let library = try TestLibrary()
        let engine = TestEngine(.streamed(["A ", "number ", "é.\n"]))
        let bound = try bind(library, engine)
        #expect(bound.status == 0 && bound.json["status"] == "published" && bound.diagnostics.isEmpty, "\(bound)")
        let object = try #require(bound.json["object"]?.text)
        #expect(try library.run("get", object, "--answer").text == "A number é.\n")

        let derivation = try derivation(library, bound)
        let model: JSONValue = [
            "provider": "127.0.0.1", "name": "demo", "version": "demo-2026", "systemFingerprint": "fp_1",
            "responseId": "chat-1",
        ]
        #expect(derivation["model"] == model)
        #expect(derivation["messages"] == [["role": "user", "content": .string(Self.question)]])
        #expect(derivation["sampler"] == ["temperature": "0"] && derivation["seed"] == nil)
        #expect(derivation["inputTokens"] == 7 && derivation["outputTokens"] == 3)
        #expect(try library.run("verify", object).status == 0)
        #expect(try library.audit().status == 0)
        #expect(try library.run("rederive", object).status == 69)
    }

    @Test func `the same answer with another id of its response is the same version`() throws {
        let library = try TestLibrary()
        let events = TestEngine.events(["A number."])
        let engine = TestEngine(
            .events(events), .events(events.map { $0.replacingOccurrences(of: "chat-1", with: "chat-2") }),
            .events(events.map { $0.replacingOccurrences(of: "fp_1", with: "fp_2") }))
        #expect(try bind(library, engine).json["status"] == "published")
        #expect(try bind(library, engine).json["status"] == "known")
        let changed = try bind(library, engine)
        #expect(changed.json["status"] == "published" && changed.json["version"] == 2)
    }

    @Test func `what the publisher says of model and prompt is asked and recorded`() throws {
        let library = try TestLibrary()
        try library.write(
            Array(#"[{"role":"system","content":"Be brief."},{"role":"user","content":"Hash?"}]"#.utf8), to: "m.json")
        let engine = TestEngine(.whole("A number."))
        let bound = try bind(
            library, engine, "--engine-model", "other", "--provider", "Example AG", "--model-version", "2026-11",
            "--temperature", "0.7", "--seed", "42", "--messages", "m.json")
        let derivation = try derivation(library, bound)
        #expect(derivation["model"]?["provider"] == "Example AG" && derivation["model"]?["version"] == "2026-11")
        #expect(derivation["sampler"] == ["temperature": "0.7"] && derivation["seed"] == "42")
        let sent = try JSONValue(JSONDocument(parsing: #require(engine.requests.first).body).root)
        #expect(sent["model"] == "other" && sent["temperature"] == 0.7 && sent["seed"] == 42)
        #expect(sent["messages"] == derivation["messages"] && sent["messages"]?.elements?.count == 2)
        // The only model of an engine is not asked for where one is named.
        #expect(engine.requests.count == 1)
    }

    @Test(
        arguments: [
            (.events(["data: answer-word\n\n"]), 69, "unavailable"), (.events([]), 69, "unavailable"),
            (.events([TestEngine.event("answer-word")]), 69, "unavailable"),
            (.torn(after: [TestEngine.event("answer-word")]), 69, "unavailable"),
            (.silent(after: []), 69, "unavailable"),
            (.silent(after: [TestEngine.event("answer-word")]), 69, "unavailable"),
            (
                .events([TestEngine.event("answer-word"), "data: {\"error\":{\"message\":\"prompt-word\"}}\n\n"]), 69,
                "unavailable"
            ),
            (.status(500), 69, "unavailable"), (.status(401), 77, "no-permission"), (.status(404), 66, "not-found"),
            (.status(400, body: #"{"error":{"message":"prompt-word"}}"#), 65, "bad-data"),
            (.events([TestEngine.event("answer-word", finish: "length"), "data: [DONE]\n\n"]), 65, "bad-data"),
        ] as [(TestEngine.Reply, Int32, String)])
    func `an engine that hangs, errs or stops half-way is named, and nothing is written`(
        reply: TestEngine.Reply, status: Int32, code: String
    ) throws {
        let library = try TestLibrary()
        let head = try library.head()
        let files = try self.files(library)
        let engine = TestEngine(reply)
        let result = try bind(library, engine, "--engine-idle-time", "1", "--engine-model", "demo")
        #expect(result.status == status && result.errorJSON["code"] == .string(code), "\(result)")
        #expect(result.errorJSON["location"] == .string(engine.address + "/chat/completions") && result.output.isEmpty)
        for word in Self.secretWords { #expect(!result.diagnostics.contains(word), "\(result.diagnostics)") }
        #expect(try library.head() == head)
        #expect(try self.files(library) == files)
    }

    @Test func `a busy engine is asked again`() throws {
        let library = try TestLibrary()
        let engine = TestEngine(.status(503, headers: "Retry-After: 0\r\n"), .streamed(["A number."]))
        #expect(try bind(library, engine, "--engine-model", "demo").status == 0)
        #expect(engine.requests.count == 2)
    }

    @Test func `Ctrl-C ends the wait with 75, and nothing is written`() throws {
        let library = try TestLibrary()
        let head = try library.head()
        let engine = TestEngine(.silent(after: [TestEngine.event("answer-word")]))
        let running = try library.program.start(
            [
                "bind", Self.question, "--engine", engine.address, "--engine-model", "demo", "--key", "publisher.pem",
                "--registry", "library",
            ],
            output: TemporaryDirectory.file("out"), diagnostics: TemporaryDirectory.file("err"))
        while engine.requests.isEmpty, running.isRunning { usleep(1_000) }
        running.interrupt()
        #expect(running.wait() == 75)
        let diagnostics = try String(contentsOfFile: TemporaryDirectory.file("err"), encoding: .utf8)
        #expect(diagnostics.contains("interrupted") && !diagnostics.contains("answer-word"), "\(diagnostics)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: TemporaryDirectory.file("out"))).isEmpty)
        #expect(try library.head() == head)
    }

    @Test func `a key comes from a file of its owner's, and is shown nowhere`() throws {
        let library = try TestLibrary()
        _ = try library.program.shell("umask 077; echo key-word > key; cp key open; chmod 644 open; echo > empty")
        let engine = TestEngine(.streamed(["A number."]), .status(401))
        let bound = try bind(library, engine, "--engine-model", "demo", "--engine-key-file", "key")
        #expect(bound.status == 0, "\(bound.diagnostics)")
        #expect(engine.requests.first?.head.contains("\r\nAuthorization: Bearer key-word\r\n") == true)
        let refused = try bind(library, engine, "--engine-model", "demo", "--engine-key-file", "key")
        #expect(refused.status == 77 && !refused.diagnostics.contains("key-word"), "\(refused)")
        #expect(try bind(library, engine, "--engine-key-file", "open").status == 77)
        #expect(try bind(library, engine, "--engine-key-file", "empty").status == 65)
        #expect(try bind(library, engine, "--engine-key-file", "absent").status == 66)
        #expect(engine.requests.count == 2)
        let written = try library.program.shell(
            "grep -rl key-word . | sort; git --git-dir=library cat-file --batch-all-objects --batch | grep -c key-word")
        #expect(written.text == "./key\n./open\n0\n", "\(written.text)")
    }

    @Test(arguments: [
        ["--answer", "a.md"], ["--model", "demo"], ["--origin", "model"], ["--model-name", "m"],
        ["--response-id", "r"],
        ["--raw-output", "a.md"], ["--engine-idle-time", "0"], ["--engine-time", "soon"],
        ["--seed", "9007199254740992"],
        ["--seed", "-1"], ["--engine", "http://engine.example/v1"], ["--engine", "localhost:8080"],
    ]) func `options that do not go together end with 64 before anything is asked`(options: [String]) throws {
        let library = try TestLibrary()
        let engine = TestEngine(.streamed(["No."]))
        let result = try library.run(
            ["bind", Self.question, "--key", "publisher.pem", "--engine-model", "demo"]
                + (options[0] == "--engine" ? [] : ["--engine", engine.address]) + options)
        #expect(result.status == 64 && engine.requests.isEmpty, "\(result)")
    }

    @Test func `what belongs to an engine needs one`() throws {
        let library = try TestLibrary()
        let result = try library.run(
            "bind", "Q?", "--model", "demo", "--engine-key-file", "k", "--key", "publisher.pem")
        #expect(result.status == 64 && result.diagnostics.contains("--engine"), "\(result)")
    }
}
