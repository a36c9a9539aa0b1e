internal import Cryptography
internal import Signing

/// Whether the keys that signed an object may do so (`docs/format/objects.md` section 9).
struct RoleCheck {
    let trust: TrustState
    let root: TrustRoot
    let instant: Timestamp
    let position: Int64?

    func findings(for object: BoundObject, signers: Set<DIDKey>) -> [Finding] {
        let role = object.type.signingRole
        let keys = root.roles[role] ?? RoleKeys(threshold: 1, keys: [])
        var findings: [Finding] = []
        var counted = 0
        for signer in signers {
            guard let key = keys.keys.first(where: { $0.id == signer }) else {
                findings.append(.unauthorisedKey(signer, role: role, holds: root.role(of: signer)))
                continue
            }
            let refusals = refusals(of: key, for: object.type)
            findings += refusals
            if !refusals.contains(where: { $0.consequence == .rejects }) { counted += 1 }
        }
        if counted < keys.threshold {
            findings.append(
                Finding(
                    "threshold", .rejects, at: "/proof",
                    "\(counted) of \(keys.threshold) necessary keys of the role \(role.rawValue) signed",
                    remedy: signers.isEmpty
                        ? "No signature is genuine: see what is said of each proof."
                        : "Collect the missing approvals with `bindery approve`."))
        }
        // The newest root's end counts: a root that was renewed in time keeps what was published under it fresh.
        if trust.current.root.expires < instant {
            findings.append(
                Finding(
                    "root-expired", .makesStale, at: "", "the trust root expired at \(trust.current.root.expires)",
                    remedy: "Ask the publisher for the next trust root."))
        }
        return findings.sorted { $0.problem.utf8.lexicographicallyPrecedes($1.problem.utf8) }
    }

    private func refusals(of key: AuthorisedKey, for type: ObjectType) -> [Finding] {
        var findings: [Finding] = []
        if let scope = key.scope, !scope.contains(type) {
            findings.append(
                Finding(
                    "key-scope", .rejects, at: "/proof", "\(key.id) may not sign \(type.rawValue)",
                    remedy: "Sign with a key whose scope has the type."))
        }
        if let expires = key.expires, expires < instant {
            findings.append(
                Finding(
                    "key-expired", position == nil ? .makesStale : .informs, at: "/proof",
                    "\(key.id) expired at \(expires)",
                    remedy: "Sign new objects with a current key."))
        }
        if let validFrom = key.validFrom, instant < validFrom {
            findings.append(
                Finding(
                    "key-not-yet-valid", .rejects, at: "/proof", "\(key.id) is valid from \(validFrom)",
                    remedy: "Wait until then, or sign with another key."))
        }
        if let revocation = trust.revocation(of: key.id) { findings.append(finding(for: revocation)) }
        return findings
    }

    /// What was published before the cutoff stays history; without a position nobody can tell, so it is refused.
    private func finding(for revocation: Revocation) -> Finding {
        if let position, position < revocation.revokedFrom {
            return Finding(
                "key-revoked-later", .informs, at: "/proof",
                "\(revocation.key) was revoked from index \(revocation.revokedFrom) on; this object stands at \(position), as the registry's own history orders it",
                remedy: "Nothing; a log proof makes the position certain.")
        }
        return Finding(
            "key-revoked", .rejects, at: "/proof",
            "\(revocation.key) is revoked from index \(revocation.revokedFrom) on (\(revocation.reason.rawValue)), and "
                + (position.map { "this object stands at \($0)" } ?? "nothing shows that this object is older"),
            remedy: "Use a version signed by a key that counts.")
    }
}
