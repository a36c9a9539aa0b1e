public import AnswerComparison
public import JSON
internal import Signing

extension Evidence {
    /// The most bytes that the canonical form of an attestation's evidence may have (`docs/format/objects.md` section
    /// 5).
    public static let maximumByteCount = 65_536

    /// The evidence as it stands in an attestation.
    ///
    /// Differences that do not fit are left out from the end, and counted in `differencesOmitted`.
    ///
    /// - Throws: `tooLong` if it does not fit without any difference.
    public func json() throws(RecomputeError) -> JSONValue {
        var value = members
        // What the two members of the differences need beside the differences themselves.
        var room = Self.maximumByteCount - value.canonicalBytes().count - 64
        guard room >= 0 else {
            throw RecomputeError(
                .tooLong, at: "evidence",
                "the evidence without differences has \(Self.maximumByteCount - room) bytes, expected at most "
                    + "\(Self.maximumByteCount)",
                remedy: "Draw fewer samples (`samples` of the policy).")
        }
        var fitting: [JSONValue] = []
        for difference in differences {
            let json = difference.json
            room -= json.canonicalBytes().count + 1
            guard room >= 0 else { break }
            fitting.append(json)
        }
        let omitted = omittedDifferences + differences.count - fitting.count
        if !fitting.isEmpty { value.set("differences", .array(fitting)) }
        if omitted > 0 { value.set("differencesOmitted", .integer(Int64(omitted))) }
        return value
    }

    private var members: JSONValue {
        var value: JSONValue = ["formatVersion": 1, "outcome": .string(outcome.rawValue)]
        if !reasons.isEmpty { value.set("reasons", .array(reasons.map { .string($0.rawValue) })) }
        value.set("changed", .array(changed.components.map { .string($0.name) }))
        value.set("cause", cause.map { .string($0.name) })
        value.set("oldModel", oldModel.json)
        value.set("newModel", newModel.json)
        value.set("basis", basis.map { .string($0.rawValue) })
        value.set(
            "divergence",
            divergence.map { ["token": .integer(Int64($0.token)), "byteOffset": .integer(Int64($0.byteOffset))] })
        if !samples.isEmpty { value.set("samples", .array(samples.map(\.json))) }
        value.set("comparison", comparisonBasis.map { .string($0.rawValue) })
        value.set("encoder", encoder.map { .string(DigestMultibase.encode($0)) })
        value.set("noiseFloor", noiseFloor?.json)
        value.set("judge", judge?.json)
        value.set("cost", cost.json(method: costMethod))
        value.set("policyDigest", .string(DigestMultibase.encode(policyDigest)))
        value.set("bySample", bySample?.json)
        return value
    }
}

extension Evidence.Sample {
    fileprivate var json: JSONValue {
        var value: JSONValue = [:]
        value.set("seed", seed.map { .string("\($0)") })
        value.set("digestMultibase", .string(DigestMultibase.encode(digest)))
        value.set("standing", .string(standing.rawValue))
        value.set("judgement", judgement.map { .string($0.rawValue) })
        return value
    }
}

extension NoiseFloorReading {
    fileprivate var json: JSONValue {
        switch self {
        case .recorded(let samples, let identical, let equivalent):
            [
                "basis": "recorded", "samples": .integer(samples), "identical": .integer(identical),
                "equivalent": .integer(equivalent),
            ]
        case .zeroByConstruction: ["basis": "zeroByConstruction"]
        case .unrecorded: ["basis": "unrecorded"]
        }
    }
}

extension Cost {
    func json(method: String? = nil) -> JSONValue {
        var value: JSONValue = ["cpuSeconds": .string(Decimal.text(cpuSeconds))]
        value.set("joules", joules.map { .string(Decimal.text($0)) })
        value.set("prefilledTokens", .integer(prefilledTokens))
        value.set("generatedTokens", .integer(generatedTokens))
        value.set("method", method.map(JSONValue.string))
        return value
    }
}

extension BySample {
    /// The bound is rounded up, so that it still is one.
    fileprivate var json: JSONValue {
        [
            "stratum": stratum.json, "population": .integer(Int64(population)), "probes": .integer(Int64(probes)),
            "material": .integer(Int64(material)), "bound": .string(Decimal.text(bound, .up)),
            "confidence": .string(Decimal.text(confidence)), "tolerance": .string(Decimal.text(tolerance)),
            "seed": .string("\(seed)"),
        ]
    }
}

extension Difference {
    /// The difference as it stands in evidence; long texts are cut.
    public var json: JSONValue {
        var value: JSONValue = ["kind": .string(kind.rawValue), "weight": .string(weight.rawValue)]
        value.set("earlier", earlier?.evidence)
        value.set("later", later?.evidence)
        value.set("note", .string(note.cut(toBytes: Self.maximumTextByteCount)))
        return value
    }

    fileprivate static let maximumTextByteCount = 500
}

extension Difference.Span {
    fileprivate var evidence: JSONValue {
        [
            "start": .integer(Int64(bytes.lowerBound)), "end": .integer(Int64(bytes.upperBound)),
            "text": .string(text.cut(toBytes: Difference.maximumTextByteCount)),
        ]
    }
}

extension String {
    /// The text, or as many whole characters as fit with an ellipsis.
    fileprivate func cut(toBytes count: Int) -> String {
        guard utf8.count > count else { return self }
        var kept = ""
        var byteCount = "…".utf8.count
        for character in self {
            byteCount += character.utf8.count
            if byteCount > count { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
