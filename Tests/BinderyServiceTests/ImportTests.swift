import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import KnowledgeRegistry
import Signing
import Testing

@Suite(.temporaryDirectory) struct ImportTests {
    private let service: TestService
    private let registry: Registry

    init() throws {
        service = try TestService()
        registry = try service.open()
    }

    private func write(_ text: String, to name: String = "faq.csv") throws {
        let path = TemporaryDirectory.file(name)
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private func importing(
        _ name: String = "faq.csv", _ edit: (inout ImportRequest) -> Void = { _ in }
    ) throws -> [ImportResult] {
        var request = ImportRequest(
            source: TemporaryDirectory.file(name), issuer: try service.bindery.onlyPublisher(of: registry))
        edit(&request)
        return try service.bindery.draftImport(request, for: registry)
    }

    private func importing(
        text: String, _ edit: (inout ImportRequest) -> Void = { _ in }
    ) throws -> [ImportResult] {
        try write(text)
        return try importing("faq.csv", edit)
    }

    private func status(_ results: [ImportResult]) -> [String] {
        results.map { result in
            switch result.outcome {
            case .draft: "draft"
            case .skipped: "skipped"
            case .unchanged: "unchanged"
            case .bad: "bad"
            }
        }
    }

    private static let everyColumn = """
        question,answer,name,language,jurisdiction,audience,subject,topics,freshness,reviewBy,asOf,recheck,license,origin,\
        model-name,model-version,provider,temperature,sources,url
        "What  is
        a hash?","A ""number"" [^s1].
        ",Hash,de,DE,pupils,files,a; b c;,general,2027-01-01,2026-01-02,never,MIT,model,m,1,p,0.5,\
        "citation | FIPS | https://example.org/f | 6.2
        further | A book",https://example.org/a https://example.org/b

        """

    @Test(arguments: [false, true]) func `every column is read, with LF and with CR LF`(isWindows: Bool) throws {
        let text = Self.everyColumn
        let results = try importing(text: isWindows ? "\u{feff}" + text.replacing("\n", with: "\r\n") : text)
        try #require(status(results) == ["draft"] && results[0].problems.isEmpty, "\(results)")
        let draft = try #require(results[0].draft)
        let document = try #require(draft.document)
        #expect(draft.approvals.isEmpty && draft.envelope.name == "Hash")
        #expect(draft.envelope.issuer == Issuer(id: DIDKey(service.key.publicKey), name: "My library"))
        #expect(document.question == "What is a hash?" && document.answer.text == "A \"number\" [^s1].\n")
        #expect(document.scope == Scope(language: "de", jurisdiction: "DE", audience: "pupils", subject: "files"))
        #expect(document.topics == ["a", "b c"] && document.license == "MIT" && document.recheck == .never)
        #expect(
            document.asOf == CalendarDate("2026-01-02") && document.freshness.reviewBy == CalendarDate("2027-01-01"))
        #expect(document.answer.origin == .model && document.derivation?.sampler.temperature == "0.5")
        let sources = try #require(document.sources)
        #expect(
            sources.map(\.id) == ["s1", "s2", "s3", "s4"]
                && sources.map(\.role) == [.citation] + Array(repeating: .further, count: 3))
        #expect(sources.map(\.url) == ["https://example.org/f", nil, "https://example.org/a", "https://example.org/b"])
    }

    /// Rows below the headers `question,answer,topics,sources,asOf,freshness,license,origin,language,url`.
    @Test(
        arguments: [
            (",A.,,,,,,,,", 1, "question"), (" ,A.,,,,,,,,", 1, "question"), ("Q?,,,,,,,,,", 4, "answer"),
            ("Q?,A.,,hearsay | T,,,,,,", 8, "sources"), ("Q?,A.,,,2026-02-30,,,,,", 9, "asOf"),
            ("Q?,A.,,,,fast,,,,", 10, "freshness"), ("Q?,A.,,,,,CC BY 4.0,,,", 11, "license"),
            ("Q?,A.,,,,,,robot,,", 12, "origin"), ("Q?,A.,,,,,,model,,", 12, "origin"),
            ("Q?,A.,,,,,,model-edited,,", 12, "origin"), ("Q?,A.,,,,,,,x,", 13, "language"),
            ("Q?,A.,,,,,,,,ftp://example.org/", 14, "url"), ("Q?,A.,a;a,,,,,,,", 7, "topics"),
            ("Q?,A [^s1].,,,,,,,,", 4, "answer"), ("Q?,A \u{202e}.,,,,,,,,", 4, "answer"),
            ("Q?,A.", 1, nil), ("Q?,A.,,,,,,,,,", 1, nil),
            ("Q?,A\u{1}.,,,,,,,,", 4, "answer"),
        ] as [(String, Int, String?)])
    func `a bad row is reported with its place and field`(row: String, column: Int, field: String?) throws {
        let header = "question,answer,topics,sources,asOf,freshness,license,origin,language,url"
        let results = try importing(text: "\(header)\nBefore?,B.,,,,,,,,\n\(row)\nAfter?,C.,,,,,,,,\n")
        try #require(status(results) == ["draft", "bad", "draft"], "\(results[1])")
        let problem = try #require(results[1].problems.first)
        #expect(problem.severity == .error && problem.place.line == 3 && problem.field == field, "\(problem)")
        if ["question", "answer"].contains(field) { #expect(problem.place.column == column, "\(problem)") }
        #expect(!problem.problem.isEmpty && !problem.remedy.isEmpty)
    }

    @Test(arguments: [
        ("", 1, 1, "is empty"), ("question,answer\n", 1, 1, "no row"), ("question\nQ?\n", 1, 1, "`answer` is missing"),
        ("answer\nA.\n", 1, 1, "`question` is missing"), ("question,answer,question\nQ?,A.,R?\n", 1, 17, "twice"),
        ("question,answer,colour\nQ?,A.,red\n", 1, 17, "`colour` is no column"),
        ("question;answer\nQ?;A.\n", 1, 1, "no column"),
        ("question,\"answer\nQ?,A.\n", 1, 10, "never closed"), ("question,answer\rQ?,A.\r", 1, 16, "carriage return"),
        ("q\u{0}uestion,answer\n", 1, 1, "UTF-16 without"), ("question,answer,\u{0}\n", 1, 17, "byte offset 16"),
    ]) func `a file whose headers cannot be used is one bad entry`(text: String, line: Int, column: Int, words: String)
        throws
    {
        let results = try importing(text: text)
        try #require(status(results) == ["bad"])
        let problem = try #require(results[0].problems.first)
        #expect(problem.place.line == line && problem.place.column == column, "\(problem)")
        #expect(problem.problem.contains(words), "\(problem)")
    }

    @Test func `an unclosed quote ends reading, and the rows before it are drafted`() throws {
        let results = try importing(text: "question,answer\nA?,a\nB?,\"b\nC?,c\nD?,d\n")
        try #require(status(results) == ["draft", "bad"])
        #expect(results[1].problems.map { [$0.place.line, $0.place.column] } == [[3, 4]])
    }

    @Test func `rows of separators alone are no rows`() throws {
        let results = try importing(text: "question,answer\n,\nA?,a\n\"\",\"\"\n,,,\n , \nB?,b\n,\n")
        try #require(status(results) == ["draft", "bad", "draft"], "\(results)")
        #expect(results.map(\.place.line) == [3, 6, 7])
        #expect(try importing(text: "question,answer\n,\n").first?.problems.first?.problem.contains("no row") == true)
    }

    @Test func `an answer of spaces is missing`() throws {
        let results = try importing(text: "question,answer\nA?,\"  \n\t\"\n")
        try #require(status(results) == ["bad"])
        #expect(results[0].problems.first?.field == "answer" && results[0].problems.first?.place.column == 4)
    }

    @Test(arguments: [
        ("UTF-16LE", "UTF-16 without"), ("UTF-16", "UTF-16 from byte offset 0"),
        ("LATIN1", "0xe9 at byte offset 16"),
    ]) func `a file in another encoding is one bad entry`(encoding: String, words: String) throws {
        try write("question,answer\né?,a\n", to: "utf8.csv")
        let program = BinderyProgram(in: TemporaryDirectory.current)
        try #require(program.shell("iconv -f UTF-8 -t \(encoding) utf8.csv >faq.csv").status == 0)
        let results = try importing()
        try #require(status(results) == ["bad"])
        #expect(results[0].problems.first?.problem.contains(words) == true, "\(results[0].problems)")
    }

    @Test func `the same question twice is an error for both, whatever its spaces`() throws {
        let results = try importing(
            text: "question,answer,language\nA?,a,\n  A?  ,b,\nB?,c,\nA?,d,de\n\"A?\n\",e,\n")
        try #require(status(results) == ["bad", "bad", "draft", "draft", "bad"])
        let problems = results.map { $0.problems.first?.problem ?? "" }
        #expect(
            problems[0].hasSuffix("faq.csv:3:1") && problems[1].hasSuffix("faq.csv:2:1")
                && problems[4].hasSuffix("faq.csv:2:1"))
    }

    @Test func `a question that the registry has in another spelling is a warning`() throws {
        try service.publish(BindRequest(question: "What is a hash?", answer: "One.\n"))
        let results = try importing(
            text: "question,answer,language\nWhat's a hash,a,\nWhat is a key?,b,\nwhat is a hash?,c,de\n")
        try #require(status(results) == ["draft", "draft", "draft"])
        #expect(results.map { $0.problems.map(\.severity) } == [[.warning], [], []])
        #expect(results[0].problems.first?.problem.contains("`What is a hash?`: sha256:") == true)
    }

    @Test func `a question that differs in spelling only is a warning for both`() throws {
        let results = try importing(
            text: "question,answer\nWhat is a hash?,a\nplease: what's a HASH ?,b\nÉcole ?,c\nécole?,d\n")
        try #require(status(results) == ["draft", "draft", "draft", "draft"])
        #expect(results.map { $0.problems.map(\.severity) } == Array(repeating: [.warning], count: 4))
        #expect(results[0].problems.first?.problem.contains("faq.csv:3:1") == true)
        #expect(results[1].problems.first?.problem.contains("faq.csv:2:1") == true)
    }

    @Test func `a question that the registry has is skipped, or its next version`() throws {
        try service.publish(BindRequest(question: "Old?", answer: "One.\n"))
        try service.publish(BindRequest(question: "Same?", answer: "Same."))
        let text = "question,answer\nOld?,Two.\n\"Same? \",Same.\nNew?,Three.\n"
        #expect(try status(importing(text: text)) == ["skipped", "skipped", "draft"])
        let next = try importing(text: text) { ($0.existing, $0.change) = (.next, .correction) }
        try #require(status(next) == ["draft", "unchanged", "draft"])
        let document = try #require(next[0].draft?.document)
        #expect(document.version == 2 && document.change.kind == .correction)
        #expect(try document.previous == registry.current(of: document.lineage))
    }

    @Test func `limits end with a message`() throws {
        let text = "question,answer\nA?,12345\nB?,1234\nC?,1\n"
        let cells = try importing(text: text) { $0.limits.cellByteCount = 8 }
        try #require(status(cells) == ["draft", "draft", "draft"])
        let short = try importing(text: "question,answer\nA?,123456789\nB?,1234\n") { $0.limits.cellByteCount = 8 }
        try #require(status(short) == ["bad", "draft"])
        let rows = try importing(text: text) { $0.limits.rowCount = 2 }
        try #require(status(rows) == ["draft", "draft", "bad"] && rows[2].problems.first?.place.line == 4)
        #expect(throws: ServiceError.self) { _ = try importing(text: text) { $0.limits.fileByteCount = 10 } }
    }

    @Test func `no report holds an answer`() throws {
        let secret = String(repeating: "secret ", count: 30)
        let long = String(repeating: "x", count: 2_100)
        let results = try importing(
            text: """
                question,answer,asOf,sources,license
                A?,\(secret)[^s9],,,
                B?,\(secret),\(secret),,
                C?,\(secret),,\(secret),
                D?,\(secret),,,\(secret)
                \(long),\(secret),,,

                """)
        try #require(Set(status(results)) == ["bad"] && results.count == 5)
        for problem in results.flatMap(\.problems) {
            #expect(!problem.problem.contains(String(repeating: "secret ", count: 7)), "\(problem)")
            #expect(problem.problem.utf8.count < 400, "\(problem)")
        }
    }

    @Test func `a folder of Markdown is read by the bytes of its paths`() throws {
        try write("---\r\nquestion: B?\r\ntopics: x, y\r\n---\r\nOne.\r\n\r\nTwo.\r\n", to: "md/b.md")
        try write("\u{feff}---\nquestion: A?\nlicense: MIT\n---\nOne.\n", to: "md/a/z.md")
        try write("# Read me\n", to: "md/README.md")
        try write("---\nquestion: C?\nasOf: soon\n---\nOne.\n", to: "md/c.md")
        try write("---\nquestion: D?\nlicense: CC BY\n---\nOne.\n", to: "md/d.md")
        try write("no", to: "md/notes.txt")
        try Data([0x2d, 0xe9]).write(to: URL(fileURLWithPath: TemporaryDirectory.file("md/latin.md")))
        try FileManager.default.createSymbolicLink(
            atPath: TemporaryDirectory.file("md/link.md"), withDestinationPath: "b.md")
        let results = try importing("md")
        let names = results.map { String($0.file.dropFirst(TemporaryDirectory.file("md/").count)) }
        try #require(names == ["README.md", "a/z.md", "b.md", "c.md", "d.md", "latin.md", "link.md"])
        try #require(status(results) == ["bad", "draft", "draft", "bad", "bad", "bad", "bad"])
        #expect(
            results[2].draft?.document?.answer.text == "One.\n\nTwo."
                && results[2].draft?.document?.topics == ["x", "y"])
        #expect(results[1].draft?.document?.license == "MIT")
        #expect(results[3].problems.first?.place.line == 3 && results[3].problems.first?.field == "asOf")
        #expect(results[4].problems.first?.place.line == 3 && results[4].problems.first?.field == "license")
        #expect(results[5].problems.first?.problem.contains("byte offset 1") == true)
    }

    @Test func `markup in an answer stays as it is, byte by byte`() throws {
        let answers = [
            "<script>alert(1)</script> <img src=x onerror=alert(1)>",
            "[a](javascript:alert(1)) ![b](data:text/html;base64,PHNjcmlwdD4=)",
            String(repeating: "> ", count: 20_000) + "x",
            String(repeating: "[", count: 20_000),
            "| a |\n|---|\n" + String(repeating: "| b |\n", count: 20_000) + "end",
            "---\nquestion: Other?\n---", "A\u{301} \u{fffd}",
        ]
        for (index, answer) in answers.enumerated() {
            try write("---\nquestion: Q\(index)?\n---\n\(answer)\n", to: "md/\(index).md")
        }
        let results = try importing("md")
        try #require(status(results) == Array(repeating: "draft", count: answers.count), "\(results.map(\.problems))")
        for (result, answer) in zip(results, answers) {
            let text = try #require(result.draft?.document?.answer.text)
            #expect(text.utf8.elementsEqual(answer.utf8))
        }
    }

    @Test func `what is no file is reported and not waited for`() throws {
        try write("---\nquestion: A?\n---\na\n", to: "md/a.md")
        try write("---\nquestion: B?\n---\nb\n", to: "md/folder.md/b.md")
        try #require(mkfifo(TemporaryDirectory.file("md/pipe.md"), 0o600) == 0)
        #expect(
            try BinderyProgram(in: TemporaryDirectory.current).shell("printf x >\"md/$(printf 'n\\377').md\"").status
                == 0)
        let results = try importing("md")
        try #require(status(results) == ["draft", "draft", "bad", "bad"])
        let problems = results.flatMap(\.problems).map(\.problem)
        #expect(problems.contains { $0.contains("a pipe") } && problems.contains { $0.contains("not be UTF-8") })
    }

    @Test func `all files of a folder together have a limit`() throws {
        for name in ["a", "b"] { try write("---\nquestion: \(name)?\n---\n12345\n", to: "md/\(name).md") }
        let size = "---\nquestion: a?\n---\n12345\n".utf8.count
        #expect(try importing("md") { $0.limits.fileByteCount = 2 * size }.count == 2)
        let error = #expect(throws: ServiceError.self) {
            _ = try importing("md") { $0.limits.fileByteCount = 2 * size - 1 }
        }
        #expect(error?.code == .badData && error?.remedy.contains("--max-file") == true)
    }

    @Test func `of a single file of Markdown the folder is to be named`() throws {
        try write("---\nquestion: A?\n---\na\n", to: "md/a.md")
        let error = #expect(throws: ServiceError.self) { _ = try importing("md/a.md") }
        #expect(error?.code == .usage)
    }

    @Test func `a folder without Markdown and a file that is not there are refused`() throws {
        try write("no", to: "md/notes.txt")
        for name in ["md", "absent.csv"] {
            let error = #expect(throws: ServiceError.self) { _ = try importing(name) }
            #expect(error?.code == .noInput)
        }
    }

    @Test func `without a key the registry has to have one publisher`() throws {
        let two = try TestService("two") {
            $0.publishers.append((try? TestKey.key("second").publicKey) ?? $0.publishers[0])
        }
        let error = #expect(throws: ServiceError.self) { try two.bindery.onlyPublisher(of: two.open()) }
        #expect(error?.code == .usage)
    }
}

