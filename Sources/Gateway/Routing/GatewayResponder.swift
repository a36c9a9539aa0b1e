internal import BinderyService
internal import BoundKnowledge
internal import GitStore
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import KnowledgeRegistry
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import Pages

/// Answers every request that the fast path leaves: finds the page, has it made, and writes a line for it to the log.
struct GatewayResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let library: ServedLibrary
    let token: ReadToken?
    let desk: PublicationDesk
    let cache: ObjectCache
    let logger: Logger

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        try await respond(to: request)
    }

    /// - Throws: only what ends the connection: a request that is no HTTP.
    func respond(to request: Request) async throws -> Response {
        let start = ContinuousClock.now
        var name = "unknown"
        var response: Response
        do {
            let route = try Route(path: request.uri.path)
            name = route.name
            response = try await self.response(to: request, route)
        } catch {
            response = await self.response(to: request, try problem(error, name))
        }
        if request.method == .head { response = response.createHeadResponse() }
        log(request, name, response, ContinuousClock.now - start)
        return response
    }

    private func response(to request: Request, _ route: Route) async throws -> Response {
        guard route.methods.contains(request.method) else {
            var problem = Problem(.methodNotAllowed, "The page knows other methods.")
            problem.headers[.allow] = route.methods.map(\.rawValue).joined(separator: ", ")
            throw problem
        }
        switch route {
        case .stylesheet: return Self.stylesheet(for: request)
        case .health: return Response(.text("ok\n"), headers: [.cacheControl: "no-store"])
        case .problem(let kind) where !prefersPage(request, route):
            return Response(.text("\(kind.title).\n\n\(kind.remedy)\n"), headers: [.vary: "Accept"])
        case .publications: return try await desk.publish(request)
        default: break
        }
        let reader = try Reader(request.headers[.authorization], token: token)
        if prefersPage(request, route) { return try await page(for: request, route, reader) }
        switch route {
        case .object(let address):
            let object = try await pages(for: reader) { try $0.object(at: address) }
            let type = try type(of: object, for: request)
            if type == PageHeaders.mediaType { return try await page(for: request, route, reader) }
            return self.response(to: request, object, as: type)
        case .bytes(let address):
            let object = try await pages(for: reader) { try $0.object(at: address) }
            return self.response(to: request, object, as: ServedObject.mediaType)
        case .answer(let address):
            let object = try await pages(for: reader) { try $0.object(at: address) }
            guard object.answer != nil else {
                throw Problem(.unknownObject, "The object \(address) is no document: it has no answer.")
            }
            return self.response(to: request, object, as: ServedObject.markdown)
        default: return try await libraryResponse(to: request, route, reader)
        }
    }

    private func libraryResponse(to request: Request, _ route: Route, _ reader: Reader) async throws -> Response {
        if case .document(let lineage) = route {
            let address = try await pages(for: reader) { try $0.current(of: lineage) }
            let value: JSONValue = ["lineage": .string(lineage.text), "current": .string("\(address)")]
            return Response(
                .json(value), status: .seeOther,
                headers: reader.headers(on: route).adding(.location, "/objects/\(address)"))
        }
        let query = QueryString(request.uri.query)
        if route == .resolve { return try await resolution(of: AskedQuestion(query), for: reader) }
        if route == .search { return try await hits(for: AskedSearch(query), reader) }
        if route == .feed { return try await feed(for: request, reader) }
        let page = try ChangePage(query, on: route)
        let content = try await pages(for: reader) { pages -> Content in
            switch route {
            case .readiness: .text("ready\n")
            case .status(let address): .json(try pages.status(of: address))
            case .versions(let lineage): .json(try pages.versions(of: lineage))
            case .changes: .json(try pages.changes(after: page.after, limit: page.limit))
            default: .json(try pages.index())
            }
        }
        let headers = route == .readiness ? [.cacheControl: "no-store"] : reader.headers(on: route)
        return Response(content, headers: headers)
    }

    private func resolution(of asked: AskedQuestion, for reader: Reader) async throws -> Response {
        let report = try await reading {
            try $0.resolve(asked.text, language: asked.language, for: reader.audience)
        }
        return try report.response(reader.headers(on: .resolve), library.withheld)
    }

    private func hits(for asked: AskedSearch, _ reader: Reader) async throws -> Response {
        let hits = try await reading { try $0.search(asked.query, limit: asked.limit, for: reader.audience) }
        return Response(.json(["hits": .array(hits.map(\.json))]), headers: reader.headers(on: .search))
    }

    private func pages<Value: Sendable>(
        for reader: Reader, _ body: @escaping @Sendable (LibraryPages) throws -> Value
    ) async throws -> Value {
        try await reading { library in
            try library.read { try body(LibraryPages(registry: $0, reader: reader, withheld: library.withheld)) }
        }
    }

    func reading<Value: Sendable>(
        _ body: @escaping @Sendable (ServedLibrary) throws -> Value
    ) async throws -> Value {
        try await Blocking.run { [library] in
            do {
                return try body(library)
            } catch let error as RegistryError where error.code == .notARegistry {
                throw Problem(.unavailable, "The registry's folder holds no registry now.")
            }
        }
    }

    func accept(_ request: Request) -> Accept { Accept(request.headers[.accept]) }

    private func response(to request: Request, _ problem: Problem) async -> Response {
        let types = [Problem.mediaType, PageHeaders.mediaType]
        return accept(request).best(of: types) == PageHeaders.mediaType
            ? await page(for: request, about: problem) : problem.response
    }

    private static func stylesheet(for request: Request) -> Response {
        let bytes = Stylesheet.bytes
        let tag = PageHeaders.tag(of: bytes)
        let headers: HTTPFields = [
            .eTag: tag, .cacheControl: "public, max-age=300", .xContentTypeOptions: "nosniff",
        ]
        guard !EntityTags(request.headers[.ifNoneMatch]).contains(tag) else {
            return Response(status: .notModified, headers: headers)
        }
        return Response(Content(type: "text/css; charset=utf-8", bytes: ByteBuffer(bytes: bytes)), headers: headers)
    }

    /// The form of an object that a client likes best.
    ///
    /// - Throws: `Problem` where it takes none.
    private func type(of object: ServedObject, for request: Request) throws(Problem) -> String {
        guard let type = accept(request).best(of: object.mediaTypes) else {
            var problem = Problem(.notAcceptable, "The object comes as \(object.mediaTypes.joined(separator: ", ")).")
            problem.members = [("available", .array(object.mediaTypes.map(JSONValue.string)))]
            problem.headers[.vary] = "Accept"
            throw problem
        }
        return type
    }

    private func response(to request: Request, _ object: ServedObject, as type: String) -> Response {
        // From now on the fast path answers for it, until others are asked for more.
        if !object.isRestricted { cache.insert(object) }
        var headers = object.headers(of: type)
        if EntityTags(request.headers[.ifNoneMatch]).contains(object.entityTag(of: type)) {
            headers[.xContentTypeOptions] = "nosniff"
            return Response(status: .notModified, headers: headers)
        }
        let bytes = type == ServedObject.markdown ? Array((object.answer ?? "").utf8) : object.bytes
        return Response(
            Content(
                type: type == ServedObject.markdown ? type + "; charset=utf-8" : type, bytes: ByteBuffer(bytes: bytes)),
            headers: headers)
    }

    /// The problem that an error is.
    private func problem(_ error: any Error, _ route: String) throws -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as HTTPParserError: throw error
        case is CancellationError, is ServiceError, is GitStoreError, is RegistryError:
            logger.error("the library cannot be served", metadata: ["route": "\(route)", "error": "\(error)"])
            return Problem(.unavailable, "The store cannot be read or written now.")
        default:
            logger.error("a request failed", metadata: ["route": "\(route)", "error": "\(error)"])
            return Problem(.internalError, "The server could not finish the request.")
        }
    }

    /// One line a request: neither what was asked nor what was said.
    private func log(_ request: Request, _ route: String, _ response: Response, _ duration: Duration) {
        logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue.prefix(16))", "route": "\(route)",
                "status": "\(response.status.code)", "bytes": "\(response.body.contentLength ?? 0)",
                "microseconds":
                    "\(duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000)",
            ])
    }
}

/// Which part of the changes is asked for.
private struct ChangePage {
    let after: Int64
    let limit: Int

    init(_ query: QueryString, on route: Route) throws(Problem) {
        guard route == .changes else { (after, limit) = (-1, 0); return }
        after = try query.integer("after", in: -1...QueryString.safeInteger) ?? -1
        limit = try query.integer("limit", in: 1...Int64(LibraryPages.changeLimit)).map(Int.init) ?? 100
        // Of the form for people alone, and refused in both where it is none.
        _ = try WantedPage.page(query)
    }
}

extension HTTPFields {
    func adding(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}
