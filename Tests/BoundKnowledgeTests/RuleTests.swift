import BinderyTestSupport
import BoundKnowledge
import Cryptography
import JSON
import Testing

/// The rules of `docs/format/objects.md` that tie members to each other: each case breaks one, in a signed object.
@Suite struct RuleTests {
    struct Break: Sendable, CustomTestStringConvertible {
        let kind: SampleKind
        let changes: [(pointer: String, value: JSONValue?)]
        let findings: [String]

        init(_ kind: SampleKind, _ changes: [(String, JSONValue?)], _ findings: String...) {
            self.kind = kind
            self.changes = changes.map { (pointer: "/credentialSubject" + $0.0, value: $0.1) }
            self.findings = findings.map { $0.replacing(" ", with: " /credentialSubject") }
        }

        var testDescription: String { "\(kind): \(changes.map(\.pointer).joined(separator: ", ")): \(findings)" }
    }

    private func check(_ rule: Break) throws {
        var sample = try rule.kind.sample()
        for change in rule.changes { sample[change.pointer] = change.value }
        let findings = try sample.findings()
        #expect(findings == rule.findings)
    }

    private static let other = Sample.address("other")
    private static let digest = Sample.digest("other")

    static let versions: [Break] = [
        Break(.authored, [("/previous", nil)], "version-chain /previous"),
        Break(.authored, [("/change/kind", "initial")], "version-chain /change"),
        Break(.aliasSet, [("/previous", nil)], "version-chain /previous"),
        Break(.aliasSet, [("/version", 1)], "version-chain /previous"),
        Break(.trustRoot, [("/previous", nil)], "version-chain /previous"),
        Break(.trustRoot, [("/version", 1)], "version-chain /previous"),
        Break(.aliasSet, [("/version", 0)], "type-mismatch /version"),
        Break(.aliasSet, [("/version", 2.5)], "type-mismatch /version"),
        Break(.trustRoot, [("/version", "2")], "type-mismatch /version"),
        Break(.aliasSet, [("/version", 1), ("/previous", nil)]),
        Break(.trustRoot, [("/version", 1), ("/previous", nil)]),
    ]
    @Test(arguments: versions) func `versions chain`(rule: Break) throws { try check(rule) }

    static let digests: [Break] = [
        Break(.authored, [("/answer/text", "Another person.")], "answer-digest /answer/digestMultibase"),
        Break(.authored, [("/answer/digestMultibase", digest)], "answer-digest /answer/digestMultibase"),
        Break(.bitwise, [("/derivation/outputDigest", digest)], "output-digest /derivation"),
        Break(.edited, [("/derivation/rawOutput", "Raw.")], "output-digest /derivation/outputDigest"),
        Break(.edited, [("/derivation/outputDigest", digest)], "output-digest /derivation/outputDigest"),
        Break(
            .edited,
            [
                ("/answer/text", "Raw."), ("/answer/digestMultibase", Sample.digest("Raw.")),
                ("/derivation/rawOutput", "Raw."), ("/derivation/outputDigest", Sample.digest("Raw.")),
            ],
            "output-digest /derivation"),
        Break(
            .authored, [("/answer/digestMultibase", "zQmUArAFf2A9LABbGypjCNe2EL1a7muKQYHob7tQaqZ1TgQ")],
            "type-mismatch /answer/digestMultibase"),
    ]
    @Test(arguments: digests) func `digests are those of the texts`(rule: Break) throws { try check(rule) }

    static let origins: [Break] = [
        Break(.authored, [("/reproducibility", "declared")], "origin-mismatch /reproducibility"),
        Break(
            .bitwise, [("/reproducibility", "authored")], "origin-mismatch /reproducibility",
            "origin-mismatch /derivation"),
        Break(.bitwise, [("/reproducibility", "declared")], "origin-mismatch /derivation"),
        Break(.edited, [("/reproducibility", "bitwise")], "origin-mismatch /derivation"),
        Break(.bitwise, [("/derivation", nil)], "missing-member /derivation"),
        Break(
            .bitwise, [("/answer/origin", "model-edited")], "origin-mismatch /derivation", "output-digest /derivation"),
        Break(.edited, [("/answer/origin", "model")], "origin-mismatch /derivation", "output-digest /derivation"),
        Break(.edited, [("/derivation/rawOutput", nil)], "origin-mismatch /derivation"),
        Break(
            .bitwise, [("/derivation/rawOutput", "The grid asks; consumers use less [^s1][^s2].\n")],
            "origin-mismatch /derivation"),
        Break(.bitwise, [("/derivation/edit", ["note": "n"])], "origin-mismatch /derivation"),
        Break(
            .bitwise, [("/derivation/numerics", nil), ("/derivation/inputTokens", nil)], "missing-member /derivation"),
        Break(.edited, [("/derivation/numerics", nil), ("/derivation/templateDigest", nil)]),
    ]
    @Test(arguments: origins) func `origin, reproducibility and derivation agree`(rule: Break) throws {
        try check(rule)
    }

