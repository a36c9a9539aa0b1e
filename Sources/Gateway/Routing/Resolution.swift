internal import BinderyService
internal import BoundKnowledge
internal import HTTPTypes
internal import Hummingbird
internal import KnowledgeRegistry

extension ResolutionReport {
    /// The report as a response.
    ///
    /// Several documents between which nothing decides are 300 ([RFC 9110 §15.4.1](https://www.rfc-editor.org/rfc/rfc9110#section-15.4.1)),
    /// without a preferred one. A withdrawn one, and one in quarantine, is 410: there was an answer, and it is not
    /// offered any more.
    ///
    /// - Parameters:
    ///   - headers: how long an answer may be kept, and by whom.
    ///   - withheld: documents of which nothing is shown but the address.
    /// - Throws: `Problem` where no document answers; it has the report's members too.
    func response(_ headers: HTTPFields, _ withheld: WithheldObjects) throws(Problem) -> Response {
        let shown = leavingOut { withheld[$0.object.address] != nil }
        if shown.documents.isEmpty, let address = documents.first?.object.address, let basis = withheld[address] {
            throw .withheld(address, basis)
        }
        return try shown.response(headers)
    }

    private func response(_ headers: HTTPFields) throws(Problem) -> Response {
        switch result {
        case .answer: return Response(.json(json), headers: headers.adding(.link, links))
        case .ambiguous:
            return Response(.json(json), status: .multipleChoices, headers: headers.adding(.link, links))
        case .withdrawn:
            throw problem(.withdrawn, "A document has this question and is withdrawn; its findings say why.")
        case .quarantined:
            throw problem(.quarantined, "A document has this question and is in quarantine; its findings say why.")
        case .rejected:
            throw problem(.unresolved, "A document has this question and does not verify; its findings say why.")
        case .none:
            throw problem(
                .unresolved,
                "Compared with every canonical question and approved wording in the language `\(language)`, by normal"
                    + " form; none is this question, and nothing is guessed.")
        }
    }

    private func problem(_ kind: ProblemKind, _ detail: String) -> Problem {
        var problem = Problem(kind, detail)
        problem.members = members.map { ($0.name, $0.value) }
        if !documents.isEmpty { problem.headers[.link] = links }
        return problem
    }

    /// The one document is what to cite ([RFC 8574](https://www.rfc-editor.org/rfc/rfc8574)), several are alternatives.
    private var links: String {
        documents.map(\.object.address).map { address in
            result == .ambiguous
                ? "</objects/\(address)>; rel=\"alternate\""
                : "</objects/\(address)>; rel=\"cite-as\", </status/\(address)>; rel=\"status\""
        }.joined(separator: ", ")
    }
}
