import BinderyClient
import BinderyTestSupport
import BoundKnowledge
import HTTPClient
import Testing

/// How a mirror may fail to give an object, and what is said of it.
struct Misbehaviour: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    let reply: @Sendable ([UInt8]) -> MirrorReply

    init(_ name: String, _ code: String, _ reply: @escaping @Sendable ([UInt8]) -> MirrorReply) {
        (testDescription, self.code, self.reply) = (name, code, reply)
    }

    static let all = [
        Misbehaviour("another object's bytes", "mirror-wrong-bytes") { _ in
            .response(200, (try? TestObjects.document("What is salt?").bytes) ?? [])
        },
        Misbehaviour("one byte changed", "mirror-wrong-bytes") { .response(200, $0.dropLast() + [0x20]) },
        Misbehaviour("truncated", "mirror-wrong-bytes") { .response(200, $0.dropLast(1)) },
        Misbehaviour("nothing", "mirror-wrong-bytes") { _ in .response(200, []) },
        Misbehaviour("endless", "mirror-too-large") { _ in .endless },
        Misbehaviour("silent", "mirror-timeout") { _ in .hanging },
        Misbehaviour("away", "mirror-unreachable") { _ in .unreachable },
        Misbehaviour("broken", "mirror-status") { .response(500, $0) },
        Misbehaviour("no content", "mirror-status") { .response(204, $0) },
        Misbehaviour("redirecting", "mirror-status") { .response(302, $0) },
    ]
}

@Suite(.temporaryDirectory, .timeLimit(.minutes(1))) struct ObjectTests {
    private let root: BoundObject
    private let object: BoundObject

    init() throws {
        (root, object) = (try TestObjects.root(), try TestObjects.document())
    }

    @Test func `an object comes from the first mirror, verified`() async throws {
        let pages = MirrorPages(root, object)
        let test = try TestClient([pages, pages], root: root.address)
        let fetched = try await test.client.object(at: object.address)
        #expect(fetched.verdict == .verified && fetched.findings.isEmpty && fetched.bytes == object.bytes)
        #expect(fetched.document?.answer.text == "A short number.\n")
        #expect(fetched.source == .mirror(try HTTPLocation("https://a")))
        #expect(!test.mirrors.asked.contains { $0.hasPrefix("b/objects") })
    }

    @Test(arguments: Misbehaviour.all)
    func `a mirror that fails is named, passed over and asked last for a while`(_ way: Misbehaviour) async throws {
        let (honest, path) = (MirrorPages(root, object), "/objects/\(object.address)")
        var other = honest
        other[path] = way.reply(object.bytes)
        let test = try TestClient([other, honest], root: root.address) { $0.objectByteCount = 1 << 20 }
        let fetched = try await test.client.object(at: object.address)
        #expect(fetched.verdict == .verified && fetched.bytes == object.bytes)
        #expect(fetched.source == .mirror(try HTTPLocation("https://b")))
        #expect(fetched.mirrorFindings.codes == [way.code])
        #expect(fetched.findings.contains { $0.problem.contains("mirror https://a:") })

        // While it rests, the other one is asked first; later the given order holds again.
        _ = try await test.client.object(at: object.address)
        #expect(test.mirrors.asked.suffix(1) == ["b" + path])
        test.clock.advance(bySeconds: 61)
        _ = try await test.client.object(at: object.address)
        #expect(test.mirrors.asked.suffix(2) == ["a" + path, "b" + path])
    }

    @Test func `a mirror that lacks the object is no fault`() async throws {
        let test = try TestClient([MirrorPages(root), MirrorPages(root, object)], root: root.address)
        let fetched = try await test.client.object(at: object.address)
        #expect(fetched.verdict == .verified && fetched.findings.isEmpty)
        let error = await #expect(throws: BinderyClientError.self) {
            try await test.client.object(at: Address(of: []))
        }
        #expect(error?.code == .notFound)
    }

    @Test func `where nobody gives the bytes the error names every mirror`() async throws {
        var pages = MirrorPages(root)
        pages["/objects/\(object.address)"] = .response(200, Array("{}".utf8))
        let test = try TestClient([pages, pages], root: root.address)
        let error = await #expect(throws: BinderyClientError.self) {
            try await test.client.object(at: object.address)
        }
        #expect(error?.code == .unavailable && error?.findings.codes == ["mirror-wrong-bytes", "mirror-wrong-bytes"])
        #expect(error?.findings.last?.problem.contains("https://b") == true)
    }

    @Test func `an object of another library or key is an answer, rejected`() async throws {
        let foreign = try TestObjects.document(origin: "other.example/library")
        let stranger = try TestObjects.document(by: "stranger")
        let test = try TestClient([MirrorPages(root, foreign, stranger)], root: root.address)
        let first = try await test.client.object(at: foreign.address)
        #expect(first.verdict == .rejected && first.findings.codes == ["other-registry"] && first.document == nil)
        let second = try await test.client.object(at: stranger.address)
        #expect(second.verdict == .rejected && second.findings.codes.contains("key-not-authorised"))
    }

    @Test func `bytes that are no object are an answer, rejected`() async throws {
        var pages = MirrorPages(root)
        let bytes = Array("no object".utf8)
        pages["/objects/\(Address(of: bytes))"] = .response(200, bytes)
        let test = try TestClient([pages], root: root.address)
        let fetched = try await test.client.object(at: Address(of: bytes))
        #expect(fetched.verdict == .rejected && fetched.object == nil)
        #expect(fetched.findings.codes.contains("not-json"))
    }

    @Test func `a cancelled task ends with its cancellation and blames nobody`() async throws {
        var pages = MirrorPages(root)
        pages["/objects/\(object.address)"] = .hanging
        let test = try TestClient([pages], root: root.address) { $0.timeout = .seconds(3_600) }
        let task = Task { [object] in try await test.client.object(at: object.address) }
        while !test.mirrors.asked.contains("a/objects/\(object.address)") { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
