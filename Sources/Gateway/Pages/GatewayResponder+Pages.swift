internal import BinderyService
internal import BoundKnowledge
internal import HTTPTypes
internal import Hummingbird
internal import KnowledgeRegistry
internal import NIOCore
internal import Pages

/// Pages for people: the same paths as for programs, for a client that prefers HTML, and some of their own.
extension GatewayResponder {
    /// Whether a page answers a request, rather than what programs get.
    func prefersPage(_ request: Request, _ route: Route) -> Bool {
        switch route.pageForm {
        case .none: false
        case .only: true
        case .beside(let types): accept(request).best(of: types + [PageHeaders.mediaType]) == PageHeaders.mediaType
        }
    }

    /// The page of a route.
    ///
    /// - Throws: `Problem` where there is none for this reader.
    func page(for request: Request, _ route: Route, _ reader: Reader) async throws -> Response {
        let query = QueryString(request.uri.query)
        if route == .resolve { return try await answer(to: AskedQuestion(query), for: request, reader) }
        let wanted = try WantedPage(route, query)
        let address = PageAddress(authority: request.head.authority)
        let bytes = try await reading { library in
            try library.browse(for: reader.audience) { pages, description -> [UInt8] in
                do {
                    guard let page = try wanted.page(of: pages) else {
                        throw Problem(wanted.absence, "The library has no such page.")
                    }
                    return Site(description, at: address, today: library.clock().day).render(page)
                } catch let error as LibrarySite.Withheld {
                    throw Problem.withheld(error.address, error.basis)
                }
            }
        }
        return Response(page: bytes, for: request, reader.headers)
    }

    /// The feed of what is new.
    func feed(for request: Request, _ reader: Reader) async throws -> Response {
        let address = PageAddress(authority: request.head.authority)
        let text = try await reading { library in
            try library.browse(for: reader.audience) { pages, description in
                try pages.feed().text(of: Site(description, at: address, today: library.clock().day))
            }
        }
        return Response(.text(text, type: "application/atom+xml; charset=utf-8"), headers: reader.headers(on: .feed))
    }

    /// The page about a problem.
    func page(for request: Request, about problem: Problem) async -> Response {
        let description = try? await reading { library in try library.read { $0.description } }
        let site = Site(description, at: PageAddress(authority: request.head.authority), today: library.clock().day)
        let bytes = site.render(
            ProblemPage(
                status: problem.kind.status.code, title: problem.kind.title, detail: problem.detail,
                remedy: problem.kind.remedy))
        var response = Response(page: bytes, status: problem.kind.status, for: request, [:])
        response.headers[.eTag] = nil
        response.headers[.cacheControl] = "no-store"
        for field in problem.headers { response.headers[field.name] = field.value }
        response.headers[.vary] = "Accept, Authorization"
        return response
    }

    /// Leads to the document that answers a question, or to those between which nothing decides.
    private func answer(to asked: AskedQuestion, for request: Request, _ reader: Reader) async throws -> Response {
        let withheld = library.withheld
        let report = try await reading {
            try $0.resolve(asked.text, language: asked.language, for: reader.audience)
        }
        let headers = reader.headers.adding(.vary, "Accept, Authorization")
        switch report.result {
        case .answer, .withdrawn, .quarantined:
            // The page of a document that is not to be relied on says so before it says anything else.
            let lineage = report.documents.first?.document.lineage.text ?? ""
            return Response(status: .seeOther, headers: headers.adding(.location, "/documents/\(lineage)"))
        case .ambiguous:
            let hits = report.documents.filter { withheld[$0.object.address] == nil }.map { found in
                SearchPage.Hit(
                    DocumentEntry(
                        found.document, issued: found.object.envelope.validFrom,
                        warning: ListWarning(found.status)),
                    passage: [])
            }
            let description = try await reading { library in try library.read { $0.description } }
            let site = Site(
                description, at: PageAddress(authority: request.head.authority), today: library.clock().day)
            let bytes = site.render(SearchPage(query: asked.text, hits: hits, hasMore: false))
            return Response(page: bytes, status: .multipleChoices, for: request, reader.headers)
        case .rejected, .none: return try report.response(headers, withheld)
        }
    }
}

extension Site {
    /// The site of a served library; without a description, of one that cannot be read now.
    fileprivate init(_ description: RegistryDescription?, at address: PageAddress, today: CalendarDate) {
        self.init(
            name: description?.name ?? "Library", origin: description?.origin ?? "", address: address.text,
            form: .served, today: today)
    }
}
