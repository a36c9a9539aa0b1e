import BinderyTestSupport
import Foundation
import JSON
import Testing

/// What `recompute` leaves for people to read.
@Suite(.temporaryDirectory) struct RecomputeReportTests {
    private static let changed = "When does the demo library open?"

    /// A library of two answers, one of which the second version of their model no longer gives.
    private func library() throws -> TestLibrary {
        try TestLibrary.writeKey("auditor")
        let library = try TestLibrary(options: ["--auditor", "auditor.pem"])
        try add(1, to: library)
        for question in [Self.changed, "What is Bindery?"] {
            try library.run("bind", question, "--model", "demo@1", "--key", "publisher.pem").requireDone()
        }
        try add(2, to: library)
        return library
    }

    private func add(_ version: Int, to library: TestLibrary) throws {
        try library.run(
            "model", "add", ShippedModel.path(version), "--name", "demo", "--model-version", "\(version)", "--key",
            "publisher.pem"
        ).requireDone()
    }

    private func page() throws -> String {
        try String(contentsOfFile: TemporaryDirectory.file("report.html"), encoding: .utf8)
    }

    @Test func `a report is a page too, which says what the numbers say`() throws {
        let library = try library()
        try library.run("recompute", "--model", "demo@2").requireDone()
        let report = try library.run("recompute", "report", "--html", "report.html", "--json")
        #expect(report.status == 0 && report.diagnostics == "wrote report.html\n", "\(report)")
        #expect(report.json["policyDigest"]?.text?.hasPrefix("uEi") == true)
        let page = try page()
        #expect(report.json["causes"] == [["changed": ["weights"], "cause": "weights", "documents": 1]])
        #expect(page.contains("<li><strong>weights</strong>: 1 answer</li>"))
        let digest = report.json["policyDigest"]?.text ?? ""
        #expect(page.contains("<code>\(digest)</code>, the defaults, since the library has none</dd>"))
        #expect(page.contains("<h1>Of 2 answers checked, 1 changed.</h1>"))
        #expect(page.contains(Self.changed) && page.contains("Test library"))
        let proposal = try #require(report.json["findings"]?.elements?.first?["proposal"]?.text)
        #expect(page.contains("<code>\(proposal)</code>"))
        #expect(page.contains("<strong>An auditor</strong>: 2 findings are not signed"))
    }

    @Test func `where several components changed the report says whether it can be told which counts`() throws {
        let library = try library()
        try ShippedModel.write(2, with: .spacing, to: TemporaryDirectory.file("demo-3.gguf"))
        try library.run(
            "model", "add", "demo-3.gguf", "--name", "demo", "--model-version", "3", "--key", "publisher.pem"
        ).requireDone()
        let told = try library.run("recompute", "--model", "demo@3")
        let note = "template changed as well, and alone changes none of them"
        #expect(told.text.contains("\ncause     weights: 1 document; \(note)\n"), "\(told)")

        // Without the old model's file nothing can be checked with a part of it.
        try library.program.shell("rm -r library/.bindery/recompute .data/bindery/models").requireSuccess()
        try library.program.run("model", "install", "demo-3.gguf").requireDone()
        let untold = try library.run("recompute", "--model", "demo@3")
        let line = "weights, template: 1 document; which of them counts cannot be told"
        #expect(untold.text.contains("\ncause     \(line)\n"), "\(untold)")
        let report = try library.run("recompute", "report", "--html", "report.html", "--json")
        #expect(report.json["causes"] == [["changed": ["weights", "template"], "documents": 1]])
        #expect(try page().contains("which of them counts cannot be told"))
    }

    @Test func `a page that is there is replaced, and a folder that is not there is said`() throws {
        let library = try library()
        try library.run("recompute", "--model", "demo@2").requireDone()
        try library.run("recompute", "report", "--html", "report.html").requireDone()
        let first = try page()
        try library.run("recompute", "--model", "demo@2", "--key", "auditor.pem").requireDone()
        try library.run("recompute", "report", "--html", "report.html").requireDone()
        #expect(try page() != first && !page().contains("An auditor"))

        let refused = try library.run("recompute", "report", "--html", "absent/report.html")
        #expect(refused.status == 73 && refused.output.isEmpty, "\(refused)")
    }

    @Test func `without a recomputation there is no page`() throws {
        let library = try TestLibrary()
        let refused = try library.run("recompute", "report", "--html", "report.html")
        #expect(refused.status == 66 && refused.diagnostics.contains("there was no recomputation here"))
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("report.html")))
    }
}
