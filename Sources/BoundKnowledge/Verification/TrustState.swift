package import Signing

/// One trust root of a registry's chain, with its place in the order of publication where that is known.
public struct TrustedRoot: Sendable {
    /// The root object.
    public let object: BoundObject
    /// What it says.
    public let root: TrustRoot
    /// Its 0-based position in the order of publication, `nil` where nobody told.
    public let position: Int64?
}

/// What a verifier trusts: the chain of trust roots from a pinned one on.
///
/// It starts from an address kept outside the registry; each later root is accepted only with the thresholds of its predecessor's
/// root keys **and** its own, exactly one version later (the rule of [TUF §5.3](https://theupdateframework.github.io/specification/latest/#update-root)).
public struct TrustState: Sendable {
    /// The accepted roots, oldest first; never empty.
    public let roots: [TrustedRoot]

    /// The newest accepted root.
    public var current: TrustedRoot { roots[roots.count - 1] }

    /// The origin of the registry that the roots speak for.
    public let origin: String

    private init(roots: [TrustedRoot]) {
        self.roots = roots
        origin = roots[0].object.envelope.registry
    }

    /// Walks the chain from the pinned root.
    ///
    /// - Parameters:
    ///   - pinned: the address that the verifier was told by other means.
    ///   - candidates: trust roots of the registry in any order, with their positions; nothing about them is trusted.
    /// - Returns: the state, or `nil` when the pinned root is not among the candidates or does not hold; and what was found.
    public static func establish(
        pinned: Address, candidates: [(bytes: [UInt8], position: Int64?)]
    ) -> (state: TrustState?, findings: [Finding]) {
        guard let start = candidates.first(where: { Address(of: $0.bytes) == pinned }) else {
            return (
                nil,
                [
                    Finding(
                        "root-missing", .leavesSignerUnknown, at: "", "the pinned trust root \(pinned) is not there",
                        remedy: "Check the address that you were given, or fetch the registry from another source.")
                ]
            )
        }
        let opened = open(start.bytes)
        guard let object = opened.object, let root = opened.root else { return (nil, opened.findings) }
        let ownFindings = thresholdFindings(root, signers: opened.signers, whose: "its own")
        guard ownFindings.isEmpty else { return (nil, ownFindings) }
        var state = TrustState(roots: [TrustedRoot(object: object, root: root, position: start.position)])
        var findings = opened.findings
        let successors = Dictionary(grouping: candidates) { predecessor(of: $0.bytes) }
        while let following = successors[state.current.object.address] {
            let step = state.advanced(over: following)
            findings += step.findings
            guard let next = step.state else { break }
            state = next
        }
        return (state, findings)
    }

    /// The state with the first of `successors` that holds and may follow: one that does not must not keep out one that does.
    private func advanced(
        over successors: [(bytes: [UInt8], position: Int64?)]
    ) -> (state: TrustState?, findings: [Finding]) {
        var findings: [Finding] = []
        for next in successors {
            let opened = Self.open(next.bytes)
            findings += opened.findings
            guard let object = opened.object, let root = opened.root else { continue }
            let refusals = refusals(of: root, object, signers: opened.signers)
            findings += refusals
            if refusals.isEmpty { return (appending(root, object, position: next.position), findings) }
        }
        return (nil, findings)
    }

    /// Why `root` cannot follow the current root; empty when it can.
    func refusals(of root: TrustRoot, _ object: BoundObject, signers: Set<DIDKey>) -> [Finding] {
        var findings: [Finding] = []
        if root.version != current.root.version + 1 || root.previous != current.object.address {
            findings.append(
                Finding(
                    "root-chain", .rejects, at: "/credentialSubject/version",
                    "the root has version \(root.version), expected version \(current.root.version + 1) after \(current.object.address)",
                    remedy: "Publish roots one at a time, each naming the one before."))
        }
        if !object.envelope.registry.utf8.elementsEqual(origin.utf8) {
            findings.append(
                Finding(
                    "other-registry", .rejects, at: "/registry",
                    "the root is for `\(object.envelope.registry)`, expected `\(origin)`",
                    remedy: "Sign a root for this registry."))
        }
        findings += Self.thresholdFindings(current.root, signers: signers, whose: "its predecessor's")
        findings += Self.thresholdFindings(root, signers: signers, whose: "its own")
        let allowed = (current.root.roles[.root]?.keys ?? []) + (root.roles[.root]?.keys ?? [])
        let ordered = signers.sorted { $0.multikey.utf8.lexicographicallyPrecedes($1.multikey.utf8) }
        for signer in ordered where !allowed.contains(where: { $0.id == signer }) {
            findings.append(.unauthorisedKey(signer, role: .root, holds: current.root.role(of: signer)))
        }
        return findings
    }

