import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory, .timeLimit(.minutes(3))) struct AskCommandTests {
    @Test func `a bound document answers, and no model is asked`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?", "A number of\n\tany bytes é.\n")
        let engine = TestEngine(.streamed(["no"]))
        let asked = try library.run("ask", "what's a hash", "--engine", engine.address)
        #expect(asked.status == 0 && asked.text == "A number of\n\tany bytes é.\n", "\(asked)")
        #expect(asked.diagnostics.hasPrefix("bound:\nWhat is a hash?\n  \(object)\n"), "\(asked.diagnostics)")
        #expect(asked.diagnostics.contains("verified, current"))
        let json = try library.run("ask", "what's a hash", "--json").json
        #expect(json["bound"] == true && json["text"] == "A number of\n\tany bytes é.\n")
        #expect(json["resolution"]?["documents"]?.elements?.first?["object"] == .string(object))
        #expect(json["mediaType"] == "text/markdown" && engine.requests.isEmpty)
    }

    @Test func `where nothing answers, and no model is named, the exit code says so`() throws {
        let library = try TestLibrary()
        let asked = try library.run("ask", "What is a hash?")
        #expect(asked.status == 1 && asked.output.isEmpty && asked.diagnostics.hasPrefix("none  "), "\(asked)")
        let json = try library.run("ask", "What is a hash?", "--json")
        #expect(json.status == 1 && json.json["bound"] == false && json.json["text"] == nil)
        #expect(json.json["resolution"]?["result"] == "none")
    }

    @Test func `a fresh answer is said not to be bound, and the command that is printed binds it`() throws {
        let library = try TestLibrary()
        let engine = TestEngine(.streamed(["It's ", "a number."]))
        let head = try library.head()
        let question = "What's a \"hash\" in $HOME?"
        let asked = try library.run(
            "ask", question, "--engine", engine.address, "--engine-model", "demo", "--seed", "7")
        #expect(
            asked.status == 0 && asked.text == "It's a number." && asked.diagnostics.contains("not bound"), "\(asked)")
        #expect(try library.head() == head)
        let command = try #require(asked.diagnostics.split(separator: "\n").last { $0.contains("bindery bind") })
        let line = command.replacing("bindery bind", with: "\"$BINDERY\" bind").replacing("FILE", with: "publisher.pem")
        let bound = try library.program.shell(String(line))
        #expect(bound.status == 0 && bound.text.hasPrefix("published"), "\(line): \(bound)")
        let again = try library.run("ask", question, "--engine", engine.address)
        #expect(again.text == "It's a number." && again.diagnostics.hasPrefix("bound:"), "\(again)")
        // One answer for `ask`, one to bind, and five that show how far the engine strays.
        #expect(engine.requests.count == 7)
    }

    @Test func `no registry is needed to ask an engine`() throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let engine = TestEngine(.streamed(["A number."]))
        let asked = try program.shell("echo 'What is a hash?' | \"$BINDERY\" ask - --engine \(engine.address) --json")
        #expect(asked.status == 0 && asked.diagnostics.isEmpty, "\(asked)")
        #expect(asked.json["bound"] == false && asked.json["text"] == "A number." && asked.json["resolution"] == nil)
        #expect(asked.json["model"]?["version"] == "demo-2026" && asked.json["model"]?["provider"] == "127.0.0.1")
    }

    @Test func `the text is written as it comes`() throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let engine = TestEngine(.held(["first ", "second"]))
        let output = TemporaryDirectory.file("out")
        let running = try program.start(
            ["ask", "Q?", "--engine", engine.address, "--engine-model", "demo", "--stream"], output: output,
            diagnostics: TemporaryDirectory.file("err"))
        func text() throws -> String { try String(contentsOfFile: output, encoding: .utf8) }
        // The engine holds the second piece back until the first one is there to read.
        while running.isRunning, try text().isEmpty { usleep(1_000) }
        #expect(try text() == "first ")
        engine.release()
        #expect(running.wait() == 0)
        #expect(try text() == "first second")
    }

    @Test func `a stream that breaks off ends with 69`() throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let engine = TestEngine(.events([TestEngine.event("half ")]))
        let asked = try program.run("ask", "Q?", "--engine", engine.address, "--stream")
        #expect(asked.status == 69 && asked.text == "half " && asked.diagnostics.contains("[DONE]"), "\(asked)")
        #expect(!asked.diagnostics.contains("not bound"))
        let whole = try program.run("ask", "Q?", "--engine", engine.address)
        #expect(whole.status == 69 && whole.output.isEmpty)
    }

    @Test func `a withdrawn document is no answer, and that is said before a model's`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?", "Wrong.\n")
        _ = try library.run("withdraw", object, "--reason", "error", "--key", "publisher.pem")
        let alone = try library.run("ask", "What is a hash?")
        #expect(alone.status == 1 && alone.output.isEmpty && alone.diagnostics.hasPrefix("withdrawn"), "\(alone)")
        let engine = TestEngine(.streamed(["Right."]))
        let asked = try library.run("ask", "What is a hash?", "--engine", engine.address)
        #expect(asked.status == 0 && asked.text == "Right.")
        #expect(asked.diagnostics.hasPrefix("withdrawn") && asked.diagnostics.contains("not bound"))
    }

    @Test func `a model of the registry answers`() throws {
        let library = try TestLibrary()
        _ = try library.run(
            "model", "add", ShippedModel.path(1), "--name", "demo", "--model-version", "1", "--key", "publisher.pem")
        let question = "When does the demo library open?"
        let whole = try library.run("ask", question, "--model", "demo")
        #expect(whole.status == 0 && whole.text.contains("opens at 9:00 on weekdays."), "\(whole)")
        #expect(try library.run("ask", question, "--model", "demo", "--stream").text == whole.text)
        let json = try library.run("ask", question, "--model", "demo", "--json").json
        #expect(json["model"]?.text?.hasPrefix("sha256:") == true && json["text"] == .string(whole.text))
    }

    @Test func `what would move a terminal's cursor is spelled out there`() throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        guard try program.shell("command -v script").status == 0 else {
            return print("skipped: there is no script(1) to make a terminal")
        }
        let engine = TestEngine(.streamed(["a\u{1b}[2J", "b\nc"]))
        let ask = "ask Q? --engine \(engine.address)"
        let terminal = try program.shell("script -qec \"'$BINDERY' \(ask) 2>/dev/null\" /dev/null </dev/null")
        #expect(terminal.text.contains("a\\u{1b}[2Jb") && !terminal.output.contains(0x1b), "\(terminal.text)")
        #expect(try program.shell("\"$BINDERY\" \(ask)").text == "a\u{1b}[2Jb\nc")
    }

    @Test(arguments: [
        ["Q?"], ["Q?", "--model", "demo"], [" ", "--engine", "http://127.0.0.1:1"],
        ["Q?", "--engine", "http://127.0.0.1:1", "--stream", "--json"],
        ["Q?", "--engine", "http://127.0.0.1:1", "--model", "demo"],
        ["Q?", "--engine", "http://127.0.0.1:1", "--language", "not a tag"],
    ]) func `options that do not go together end with 64`(arguments: [String]) throws {
        let result = try BinderyProgram(in: TemporaryDirectory.current).run(["ask"] + arguments)
        #expect(result.status == 64 && result.output.isEmpty, "\(result)")
    }
}