@Suite(.temporaryDirectory) struct ImportedDraftsTests {
    private func drafts(_ questions: [String]) throws -> ImportedDrafts {
        let service = try TestService()
        let registry = try service.open()
        let rows = questions.map { "\"\($0)\",A.\n" }.joined()
        try Data("question,answer\n\(rows)".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("faq.csv")))
        let request = ImportRequest(
            source: TemporaryDirectory.file("faq.csv"), issuer: try service.bindery.onlyPublisher(of: registry))
        return ImportedDrafts(of: try service.bindery.draftImport(request, for: registry))
    }

    @Test func `names keep the order of rows and mean nothing to a shell`() throws {
        let long = String(repeating: "long ", count: 20)
        let drafts = try drafts(["What is a hash?", "../../etc/passwd; rm -rf $HOME", "", "日本?", "-n \(long)", "É a!"])
        let names = drafts.names.sorted { $0.key < $1.key }.map(\.value)
        try #require(
            names.count == 5 && names[0] == "0001-what-is-a-hash.json" && names[1] == "0002-etc-passwd-rm-rf-home.json")
        #expect(names[2].utf8.count == "0004-.json".utf8.count + 26 && names[4] == "0006-a.json")
        #expect(names[3] == "0005-n-long-long-long-long-long-long-long-lon.json", "\(names[3])")
    }

    @Test func `the folder appears with every draft or not at all`() throws {
        let drafts = try drafts((0..<300).map { "Question \($0)?" })
        let folder = TemporaryDirectory.file("out")
        try drafts.write(to: folder)
        let files = try DraftFiles(at: [folder]).paths
        #expect(files.count == 300)
        #expect(try files.map { try Draft.read($0).document?.question } == (0..<300).map { "Question \($0)?" })
        let error = #expect(throws: ServiceError.self) { try drafts.write(to: folder) }
        #expect(error?.code == .cannotCreate)
        // An empty folder may be there; one above it has to be.
        try FileManager.default.createDirectory(
            atPath: TemporaryDirectory.file("empty"), withIntermediateDirectories: false)
        try drafts.write(to: TemporaryDirectory.file("empty/"))
        #expect(throws: ServiceError.self) { try drafts.write(to: TemporaryDirectory.file("absent/out")) }
        #expect(TestService.names(in: TemporaryDirectory.current).allSatisfy { !$0.hasSuffix(".tmp") })
        #expect(TestService.names(in: TemporaryDirectory.file("empty")).count == 300)
    }

    @Test func `what a killed import left is emptied, and two imports do not fill one folder`() throws {
        let drafts = try drafts(["A?"])
        let left = TemporaryDirectory.file(".out.bindery-import")
        try FileManager.default.createDirectory(atPath: left + "/deep", withIntermediateDirectories: true)
        try Data("{".utf8).write(to: URL(fileURLWithPath: left + "/deep/0009-z.json"))
        let descriptor = open(left, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try #require(descriptor >= 0 && flock(descriptor, LOCK_EX) == 0)
        let error = #expect(throws: ServiceError.self) { try drafts.write(to: TemporaryDirectory.file("out")) }
        #expect(error?.code == .locked && TestService.names(in: left) == ["deep"])
        // Not by closing it: a process that another test starts has a copy until it runs its program.
        flock(descriptor, LOCK_UN)
        close(descriptor)
        try drafts.write(to: TemporaryDirectory.file("out"))
        #expect(TestService.names(in: TemporaryDirectory.file("out")) == ["0001-a.json"])
        #expect(!FileManager.default.fileExists(atPath: left))
    }

    @Test func `a link in the place of the folder in making is not followed`() throws {
        let drafts = try drafts(["A?"])
        try FileManager.default.createDirectory(
            atPath: TemporaryDirectory.file("precious"), withIntermediateDirectories: false)
        try Data("x".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("precious/file")))
        try FileManager.default.createSymbolicLink(
            atPath: TemporaryDirectory.file(".out.bindery-import"), withDestinationPath: "precious")
        let error = #expect(throws: ServiceError.self) { try drafts.write(to: TemporaryDirectory.file("out")) }
        #expect(error?.code == .cannotCreate)
        #expect(TestService.names(in: TemporaryDirectory.file("precious")) == ["file"])
    }
}
