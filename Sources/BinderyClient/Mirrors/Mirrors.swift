internal import BoundKnowledge
internal import HTTPClient
internal import Synchronization

/// A page that any mirror may be asked for.
struct MirrorPage: Sendable {
    let segments: (String, String?)
    var query: [(name: String, value: String)] = []
    let accept: String
    let byteLimit: Int
    /// The statuses whose body is the page.
    var statuses: Set<Int> = [200]

    func location(at mirror: HTTPLocation) -> HTTPLocation {
        guard let last = segments.1 else { return mirror.appending(segments.0, query: query) }
        return mirror.appending(segments.0, last, query: query)
    }
}

/// What a mirror gave.
struct MirrorAnswer<Value: Sendable>: Sendable {
    let mirror: HTTPLocation
    let value: Value
}

/// What mirrors gave, and what they did instead.
struct MirrorAnswers<Value: Sendable>: Sendable {
    var answers: [MirrorAnswer<Value>] = []
    var findings: [Finding] = []
    /// Whether one of them says that there is no such page.
    var isAbsent = false
}

/// The mirrors of a library: none is trusted, each may fail, and one that lies is like one that fails.
final class Mirrors: Sendable {
    /// What reads a page's body, or says what is wrong with it.
    typealias Reading<Value> = @Sendable ([UInt8]) throws(MirrorFault) -> Value

    fileprivate enum Reply<Value: Sendable>: Sendable {
        case value(Value)
        case absent
        case fault(MirrorFault)
    }

    private let transport: any HTTPTransport
    private let limits: ClientLimits
    private let clock: @Sendable () -> Timestamp
    private let rotation: Mutex<MirrorRotation>

    init(
        _ mirrors: [HTTPLocation], transport: any HTTPTransport, limits: ClientLimits,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.transport = transport
        self.limits = limits
        self.clock = clock
        rotation = Mutex(MirrorRotation(mirrors))
    }

    /// The first answer, asking one mirror after another; at most one answer.
    func first<Value: Sendable>(
        of page: MirrorPage, _ read: @escaping Reading<Value>
    ) async throws -> MirrorAnswers<Value> {
        var collected = MirrorAnswers<Value>()
        for mirror in rotation.withLock({ $0.order(at: clock()) }) {
            collected.add(try await ask(mirror, page, read), of: mirror)
            if !collected.answers.isEmpty { break }
        }
        return collected
    }

    /// The answers of all mirrors that have not failed lately, asked at once; in the given order.
    func all<Value: Sendable>(
        of page: MirrorPage, _ read: @escaping Reading<Value>
    ) async throws -> MirrorAnswers<Value> {
        let mirrors = rotation.withLock { $0.awake(at: clock()) }
        let replies = try await withThrowingTaskGroup(of: (Int, Reply<Value>).self) { group in
            for (index, mirror) in mirrors.enumerated() {
                group.addTask { (index, try await self.ask(mirror, page, read)) }
            }
            return try await group.reduce(into: [Int: Reply<Value>]()) { $0[$1.0] = $1.1 }
        }
        var collected = MirrorAnswers<Value>()
        for (index, mirror) in mirrors.enumerated() {
            if let reply = replies[index] { collected.add(reply, of: mirror) }
        }
        return collected
    }

    /// Has a mirror asked last for a while.
    func rest(_ mirror: HTTPLocation) {
        let end = Timestamp(secondsSinceEpoch: clock().secondsSinceEpoch + limits.restSeconds)
        rotation.withLock { $0.rest(mirror, until: end) }
    }

    private func ask<Value: Sendable>(
        _ mirror: HTTPLocation, _ page: MirrorPage, _ read: Reading<Value>
    ) async throws -> Reply<Value> {
        let request = HTTPRequest(
            page.location(at: mirror), accept: page.accept, byteLimit: page.byteLimit, timeout: limits.timeout)
        do {
            let response = try await transport.response(to: request)
            switch response.head.status {
            case let status where page.statuses.contains(status): return .value(try read(response.body))
            // Not found, gone, or removed for legal reasons (RFC 7725): the mirror works, and has nothing.
            case 404, 410, 451: return .absent
            default: throw MirrorFault(status: response.head.status)
            }
        } catch let fault as MirrorFault {
            rest(mirror)
            return .fault(fault)
        } catch let error as HTTPClientError {
            rest(mirror)
            return .fault(MirrorFault(error))
        }
    }
}

extension MirrorAnswers {
    fileprivate mutating func add(_ reply: Mirrors.Reply<Value>, of mirror: HTTPLocation) {
        switch reply {
        case .value(let value): answers.append(MirrorAnswer(mirror: mirror, value: value))
        case .absent: isAbsent = true
        case .fault(let fault): findings.append(fault.finding(mirror))
        }
    }
}
