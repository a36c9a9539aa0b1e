import BinderyTestSupport
import BoundKnowledge
import JSON
import Testing

@Suite(.temporaryDirectory) struct ResolveCommandTests {
    @Test func `a question finds its document, its status and how it matched`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?")
        let found = try library.run("resolve", "Hi, what's a HASH", "--json")
        #expect(found.status == 0 && found.json["result"] == "answer" && found.json["match"] == "question-form")
        let document = try #require(found.json["documents"]?.elements?.first)
        #expect(document["object"]?.text == object && document["verdict"] == "verified")
        #expect(document["status"] == "current" && document["scope"] == ["language": "en"])
        let text = try library.run("resolve", "What is a hash?")
        #expect(text.status == 0 && text.text.contains("  \(object)\n") && text.text.contains("matched by question\n"))
    }

    @Test func `no answer ends with 1 and says why`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?")
        _ = try library.bound("What is salt?")
        _ = try library.bound("what is salt")
        let absent = try library.run("resolve", "What is pepper?", "--json")
        #expect(absent.status == 1 && absent.json["result"] == "none" && absent.diagnostics.isEmpty)
        #expect(absent.json["documents"]?.elements?.isEmpty == true && !absent.text.contains("pepper"))
        #expect(try library.run("resolve", "What is pepper?").text == "none  no bound document answers this question\n")
        #expect(try library.run("resolve", "What is a hash?", "--language", "de").status == 1)

        let ambiguous = try library.run("resolve", "What's salt?", "--json")
        #expect(ambiguous.status == 1 && ambiguous.json["result"] == "ambiguous")
        #expect(ambiguous.json["documents"]?.elements?.count == 2 && ambiguous.json["match"] == nil)

        _ = try library.run("withdraw", object, "--reason", "safety", "--key", "publisher.pem")
        let withdrawn = try library.run("resolve", "What is a hash?", "--json")
        #expect(withdrawn.status == 1 && withdrawn.json["result"] == "withdrawn")
        #expect(withdrawn.findingCodes.isEmpty && withdrawn.text.contains("withdrawn by sha256:"))
        let asked = try library.run("resolve", "What is a hash?", "--withdrawn", "--json")
        #expect(asked.status == 0 && asked.json["result"] == "answer")
        #expect(asked.json["documents"]?.elements?.first?["status"] == "withdrawn")
    }

    @Test func `an overdue document is an answer and called stale`() throws {
        let library = try TestLibrary()
        try library.bind("What is it?", "Old.\n", "--as-of", "2001-01-01", "--review-by", "2002-01-01").requireDone()
        let found = try library.run("resolve", "what is it", "--json")
        #expect(found.status == 0 && found.json["documents"]?.elements?.first?["verdict"] == "stale")
    }

    @Test func `the language is the registry's unless another is given`() throws {
        let library = try TestLibrary(options: ["--language", "de"])
        _ = try library.bind("Was ist PUE?", "Eine Zahl.\n", "--json").requireDone()
        #expect(try library.run("resolve", "was ist pue").status == 0)
        #expect(try library.run("resolve", "was ist pue", "--language", "en").status == 1)
        #expect(try library.run("resolve", "was ist pue", "--language", "de DE").status == 64)
    }

    @Test func `a question comes from standard input, and is told to nobody`() throws {
        let library = try TestLibrary()
        _ = try library.bound("What is a hash?")
        let piped = try library.program.shell(
            "echo \"What's a hash?\" | \"$BINDERY\" resolve - --registry library --json")
        #expect(piped.status == 0 && piped.json["match"] == "question-form", "\(piped.diagnostics)")
        let secret = "my secret question about \u{1b}[31m"
        let asked = try library.run("resolve", secret)
        #expect(asked.status == 1 && !asked.text.contains("secret") && !asked.diagnostics.contains("secret"))
        let searched = try library.program.shell("grep -rl 'secret question' library config data || true")
        #expect(searched.text.isEmpty)
    }

    @Test(arguments: ["", " \u{3000}", String(repeating: "a", count: 2_001)])
    func `no question is a usage error`(question: String) throws {
        let library = try TestLibrary()
        let result = try library.run("resolve", question, "--json")
        #expect(result.status == 64 && result.errorJSON["code"] == "usage" && result.output.isEmpty)
    }
}
