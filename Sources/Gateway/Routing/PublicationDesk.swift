internal import BinderyService
internal import BoundKnowledge
internal import GitStore
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import KnowledgeRegistry
internal import NIOCore
internal import Synchronization

/// Takes signed objects. Their own proofs authorise them, under the registry's trust root.
final class PublicationDesk: Sendable {
    private static let mediaTypes: Set<String> = [ServedObject.mediaType, "application/ld+json", "application/json"]

    private let library: ServedLibrary
    private let limits: GatewayLimits
    private let open = Mutex(0)

    init(_ library: ServedLibrary, _ limits: GatewayLimits) {
        self.library = library
        self.limits = limits
    }

    func publish(_ request: Request) async throws -> Response {
        guard library.acceptsPublications else {
            throw Problem(.publishingOff, "It was started without --publish, so it only reads the registry.")
        }
        try checkHead(request.headers)
        guard enter() else { throw Problem(.busy, "\(limits.publicationCount) publications are under way.") }
        defer { open.withLock { $0 -= 1 } }
        let body = try await body(of: request)
        do {
            guard let queue = try await Blocking.run({ [library] in try library.publications() }) else {
                throw Problem(.publishingOff, "The registry is open for reading only.")
            }
            return Self.response(to: try await queue.publish(body))
        } catch let error as RegistryError {
            throw Self.problem(error, body)
        }
    }

    private func enter() -> Bool {
        open.withLock { count in
            guard count < limits.publicationCount else { return false }
            count += 1
            return true
        }
    }

    private func checkHead(_ headers: HTTPFields) throws(Problem) {
        let type = headers[.contentType]?.prefix { $0 != ";" && $0 != " " }.lowercased() ?? ""
        guard Self.mediaTypes.contains(type) else {
            throw closing(.unsupportedMediaType, "Found the Content-Type `\(type.prefix(80))`.")
        }
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limits.bodyByteCount {
            throw tooLarge
        }
    }

    private func body(of request: Request) async throws -> [UInt8] {
        do {
            return Array(buffer: try await request.body.collect(upTo: limits.bodyByteCount))
        } catch is NIOTooManyBytesError {
            throw tooLarge
        }
    }

    private var tooLarge: Problem { closing(.tooLarge, "A body may have \(limits.bodyByteCount) bytes.") }

    /// A problem after which the rest of the body is not waited for.
    private func closing(_ kind: ProblemKind, _ detail: String) -> Problem {
        var problem = Problem(kind, detail)
        problem.headers[.connection] = "close"
        return problem
    }

    private static func response(to receipt: Receipt) -> Response {
        var value: JSONValue = ["object": .string("\(receipt.object)"), "claim": .string("\(receipt.claim)")]
        value.set("type", .string(receipt.type.rawValue))
        value.set("lineage", receipt.lineage.map { .string($0.text) })
        value.set("version", receipt.version.map(JSONValue.integer))
        value.set("status", .string(receipt.status.rawValue))
        return Response(
            .json(value), status: receipt.status == .published ? .created : .ok,
            headers: [.location: "/objects/\(receipt.object)", .cacheControl: "no-store"])
    }

    private static func problem(_ error: RegistryError, _ body: [UInt8]) -> any Error {
        switch error.code {
        case .refused:
            let isObject = (try? BoundObject(unverified: body)) != nil
            return Problem(isObject ? .refused : .notAnObject, "\(error.problem).", error.findings)
        case .conflict: return Problem(.conflict, "\(error.problem).", error.findings)
        default: return error
        }
    }
}
