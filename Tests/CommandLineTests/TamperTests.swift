import BinderyTestSupport
import BoundKnowledge
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct TamperTests {
    /// A leaf of a document: its JSON pointer and the bytes of its value.
    private struct Leaf {
        let pointer: String
        let range: Range<Int>
    }

    /// A document with every kind of member that `bind` writes.
    private func fullDocument(_ library: TestLibrary) throws -> [UInt8] {
        try library.write(Array("The raw output.\n".utf8), to: "raw.md")
        let bound = try library.bind(
            "What is a hash?", "A digest [^s1].\n", "--origin", "model-edited", "--model-name", "gpt-x",
            "--model-version", "1",
            "--provider", "P", "--raw-output", "raw.md", "--edit-note", "shorter", "--seed", "7",
            "--system-fingerprint", "fp",
            "--response-id", "r1", "--jurisdiction", "DE", "--audience", "pupils", "--subject", "cryptography",
            "--topic", "hashing",
            "--source", "citation | FIPS 180-4 | https://doi.org/10.6028/NIST.FIPS.180-4 | section 6.2", "--json")
        return try library.run("get", try #require(bound.json["object"]?.text, "\(bound.diagnostics)")).output
    }

    private static func leaves(_ node: JSONNode, _ pointer: String = "") -> [Leaf] {
        switch node.kind {
        case .array: node.elements.enumerated().flatMap { leaves($0.element, "\(pointer)/\($0.offset)") }
        case .object: node.members.flatMap { leaves($0.value, "\(pointer)/\($0.name)") }
        default: [Leaf(pointer: pointer, range: node.byteRange)]
        }
    }

    @Test func `one flipped byte in any member is rejected and named`() throws {
        let library = try TestLibrary()
        let bytes = try fullDocument(library)
        let leaves = Self.leaves(try JSONDocument(parsing: bytes).root)
        // The worked example has this many members; more is fine, fewer means that the walk lost some.
        #expect(leaves.count >= 50)
        for leaf in leaves {
            var changed = bytes
            changed[leaf.range.lowerBound + leaf.range.count / 2] ^= 1
            try library.write(changed, to: "changed.json")
            let result = try library.run("verify", "changed.json", "--json")
            #expect(
                result.status == 1 && result.verdict == "rejected",
                "\(leaf.pointer): \(result.text)\(result.diagnostics)")
            let findings = result.json["findings"]?.elements ?? []
            let isNamed = findings.contains { finding in
                finding["code"] == "signature-invalid" || finding["code"] == "not-json"
                    || finding["pointer"]?.text.map { leaf.pointer.hasPrefix($0) && !$0.isEmpty } == true
            }
            #expect(isNamed, "\(leaf.pointer): \(result.text)")
        }
    }

    @Test(arguments: [
        (["name"], "signature-invalid"), (["credentialSubject", "answer", "text"], "answer-digest"),
        (["credentialSubject", "question"], "lineage-mismatch"), (["validFrom"], "validFrom"),
        (["registry"], "other-registry"),
    ])
    func `a changed member has a finding of its own`(path: [String], code: String) throws {
        let library = try TestLibrary()
        let document = try SignedDocument("What is a hash?")
        var value = JSONValue(try JSONDocument(parsing: document.bytes()).root)
        func change(_ value: JSONValue, _ path: ArraySlice<String>) -> JSONValue {
            guard let name = path.first else { return .string((value.text ?? "") + "x") }
            var value = value
            value.set(name, change(value[name] ?? .null, path.dropFirst()))
            return value
        }
        value = change(value, path[...])
        try library.write(value.canonicalBytes(), to: "changed.json")
        let result = try library.run("verify", "changed.json", "--json")
        #expect(result.status == 1 && result.verdict == "rejected")
        let names =
            result.findingCodes
            + (result.json["findings"]?.elements ?? []).compactMap {
                $0["pointer"]?.text?.split(separator: "/").last.map(String.init)
            }
        #expect(names.contains(code), "\(result.text)")
        #expect(result.findingCodes.contains("signature-invalid"), "\(result.text)")
    }

    @Test func `every truncation of an object is rejected`() throws {
        let library = try TestLibrary()
        let bytes = try SignedDocument("What is a hash?").bytes()
        let counts = Set([0, 1, 2, bytes.count - 1, bytes.count - 2] + stride(from: 3, to: bytes.count, by: 211))
        for count in counts.sorted() {
            try library.write(Array(bytes.prefix(count)), to: "short.json")
            let result = try library.run("verify", "short.json", "--json")
            #expect(
                result.status == 1 && result.verdict == "rejected" && result.findingCodes.contains("not-json"),
                "\(count) bytes: \(result.text)")
            #expect(try library.run("publish", "short.json").status == 65, "\(count) bytes")
        }
    }

    @Test(arguments: ["\n", " ", "{}", "\u{feff}"])
    func `bytes around an object change it`(suffix: String) throws {
        let library = try TestLibrary()
        let bytes = try SignedDocument("What is a hash?").bytes()
        for changed in [bytes + Array(suffix.utf8), Array(suffix.utf8) + bytes] {
            try library.write(changed, to: "changed.json")
            let result = try library.run("verify", "changed.json", "--json")
            #expect(result.status == 1 && result.verdict == "rejected")
            #expect(["not-canonical", "not-json"].contains(result.findingCodes.first), "\(result.findingCodes)")
        }
    }

    @Test func `another layout of the same JSON is not the object`() throws {
        let library = try TestLibrary()
        try library.write(try SignedDocument("What is a hash?").bytes(), to: "object.json")
        try #require(library.program.shell("python3 -m json.tool object.json pretty.json").status == 0)
        let result = try library.run("verify", "pretty.json", "--json")
        #expect(result.status == 1 && result.findingCodes == ["not-canonical"])
    }
}
