import BinderyTestSupport
import BoundKnowledge
import Cryptography
import JSON
import Testing

/// `docs/format/objects.md` sections 1 and 2: the envelope, scalar forms, limits, canonical form.
@Suite struct EnvelopeTests {
    private func findings(_ pointer: String, _ value: JSONValue?, _ kind: SampleKind = .withdrawal) throws -> [String] {
        var sample = try kind.sample()
        sample[pointer] = value
        return try sample.findings()
    }

    @Test func `the context is one exact list`() throws {
        let contexts: [JSONValue] = [
            ["https://www.w3.org/ns/credentials/v2"], "https://www.w3.org/ns/credentials/v2",
            ["https://w3id.org/bound-knowledge/v1", "https://www.w3.org/ns/credentials/v2"],
            ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v1", "https://example.org/v1"],
            ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v0"],
            ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v01"], [],
        ]
        for context in contexts {
            let found = try findings("/@context", context)
            #expect(found.contains("context /@context"), "\(found)")
        }
    }

    @Test func `a later format is unsupported, not rejected`() throws {
        for (pointer, value) in [
            ("/credentialSubject/formatVersion", 2), ("/credentialSubject/formatVersion", 9_007_199_254_740_991),
            ("/@context", ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v2"]),
            ("/@context", ["https://www.w3.org/ns/credentials/v3", "https://w3id.org/bound-knowledge/v10"]),
            ("/@context", ["https://w3id.org/bound-knowledge/v18446744073709551615"]),
        ] as [(String, JSONValue)] {
            var sample = try Sample.authored()
            sample[pointer] = value
            sample["/credentialSubject/novelty"] = ["of": "version 2"]
            let check = IntegrityCheck(of: try sample.bytes())
            #expect(check.findings.map(\.code) == ["format-version"] && check.findings.first?.pointer == pointer)
            #expect(Verdict(check.findings) == .unsupported && check.object == nil)
            let other = IntegrityCheck(of: try sample.bytes(), expecting: Address(of: [1]))
            #expect(Verdict(other.findings) == .rejected)
            let published = ObjectVerifier(trust: nil, instant: Sample.now, purpose: .publication).verify(
                try sample.bytes())
            #expect(published.verdict == .rejected)
        }
        for value: JSONValue? in [0, -1, "1", 1.5, nil, .null] {
            #expect(
                try Verdict(IntegrityCheck(of: bytes("/credentialSubject/formatVersion", value)).findings) == .rejected)
        }
    }

    private func bytes(_ pointer: String, _ value: JSONValue?) throws -> [UInt8] {
        var sample = try Sample.withdrawal()
        sample[pointer] = value
        return try sample.bytes()
    }

