internal import BoundKnowledge
public import KnowledgeRegistry
public import Recompute

/// The policy by which a recomputation goes, and whose it is.
public struct PolicyInForce: Sendable {
    /// Whose a policy is.
    public enum Source: String, Sendable, CaseIterable {
        /// Whoever asked for the recomputation gave it.
        case given
        /// The library's: `policy/recompute.json` in the tree of its head.
        case library
        /// The library has none.
        case defaults

        /// Whose it is, for people: as it stands behind a digest.
        public var words: String {
            switch self {
            case .given: "given with --policy"
            case .library: "the library's"
            case .defaults: "the defaults, since the library has none"
            }
        }
    }

    /// The policy.
    public let policy: RecomputePolicy
    /// Whose it is.
    public let source: Source

    init(_ policy: RecomputePolicy, _ source: Source) { (self.policy, self.source) = (policy, source) }
}

/// What setting a policy led to.
public struct PolicyReceipt: Sendable {
    /// The policy that the library has now.
    public let policy: RecomputePolicy
    /// Whether its bytes were there already.
    public let status: Receipt.Status
    /// The commit that put it there, in hexadecimal digits; `nil` where it was there, and in a rehearsal.
    public let commit: String?
}

extension RecomputePolicy {
    /// The policy in a file, and the file's bytes.
    package static func read(_ path: String) throws -> (policy: RecomputePolicy, bytes: [UInt8]) {
        let bytes = try SafeFile.read(path, limit: maximumByteCount)
        return (try FileError.naming(path) { try RecomputePolicy(parsing: bytes) }, bytes)
    }
}

extension Bindery {
    /// The policy of a library: the one in the tree of its head, or else the defaults.
    ///
    /// - Throws: `ServiceError.badData` and `RegistryError.malformed` for a file that is no policy; it is never taken for
    ///   the defaults.
    public func recomputePolicy(in registry: Registry) throws -> PolicyInForce {
        guard let bytes = try registry.recomputePolicy(limit: RecomputePolicy.maximumByteCount) else {
            return PolicyInForce(RecomputePolicy(), .defaults)
        }
        do {
            return PolicyInForce(try RecomputePolicy(parsing: bytes), .library)
        } catch {
            throw ServiceError(
                .badData, at: "\(registry.recomputePolicyPlace): \(error.location)", error.problem,
                remedy: error.remedy + " Put the corrected file in place with `bindery recompute policy set FILE`.")
        }
    }

    /// Makes a file the policy of a library, byte for byte, in a commit of its own.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - isRehearsal: whether everything is checked and nothing written.
    ///   - writer: makes the library's writer; asked once the file is known to be a policy.
    /// - Throws: `ServiceError` for a file that cannot be read; `FileError` for one that is no policy, with the JSON pointer
    ///   of the member; what the writer throws.
    public func setRecomputePolicy(
        from path: String, isRehearsal: Bool = false, by writer: () throws -> RegistryWriter
    ) throws -> PolicyReceipt {
        let (policy, bytes) = try RecomputePolicy.read(path)
        let (status, commit) = try writer().setRecomputePolicy(bytes, isRehearsal: isRehearsal)
        return PolicyReceipt(policy: policy, status: status, commit: commit.map { "\($0)" })
    }

    /// The policy by which a request goes.
    func policy(of request: RecomputeRequest, in registry: Registry) throws -> PolicyInForce {
        try request.policy.map { PolicyInForce($0, .given) } ?? recomputePolicy(in: registry)
    }
}
