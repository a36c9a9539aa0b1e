internal import Cryptography
internal import DataIntegrity
internal import JSON
internal import Signing

/// What decoding one object's bytes gave: the object if every member could be read, and every finding either way.
struct Decoded {
    var envelope: Envelope?
    var approvals: [Approval] = []
    var findings: [Finding] = []
}

/// Reads a parsed object strictly (`docs/format/objects.md` sections 1 and 2).
struct ObjectDecoder {
    static let limits = JSONLimits(maximumByteCount: 16 << 20, maximumDepth: 64)
    static let maximumProofCount = 64

    private static let contextPrefix: StaticString = "https://w3id.org/bound-knowledge/v"

    /// Whether an object without any proof is acceptable: an unsigned draft.
    let allowsMissingProofs: Bool
    /// Where keys are looked up.
    var keys = ResolvedKeys()

    func decode(_ root: JSONNode) -> Decoded {
        if let finding = unsupportedVersion(root) { return Decoded(findings: [finding]) }
        var approvals: [Approval] = []
        let list = FindingList(keys: keys)
        if let offset = root.offsetOfIntegerBeyondExactRange {
            list.report(
                "integer-range", at: root, "the integer at byte \(offset) is beyond ±(2^53 - 1)",
                remedy: "Write it as a string.")
        }
        let envelope = MemberReader.object(root, list) { reader -> Envelope? in
            _ =
                reader.node("@context").map { checkContext($0, list) }
                ?? reader.report(
                    "missing-member", "@context", "the member is missing",
                    remedy: "Add the exact @context and sign again.")
            let type = readType(&reader)
            approvals = readApprovals(&reader)
            guard let type else {
                for name in [
                    "id", "registry", "name", "issuer", "validFrom", "validUntil", "credentialSubject",
                    "relatedResource",
                ] as [StaticString] {
                    _ = reader.node(name)
                }
                return nil
            }
            let envelope = Envelope(type, &reader)
            if let envelope { checkIssuer(envelope, approvals, reader) }
            return envelope
        }
        var findings = list.findings
        if let envelope { findings += Self.textWarnings(envelope) + DemoKey.findings(envelope) }
        return Decoded(envelope: envelope, approvals: approvals, findings: findings)
    }

    /// A finding if the object says that it is of a later format.
    private func unsupportedVersion(_ root: JSONNode) -> Finding? {
        let version = root["credentialSubject"]?["formatVersion"]?.integerValue ?? 1
        let laterContext = root["@context"].flatMap { list in
            list.elements.first { $0.withStringUTF8(Self.isLaterContext) ?? false }
        }?.stringValue
        guard version > 1 || laterContext != nil else { return nil }
        return Finding(
            "format-version", .isUnsupported, at: version > 1 ? "/credentialSubject/formatVersion" : "/@context",
            "the object is of format \(laterContext ?? "version \(version)"), this reader knows version 1",
            remedy: "Update bindery, then verify again.")
    }

    /// Whether a text's UTF-8 names our context of a version above 1.
    private static func isLaterContext(_ utf8: Span<UInt8>) -> Bool {
        let start = contextPrefix.utf8CodeUnitCount
        guard utf8.count > start, utf8.starts(with: contextPrefix), utf8[start] != UInt8(ascii: "0") else {
            return false
        }
        let digits = utf8.extracting(start...)
        return digits.indices.allSatisfy { TextRules.isDigit(digits[$0]) } && !digits.isEqual(to: "1".utf8.span)
    }

    private func checkContext(_ node: JSONNode, _ list: FindingList) {
        guard !Envelope.isContext(node) else { return }
        list.report(
            "context", at: node,
            "found another @context, expected exactly \(Envelope.context.map { "`\($0)`" }.joined(separator: ", "))",
            remedy: "Use the exact list, in this order, and sign again.")
    }

    private func readType(_ reader: inout MemberReader) -> ObjectType? {
        guard let names = reader.array("type", of: .name, isNonEmpty: true) else { return nil }
        if names.count == 2, names[0].isString("VerifiableCredential"),
            let type = ObjectType.allCases.first(where: { names[1].isString($0.rawValue) })
        {
            return type
        }
        reader.report(
            "object-type", "type", "expected [`VerifiableCredential`, T] with T a type of the format",
            remedy: "Known types: \(ObjectType.allCases.map(\.rawValue).joined(separator: ", ")).")
        return nil
    }

    private func readApprovals(_ reader: inout MemberReader) -> [Approval] {
        guard let node = reader.node("proof") else {
            if !allowsMissingProofs {
                reader.report(
                    "proof-missing", "proof", "the object carries no proof",
                    remedy: "Sign it with `bindery approve`, or fetch the signed object.")
            }
            return []
        }
        guard node.kind == .array, allowsMissingProofs || node.count > 0, node.count <= Self.maximumProofCount else {
            reader.report(
                "proof-count", "proof",
                "found \(node.kind == .array ? "\(node.count) proofs" : "no list"), expected a list of 1 to \(Self.maximumProofCount)",
                remedy: "Keep one proof a key of the role.")
            return []
        }
        let list = reader.list
        var approvals: [Approval] = []
        for proof in node.elements {
            guard let approval = MemberReader.object(proof, list, { Approval(&$0, of: proof) }) else { continue }
            // One prefix for all of them: the Multikeys order as the verification methods do.
            if let last = approvals.last, !last.key.multikey.utf8.lexicographicallyPrecedes(approval.key.multikey.utf8)
            {
                list.report(
                    "proof-order", at: proof,
                    "the proofs are not in ascending order of verificationMethod, each key once",
                    remedy: "Sort them; `bindery approve` does.")
            }
            approvals.append(approval)
        }
        return approvals
    }

    private func checkIssuer(_ envelope: Envelope, _ approvals: [Approval], _ reader: MemberReader) {
        // Without any approval that can be read, something else has been reported already.
        guard !allowsMissingProofs, !approvals.isEmpty, !approvals.contains(where: { $0.key == envelope.issuer.id })
        else { return }
        reader.report(
            "issuer-proof", "issuer", "no proof is by the issuer's key",
            remedy: "Sign with the issuer's key too, or name another issuer and sign again.")
    }

    private static func textWarnings(_ envelope: Envelope) -> [Finding] {
        var warnings: [Finding] = []
        envelope.forEachReadableText { text, pointer in
            // A hostile object has a million texts: nobody reads more warnings than findings.
            guard warnings.count < FindingList.maximumCount else { return }
            for occurrence in InvisibleCharacters.occurrences(in: text) {
                warnings.append(
                    Finding(
                        occurrence.isBidirectional ? "bidirectional-control" : "invisible-character", .warns,
                        at: pointer(), "the text holds \(occurrence.text), which a reader does not see",
                        remedy: "Look at the bytes; if nobody meant it, publish a correction."))
            }
        }
        return warnings
    }
}