    /// The state with one more root, which the caller has verified as an object and which `refusals` of its chain let pass.
    package func appending(_ root: TrustRoot, _ object: BoundObject, position: Int64?) -> TrustState {
        TrustState(roots: roots + [TrustedRoot(object: object, root: root, position: position)])
    }

    /// Why an already verified root cannot be published next; empty when it can.
    package func refusalsToPublish(_ root: TrustRoot, _ object: BoundObject) -> [Finding] {
        refusals(of: root, object, signers: Set(object.approvals.map(\.key)))
    }

    /// The root in force for an object at `position`; the current one where the position is unknown.
    func rootInForce(at position: Int64?) -> TrustRoot {
        guard let position else { return roots[roots.count - 1].root }
        return roots[roots.lastIndex { ($0.position ?? 0) < position } ?? 0].root
    }

    /// The root in force for a commit whose first object stands at `position`.
    package func rootInForce(forCommitAt position: Int64) -> TrustRoot { rootInForce(at: position) }

    /// The revocation of `key` that reaches furthest back, of all that any root states (`docs/format/proofs.md` section 4).
    package func revocation(of key: DIDKey) -> Revocation? {
        roots.lazy.flatMap(\.root.revoked).filter { $0.key == key }.min { $0.revokedFrom < $1.revokedFrom }
    }

    /// The root that the trust root in `bytes` says it follows.
    private static func predecessor(of bytes: [UInt8]) -> Address? {
        guard let object = try? BoundObject(unverified: bytes), object.type == .trustRoot else { return nil }
        return object.envelope.subject.previous
    }

    private static func open(
        _ bytes: [UInt8]
    ) -> (object: BoundObject?, root: TrustRoot?, signers: Set<DIDKey>, findings: [Finding]) {
        let checked = IntegrityCheck(of: bytes)
        guard let object = checked.object, case .trustRoot(let root) = object.envelope.subject,
            Verdict(checked.findings) == .verified
        else {
            let reason = Finding(
                "root-invalid", .rejects, at: "", "the trust root \(checked.address) does not hold",
                remedy: "Fetch the registry from another source.")
            return (nil, nil, [], checked.findings + [reason])
        }
        return (object, root, checked.signers, checked.findings)
    }

    private static func thresholdFindings(_ root: TrustRoot, signers: Set<DIDKey>, whose: String) -> [Finding] {
        let keys = root.roles[.root] ?? RoleKeys(threshold: 1, keys: [])
        let count = keys.keys.count { signers.contains($0.id) }
        guard count < keys.threshold else { return [] }
        return [
            Finding(
                "threshold", .rejects, at: "/proof",
                "\(count) of \(whose) root keys signed the trust root, expected \(keys.threshold)",
                remedy: "Collect the missing approvals with `bindery approve`.")
        ]
    }
}

extension TrustRoot {
    /// The role that `key` holds.
    func role(of key: DIDKey) -> Role? {
        Role.allCases.first { roles[$0]?.keys.contains { $0.id == key } ?? false }
    }
}

extension Finding {
    static func unauthorisedKey(_ key: DIDKey, role: Role, holds other: Role?) -> Finding {
        Finding(
            other == nil ? "key-not-authorised" : "wrong-role", .rejects, at: "/proof",
            other.map { "\(key) holds the role \($0.rawValue), the type is signed by \(role.rawValue)" }
                ?? "\(key) does not hold the role \(role.rawValue)",
            remedy: "Keep only proofs by keys of the role \(role.rawValue); a new key needs a new trust root.")
    }
}
