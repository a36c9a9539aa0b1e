import BoundKnowledge
import DataIntegrity
import JSON
import Testing

@Suite struct VerdictTests {
    private static let consequences: [(Finding.Consequence, Verdict, String)] = [
        (.isUnsupported, .unsupported, "warning"), (.rejects, .rejected, "error"),
        (.leavesSignerUnknown, .signerUnknown, "warning"),
        (.makesStale, .stale, "warning"), (.warns, .verified, "warning"), (.informs, .verified, "info"),
    ]

    @Test func `the gravest finding decides, in any order`() {
        #expect(Verdict([]) == .verified)
        for subset in 1..<64 {
            let chosen = Self.consequences.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element)
            let findings = chosen.map { Finding("x", $0.0, at: "", "p", remedy: "r") }
            #expect(Verdict(findings) == chosen.first?.1 && Verdict(findings.reversed()) == chosen.first?.1)
        }
    }

    @Test func `each consequence has its severity`() {
        for (consequence, _, severity) in Self.consequences {
            #expect(Finding("x", consequence, at: "/a", "p", remedy: "r").severity == severity)
        }
        #expect(Finding("x", .rejects, at: "", "Problem", remedy: "Remedy.").description == "/  Problem. Remedy.")
    }
}

@Suite struct LineageChainTests {
    private func pair(_ change: (inout Sample) throws -> Void) throws -> (BoundObject, BoundObject) {
        var first = try Sample.authored()
        first["/credentialSubject/version"] = 1
        first["/credentialSubject/previous"] = nil
        first["/credentialSubject/change"] = ["kind": "initial"]
        try first.nameAgain()
        try change(&first)
        let predecessor = try BoundObject(unverified: first.bytes())
        var second = try Sample.authored()
        second["/credentialSubject/previous"] = .string("\(predecessor.address)")
        return (try BoundObject(unverified: second.bytes()), predecessor)
    }

    private func codes(_ object: BoundObject, _ predecessor: BoundObject?) -> [String] {
        LineageChain.findings(for: object, predecessor: predecessor).map { "\($0.code) \($0.pointer)" }
    }

    @Test func `a version follows the one before it`() throws {
        let (second, first) = try pair { _ in }
        #expect(codes(second, first) == [])
        #expect(codes(first, nil) == [])
        #expect(codes(second, nil) == ["predecessor-missing /credentialSubject/previous"])
        #expect(codes(second, second) == ["predecessor-missing /credentialSubject/previous"])
    }

    @Test func `another lineage, type, registry or version does not follow`() throws {
        let (second, lineage) = try pair {
            $0["/credentialSubject/question"] = "Another?"
            try $0.nameAgain()
        }
        #expect(codes(second, lineage) == ["lineage-chain /credentialSubject/previous"])
        let (third, registry) = try pair { $0["/registry"] = "library.example/other" }
        #expect(codes(third, registry) == ["other-registry /credentialSubject/previous"])
        let (fourth, version) = try pair {
            $0["/credentialSubject/version"] = 2
            $0["/credentialSubject/previous"] = Sample.address("x")
            $0["/credentialSubject/change/kind"] = "update"
            try $0.nameAgain()
        }
        #expect(codes(fourth, version) == ["version-chain /credentialSubject/version"])
        let (_, first) = try pair { _ in }
        var manifest = try Sample.manifest()
        manifest["/credentialSubject/previous"] = .string("\(first.address)")
        let object = try BoundObject(unverified: manifest.bytes())
        #expect(codes(object, first) == ["lineage-chain /credentialSubject/previous"])
    }
}

@Suite struct TimeTests {
    @Test(arguments: [0, -1, 1, 951_782_400, 1_795_392_000, 253_402_300_799, -62_135_596_800] as [Int64])
    func `an instant comes back`(seconds: Int64) throws {
        let time = Timestamp(secondsSinceEpoch: seconds)
        #expect(try #require(Timestamp("\(time)")) == time)
        #expect(time.dateTimeStamp.secondsSinceEpoch == seconds)
        #expect("\(time)".hasPrefix("\(time.day)T"))
    }

    @Test func `days count and compare`() throws {
        let day = try #require(CalendarDate("2026-11-23"))
        #expect(day.daysSinceEpoch == 20_780 && "\(day.advanced(byDays: 365))" == "2027-11-23")
        #expect(day < day.advanced(byDays: 1))
        #expect("\(try #require(CalendarDate("0001-01-01")))" == "0001-01-01")
        for text in [
            "2026-02-29", "2026-11-31", "2026-1-01", "2026/11/23", "26-11-23", "2026-11-23Z", "", "2026-11-2\u{301}3",
        ] {
            #expect(CalendarDate(text) == nil, "\(text)")
        }
    }

    @Test func `names made of digests have one spelling`() throws {
        let digits = String(repeating: "0a", count: 32)
        #expect(try #require(Address("sha256:" + digits)).description == "sha256:" + digits)
        for text in [
            "", digits, "sha256:\u{301}" + digits, "Sha256:" + digits, "sha256:" + digits + "\u{301}",
            "sha256:" + digits.uppercased(),
        ] {
            #expect(Address(text) == nil && Claim(text) == nil, "\(text)")
        }
        #expect(LineageID(String(repeating: "a", count: 26))?.text.count == 26)
        for text in [
            String(repeating: "a", count: 25), String(repeating: "1", count: 26), String(repeating: "A", count: 26),
            String(repeating: "a", count: 25) + "é",
        ] {
            #expect(LineageID(text) == nil)
        }
    }

    @Test(arguments: [
        ("  What   is\t it?\n", "What is it?"), ("Gro\u{308}ße", "Größe"), ("a\u{a0}b\u{3000}c", "a b c"), ("", ""),
        ("\u{2028}x\r\n", "x"),
    ])
    func `a question's canonical text is trimmed, single-spaced and in NFC`(text: String, canonical: String) {
        #expect(Array(QuestionText.canonical(text).utf8) == Array(canonical.utf8))
        #expect(QuestionText.isCanonical(canonical) == !canonical.isEmpty)
    }
}
