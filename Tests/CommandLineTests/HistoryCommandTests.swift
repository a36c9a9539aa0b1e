import BinderyTestSupport
import JSON
import Testing

@Suite(.temporaryDirectory) struct HistoryCommandTests {
    @Test func `versions come oldest first, with change, note, status and withdrawals`() throws {
        let library = try TestLibrary()
        let first = try library.bound("One?")
        let better = try library.bound("Another?")
        let bound = try library.bind(
            "One?", "Better.\n", "--change", "correction", "--change-note", "Says it right.", "--json")
        let second = try #require(bound.json["object"]?.text)
        let withdrawn = try library.run(
            "withdraw", first, "--reason", "error", "--note", "It was wrong.", "--replaced-by", better, "--key",
            "publisher.pem", "--json")
        let withdrawal = try #require(withdrawn.json["object"]?.text)

        let lineage = try #require(bound.json["lineage"]?.text)
        let json = try library.run("history", lineage, "--json").json
        #expect(json["lineage"]?.text == lineage && json["question"] == "One?")
        let versions = try #require(json["versions"]?.elements)
        #expect(versions.map { $0["object"]?.text } == [first, second])
        #expect(versions.map { $0["change"] } == ["initial", "correction"])
        #expect(versions.map { $0["note"] } == [nil, "Says it right."])
        #expect(versions.map { $0["status"] } == ["withdrawn", "current"])
        let retraction = try #require(versions[0]["withdrawals"]?.elements?.first)
        #expect(retraction["object"]?.text == withdrawal && retraction["reason"] == "error")
        #expect(retraction["replacedBy"]?.text == better && retraction["note"] == "It was wrong.")
        #expect(versions[1]["withdrawals"]?.elements?.isEmpty == true)

        // Any object of the lineage names it, and the withdrawal of one.
        let text = try library.run("history", lineage).text
        for object in [first, second, withdrawal] { #expect(try library.run("history", object).text == text) }
        let expected = ["\(first)  initial, withdrawn", "\(second)  correction, current", "Says it right.", withdrawal]
        #expect(expected.allSatisfy { text.contains($0) }, "\(text)")
    }

    @Test func `what names no lineage of the registry is told apart`() throws {
        let library = try TestLibrary()
        func end(_ subject: String) throws -> (Int32, JSONValue?) {
            let result = try library.run("history", subject, "--json")
            return (result.status, result.errorJSON["code"])
        }
        #expect(try end("sha256:" + String(repeating: "0", count: 64)) == (66, "not-found"))
        #expect(try end(String(repeating: "a", count: 26)) == (66, "not-found"))
        #expect(try end("nonsense") == (64, "usage"))
        #expect(try end(library.root) == (64, "usage"))
    }
}
