import BoundKnowledge
import Foundation
import JSON
import Recompute
import Testing

@Suite struct RecomputePolicyTests {
    @Test func `an empty object is the policy of the specification`() throws {
        let policy = try SampleAnswers.policy("{}")
        #expect(policy == RecomputePolicy())
        #expect(policy.samples == 5)
        #expect(policy.maxAutoSupersedePerDay == 0.02)
        #expect(policy[.general].tolerance == 0.05)
        #expect(policy[.safety].tolerance == 0.01)
        #expect(policy.strata == [.freshnessClass, .traffic])
        #expect(policy.budget == RecomputePolicy.Budget())
        #expect(policy.action(for: .contradicted, in: .general) == .quarantine)
        #expect(policy.action(for: .unanswerable, in: .general) == .annotate)
        #expect(policy.action(for: .unanswerable, in: .safety) == .review)
    }

    @Test func `a policy is written and read again as it is`() throws {
        let policy = try SampleAnswers.policy(
            #"""
            {"formatVersion": 1, "samples": 9, "attempts": 3, "confidence": 0.99, "acceptedMaterial": 2,
             "strata": ["age", "class"], "classes": {"numeric": {"deadlineDays": 3, "tolerance": 0, "severity": 7.5}},
             "actions": {"revised": "supersede", "equivalent": "review"}, "budget": {"cpuSeconds": 3600, "joules": 5e5},
             "maxAutoSupersedePerDay": 0, "maxSuspectShare": 1,
             "judge": {"heard": false, "votes": 3, "mayAffirm": false}}
            """#)
        let numeric = policy[.numeric]
        #expect(numeric.deadlineInDays == 3 && numeric.tolerance == 0 && numeric.severity == 7.5)
        #expect(policy[.news] == RecomputePolicy()[.news])
        #expect(policy.action(for: .revised, in: .general) == .supersede)
        let again = try RecomputePolicy(parsing: Array(policy.json.prettyText().utf8))
        #expect(again == policy)
        #expect(again.digest == policy.digest)
        #expect(policy != RecomputePolicy())
        #expect(policy.digest != RecomputePolicy().digest)
    }

    @Test func `a policy that spells out defaults means the same`() throws {
        #expect(
            try SampleAnswers.policy(#"{"classes": {"news": {}}, "samples": 5}"#).digest == RecomputePolicy().digest)
    }

    @Test func `the documentation shows the defaults as they are`() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/format/recompute-policy.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text.contains("```json\n\(RecomputePolicy().json.prettyText())\n```\n"))
    }

    @Test func `a safety answer that is unanswerable is reviewed, whatever the policy says of others`() throws {
        let policy = try SampleAnswers.policy(#"{"actions": {"unanswerable": "annotate"}}"#)
        #expect(policy.action(for: .unanswerable, in: .safety) == .review)
        #expect(policy.action(for: .unanswerable, in: .general) == .annotate)
    }

    @Test(arguments: Outcome.allCases) func `a policy quarantines what an attestation can, and nothing else`(
        outcome: Outcome
    ) throws {
        // The claim does not count.
        let address = try #require(Address("sha256:" + String(repeating: "0", count: 64)))
        let claim = try #require(Claim("\(address)"))
        let attestation = Attestation(
            object: address, claim: claim, kind: .recomputed, outcome: outcome.attestationOutcome)
        #expect(outcome.possibleActions.contains(.quarantine) == (attestation.quarantineEffect == .imposes))
    }

    @Test(
        arguments: [
            ("", "malformed", "byte 0, line 1, column 1"), ("[]", "wrongType", "/"),
            (#"{"samples": 5,}"#, "malformed", nil),
            (#"{"sample": 5}"#, "unknownMember", "/sample"), (#"{"a/b~": 5}"#, "unknownMember", "/a~1b~0"),
            (#"{"formatVersion": 2}"#, "outOfRange", "/formatVersion"),
            (#"{"samples": "5"}"#, "wrongType", "/samples"), (#"{"samples": 5.5}"#, "wrongType", "/samples"),
            (#"{"samples": null}"#, "wrongType", "/samples"), (#"{"samples": 0}"#, "outOfRange", "/samples"),
            (#"{"samples": 101}"#, "outOfRange", "/samples"), (#"{"attempts": 0}"#, "outOfRange", "/attempts"),
            (#"{"samples": 5, "samples": 6}"#, "malformed", nil),
            (#"{"confidence": 1}"#, "outOfRange", "/confidence"),
            (#"{"confidence": 0.49}"#, "outOfRange", "/confidence"),
            (#"{"acceptedMaterial": -1}"#, "outOfRange", "/acceptedMaterial"),
            (#"{"strata": "class"}"#, "wrongType", "/strata"),
            (#"{"strata": ["class", "class"]}"#, "wrongType", "/strata"),
            (#"{"strata": ["model"]}"#, "wrongType", "/strata"), (#"{"classes": []}"#, "wrongType", "/classes"),
            (#"{"classes": {"weekly": {}}}"#, "unknownMember", "/classes/weekly"),
            (#"{"classes": {"news": {"deadline": 1}}}"#, "unknownMember", "/classes/news/deadline"),
            (#"{"classes": {"news": {"deadlineDays": 0}}}"#, "outOfRange", "/classes/news/deadlineDays"),
            (#"{"classes": {"news": {"tolerance": 1}}}"#, "outOfRange", "/classes/news/tolerance"),
            (#"{"classes": {"news": {"tolerance": 0.00001}}}"#, "outOfRange", "/classes/news/tolerance"),
            (#"{"classes": {"news": {"severity": 0}}}"#, "outOfRange", "/classes/news/severity"),
            (#"{"actions": {"contradicted": "supersede"}}"#, "wrongType", "/actions/contradicted"),
            (#"{"actions": {"identical": "review"}}"#, "wrongType", "/actions/identical"),
            (#"{"actions": {"lost": "review"}}"#, "unknownMember", "/actions/lost"),
            (#"{"budget": {"cpuSeconds": 0}}"#, "outOfRange", "/budget/cpuSeconds"),
            (#"{"budget": {"joules": -1}}"#, "outOfRange", "/budget/joules"),
            (#"{"budget": {"cpuSeconds": 1e999}}"#, "malformed", nil), (#"{"budget": 5}"#, "wrongType", "/budget"),
            (#"{"budget": {"hours": 5}}"#, "unknownMember", "/budget/hours"),
            (#"{"maxAutoSupersedePerDay": 1.1}"#, "outOfRange", "/maxAutoSupersedePerDay"),
            (#"{"maxAutoSupersedePerDay": -0.1}"#, "outOfRange", "/maxAutoSupersedePerDay"),
            (#"{"maxSuspectShare": 0}"#, "outOfRange", "/maxSuspectShare"),
            (#"{"judge": {"votes": 2}}"#, "outOfRange", "/judge/votes"),
            (#"{"judge": {"votes": 11}}"#, "outOfRange", "/judge/votes"),
            (#"{"judge": {"heard": 1}}"#, "wrongType", "/judge/heard"),
            (#"{"judge": {"model": "x"}}"#, "unknownMember", "/judge/model"),
        ] as [(String, String, String?)])
    func `what a policy cannot say is refused, with its place`(text: String, code: String, location: String?) {
        let error = #expect(throws: RecomputeError.self) { try SampleAnswers.policy(text) }
        #expect(error?.code.description == code)
        if let location { #expect(error?.location == location) }
        #expect(error?.remedy.isEmpty == false)
    }

    @Test func `a file that is too long is refused`() {
        let text = #"{"samples": 5}"# + String(repeating: " ", count: RecomputePolicy.maximumByteCount)
        #expect(throws: RecomputeError.self) { try SampleAnswers.policy(text) }
    }

    @Test func `a text as long as the limit is not quoted whole`() {
        let error = #expect(throws: RecomputeError.self) {
            try SampleAnswers.policy(#"{"strata": ""# + String(repeating: "x", count: 5_000) + #""}"#)
        }
        #expect((error?.description.utf8.count ?? .max) < 300)
    }
}