    @Test func `an answer of people has no derivation`() throws {
        var sample = try Sample.authored()
        sample["/credentialSubject/derivation"] = try Sample.edited()["/credentialSubject/derivation"]
        #expect(try sample.findings().first == "origin-mismatch /credentialSubject/derivation")
    }

    static let sources: [Break] = [
        Break(.bitwise, [("/sources/1/id", "s3")], "source-ids /sources", "source-unknown /answer"),
        Break(.authored, [("/sources/0/id", "s2")], "source-ids /sources"),
        Break(.authored, [("/sources/0/id", "s01")], "source-ids /sources"),
        Break(.authored, [("/sources/0/id", "S1")], "source-ids /sources"),
        Break(.bitwise, [("/sources", nil)], "source-unknown /answer", "source-unknown /answer"),
        Break(.bitwise, [("/sources/1", nil)], "source-unknown /answer"),
        Break(.authored, [("/sources", [])], "type-mismatch /sources"),
        Break(.authored, [("/sources/0/role", "proof")], "type-mismatch /sources/0/role"),
        Break(.authored, [("/sources/0/url", "ftp://example.org/")], "type-mismatch /sources/0/url"),
        Break(.authored, [("/sources/0/retrieved", "2026-02-30")], "type-mismatch /sources/0/retrieved"),
    ]
    @Test(arguments: sources) func `sources are numbered and cited by number`(rule: Break) throws { try check(rule) }

    static let lists: [Break] = [
        Break(.authored, [("/topics", ["a", "b", "a"])], "duplicate /topics"),
        Break(.authored, [("/topics", ["é", "e\u{301}"])]),
        Break(.authored, [("/topics", [])], "type-mismatch /topics"),
        Break(.aliasSet, [("/wordings", ["a", "a"])], "duplicate /wordings"),
        Break(.aliasSet, [("/refused", ["a", "a"])], "duplicate /wordings"),
        Break(.aliasSet, [("/refused", ["What is DR?"])], "duplicate /wordings"),
        Break(.aliasSet, [("/wordings", []), ("/refused", [])]),
        Break(.manifest, [("/weights", [])], "type-mismatch /weights"),
        Break(.bitwise, [("/derivation/messages", [])], "type-mismatch /derivation/messages"),
        Break(.bitwise, [("/derivation/sampler/stop", [""])], "type-mismatch /derivation/sampler/stop/0"),
    ]
    @Test(arguments: lists) func `lists hold what they may, once`(rule: Break) throws { try check(rule) }

    static let order: [Break] = [
        Break(.bitwise, [("/derivation/ended", "2026-11-22T09:59:59Z")], "time-order /derivation/ended"),
        Break(.bitwise, [("/derivation/ended", "2026-11-22T10:00:00Z")]),
        Break(.bitwise, [("/derivation/noiseFloor/identical", 2)], "noise-floor /derivation/noiseFloor/samples"),
        Break(
            .bitwise, [("/derivation/noiseFloor/equivalent", 9_007_199_254_740_991)],
            "noise-floor /derivation/noiseFloor/samples"),
        Break(.authored, [("/freshness", ["class": "timeless"])]),
        Break(.authored, [("/freshness", ["class": "news"])], "missing-member /freshness/reviewBy"),
    ]
    @Test(arguments: order) func `times and counts are in order`(rule: Break) throws { try check(rule) }

    /// low, joules, high, and whether they are in order; decimals are compared exactly, however close.
    static let energies: [(String, String, String, Bool)] = [
        ("1", "1", "1", true), ("-2", "-1.5", "-1", true), ("0", "0.5", "10", true), ("9", "10", "11", true),
        ("-1", "0", "0.1", true), ("0.1", "0.11", "0.2", true), ("0.3", "0.30000000000000001", "0.4", true),
        ("5", "5", "3", false), ("2", "1", "3", false), ("1", "3", "2", false), ("-1", "-2", "0", false),
        ("-1", "0", "-0.5", false),
        ("0.30000000000000001", "0.3", "1", false), ("1", "9007199254740993", "9007199254740992", false),
        ("10", "9", "11", false),
        ("0.11", "0.1", "1", false), ("-0.1", "-0.11", "1", false),
    ]
    @Test(arguments: energies) func `an energy figure lies in its range`(
        low: String, joules: String, high: String, isOrdered: Bool
    ) throws {
        for (kind, pointer) in [
            (SampleKind.bitwise, "/credentialSubject/derivation/energy"),
            (.manifest, "/credentialSubject/trainingEnergy"),
        ] {
            var sample = try kind.sample()
            sample[pointer] = ["low": .string(low), "joules": .string(joules), "high": .string(high), "method": "m"]
            #expect(try sample.findings() == (isOrdered ? [] : ["energy-range \(pointer)/joules"]))
        }
    }

