package import Cryptography
internal import Signing

/// Whether a key may sign a commit (`docs/format/store.md` section 4), by the rules that `RoleCheck` has for the keys of objects.
package struct CommitKeyCheck: Sendable {
    private let trust: TrustState
    private let instant: Timestamp

    /// A check under `trust` that judges ends by `instant`.
    package init(trust: TrustState, instant: Timestamp) {
        self.trust = trust
        self.instant = instant
    }

    /// What rejects a commit that `key` signed; empty when it counts.
    ///
    /// What an expired key signed stays history, and what a revoked one signed before `revokedFrom`, as with objects. There the
    /// reader of one object is told so; here nobody is, since a history has thousands of commits by one key.
    ///
    /// - Parameter position: of the commit's first object; of the next one to come for a commit without objects.
    package func refusals(of key: Ed25519PublicKey, at position: Int64) -> [Finding] {
        guard let authorised = trust.rootInForce(forCommitAt: position).commitKey(key) else {
            return [
                finding("commit-signature", "the commit's signature is not by a commit key of the trust root")
            ]
        }
        var findings: [Finding] = []
        if let revocation = trust.revocation(of: authorised.id), position >= revocation.revokedFrom {
            findings.append(
                finding("key-revoked", "\(revocation.words), and the commit's first object stands at \(position)"))
        }
        if let problem = earliness(of: authorised) { findings.append(finding("key-not-yet-valid", problem)) }
        return findings
    }

    /// Why `key` may not sign the next commit, whatever is in it; `nil` when it may.
    ///
    /// A revoked key signs nothing more even before `revokedFrom`, as a revoked publisher's objects are not admitted.
    package func refusalToSign(with key: Ed25519PublicKey) -> String? {
        guard let authorised = trust.current.root.commitKey(key) else {
            return "the commit key does not hold the role commit in the trust root"
        }
        if let revocation = trust.revocation(of: authorised.id) { return "the commit key \(revocation.words)" }
        return earliness(of: authorised).map { "the commit key \($0)" }
    }

    /// Since when `key` may sign trust roots alone; `nil` while it may sign everything.
    ///
    /// Not even those, and nobody could bring in the next commit key.
    package func end(of key: Ed25519PublicKey) -> Timestamp? {
        trust.current.root.commitKey(key)?.expires.flatMap { $0 < instant ? $0 : nil }
    }

    private func earliness(of key: AuthorisedKey) -> String? {
        key.validFrom.flatMap { instant < $0 ? "\(key.id) is valid from \($0)" : nil }
    }

    private func finding(_ code: String, _ problem: String) -> Finding {
        Finding(
            code, .rejects, at: "", problem,
            remedy: "Ask the operator who wrote the commit; restore from a mirror if nobody did.")
    }
}

extension TrustRoot {
    fileprivate func commitKey(_ key: Ed25519PublicKey) -> AuthorisedKey? {
        roles[.commit]?.keys.first { $0.id.publicKey == key }
    }
}

extension Revocation {
    fileprivate var words: String { "\(key) is revoked from index \(revokedFrom) on (\(reason.rawValue))" }
}
