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

    private static let contextPrefix = "https://w3id.org/bound-knowledge/v"

    /// Whether an object without any proof is acceptable: an unsigned draft.
    let allowsMissingProofs: Bool
    /// Where keys are looked up.
    var keys = ResolvedKeys()

    func decode(_ root: JSONNode) -> Decoded {
        if let finding = unsupportedVersion(root) { return Decoded(findings: [finding]) }
        var decoded = Decoded()
        let list = FindingList(keys: keys)
        if let offset = root.offsetOfIntegerBeyondExactRange {
            list.report(
                "integer-range", at: .root, "the integer at byte \(offset) is beyond ±(2^53 - 1)",
                remedy: "Write it as a string.")
        }
        decoded.envelope = MemberReader.object(root, at: .root, list) { reader -> Envelope? in
            _ =
                reader.node("@context").map { checkContext($0, list) }
                ?? reader.report(
                    "missing-member", "@context", "the member is missing",
                    remedy: "Add the exact @context and sign again.")
            let type = readType(&reader)
            decoded.approvals = readApprovals(&reader)
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
            if let envelope { checkIssuer(envelope, decoded.approvals, reader) }
            return envelope
        }
        decoded.findings = list.findings
        if let envelope = decoded.envelope {
            decoded.findings += Self.textWarnings(envelope) + DemoKey.findings(envelope)
        }
        return decoded
    }

    /// A finding if the object says that it is of a later format.
    private func unsupportedVersion(_ root: JSONNode) -> Finding? {
        let version = root["credentialSubject"]?["formatVersion"]?.integerValue ?? 1
        let contexts = root["@context"].map { $0.elements.compactMap(\.stringValue) } ?? []
        let laterContext = contexts.first { context in
            guard context.utf8.starts(with: Self.contextPrefix.utf8) else { return false }
            let digits = context.utf8.dropFirst(Self.contextPrefix.utf8.count)
            return UInt64(Substring(digits)).map { $0 > 1 && digits.elementsEqual(String($0).utf8) } ?? false
        }
        guard version > 1 || laterContext != nil else { return nil }
        return Finding(
            "format-version", .isUnsupported, at: version > 1 ? "/credentialSubject/formatVersion" : "/@context",
            "the object is of format \(laterContext ?? "version \(version)"), this reader knows version 1",
            remedy: "Update bindery, then verify again.")
    }

    private func checkContext(_ node: JSONNode, _ list: FindingList) {
        let isExact =
            node.kind == .array && Envelope.isContext(node.elements)
        guard !isExact else { return }
        list.report(
            "context", at: .name(.root, "@context"),
            "found another @context, expected exactly \(Envelope.context.map { "`\($0)`" }.joined(separator: ", "))",
            remedy: "Use the exact list, in this order, and sign again.")
    }

    private func readType(_ reader: inout MemberReader) -> ObjectType? {
        let names = reader.array("type", isNonEmpty: true, MemberReader.element(.line))
        guard let names else { return nil }
        if names.count == 2, names[0].utf8.elementsEqual("VerifiableCredential".utf8),
            let type = ObjectType.allCases.first(where: { $0.rawValue.utf8.elementsEqual(names[1].utf8) })
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
        let approvals = node.elements.enumerated().compactMap { index, proof in
            MemberReader.object(proof, at: .element(.name(.root, "proof"), index), list) {
                Approval(&$0, of: proof)
            }
        }
        let methods = approvals.map { Array($0.key.verificationMethod.utf8) }
        for (index, pair) in zip(methods, methods.dropFirst()).enumerated()
        where !pair.0.lexicographicallyPrecedes(pair.1) {
            list.report(
                "proof-order", at: .element(.name(.root, "proof"), index + 1),
                "the proofs are not in ascending order of verificationMethod, each key once",
                remedy: "Sort them; `bindery approve` does.")
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
        (envelope.subject.readableTexts + [("/name", envelope.name), ("/issuer/name", envelope.issuer.name)]).flatMap {
            entry in
            InvisibleCharacters.occurrences(in: entry.text).map { occurrence in
                Finding(
                    occurrence.isBidirectional ? "bidirectional-control" : "invisible-character", .warns,
                    at: entry.pointer, "the text holds \(occurrence.text), which a reader does not see",
                    remedy: "Look at the bytes; if nobody meant it, publish a correction.")
            }
        }
    }
}
