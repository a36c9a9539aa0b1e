import BinderyTestSupport
import Foundation
import JSON
import Testing

/// The outside suites of `shared/suites`, driven by their own runner against the built program.
@Suite(.temporaryDirectory, .enabled(if: SharedFile.isAvailable)) struct ConformanceSuiteTests {
    /// Runs the suites that `selection` names; the summary is the last line.
    private func run(_ selection: [String]) throws -> BinderyProgram.Result {
        let suites = try #require(SharedFile.folder) + "/suites"
        let words = selection.map { "'\($0)'" }.joined(separator: " ")
        return try BinderyProgram(in: TemporaryDirectory.current).shell(
            "python3 '\(suites)/run_suite.py' --suites '\(suites)' \(words) -- \"$BINDERY\" conformance")
    }

    @Test func `parsing, canonical form and Ed25519 pass completely`() throws {
        let result = try run(["--category", "parse", "--category", "jcs", "--category", "ed25519"])
        #expect(result.status == 0, "\(result.text.suffix(2_000))\(result.diagnostics)")
        #expect(result.text.contains("526"), "\(result.text.suffix(2_000))")
    }

    @Test func `Data Integrity proofs of eddsa-jcs-2022 pass completely`() throws {
        let result = try run(["--only", "vcdi#jcs*", "--only", "vcdi#up-jcs*", "--only", "vcdi#up-verify-jcs*"])
        #expect(result.status == 0, "\(result.text.suffix(2_000))\(result.diagnostics)")
        #expect(result.text.contains("146"), "\(result.text.suffix(2_000))")
    }
}

@Suite(.temporaryDirectory) struct ConformanceCommandTests {
    @Test(arguments: [
        (
            #"{"id":1,"op":"jcs","input":"{\"b\":1.0,\"a\":\"\\u00e9\"}"}"#,
            #"{"id":1,"ok":true,"output":"{\"a\":\"é\",\"b\":1}"}"#
        ),
        (#"{"id":"x","op":"parse","inputBase64":"W10="}"#, #"{"id":"x","ok":true,"output":"[]"}"#),
        (#"{"id":2,"op":"verify","input":"no JSON"}"#, #"{"id":2,"ok":true,"output":"invalid"}"#),
        (#"{"id":3,"op":"ed25519","input":"{}"}"#, #"{"id":3,"ok":true,"output":"invalid"}"#),
        (#"{"id":4,"op":"compact","input":"{}"}"#, #"{"id":4,"ok":false,"error":"unsupported op"}"#),
        ("no request", #"{"id":null,"ok":false,"error":"malformed request"}"#),
        (#"{"id":5,"op":"parse"}"#, #"{"id":5,"ok":false,"error":"malformed request"}"#),
    ])
    func `one line is answered by one line`(request: String, response: String) throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        try Data((request + "\n").utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("requests")))
        let result = try program.shell("\"$BINDERY\" conformance < requests")
        #expect(result.status == 0 && result.text == response + "\n", "\(result.text)")
    }
}
