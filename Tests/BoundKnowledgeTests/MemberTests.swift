import BoundKnowledge
import JSON
import Testing

/// `docs/format/objects.md` sections 1 to 8, member by member, on samples that carry every optional member.
@Suite struct MemberTests {
    @Test(arguments: SampleKind.allCases) func `a complete object has no finding and comes back byte for byte`(
        kind: SampleKind
    ) throws {
        let bytes = try kind.sample().bytes()
        let check = IntegrityCheck(of: bytes)
        #expect(check.findings == [])
        #expect(check.signers.count == 1)
        let object = try #require(check.object)
        #expect(BoundObject(object.envelope, approvals: object.approvals).bytes == bytes)
        #expect(object.address == Address(of: bytes) && object.bytes == bytes)
        #expect(object.claim.digest == Address(of: object.envelope.json.canonicalBytes()).digest)
    }

    /// Members with a `?` in objects.md, by shape.
    private static let optional: Set<String> = [
        "validUntil", "relatedResource", "credentialSubject/extensions", "credentialSubject/continues",
        "credentialSubject/sources",
        "credentialSubject/topics", "credentialSubject/translationOf", "credentialSubject/source",
        "credentialSubject/trainingEnergy",
        "credentialSubject/model", "credentialSubject/evidence", "credentialSubject/reviewBy",
        "credentialSubject/replacedBy",
        "credentialSubject/note", "credentialSubject/scope/jurisdiction", "credentialSubject/scope/audience",
        "credentialSubject/scope/subject", "credentialSubject/change/note", "credentialSubject/sources/*/url",
        "credentialSubject/sources/*/digestMultibase", "credentialSubject/sources/*/locator",
        "credentialSubject/sources/*/retrieved",
        "credentialSubject/derivation/seed", "credentialSubject/derivation/noiseFloor",
        "credentialSubject/derivation/noiseFloor/sampleDigests", "credentialSubject/derivation/started",
        "credentialSubject/derivation/ended", "credentialSubject/derivation/energy",
        "credentialSubject/derivation/model/systemFingerprint", "credentialSubject/derivation/model/responseId",
        "credentialSubject/derivation/sampler/topK", "credentialSubject/derivation/sampler/topP",
        "credentialSubject/derivation/sampler/minP", "credentialSubject/derivation/sampler/typicalP",
        "credentialSubject/derivation/sampler/repetitionPenalty",
        "credentialSubject/derivation/sampler/repetitionWindow",
        "credentialSubject/derivation/sampler/presencePenalty", "credentialSubject/derivation/sampler/frequencyPenalty",
        "credentialSubject/derivation/sampler/maxTokens", "credentialSubject/derivation/sampler/stop",
        "credentialSubject/roles/*/keys/*/validFrom", "credentialSubject/roles/*/keys/*/expires",
        "credentialSubject/roles/*/keys/*/scope",
    ]
    /// What a rule ties to another member, with the finding of its absence.
    private static let tied: [String: String] = [
        "credentialSubject/previous": "version-chain /credentialSubject/previous",
        "credentialSubject/derivation/rawOutput": "origin-mismatch /credentialSubject/derivation",
        "credentialSubject/derivation/edit": "origin-mismatch /credentialSubject/derivation",
    ]
    private static let neededWhenBitwise: Set<String> = ["numerics", "templateDigest", "inputTokens", "outputTokens"]

    private func expected(without place: Sample.Place, kind: SampleKind) -> [String] {
        let name = place.pointer.split(separator: "/").last.map(String.init) ?? ""
        if place.shape == "credentialSubject/previous", kind == .manifest { return [] }
        if place.shape == "credentialSubject/derivation/\(name)", Self.neededWhenBitwise.contains(name) {
            return kind == .bitwise ? ["missing-member /credentialSubject/derivation"] : []
        }
        if let finding = Self.tied[place.shape] { return [finding] }
        return Self.optional.contains(place.shape) ? [] : ["missing-member \(place.pointer)"]
    }

    @Test(arguments: SampleKind.allCases) func `a missing member is named unless it is optional`(kind: SampleKind)
        throws
    {
        let sample = try kind.sample()
        var count = 0
        for place in sample.places where Int(place.pointer.split(separator: "/").last ?? "") == nil {
            var changed = sample
            changed[place.pointer] = nil
            // What the text cites goes with its sources, and a proof without context with the object's.
            if place.shape == "credentialSubject/sources", kind != .authored { continue }
            if place.shape == "@context" { continue }
            // A scope without one of its members names another lineage.
            if place.shape.hasPrefix("credentialSubject/scope/") { try changed.nameAgain() }
            let findings = try changed.findings()
            #expect(findings == expected(without: place, kind: kind), "\(place.pointer)")
            count += 1
        }
        #expect(count > 15)
    }