    @Test func `each kind of attestation has its outcomes`() throws {
        let outcomes: [String: [String]] = [
            "rederived": ["bitwise", "failed", "unknown"],
            "recomputed": ["identical", "equivalent", "revised", "contradicted", "unstable", "unanswerable", "failed"],
            "reviewed": ["passed", "failed"], "audited": ["passed", "failed"],
        ]
        #expect(Set(outcomes.keys) == Set(AttestationKind.allCases.map(\.rawValue)))
        for (kind, allowed) in outcomes {
            for outcome in AttestationOutcome.allCases.map(\.rawValue) {
                var sample = try Sample.attestation()
                sample["/credentialSubject/kind"] = .string(kind)
                sample["/credentialSubject/outcome"] = .string(outcome)
                if kind != "reviewed" { sample["/credentialSubject/reviewBy"] = nil }
                let expected = allowed.contains(outcome) ? [] : ["outcome-mismatch /credentialSubject/outcome"]
                #expect(try sample.findings() == expected, "\(kind) \(outcome)")
            }
        }
        var sample = try Sample.attestation()
        sample["/credentialSubject/kind"] = "audited"
        #expect(try sample.findings() == ["outcome-mismatch /credentialSubject/reviewBy"])
    }

    static let roots: [Break] = [
        Break(.trustRoot, [("/roles/root/threshold", 3)], "threshold /roles/root/threshold"),
        Break(.trustRoot, [("/roles/root/threshold", 0)], "type-mismatch /roles/root/threshold"),
        Break(.trustRoot, [("/roles/root/threshold", 2)]),
        Break(.trustRoot, [("/roles/root/keys", [])], "missing-member /roles"),
        Break(.trustRoot, [("/roles/operator", ["threshold": 1, "keys": []])], "unknown-member /roles/operator"),
        Break(.trustRoot, [("/roles/auditor/keys/0/scope", ["Withdrawal"])], "key-scope /roles"),
        Break(.trustRoot, [("/roles/log/keys/0/scope", ["TrustRoot"])], "key-scope /roles"),
        Break(.trustRoot, [("/roles/auditor/keys/0/scope", ["Attestation"])]),
        Break(.trustRoot, [("/roles/auditor/keys/0/scope", [])], "type-mismatch /roles/auditor/keys/0/scope"),
        Break(.trustRoot, [("/revoked/0/revokedFrom", -1)], "type-mismatch /revoked/0/revokedFrom"),
        Break(.trustRoot, [("/revoked/0/reason", "lost")], "type-mismatch /revoked/0/reason"),
        Break(.trustRoot, [("/revoked/0/asOf/origin", "a b")], "type-mismatch /revoked/0/asOf/origin"),
        Break(.trustRoot, [("/revoked", [])]),
    ]
    @Test(arguments: roots) func `a trust root is consistent`(rule: Break) throws { try check(rule) }

    @Test func `a key stands once in all roles together`() throws {
        for (role, name) in [("auditor", "publisher"), ("root", "root"), ("witness", "log")] {
            var sample = try Sample.trustRoot()
            guard case .array(let keys)? = sample["/credentialSubject/roles/\(role)/keys"] else { return }
            sample["/credentialSubject/roles/\(role)/keys"] = .array(
                keys + [["id": try Sample.did(name), "name": "Again"]])
            if role == "witness" { sample["/credentialSubject/roles/witness/threshold"] = 1 }
            #expect(try sample.findings() == ["key-in-two-roles /credentialSubject/roles"], "\(role)")
        }
    }

    @Test func `the lineage follows from question and scope`() throws {
        for (pointer, value) in [
            ("question", "What is demand response, then?"), ("scope/language", "de"), ("scope/audience", "all"),
        ] {
            var sample = try Sample.bitwise()
            sample["/credentialSubject/\(pointer)"] = .string(value)
            #expect(try sample.findings() == ["lineage-mismatch /credentialSubject/lineage", "id-mismatch /id"])
            try sample.nameAgain()
            #expect(try sample.findings() == [])
        }
    }

    @Test func `extensions are small, named by URLs, and never empty`() throws {
        let pointer = "/credentialSubject/extensions"
        let bare = #"{"urn:example:x":""}"#.utf8.count
        for (value, isSound) in [
            (["urn:example:x": .string(String(repeating: "x", count: 8_192 - bare))], true),
            (["urn:example:x": .string(String(repeating: "x", count: 8_193 - bare))], false),
            (["x": 1], false), (["https://": 1], false), (["urn:x:y": 1], false), ([:], false), ([], false),
            ("x", false),
            (["urn:example:x": nil], true), (["https://example.org/": 9_007_199_254_740_991], true),
        ] as [(JSONValue, Bool)] {
            var sample = try Sample.aliasSet()
            sample[pointer] = value
            #expect(try sample.findings() == (isSound ? [] : ["extensions \(pointer)"]))
        }
    }

    @Test func `evidence has at most 64 KiB`() throws {
        let bare = #"{"x":""}"#.utf8.count
        for (count, isSound) in [(65_536, true), (65_537, false)] {
            var sample = try Sample.attestation()
            sample["/credentialSubject/evidence"] = ["x": .string(String(repeating: "x", count: count - bare))]
            #expect(try sample.findings() == (isSound ? [] : ["type-mismatch /credentialSubject/evidence"]))
        }
    }
}
