import BoundKnowledge
import JSON
import Testing

/// What `license` may say: an SPDX license expression by its grammar, or an absolute URL (`docs/format/objects.md` section 1).
@Suite struct LicenseTests {
    static let good = [
        "CC-BY-4.0", "MIT", "mit", "0BSD", "GPL-2.0+", "Apache-2.0 OR MIT", "MIT OR GPL-2.0-only AND BSD-3-Clause",
        "MIT or Apache-2.0", "MIT and Apache-2.0", "GPL-2.0-or-later WITH Classpath-exception-2.0",
        "GPL-2.0+ with Bison-exception-2.2 OR MIT", "(MIT)", "((MIT))", "( MIT )", "(MIT OR Apache-2.0) AND CC0-1.0",
        "MIT AND(LGPL-2.1-or-later OR BSD-3-Clause)", "(MIT)OR(Apache-2.0)", "MIT  OR  Apache-2.0",
        "LicenseRef-23", "LicenseRef-my.own-1", "DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2",
        "LicenseRef-a WITH AdditionRef-b", "MIT WITH DocumentRef-x:AdditionRef-y", "licenseref-a", "And", "NOASSERTION",
        "https://example.org/licence", "http://example.org/", "urn:isbn:0451450523",
        String(repeating: "(", count: 998) + "MIT" + String(repeating: ")", count: 998),
    ]

    static let bad = [
        "", " ", "CC BY 4.0", "Creative Commons", "MIT License", "MIT,Apache-2.0", "MIT/Apache-2.0", "MIT | Apache-2.0",
        " MIT", "MIT ", "MIT\tOR Apache-2.0", "MIT\nOR Apache-2.0", "MIT\u{a0}OR Apache-2.0", "©", "Ünlicense",
        "MIT OR", "OR MIT", "AND", "or", "WITH", "MIT OR OR Apache-2.0", "MIT Or Apache-2.0", "MIT oR Apache-2.0",
        "MITOR Apache-2.0", "GPL-2.0 +", "GPL-2.0++", "+", "MIT +OR Apache-2.0", "MIT+OR Apache-2.0", "(", ")", "()",
        "(MIT", "MIT)", ")MIT(", "(MIT))", "((MIT)", "MIT (Apache-2.0)", "(MIT) Apache-2.0", "MIT OR ()",
        "MIT WITH", "WITH x", "MIT WITH a WITH b", "(MIT) WITH x", "MIT WITH (x)", "MIT WITH x+",
        "MIT WITH LicenseRef-x",
        "MIT WITH AND", "LicenseRef-", "LicenseRef-a+", "LicenseRef-a_b", "DocumentRef-a", "DocumentRef-a:",
        "DocumentRef-:LicenseRef-b", "DocumentRef-a:LicenseRef-", "DocumentRef-a:MIT", "DocumentRef-a:b:LicenseRef-c",
        "LicenseRef-a:LicenseRef-b", "AdditionRef-a", "MIT:Apache-2.0", "a_b", "ftp://example.org/", "https://", "//x",
        "example.org/licence", "mailto:a@example.org", "https://example.org/ OR MIT", "https://example.org/ü",
        String(repeating: "(", count: 998) + "MIT" + String(repeating: ")", count: 997),
        String(repeating: "(", count: 999) + "MIT" + String(repeating: ")", count: 999),
        String(repeating: "a", count: 2_001),
    ]

    private func findings(_ kind: SampleKind, license: String) throws -> [String] {
        var sample = try kind.sample()
        sample["/credentialSubject/license"] = .string(license)
        return try sample.findings()
    }

    @Test(arguments: good) func `an SPDX expression or a URL is a licence`(license: String) throws {
        for kind in [SampleKind.authored, .manifest] { #expect(try findings(kind, license: license) == []) }
    }

    @Test(arguments: bad) func `anything else is refused`(license: String) throws {
        for kind in [SampleKind.authored, .manifest] {
            #expect(try findings(kind, license: license) == ["type-mismatch /credentialSubject/license"])
        }
    }

    @Test func `the finding says what was found and what is expected`() throws {
        var sample = try SampleKind.authored.sample()
        sample["/credentialSubject/license"] = "CC BY 4.0"
        let finding = try #require(IntegrityCheck(of: sample.bytes()).findings.first)
        #expect(finding.problem.contains("found `CC BY 4.0`") && finding.problem.contains("an SPDX license expression"))
    }
}
