internal import BoundKnowledge
internal import Cryptography
internal import JSON
internal import Signing

/// Values of the forms that a policy has.
extension StrictObject {
    /// An integer within a range; `nil` where it is absent.
    mutating func integer(_ name: StaticString, in range: ClosedRange<Int>) throws(RecomputeError) -> Int? {
        let value = try optional(name, "an integer") { $0.integerValue.map(Int.init) }
        return try checked(
            name, value, range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
        ) {
            range.contains($0)
        }
    }

    /// A number for which a condition holds; `nil` where it is absent.
    mutating func number(
        _ name: StaticString, _ expected: String, _ isPossible: (Double) -> Bool
    ) throws(RecomputeError) -> Double? {
        try checked(name, try optional(name, "a number") { $0.doubleValue }, expected, isPossible)
    }

    /// One of the texts of a choice; `nil` where it is absent.
    mutating func choice<Choice: RawRepresentable<String>>(
        _ name: StaticString, of choices: [Choice]
    ) throws(RecomputeError) -> Choice? {
        let expected = "one of " + choices.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return try optional(name, expected) { node in choices.first { node.isString($0.rawValue) } }
    }

    private func checked<Value>(
        _ name: StaticString, _ value: Value?, _ expected: String, _ isPossible: (Value) -> Bool
    ) throws(RecomputeError) -> Value? {
        guard let value, !isPossible(value) else { return value }
        throw RecomputeError(
            .outOfRange, at: "\(pointer)/\(name)", "found \(value), expected \(expected)", remedy: "Correct the value.")
    }
}

/// Values of the forms that evidence and a journal have.
extension StrictObject {
    func missing(_ name: StaticString, _ expected: String) -> RecomputeError {
        RecomputeError(
            .missingMember, at: "\(pointer)/\(name)", "the member is missing, expected \(expected)",
            remedy: "Add it, or take the text from another source.")
    }

    mutating func requiredChoice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: StaticString
    ) throws(RecomputeError) -> Choice {
        let choices = Array(Choice.allCases)
        guard let choice = try choice(name, of: choices) else {
            throw missing(name, "one of " + choices.map { "`\($0.rawValue)`" }.joined(separator: ", "))
        }
        return choice
    }

    mutating func names<Name>(
        _ name: StaticString, _ read: (String) -> Name?
    ) throws(RecomputeError) -> [Name]? {
        try optional(name, "an array of known names") { node in
            let names = node.elements.compactMap { $0.stringValue.flatMap(read) }
            return node.kind == .array && names.count == node.count ? names : nil
        }
    }

    mutating func text(_ name: StaticString) throws(RecomputeError) -> String {
        try required(name, "a text") { $0.stringValue }
    }

    mutating func count(_ name: StaticString) throws(RecomputeError) -> Int64 {
        try required(name, "an integer of at least 0") { node in node.integerValue.flatMap { $0 >= 0 ? $0 : nil } }
    }

    mutating func decimal(_ name: StaticString) throws(RecomputeError) -> Double? {
        try optional(name, "a decimal of at most six places in a text") { $0.stringValue.flatMap(Decimal.value) }
    }

    mutating func requiredDecimal(_ name: StaticString) throws(RecomputeError) -> Double {
        guard let value = try decimal(name) else { throw missing(name, "a decimal in a text") }
        return value
    }

    mutating func address(_ name: StaticString) throws(RecomputeError) -> Address {
        try required(name, "an address: sha256: and 64 lower-case hexadecimal digits") {
            $0.stringValue.flatMap { Address($0) }
        }
    }

    mutating func seed(_ name: StaticString) throws(RecomputeError) -> UInt64? {
        try optional(name, "an unsigned 64-bit integer in a text") { node in
            node.stringValue.flatMap { text in UInt64(text).flatMap { "\($0)" == text ? $0 : nil } }
        }
    }

    mutating func digest(_ name: StaticString) throws(RecomputeError) -> Digest {
        try required(name, "a digestMultibase of SHA-256 in base64url") { node in
            // The base58 form names the same digest; the format of objects has one form.
            node.stringValue.flatMap { try? DigestMultibase.decode($0) }.flatMap {
                node.isString(DigestMultibase.encode($0)) ? $0 : nil
            }
        }
    }

    mutating func model(_ name: StaticString) throws(RecomputeError) -> ModelIdentity {
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

    /// So few tokens that a million such counts can be added.
    private mutating func tokens(_ name: StaticString) throws(RecomputeError) -> Int64 {
        try required(name, "an integer from 0 to 10¹²") { node in
            node.integerValue.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
        }
    }

    /// The figures of a cost, of an object of which it is all or a part.
    mutating func figures() throws(RecomputeError) -> Cost {
        Cost(
            prefilledTokens: try tokens("prefilledTokens"), generatedTokens: try tokens("generatedTokens"),
            cpuSeconds: try requiredDecimal("cpuSeconds"), joules: try decimal("joules"))
    }
}
