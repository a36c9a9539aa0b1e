import BinderyTestSupport
import JSON
import Testing

@Suite(.temporaryDirectory) struct SearchCommandTests {
    @Test func `documents with the words are printed, the best first`() throws {
        let library = try TestLibrary()
        let salt = try library.bound("What is salt?", "Random bytes for\na hash.\n")
        let hash = try library.bound("What is a hash?", "A digest.\n")
        let text = try library.run("search", "hash").text
        #expect(
            text.hasPrefix("What is a hash?\n  \(hash)  v1  ") && text.contains("\n  Random bytes for a hash. \n"),
            "\(text)")
        let json = try library.run("search", "bytes", "ha*", "--json").json
        #expect(json["object"]?.text == salt && json["status"] == "current" && json["topics"] == nil)
        let matches = json["passage"]?.elements?.filter { $0["match"] == true }.map { $0["text"] }
        #expect(matches == ["bytes", "hash"])
        _ = try library.run("withdraw", salt, "--reason", "error", "--key", "publisher.pem")
        #expect(try library.run("search", "random").text.hasPrefix("What is salt?  withdrawn\n"))
    }

    @Test func `what is not found is no error`() throws {
        let library = try TestLibrary()
        for words in ["pepper", "\"", "NOT", "*", "(", "a:b"] {
            let result = try library.run("search", words)
            #expect(result.status == 0 && result.output.isEmpty && !result.diagnostics.contains(words))
        }
        #expect(try library.run("search", "x", "--limit", "0").status == 64)
        #expect(try library.run("search").status == 64)
    }
}
