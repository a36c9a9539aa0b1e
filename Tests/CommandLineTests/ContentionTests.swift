import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct ContentionTests {
    @Test func `processes that publish at the same time all succeed, or say who holds the lock`() throws {
        let library = try TestLibrary()
        for index in 0..<40 {
            try library.write(try SignedDocument("Question \(index)?").bytes(), to: "\(index).json")
        }
        let script = """
            for p in 0 1 2 3; do
              ( for i in 0 1 2 3 4 5 6 7 8 9; do "$BINDERY" publish $((p * 10 + i)).json --registry library --json 2>>err$p; echo "exit $?"; done >out$p ) &
            done; wait; cat out0 out1 out2 out3
            """
        let result = try library.program.shell(script)
        let exits = result.text.split(separator: "\n").filter { $0.hasPrefix("exit") }
        #expect(exits.count == 40 && exits.allSatisfy { $0 == "exit 0" || $0 == "exit 75" }, "\(result.text)")
        let published = result.text.components(separatedBy: #""status":"published""#).count - 1
        #expect(published == exits.filter { $0 == "exit 0" }.count)
        let audit = try library.audit()
        #expect(
            audit.verdict == "verified" && audit.json["byType"]?["BoundDocument"] == .integer(Int64(published)),
            "\(audit.text)")
        let problems = try library.program.shell("cat err0 err1 err2 err3").text
        for line in problems.split(separator: "\n") { #expect(line.contains("process"), "\(line)") }
    }

    @Test func `the same objects from two processes are published once`() throws {
        let library = try TestLibrary()
        for index in 0..<5 { try library.write(try SignedDocument("Question \(index)?").bytes(), to: "\(index).json") }
        let line =
            "for p in 0 1; do \"$BINDERY\" publish ?.json --registry library --json >out$p & done; wait; cat out0 out1"
        let text = try library.program.shell(line).text
        #expect(text.components(separatedBy: #""status":"published""#).count - 1 == 5, "\(text)")
        #expect(text.components(separatedBy: #""status":"known""#).count - 1 == 5, "\(text)")
        #expect(try library.audit().json["commits"] == 2)
    }

    @Test func `readers never wait for a writer`() throws {
        let library = try TestLibrary()
        let object = try library.bound("Q?")
        // A writer that holds the lock and does nothing; who waits for it waits for 30 seconds.
        let result = try library.program.shell(
            "exec 9<>library/.bindery/writer.lock; flock 9; timeout 25 \"$BINDERY\" verify \(object) --registry library --json 9>&-; "
                + "timeout 25 \"$BINDERY\" audit library >/dev/null 9>&-; echo $?")
        #expect(result.verdict == "verified" && result.text.hasSuffix("\n0\n"), "\(result.text)\(result.diagnostics)")
    }

    // The lock is waited for half a minute.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["BINDERY_LONG"] == "1"))
    func `who holds the lock for long is named`() throws {
        let library = try TestLibrary()
        try library.write(try SignedDocument("Q?").bytes(), to: "q.json")
        let result = try library.program.shell(
            "exec 9<>library/.bindery/writer.lock; flock 9; timeout 60 \"$BINDERY\" publish q.json --registry library --json 9>&-"
        )
        #expect(result.status == 75 && result.errorJSON["code"] == "locked", "\(result.diagnostics)")
        #expect(result.errorJSON["problem"]?.text?.contains("process") == true, "\(result.diagnostics)")
    }
}
