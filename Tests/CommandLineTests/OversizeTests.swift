import BinderyTestSupport
import Foundation
import JSON
import Testing

/// Input made to exhaust a reader: refused quickly, with a reason.
@Suite(.temporaryDirectory) struct OversizeTests {
    /// `verify` of a file, within a memory limit of 2 GB and 20 seconds.
    private func verify(_ bytes: [UInt8], _ library: TestLibrary) throws -> BinderyProgram.Result {
        try library.write(bytes, to: "big.json")
        return try library.program.shell(
            "ulimit -v 2000000; timeout 20 \"$BINDERY\" verify big.json --registry library --json")
    }

    @Test func `17 MB are refused`() throws {
        let library = try TestLibrary()
        let bytes = Array("\"".utf8) + [UInt8](repeating: 0x61, count: 17_000_000) + Array("\"".utf8)
        let result = try verify(bytes, library)
        #expect(result.status == 1 && result.findingCodes == ["not-json"], "\(result.text)\(result.diagnostics)")
        let published = try library.run("publish", "big.json", "--json")
        #expect(published.status == 65)
    }

    @Test func `a file without end is refused`() throws {
        let library = try TestLibrary()
        let result = try library.program.shell("timeout 20 \"$BINDERY\" verify /dev/zero --registry library --json")
        #expect(result.status == 65 && result.errorJSON["code"] == "bad-data")
    }

    @Test(arguments: ["[", "{\"a\":", "[[1],"])
    func `100,000 nested values are refused`(opening: String) throws {
        let library = try TestLibrary()
        let bytes = Array(String(repeating: opening, count: 100_000).utf8)
        let result = try verify(bytes, library)
        #expect(result.status == 1 && result.findingCodes == ["not-json"], "\(result.text)\(result.diagnostics)")
        #expect(try library.run("publish", "big.json").status == 65)
        _ = try library.program.shell("cp big.json messages.json; echo a > a.md")
        let bound = try library.run(
            "bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--origin", "model", "--model-name", "m",
            "--model-version", "1",
            "--provider", "P", "--messages", "messages.json", "--json")
        #expect(bound.status == 65 && bound.errorJSON["code"] == "json", "\(bound.diagnostics)")
    }

    @Test func `nesting beyond 64 levels is refused though it is signed`() throws {
        let library = try TestLibrary()
        var document = try SignedDocument("Q?")
        var nested: JSONValue = 1
        for _ in 0..<70 { nested = [nested] }
        document.set("credentialSubject", "extensions", to: ["https://example.org/x": nested])
        let result = try verify(try document.bytes(), library)
        #expect(result.status == 1 && result.findingCodes == ["not-json"])
    }

    @Test(arguments: [65, 10_000])
    func `too many proofs are refused without being verified`(count: Int) throws {
        let library = try TestLibrary()
        var object = try SignedDocument("Q?").unsecured
        // Of another document: each of them that is verified is a finding.
        let foreign = try SignedDocument("R?").proof(by: "publisher")
        for (number, isTooMany) in [(1, false), (count, true)] {
            object.set("proof", .array(Array(repeating: foreign, count: number)))
            let result = try verify(object.canonicalBytes(), library)
            #expect(result.status == 1, "\(result.diagnostics)")
            #expect(result.findingCodes.contains("proof-count") == isTooMany, "\(result.findingCodes)")
            #expect(result.findingCodes.contains("signature-invalid") != isTooMany, "\(result.findingCodes)")
        }
        #expect(try library.run("publish", "big.json").status == 65)
    }

    @Test func `10,000 unknown members are named without exhausting anything`() throws {
        let library = try TestLibrary()
        var document = try SignedDocument("Q?")
        for index in 0..<10_000 { document.set("stray\(index)", to: 1) }
        let result = try verify(try document.bytes(), library)
        #expect(result.status == 1 && result.findingCodes.contains("unknown-member"))
    }

    @Test func `a question beyond 2,000 bytes is refused`() throws {
        let library = try TestLibrary()
        let bound = try library.bind(String(repeating: "q", count: 2_001), "A.\n", "--json")
        #expect(bound.status == 65 && bound.errorJSON["code"] == "object", "\(bound.diagnostics)")
    }

    @Test func `settings made to exhaust a reader are bad data`() throws {
        let library = try TestLibrary()
        try library.write(Array(String(repeating: "[", count: 100_000).utf8), to: ".config/bindery/registries.json")
        let result = try library.run("verify", library.root, "--json")
        #expect(result.status == 65 && result.errorJSON["code"] == "bad-data", "\(result.diagnostics)")
    }
}
