import BoundKnowledge
import JSON
import Testing

/// Changed and broken bytes: never verified, never a trap.
@Suite struct TamperTests {
    private static let verifier = ObjectVerifier(trust: nil, instant: Sample.now)

    @Test(arguments: SampleKind.allCases) func `a flipped byte anywhere is never accepted`(kind: SampleKind) throws {
        let bytes = try kind.sample().bytes()
        for index in bytes.indices {
            for mask: UInt8 in [0x01, 0x20] {
                var changed = bytes
                changed[index] ^= mask
                let verdict = Self.verifier.verify(changed, expecting: Address(of: changed)).verdict
                // A flip can turn format version 1 into a later one, which is not ours to reject.
                #expect(verdict == .rejected || verdict == .unsupported, "byte \(index) ^ \(mask): \(verdict)")
            }
        }
    }

    @Test(arguments: SampleKind.allCases) func `every truncation is no JSON`(kind: SampleKind) throws {
        let bytes = try kind.sample().bytes()
        for count in 0..<bytes.count {
            let verification = Self.verifier.verify(Array(bytes.prefix(count)))
            #expect(verification.findings.map(\.code) == ["not-json"] && verification.object == nil, "\(count) bytes")
        }
    }

    /// Cost that grows with the square of the bytes would make this run for hours.
    @Test func `a hostile object costs what its bytes cost`() throws {
        var sample = try Sample.bitwise()
        let text = (1...200_000).map { "[^s\($0)]" }.joined()
        sample["/credentialSubject/answer/text"] = .string(text)
        let cited = IntegrityCheck(of: try sample.bytes()).findings
        #expect(cited.contains { $0.code == "source-unknown" } && cited.count <= 1_003)
        #expect(cited.contains { $0.code == "more-findings" } && Verdict(cited) == .rejected)

        var crowded = try Sample.trustRoot()
        let key: JSONValue = ["id": try Sample.did("publisher"), "name": "again"]
        crowded["/credentialSubject/roles/witness/keys"] = .array(.init(repeating: key, count: 20_000))
        #expect(try crowded.findings().contains("key-in-two-roles /credentialSubject/roles"))

        let members = (0..<200_000).map { "\"x\($0)\":0" }.joined(separator: ",")
        #expect(IntegrityCheck(of: Array("{\(members)}".utf8)).findings.count <= 1_003)
    }

    @Test func `a finding says nothing that a terminal would obey`() throws {
        let escape = "\u{1b}[31m\u{202e}"
        var sample = try Sample.withdrawal()
        sample["/\(escape)"] = 1
        sample["/name"] = .string(escape)
        sample["/credentialSubject/note"] = .string(escape)
        let findings = IntegrityCheck(of: try sample.bytes()).findings
        #expect(findings.count == 3)
        for finding in findings {
            #expect(
                !(finding.problem + finding.remedy).unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202e })
        }
    }

    @Test(arguments: [
        ("\u{202e}", "bidirectional-control", "U+202E"), ("\u{2066}", "bidirectional-control", "U+2066"),
        ("\u{200e}", "bidirectional-control", "U+200E"), ("\u{61c}", "bidirectional-control", "U+061C"),
        ("\u{200b}", "invisible-character", "U+200B"), ("\u{ad}", "invisible-character", "U+00AD"),
        ("\u{feff}", "invisible-character", "U+FEFF"), ("\u{e0041}", "invisible-character", "U+E0041"),
        ("\u{1d173}", "invisible-character", "U+1D173"), ("\u{3164}", "invisible-character", "U+3164"),
        ("\u{34f}", "invisible-character", "U+034F"), ("\u{180e}", "invisible-character", "U+180E"),
    ])
    func `a character that nobody sees is a warning at its place`(character: String, code: String, name: String) throws
    {
        let places: [(SampleKind, String)] = [
            (.authored, "/name"), (.authored, "/issuer/name"), (.authored, "/credentialSubject/sources/1/title"),
            (.aliasSet, "/credentialSubject/wordings/1"), (.aliasSet, "/credentialSubject/refused/0"),
            (.withdrawal, "/credentialSubject/note"), (.manifest, "/credentialSubject/name"),
        ]
        for (kind, pointer) in places {
            var sample = try kind.sample()
            sample[pointer] = .string("é" + character + "x")
            let findings = IntegrityCheck(of: try sample.bytes()).findings
            #expect(findings.map { "\($0.code) \($0.pointer)" } == ["\(code) \(pointer)"])
            #expect(findings.first?.problem.contains("\(name) at byte 2") == true, "\(findings)")
            #expect(Verdict(findings) == .verified)
        }
    }

    @Test func `ordinary text has no invisible characters`() throws {
        var sample = try Sample.authored()
        sample["/name"] = "Größe é 日本語 עברית العربية 👩🏽 ❤️ — “quoted” … 1\u{a0}000\u{202f}€"
        #expect(try sample.findings() == [])
    }
}
