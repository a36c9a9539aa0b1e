import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct RecomputeCommandTests {
    private static let changed = "When does the demo library open?"
    private static let kept = "What is Bindery?"

    /// A library with answers of version 1 that knows version 2, and an auditor.
    private func library(_ questions: [String] = [changed, kept]) throws -> TestLibrary {
        try TestLibrary.writeKey("auditor")
        let library = try TestLibrary(options: TestLibrary.auditor)
        try library.addModel(1)
        for question in questions {
            try library.run("bind", question, "--model", "demo@1", "--key", "publisher.pem").requireDone()
        }
        try library.addModel(2)
        return library
    }

    private func recompute(_ library: TestLibrary, _ options: String...) throws -> BinderyProgram.Result {
        try library.run(["recompute", "--model", "demo@2"] + options)
    }

    private func fileCount(_ library: TestLibrary) throws -> String {
        try library.program.shell("find library/.bindery/recompute | wc -l").text
    }

    @Test func `a recomputation is rehearsed, run, and told of, and what changed waits for a person`() throws {
        let library = try library()
        let head = try library.head()
        let plan = try recompute(library, "--dry-run", "--json")
        #expect(plan.status == 0 && plan.json["documents"]?["all"] == 2, "\(plan.diagnostics)")
        #expect(try library.program.shell("ls library/.bindery/recompute").status != 0)
        #expect(try library.run("recompute", "status").status == 66)

        let waiting = try recompute(library)
        #expect(waiting.status == 0 && waiting.text.contains("for an auditor's key (--key)"), "\(waiting)")
        #expect(waiting.text.contains("1       identical\n") && waiting.text.contains("1       contradicted\n"))
        #expect(try library.head() == head)
        let signed = try recompute(library, "--key", "auditor.pem", "--json")
        #expect(signed.status == 0 && signed.json["effects"]?["attested"] == 2, "\(signed)")
        #expect(signed.json["state"] == "done" && signed.json["effects"]?["unsigned"] == 0)
        let done = try library.head()
        #expect(done != head)
        let again = try recompute(library, "--dry-run")
        #expect(again.text.hasPrefix("demo@2  would check 0 of 2 documents\n  2  finished before\n"), "\(again)")
        let idle = try recompute(library, "--key", "auditor.pem")
        let started = try #require(signed.json["started"]?.text)
        #expect(idle.status == 0 && idle.text.hasPrefix("nothing new since \(started); this is "), "\(idle)")
        #expect(signed.json["nothingNewSince"]?.text == started && waiting.text.hasPrefix("demo@2  done"))
        #expect(try library.head() == done && library.audit().status == 0)

        let status = try library.run("recompute", "status").text
        #expect(status.hasPrefix("demo@2  done  2 documents checked\n") && status.contains("signed    2 findings\n"))
        #expect(status.contains("proposed  1 new version; a person decides"), "\(status)")
        let report = try library.run("recompute", "report", "--json").json
        #expect(report["findings"]?.elements?.count == 1 && report["outcomes"]?["identical"] == 1)
        let proposal = try #require(report["findings"]?.elements?.first?["proposal"]?.text)
        let shown = try library.run("proposals", "show", proposal).text
        for line in [
            "because   most samples deny the answer", "changed   weights", "samples   1 contradicted",
            "contradiction  \"9:00\" became \"10:00\"  (",
        ] { #expect(shown.contains("\n\(line)"), "\(shown)") }
        #expect(!shown.contains("{"), "\(shown)")
        let accepted = try library.run("proposals", "accept", proposal, "--key", "publisher.pem", "--json")
        let version = try #require(accepted.json["object"]?.text, "\(accepted.diagnostics)")
        #expect(try library.run("get", version, "--answer").text.contains("10:00"))
        #expect(try library.run("resolve", Self.changed, "--json").text.contains(version))
        let finding = try library.run("recompute", "report", "--json").json["findings"]?.elements?.first
        #expect(finding?["state"] == "accepted" && finding?["by"]?.text == version && finding?["proposal"] == nil)
        #expect(try library.run("recompute", "report").text.contains("  since then accepted as \(version)\n"))
    }

    @Test(arguments: [
        (#"{"samples":"five"}"#, "/samples"), (#"{"sampels":5}"#, "/sampels"),
        (#"{"budget":{"cpuSeconds":0}}"#, "/budget/cpuSeconds"),
        (#"{"budget":{"cpuSeconds":-1}}"#, "/budget/cpuSeconds"),
        (#"{"maxSuspectShare":0}"#, "/maxSuspectShare"), (#"{"maxAutoSupersedePerDay":2}"#, "/maxAutoSupersedePerDay"),
        (#"{"actions":{"contradicted":"supersede"}}"#, "/actions/contradicted"), ("{", ""), ("[]", "/"),
    ])
    func `a policy that is none is refused with its file and the place`(policy: String, pointer: String) throws {
        let library = try library([])
        try library.write(Array(policy.utf8), to: "recompute.json")
        let refused = try recompute(library, "--policy", "recompute.json", "--json")
        #expect(refused.status == 65 && refused.output.isEmpty, "\(refused)")
        #expect(refused.errorJSON["location"]?.text?.hasPrefix("recompute.json: \(pointer)") == true, "\(refused)")
        #expect(try library.program.shell("ls library/.bindery/recompute").status != 0)
    }

    @Test func `budgets that cannot be are refused, and one that is used up says what goes on`() throws {
        let library = try library(Array(repeating: Self.kept, count: 1))
        for budget in ["0", "nan", "inf", "-1"] {
            #expect(try recompute(library, "--budget=\(budget)").status == 64, "\(budget)")
        }
        #expect(try recompute(library, "--budget", "much").status == 64)
        try library.write(Array(#"{"budget":{"joules":1}}"#.utf8), to: "joules.json")
        for rehearsal in [[], ["--dry-run"]] {
            let refused = try library.run(
                ["recompute", "--model", "demo@2", "--policy", "joules.json", "--json"] + rehearsal)
            #expect(refused.status == 65 && refused.errorJSON["location"] == "/budget/joules", "\(refused)")
        }
        // It has left nothing behind that would be in the way.
        try recompute(library).requireDone()
        let missing = try recompute(library, "--policy", "nowhere.json", "--json")
        #expect(missing.status == 66)
    }

    @Test func `what is used up goes on with a larger budget`() throws {
        let questions = try Self.questions(10)
        let library = try library(questions)
        let stopped = try recompute(library, "--key", "auditor.pem", "--budget", "0.000001")
        #expect(stopped.status == 75 && stopped.text.contains("out of budget"), "\(stopped)")
        #expect(stopped.text.contains("--budget"), "\(stopped.text)")
        #expect(try library.run("recompute", "status", "--json").json["effects"]?["attested"] == 1)
        let done = try recompute(library, "--key", "auditor.pem", "--json")
        #expect(done.status == 0 && done.json["effects"]?["attested"] == 10, "\(done)")
    }

    @Test func `a document is named when the copy of a source has other bytes than when it was bound`() throws {
        let library = try library([])
        let page = "copies/example.org/hours"
        try library.program.shell("mkdir -p copies/example.org && echo 'Open from 9' > \(page)").requireSuccess()
        let bound = try library.run(
            "bind", Self.kept, "--model", "demo@1", "--key", "publisher.pem", "--source",
            "grounding | Hours | https://example.org/hours", "--sources", "copies", "--json")
        let document = try #require(bound.json["object"]?.text, "\(bound.diagnostics)")
        let before = try recompute(library, "--sources", "copies", "--json")
        #expect(before.status == 0 && before.json["changedSources"] == [], "\(before)")
        try library.program.shell("echo 'Open from 10' > \(page)").requireSuccess()
        let after = try recompute(library, "--sources", "copies", "--json")
        #expect(
            after.json["changedSources"] == [["document": .string(document), "sources": ["s1"]]], "\(after)")
        #expect(try library.run("recompute", "report").text.contains("source    \(document)  s1 has other bytes now"))
    }

    @Test func `of two at once the second is told to try again`() throws {
        let library = try library([Self.kept])
        try recompute(library).requireDone()
        let descriptor = open(TemporaryDirectory.file("library/.bindery/recompute/lock"), O_RDWR)
        defer { close(descriptor) }
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        let second = try recompute(library, "--json")
        #expect(second.status == 75 && second.errorJSON["code"] == "locked", "\(second)")
        #expect(second.errorJSON["location"]?.text?.hasSuffix(".bindery/recompute/lock") == true)
        let report = try library.run("recompute", "report")
        #expect(report.status == 0 && report.text.hasPrefix("demo@2  done  1 document checked\n"), "\(report)")
    }

    @Test func `no error repeats a question or an answer`() throws {
        let library = try library()
        try recompute(library).requireDone()
        let journal = try library.program.shell("ls library/.bindery/recompute/*-1/journal.jsonl").text
        try library.program.shell("sed -i 's/\"event\"/\"evnt\"/' \(journal)").requireSuccess()
        let refused = try recompute(library)
        #expect(refused.status == 65 && refused.diagnostics.contains("journal.jsonl: line 1: "), "\(refused)")
        #expect(!refused.diagnostics.contains("10:00") && !refused.diagnostics.contains("demo library"))
    }

    @Test func `a suspect model is said first`() throws {
        let library = try library(Self.questions(24, with: Self.changed))
        try library.write(Array(#"{"maxSuspectShare":0.0001}"#.utf8), to: "careful.json")
        let stopped = try recompute(library, "--policy", "careful.json", "--key", "auditor.pem")
        #expect(stopped.status == 1 && stopped.text.hasPrefix("The model is suspect:"), "\(stopped)")
        #expect(try library.run("recompute", "report").text.hasPrefix("The model is suspect:"))
        let proposals = try library.run("proposals", "list")
        #expect(proposals.status == 0 && proposals.output.isEmpty)
        try recompute(library, "--policy", "careful.json", "--key", "auditor.pem", "--continue").requireDone()
        #expect(try library.audit().status == 0)
    }

    @Test func `a full disk is said, and with space it goes on`() throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let mounted = try program.shell("mkdir disk && mount -t tmpfs -o size=2m tmpfs disk")
        guard mounted.status == 0 else {
            return print("skipped: no file system can be mounted here: \(mounted.diagnostics)")
        }
        defer { _ = try? program.shell("umount disk || umount -l disk") }
        let library = try library()
        try program.shell("mkdir library/.bindery/recompute && mount --bind disk library/.bindery/recompute")
            .requireSuccess()
        defer { _ = try? program.shell("umount library/.bindery/recompute || umount -l library/.bindery/recompute") }
        try program.shell("head -c 5000000 /dev/zero > disk/ballast || true").requireSuccess()
        let refused = try recompute(library, "--key", "auditor.pem", "--json")
        #expect(refused.status == 74, "\(refused)")
        try program.shell("truncate -s -4096 disk/ballast").requireSuccess()
        _ = try recompute(library, "--key", "auditor.pem", "--json")
        #expect(try library.audit().status == 0)
        try program.shell("rm disk/ballast").requireSuccess()
        let done = try recompute(library, "--key", "auditor.pem", "--json")
        #expect(done.status == 0 && done.json["effects"]?["attested"] == 2, "\(done)")
        #expect(done.json["findings"]?.elements?.count == 1)
    }
}

extension RecomputeCommandTests {
    /// Questions that the shipped models know and both answer alike, behind `first`.
    fileprivate static func questions(_ count: Int, with first: String...) throws -> [String] {
        Array((first + (try ShippedCorpus.kept()).filter { !first.contains($0) }).prefix(count))
    }
}
