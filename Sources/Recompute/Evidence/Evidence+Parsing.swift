internal import AnswerComparison
internal import BoundKnowledge
internal import Cryptography
public import JSON
internal import Signing

extension Evidence {
    /// The evidence of an attestation.
    ///
    /// - Throws: `unknownMember`, `missingMember`, `wrongType`, `outOfRange` with a JSON pointer into the evidence;
    ///   `malformed` for a value that no attestation can have.
    public init(_ value: JSONValue) throws(RecomputeError) {
        var object = try StrictObject(parsing: value.canonicalBytes(), maximumByteCount: Self.maximumByteCount)
        try self.init(&object)
    }

    private init(_ object: inout StrictObject) throws(RecomputeError) {
        guard try object.integer("formatVersion", in: 1...1) != nil else { throw object.missing("formatVersion", "1") }
        outcome = try object.requiredChoice("outcome")
        reasons = try object.names("reasons") { Decision.Reason(rawValue: $0) } ?? []
        changed = BindingComponents(try object.names("changed") { BindingComponent(name: $0) } ?? [])
        cause = try object.optional("cause", "a component") { $0.stringValue.flatMap(BindingComponent.init(name:)) }
        oldModel = try object.model("oldModel")
        newModel = try object.model("newModel")
        basis = try object.choice("basis", of: VerifiedAnswer.Basis.allCases)
        divergence = try object.divergence()
        samples = try object.samples()
        comparisonBasis = try object.choice("comparison", of: Comparison.Basis.allCases)
        encoder = object.contains("encoder") ? try object.digest("encoder") : nil
        differences = try object.differences()
        omittedDifferences = try object.integer("differencesOmitted", in: 1...1_000_000) ?? 0
        noiseFloor = try object.noiseFloor()
        judge = object.contains("judge") ? try object.model("judge") : nil
        (cost, costMethod) = try object.cost()
        policyDigest = try object.digest("policyDigest")
        bySample = try object.bySample()
        try object.finish()
    }
}

extension StrictObject {
    fileprivate mutating func divergence() throws(RecomputeError) -> Evidence.Divergence? {
        guard var object = try object("divergence") else { return nil }
        let divergence = Evidence.Divergence(
            token: Int(try object.count("token")), byteOffset: Int(try object.count("byteOffset")))
        try object.finish()
        return divergence
    }

    fileprivate mutating func samples() throws(RecomputeError) -> [Evidence.Sample] {
        var samples: [Evidence.Sample] = []
        for var object in try objects("samples", limit: 1_000) {
            samples.append(
                Evidence.Sample(
                    seed: try object.seed("seed"), digest: try object.digest("digestMultibase"),
                    standing: try object.requiredChoice("standing"),
                    judgement: try object.choice("judgement", of: JudgeVerdict.allCases)))
            try object.finish()
        }
        return samples
    }

    fileprivate mutating func differences() throws(RecomputeError) -> [Difference] {
        var differences: [Difference] = []
        for var object in try objects("differences", limit: 1_000) {
            differences.append(
                Difference(
                    kind: try object.requiredChoice("kind"), weight: try object.requiredChoice("weight"),
                    earlier: try object.span("earlier"), later: try object.span("later"),
                    note: try object.text("note")))
            try object.finish()
        }
        return differences
    }

    private mutating func span(_ name: StaticString) throws(RecomputeError) -> Difference.Span? {
        guard var object = try object(name) else { return nil }
        let (start, end) = (Int(try object.count("start")), Int(try object.count("end")))
        let text = try object.text("text")
        try object.finish()
        guard start <= end else {
            throw RecomputeError(
                .outOfRange, at: "\(object.pointer)/end", "found \(end), expected at least the start, \(start)",
                remedy: "Fetch the attestation again from another source.")
        }
        return Difference.Span(bytes: start..<end, text: text)
    }

    private enum FloorBasis: String, CaseIterable {
        case recorded, zeroByConstruction, unrecorded
    }

    fileprivate mutating func noiseFloor() throws(RecomputeError) -> NoiseFloorReading? {
        guard var object = try object("noiseFloor") else { return nil }
        let basis: FloorBasis = try object.requiredChoice("basis")
        let reading: NoiseFloorReading
        switch basis {
        case .recorded:
            let (samples, identical) = (try object.count("samples"), try object.count("identical"))
            let equivalent = try object.count("equivalent")
            guard samples > 0, identical <= samples, equivalent <= samples - identical else {
                throw RecomputeError(
                    .outOfRange, at: "\(object.pointer)/samples",
                    "found \(identical) identical and \(equivalent) equivalent of \(samples) samples",
                    remedy: "Fetch the attestation again from another source.")
            }
            reading = .recorded(samples: samples, identical: identical, equivalent: equivalent)
        case .zeroByConstruction: reading = .zeroByConstruction
        case .unrecorded: reading = .unrecorded
        }
        try object.finish()
        return reading
    }

    fileprivate mutating func cost() throws(RecomputeError) -> (Cost, String) {
        guard var object = try object("cost") else { throw missing("cost", "an object") }
        let (cost, method) = (try object.figures(), try object.text("method"))
        try object.finish()
        return (cost, method)
    }

    fileprivate mutating func bySample() throws(RecomputeError) -> BySample? {
        guard var object = try object("bySample") else { return nil }
        guard var members = try object.object("stratum") else { throw object.missing("stratum", "an object") }
        let stratum = Stratum(
            freshnessClass: try members.choice("class", of: FreshnessClass.allCases),
            trafficDecile: try members.integer("traffic", in: 0...9), ageDecile: try members.integer("age", in: 0...9))
        try members.finish()
        guard let seed = try object.seed("seed") else { throw object.missing("seed", "a seed") }
        let sample = BySample(
            stratum: stratum, population: Int(try object.count("population")),
            probes: Int(try object.count("probes")), material: Int(try object.count("material")),
            bound: try object.requiredDecimal("bound"), confidence: try object.requiredDecimal("confidence"),
            tolerance: try object.requiredDecimal("tolerance"), seed: seed)
        try object.finish()
        return sample
    }
}
