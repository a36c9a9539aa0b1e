internal import BoundKnowledge
internal import HTTPClient
internal import Retrieval

extension BinderyClient {
    /// The document that answers a question.
    ///
    /// The first mirror that knows one is believed in one thing only: which document it is. The document is fetched and verified,
    /// and its own question is compared with the one asked, by normal form. Where they differ the mirror must have found an approved
    /// wording, which the page does not prove: the finding `match-unproved` says so.
    ///
    /// Mirrors that answer, and those asked in vain before them, read the question.
    ///
    /// - Parameters:
    ///   - question: as somebody asked it.
    ///   - language: the BCP 47 tag of the language that an answer is wanted in.
    /// - Throws: `BinderyClientError` where no mirror gave an answer; one that has none says so, which is `Resolution.Told.none`.
    public func resolve(_ question: String, language: String) async throws -> Resolution {
        let page = MirrorPage(
            segments: ("resolve", nil), query: [("q", question), ("lang", language)], accept: "application/json",
            byteLimit: limits.pageByteCount, statuses: Self.resolutionStatuses)
        let limit = limits.documentCount
        let told = try await mirrors.first(of: page) { body throws(MirrorFault) in
            try ResolutionPage(body, limit: limit)
        }
        guard let answer = told.answers.first else {
            guard told.isAbsent else {
                throw BinderyClientError(
                    .unavailable, at: "resolve", "no mirror answered the question",
                    remedy: "Try again later, or ask other mirrors.", findings: told.findings)
            }
            return Resolution(told: .none, mirror: nil, candidates: [], findings: told.findings)
        }
        var candidates: [Resolution.Candidate] = []
        var findings = told.findings
        for address in answer.value.documents {
            let object = try await object(at: address)
            let match = Self.match(question, language, object.document)
            candidates.append(Resolution.Candidate(object: object, match: match))
            if match == nil { findings.append(Self.unprovedMatch(address, answer.mirror)) }
        }
        return Resolution(
            told: answer.value.told, mirror: answer.mirror, candidates: candidates, findings: findings)
    }

    /// One document, several, and one that is not offered any more: each has the resolution as its body (`Schemas/openapi.json`, `/resolve`).
    private static let resolutionStatuses: Set = [200, 300, 410]

    /// How a question is a document's own, by the exact tier.
    private static func match(_ question: String, _ language: String, _ document: BoundDocument?) -> ExactMatch? {
        guard let document else { return nil }
        let candidate = ExactCandidate(target: 0, language: document.scope.language, question: document.question)
        guard case .found(_, let match) = ExactTier(question, language: language).resolve(among: [candidate]) else {
            return nil
        }
        return match
    }

    private static func unprovedMatch(_ address: Address, _ mirror: HTTPLocation) -> Finding {
        Finding(
            "match-unproved", .warns, at: "",
            "mirror \(mirror): that \(address) answers the question is its word alone, the document's own question differs",
            remedy: "Read the document's question before you rely on its answer.")
    }
}
