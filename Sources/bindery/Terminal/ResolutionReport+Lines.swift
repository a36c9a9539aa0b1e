internal import BinderyService
internal import BoundKnowledge
internal import KnowledgeRegistry
internal import Retrieval

extension ResolutionReport {
    /// What a person reads.
    var lines: [String] {
        switch result {
        case .none: return ["none  no bound document answers this question"]
        case .ambiguous:
            return ["ambiguous  several documents have this question; none of them is the answer"]
                + documents.flatMap(lines)
        case .rejected:
            return ["rejected  the document that has this question does not verify"] + documents.flatMap(lines)
        case .withdrawn:
            return ["withdrawn  the document that has this question is no answer any more"] + documents.flatMap(lines)
        case .quarantined:
            return ["quarantined  the document that has this question is contradicted when it is derived again"]
                + documents.flatMap(lines)
        case .answer: return documents.flatMap(lines)
        }
    }

    private func lines(_ resolved: ResolvedDocument) -> [String] {
        let (document, verification) = (resolved.document, resolved.verification)
        let scope = [document.scope.jurisdiction, document.scope.audience, document.scope.subject].compactMap { $0 }
        let about = ([document.scope.language] + scope).map { Console.visible($0) }.joined(separator: ", ")
        return [
            Console.visible(document.question),
            "  \(resolved.object.address)",
            "  version \(document.version) of \(resolved.object.envelope.validFrom.day), as of \(document.asOf), for \(about)",
            "  \(verification.verdict.rawValue), \(resolved.status.name)"
                + (match.map { ", matched by \($0.rawValue)" } ?? ""),
        ] + verification.findings.map { Console.visible("  \($0.severity)  \($0.problem)") }
    }
}
