internal import BinderyService
internal import BoundKnowledge
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import NIOCore

/// What went wrong, as [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) says it.
struct Problem: Error {
    let kind: ProblemKind
    let detail: String
    /// Members beside the standard ones.
    var members: [(String, JSONValue)] = []
    var headers: HTTPFields = [:]

    init(_ kind: ProblemKind, _ detail: String) {
        self.kind = kind
        self.detail = detail
        if kind == .busy { headers[.retryAfter] = "1" }
        if kind == .unavailable { headers[.retryAfter] = "5" }
        if kind == .wrongToken { headers[.wwwAuthenticate] = "Bearer" }
    }

    /// A problem with the findings of verification.
    init(_ kind: ProblemKind, _ detail: String, _ findings: [Finding]) {
        self.init(kind, detail)
        members = [("findings", .array(findings.map(\.json)))]
    }

    /// An object that is not handed out ([RFC 7725](https://www.rfc-editor.org/rfc/rfc7725)).
    static func withheld(_ address: Address, _ basis: WithheldObjects.Basis) -> Problem {
        var result = Problem(.withheld, "\(address) is withheld: \(basis.text)")
        result.members = [("object", .string("\(address)")), ("basis", .string(basis.text))]
        if let url = basis.url { result.headers[.link] = "<\(url)>; rel=\"blocked-by\"" }
        return result
    }

    /// A parameter that is missing or means nothing.
    static func parameter(_ name: String, _ problem: String) -> Problem {
        var result = Problem(.badRequest, "The parameter `\(name)` \(problem).")
        result.members = [("parameter", .string(name))]
        return result
    }

    static let mediaType = "application/problem+json"

    var response: Response {
        var response = Response(.problem(self), status: kind.status)
        response.headers[.cacheControl] = "no-store"
        for field in headers { response.headers[field.name] = field.value }
        return response
    }
}

/// A body with its type.
struct Content {
    let type: String
    let bytes: ByteBuffer

    static func json(_ value: JSONValue, type: String = "application/json") -> Content {
        Content(type: type, bytes: ByteBuffer(string: value.text() + "\n"))
    }

    static func problem(_ problem: Problem) -> Content {
        let kind = problem.kind
        var value: JSONValue = ["type": .string("/problems/\(kind.rawValue)"), "title": .string(kind.title)]
        value.set("status", .integer(Int64(kind.status.code)))
        value.set("detail", .string(problem.detail))
        for (name, member) in problem.members { value.set(name, member) }
        return .json(value, type: Problem.mediaType)
    }

    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Content {
        Content(type: type, bytes: ByteBuffer(string: text))
    }
}

extension Response {
    init(_ content: Content, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
        var headers = headers
        headers[.contentType] = content.type
        headers[.xContentTypeOptions] = "nosniff"
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: content.bytes))
    }
}