    @Test func `the type is one of six`() throws {
        for type: JSONValue in [
            ["VerifiableCredential"], ["Withdrawal"], ["Withdrawal", "VerifiableCredential"],
            ["VerifiableCredential", "Withdrawal", "X"],
            ["VerifiableCredential", "withdrawal"], ["VerifiableCredential", "Other"],
        ] { #expect(try findings("/type", type) == ["object-type /type"]) }
        #expect(try findings("/type", "Withdrawal") == ["type-mismatch /type"])
    }

    @Test func `the id follows from type, lineage and version`() throws {
        for id in [
            "urn:bound-knowledge:withdrawal:", "urn:bound-knowledge:alias-set:et76ftpq7x4ro3tfjjq5saab6i",
            "urn:bound-knowledge:withdrawal:et76ftpq7x4ro3tfjjq5saab6",
            "urn:bound-knowledge:withdrawal:et76ftpq7x4ro3tfjjq5saab6ia",
            "urn:bound-knowledge:withdrawal:et76ftpq7x4ro3tfjjq5saab6j",
            "urn:bound-knowledge:withdrawal:ET76FTPQ7X4RO3TFJJQ5SAAB6I",
            "urn:Bound-knowledge:withdrawal:et76ftpq7x4ro3tfjjq5saab6i", "https://example.org/",
        ] { #expect(try findings("/id", .string(id)) == ["id-mismatch /id"], "\(id)") }
        var sample = try Sample.authored()
        let id = Sample.text(sample["/id"])
        for other in [id + "0", String(id.dropLast()), String(id.dropLast()) + "3", id.replacing(":2", with: ":02")] {
            sample["/id"] = .string(other)
            #expect(try sample.findings() == ["id-mismatch /id"], "\(other)")
        }
    }

    @Test func `a claim ends after it begins`() throws {
        #expect(try findings("/validUntil", "2026-11-23T00:00:00Z") == ["time-order /validUntil"])
        #expect(try findings("/validUntil", "2026-11-22T23:59:59Z") == ["time-order /validUntil"])
        #expect(try findings("/validUntil", "2026-11-23T00:00:01Z") == [])
    }

    @Test func `a resource is attached once`() throws {
        var sample = try Sample.withdrawal()
        let resource = try #require(sample["/relatedResource/0"])
        sample["/relatedResource/1"] = resource
        #expect(try sample.findings() == ["duplicate /relatedResource"])
        sample["/relatedResource/1/id"] = "urn:example:other"
        #expect(try sample.findings() == [])
    }

    static let forms: [(pointer: String, good: [String], bad: [String])] = [
        (
            "/registry", ["a", String(repeating: "x", count: 255)],
            ["", "a b", "a+b", "é", "a\u{7f}", String(repeating: "x", count: 256)]
        ),
        ("/name", ["x", "a\u{a0}b", "日本"], ["", "a\nb", "a\tb", "\u{1b}[31m", "a\u{85}b", "a\u{7f}"]),
        ("/credentialSubject/note", ["a\nb\tc"], ["", "a\rb", "\u{0}", "\u{9f}"]),
        (
            "/validFrom", ["2026-02-28T23:59:59Z"],
            [
                "2026-02-29T00:00:00Z", "2026-11-23T00:00:00.0Z", "2026-11-23T00:00:00+00:00", "2026-11-23T24:00:00Z",
                "2026-11-23",
                "2026-11-23t00:00:00z", "2026-11-23T00:00:60Z", "02026-11-23T00:00:00Z",
            ]
        ),
        (
            "/credentialSubject/object", ["sha256:" + String(repeating: "0a", count: 32)],
            [
                "sha256:", "sha256:" + String(repeating: "0A", count: 32),
                "SHA256:" + String(repeating: "0a", count: 32),
                "sha256:\u{301}" + String(repeating: "0a", count: 32), "sha256:" + String(repeating: "0a", count: 31),
                "sha256:" + String(repeating: "0a", count: 33), " sha256:" + String(repeating: "0a", count: 32),
                "sha512:" + String(repeating: "0a", count: 32),
                "sha256:" + String(repeating: "0a", count: 31) + "0\u{301}",
            ]
        ),
        (
            "/relatedResource/0/id", ["https://a", "http://[::1]/x", "urn:ab:c", "https://example.org/?a=b#c"],
            [
                "", "https://", "https:///x", "HTTPS://example.org", "file:///x", "urn:a:b", "urn:ab:", "urn:-a:b",
                "/relative",
                "https://example.org/a b", "https://example.org/é", "https://example.org/<", "javascript:x",
                "https://" + String(repeating: "a", count: 1_993),
            ]
        ),
    ]

    @Test(arguments: forms) func `a scalar has one form`(pointer: String, good: [String], bad: [String]) throws {
        for text in good where pointer != "/validFrom" {
            #expect(try findings(pointer, .string(text)) == [], "\(text)")
        }
        for text in bad { #expect(try findings(pointer, .string(text)) == ["type-mismatch \(pointer)"], "\(text)") }
    }

    @Test(
        arguments: [
            (
                "language", ["en", "pt-BR", "zh-Hant-TW", "de-CH-1996"],
                ["e", "en_US", "en-", "-en", "123", "en--US", "abcdefghi", "en-abcdefghi", "é"]
            )
        ] as [(String, [String], [String])])
    func `a scope names a language by its tag`(name: String, good: [String], bad: [String]) throws {
        for (texts, expected) in [(good, []), (bad, ["type-mismatch /credentialSubject/scope/language"])]
            as [([String], [String])]
        {
            for text in texts {
                var sample = try Sample.authored()
                sample["/credentialSubject/scope/language"] = .string(text)
                try sample.nameAgain()
                #expect(try sample.findings() == expected, "\(text)")
            }
        }
    }

    @Test func `a question is canonical`() throws {
        let good = ["x", "Größe?", "日本語は？", String(repeating: "a", count: 2_000)]
        let bad = [
            "", " a", "a ", "a  b", "a\tb", "a\nb", "Gro\u{308}ße", "\u{212b}", String(repeating: "a", count: 2_001),
            "a\u{0}", "a\u{85}",
        ]
        for (texts, expected) in [(good, []), (bad, ["type-mismatch /credentialSubject/question"])]
            as [([String], [String])]
        {
            for text in texts {
                var sample = try Sample.authored()
                sample["/credentialSubject/question"] = .string(text)
                try sample.nameAgain()
                #expect(try sample.findings() == expected, "\(text)")
            }
        }
    }

    @Test(
        arguments: [
            (
                "seed", ["0", "18446744073709551615"],
                ["18446744073709551616", "-1", "-0", "-00", "+1", "+0", "00", "01", "1.0", "", "1e3"]
            ),
            (
                "sampler/temperature", ["0", "-1", "0.7", "-0.5", "10"],
                ["00", "01", "1.", ".5", "1.0", "-0", "+1", "1e1", "0.50", "-0.0", "", "NaN"]
            ),
        ] as [(String, [String], [String])])
    func `a number in a string has one form`(name: String, good: [String], bad: [String]) throws {
        let pointer = "/credentialSubject/derivation/\(name)"
        for text in good { #expect(try findings(pointer, .string(text), .bitwise) == [], "\(text)") }
        for text in bad {
            #expect(try findings(pointer, .string(text), .bitwise) == ["type-mismatch \(pointer)"], "\(text)")
        }
    }

    @Test func `an integer beyond the exact range is refused anywhere`() throws {
        for text in ["9007199254740992", "-9007199254740992", "1e300"] {
            var sample = try Sample.attestation()
            let number = try JSONValue(JSONDocument(parsing: Array(text.utf8)).root)
            sample["/credentialSubject/evidence"] = ["deep": [["x": number]]]
            #expect(try sample.findings() == ["integer-range "], "\(text)")
        }
    }

    @Test func `bytes in another layout are not the object`() throws {
        let bytes = try Sample.withdrawal().bytes()
        let document = try JSONDocument(parsing: bytes)
        for changed in [
            bytes + [10], [32] + bytes, Array(JSONValue(document.root).prettyText().utf8),
            Array(String(decoding: bytes, as: UTF8.self).replacing("A title", with: "\\u0041 title").utf8),
        ] { #expect(IntegrityCheck(of: changed).findings.map(\.code) == ["not-canonical"]) }
        let error = #expect(throws: ObjectError.self) { _ = try BoundObject(unverified: bytes + [10]) }
        #expect(error?.findings.map(\.code) == ["not-canonical"])
        #expect(throws: Never.self) { _ = try BoundObject(draft: bytes + [10]) }
    }

    @Test func `what is no JSON under the limits is no object`() throws {
        let bytes = try Sample.withdrawal().bytes()
        let text = String(decoding: bytes, as: UTF8.self)
        let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        for changed in [
            [], Array("{".utf8), [0xef, 0xbb, 0xbf] + bytes, bytes + Array("{}".utf8), Array(deep.utf8),
            Array(text.replacing("\"name\":\"A title\"", with: "\"name\":\"A title\",\"name\":\"B\"").utf8),
            Array(text.replacing("A title", with: "\\ud800").utf8), [UInt8](repeating: 32, count: (16 << 20) + 1),
        ] {
            let check = IntegrityCheck(of: changed)
            #expect(check.findings.map(\.code) == ["not-json"] && check.object == nil && check.signers.isEmpty)
        }
        #expect(IntegrityCheck(of: Array("[]".utf8)).findings.first?.code == "type-mismatch")
    }

    @Test func `an address that was asked for is compared`() throws {
        let bytes = try Sample.withdrawal().bytes()
        #expect(IntegrityCheck(of: bytes, expecting: Address(of: bytes)).findings == [])
        let other = IntegrityCheck(of: bytes, expecting: Address(of: [1]))
        #expect(other.findings.map(\.code) == ["address-mismatch"] && Verdict(other.findings) == .rejected)
    }
}