    @Test(arguments: SampleKind.allCases) func `a member that the format does not know is named at every level`(
        kind: SampleKind
    ) throws {
        let sample = try kind.sample()
        let levels = [Sample.Place(pointer: "", value: sample.json)] + sample.places
        for place in levels where !place.pointer.hasSuffix("/extensions") && !place.pointer.hasSuffix("/evidence") {
            guard case .object = place.value else { continue }
            for name in ["x", "Id", "é", "formatversion"] {
                var changed = sample
                changed["\(place.pointer)/\(name)"] = 1
                let findings = try changed.findings()
                #expect(findings == ["unknown-member \(place.pointer)/\(name)"], "\(place.pointer)")
            }
        }
    }

    @Test func `of a million invisible characters as many are listed as somebody reads`() throws {
        var sample = try SampleKind.aliasSet.sample()
        sample["/credentialSubject/wordings"] = .array((0..<3_000).map { "\u{200b}\($0)" })
        let findings = IntegrityCheck(of: try sample.bytes()).findings
        #expect((1_000..<1_010).contains(findings.count { $0.code == "invisible-character" }))
    }

    @Test(arguments: [62, 63, 64, 1_000]) func `an object with more members than any type has is refused as a whole`(
        surplusCount: Int
    ) throws {
        var sample = try SampleKind.authored.sample()
        sample["/credentialSubject/scope"] = ["language": "en"]
        for number in 0..<surplusCount { sample["/credentialSubject/scope/x\(number)"] = 1 }
        let findings = try sample.findings().filter { $0.hasPrefix("unknown-member") }
        #expect(findings.count == (surplusCount < 64 ? surplusCount : 1))
        #expect(findings.contains("unknown-member /credentialSubject/scope") == (surplusCount >= 64))
    }

    @Test(arguments: SampleKind.allCases) func `a value of another kind is named`(kind: SampleKind) throws {
        let sample = try kind.sample()
        for place in sample.places {
            for value: JSONValue in [nil, true, 1.5, -1, "\u{7}", [], [[]], ["x": "y"]] {
                if case .array = value, place.pointer.hasSuffix("/wordings") || place.pointer.hasSuffix("/refused") {
                    continue
                }
                if value == [], ["/revoked", "/keys"].contains(where: place.pointer.hasSuffix) { continue }
                if value == "\u{7}", place.shape.hasSuffix("messages/*/content") || place.shape.contains("/stop/") {
                    continue
                }
                if value == "\u{7}", place.shape.hasSuffix("/rawOutput") { continue }
                if value == -1, place.shape.contains("/extensions") || place.shape.contains("/evidence") { continue }
                var changed = sample
                changed[place.pointer] = value
                let findings = try changed.findings()
                let isNamed =
                    findings.contains { $0.contains(" \(place.pointer)") }
                    || (place.shape.hasPrefix("type/") && findings.contains("object-type /type"))
                    || (place.shape.hasPrefix("@context/") && findings.contains("context /@context"))
                let isFree = place.pointer.hasSuffix("/evidence") && value == ["x": "y"]
                #expect(isNamed != isFree, "\(place.pointer) \(value): \(findings)")
            }
        }
    }

    /// A text that reads like another but has other bytes would give one meaning two addresses.
    @Test(arguments: SampleKind.allCases) func `whatever is accepted comes back byte for byte`(kind: SampleKind) throws
    {
        let sample = try kind.sample()
        for place in sample.places {
            guard case .string(let text) = place.value else { continue }
            let changes = [
                text + "\u{301}", "\u{301}" + text, text + " ", " " + text, text.uppercased(), text + "0",
                text + "\u{200b}",
                text.replacing(":", with: ":\u{301}"), text.replacing("v", with: "v\u{301}"),
                text.replacing("u", with: "u\u{301}"),
                text + "=", "+" + text, "-" + text, "0" + text, text + ".0",
            ]
            for change in changes where Array(change.utf8) != Array(text.utf8) {
                var changed = sample
                changed[place.pointer] = .string(change)
                let bytes = try changed.bytes()
                let check = IntegrityCheck(of: bytes)
                guard let object = check.object, Verdict(check.findings) == .verified else { continue }
                #expect(
                    BoundObject(object.envelope, approvals: object.approvals).bytes == bytes,
                    "\(place.pointer) \(change)")
            }
        }
    }
}
