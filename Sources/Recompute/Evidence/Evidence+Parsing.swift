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
        let document: JSONDocument
        do {
            let limits = JSONLimits(maximumByteCount: Self.maximumByteCount, maximumDepth: 8)
            document = try JSONDocument(parsing: value.canonicalBytes(), limits: limits)
        } catch {
            throw RecomputeError(.malformed, at: error.location, error.problem, remedy: error.remedy)
        }
        var object = try StrictObject(document.root, at: "")
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
    fileprivate func missing(_ name: StaticString, _ expected: String) -> RecomputeError {
        RecomputeError(
            .missingMember, at: "\(pointer)/\(name)", "the member is missing, expected \(expected)",
            remedy: "Fetch the attestation again from another source.")
    }

    fileprivate mutating func requiredChoice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: StaticString
    ) throws(RecomputeError) -> Choice {
        let choices = Array(Choice.allCases)
        guard let choice = try choice(name, of: choices) else {
            throw missing(name, "one of " + choices.map { "`\($0.rawValue)`" }.joined(separator: ", "))
        }
        return choice
    }

    fileprivate mutating func names<Name>(
        _ name: StaticString, _ read: (String) -> Name?
    ) throws(RecomputeError) -> [Name]? {
        try optional(name, "an array of known names") { node in
            let names = node.elements.compactMap { $0.stringValue.flatMap(read) }
            return node.kind == .array && names.count == node.count ? names : nil
        }
    }

    fileprivate mutating func text(_ name: StaticString) throws(RecomputeError) -> String {
        try required(name, "a text") { $0.stringValue }
    }

    fileprivate mutating func count(_ name: StaticString) throws(RecomputeError) -> Int64 {
        try required(name, "an integer of at least 0") { node in node.integerValue.flatMap { $0 >= 0 ? $0 : nil } }
    }

    fileprivate mutating func decimal(_ name: StaticString) throws(RecomputeError) -> Double? {
        try optional(name, "a decimal of at most six places in a text") { $0.stringValue.flatMap(Decimal.value) }
    }

    fileprivate mutating func requiredDecimal(_ name: StaticString) throws(RecomputeError) -> Double {
        guard let value = try decimal(name) else { throw missing(name, "a decimal in a text") }
        return value
    }

    fileprivate mutating func seed(_ name: StaticString) throws(RecomputeError) -> UInt64? {
        try optional(name, "an unsigned 64-bit integer in a text") { node in
            node.stringValue.flatMap { text in UInt64(text).flatMap { "\($0)" == text ? $0 : nil } }
        }
    }

    fileprivate mutating func digest(_ name: StaticString) throws(RecomputeError) -> Digest {
        try required(name, "a digestMultibase of SHA-256") {
            $0.stringValue.flatMap { try? DigestMultibase.decode($0) }
        }
    }

    fileprivate mutating func model(_ name: StaticString) throws(RecomputeError) -> ModelIdentity {
        let address = try optional(name, "an address, or an object") { node -> Address?? in
            node.kind == .object ? .some(nil) : node.stringValue.flatMap { Address($0) }.map(Optional.some)
        }
        if case .some(.some(let address)) = address { return .manifest(address) }
        guard var object = try object(name) else { throw missing(name, "a model") }
        let model = ModelIdentity.declared(
            provider: try object.text("provider"), name: try object.text("name"), version: try object.text("version"))
        try object.finish()
        return model
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
        let cost = Cost(
            prefilledTokens: try object.count("prefilledTokens"), generatedTokens: try object.count("generatedTokens"),
            cpuSeconds: try object.requiredDecimal("cpuSeconds"), joules: try object.decimal("joules"))
        let method = try object.text("method")
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
