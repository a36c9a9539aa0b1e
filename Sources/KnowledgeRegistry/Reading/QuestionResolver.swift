public import BoundKnowledge
internal import Foundation
public import Retrieval

/// A document that answers a question, with what is known about it now.
public struct ResolvedDocument: Sendable {
    /// The document; its address, claim and approvals are in it.
    public let object: BoundObject
    /// What it says.
    public let document: BoundDocument
    /// The verdict on it, with every finding.
    public let verification: Verification
    /// Where it stands in the registry.
    public let status: ObjectStatus

}

/// Finds the document that answers a question, by normal form: `resolve`'s exact tier over a registry.
///
/// What nobody was entitled to sign answers nothing: with a trust root, of documents and alias sets the highest version counts that
/// verifies. The index beside the repository only proposes lineages. A verdict counts for ten seconds while nothing is published.
/// Questions are kept nowhere.
public final class QuestionResolver: Sendable {
    private let registry: Registry
    private let pinned: Address?
    private let index: WordingIndex
    private let judgements = LineageJudgements()

    /// A resolver over a registry.
    ///
    /// - Parameters:
    ///   - registry: the registry.
    ///   - pinned: the trust root to start from; without one every document is of a signer unknown.
    public init(_ registry: Registry, pinned: Address?) throws {
        (self.registry, self.pinned) = (registry, pinned)
        index = try WordingIndex.following(registry)
    }

    /// Brings the index up to date with the registry's, after `Registry.refresh`.
    public func refresh() throws { try index.catchUp(with: registry) }

    /// The document that answers `question`.
    ///
    /// - Parameters:
    ///   - question: as somebody asked it.
    ///   - language: the BCP 47 tag of the language that the question is asked in and an answer is wanted in.
    ///   - audience: who asks; a document that it may not see answers nothing.
    ///   - instant: the time now.
    public func resolve(
        _ question: String, language: String, for audience: Audience = .members, instant: Timestamp
    ) throws -> ExactResolution<ResolvedDocument> {
        let tier = ExactTier(question, language: language)
        let lineages = try index.lineages(with: tier.form)
        guard !lineages.isEmpty else { return .none }
        let head = try registry.index.progress()?.head
        let candidates = try lineages.compactMap { lineage in
            let key = LineageJudgements.Key(lineage: lineage, audience: audience)
            return try judgements.judgement(of: key, at: instant, head: head) {
                try judge(lineage, for: audience, instant)
            }
        }
        return tier.resolve(among: candidates)
    }

    /// The document of a lineage that counts, with its wordings; `nil` where none does.
    private func judge(
        _ lineage: LineageID, for audience: Audience, _ instant: Timestamp
    ) throws -> JudgedLineage? {
        let verifier = try verifier(instant)
        guard let object = try newest(.boundDocument, of: lineage, verifier, audience),
            case .boundDocument(let document) = object.envelope.subject
        else { return nil }
        var (wordings, refused): ([String], [String]) = ([], [])
        if case .aliasSet(let set)? = try newest(.aliasSet, of: lineage, verifier, audience)?.envelope.subject {
            (wordings, refused) = (set.wordings, set.refused)
        }
        let (verification, status) = try registry.verify(
            object.address, pinned: pinned, instant: instant, for: audience)
        return JudgedLineage(
            target: ResolvedDocument(
                object: object, document: document, verification: verification, status: status),
            language: document.scope.language, question: document.question, wordings: wordings, refused: refused)
    }

    /// The lineages that ever had a question or wording of this form, whoever signed them; at most 64.
    public func lineages(with form: NormalForm) throws -> [LineageID] { try index.lineages(with: form) }

    private func verifier(_ instant: Timestamp) throws -> PublishedVerifier? {
        guard let pinned else { return nil }
        let trust = try registry.trust(from: pinned)
        guard let state = trust.state else {
            // Not a reason to trust anybody.
            throw RegistryError(
                .refused, at: "\(pinned)", "the registry has no trust root of that address that holds",
                remedy: "Give the address of the trust root that you were told.", findings: trust.findings)
        }
        return PublishedVerifier(registry, trust: state, instant: instant)
    }

    /// The highest version that counts; of two the one that was published first.
    private func newest(
        _ type: ObjectType, of lineage: LineageID, _ verifier: PublishedVerifier?, _ audience: Audience
    ) throws -> BoundObject? {
        let records = try registry.index.versions(type, of: lineage).sorted {
            ($1.version ?? 0, $0.position) < ($0.version ?? 0, $1.position)
        }
        for record in records where try registry.isShown(record, to: audience) {
            guard let verifier else { return try BoundObject(unverified: registry.bytes(of: record)) }
            let verification = try verifier.verify(record)
            if [.verified, .stale].contains(verification.verdict) { return verification.object }
        }
        return nil
    }
}
