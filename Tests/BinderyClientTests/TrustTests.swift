import BinderyClient
import BinderyTestSupport
import BoundKnowledge
import Testing

@Suite(.temporaryDirectory, .timeLimit(.minutes(1))) struct TrustTests {
    /// A library whose publisher changed with its third trust root.
    private struct Rotated {
        let roots: [BoundObject]
        let object: BoundObject
        /// A mirror that tells of the newest root.
        var pages: MirrorPages
        /// A mirror that says that the first root is the newest.
        let behind: MirrorPages

        init() throws {
            let first = try TestObjects.root()
            let second = try TestObjects.root(after: first)
            let third = try TestObjects.root(publisher: "successor", after: second)
            roots = [first, second, third]
            object = try TestObjects.document(by: "successor")
            behind = MirrorPages(first, second, third, object)
            pages = behind
            pages.tell(first, isSupersededBy: third)
        }
    }

    @Test func `the chain is followed from the pinned root to the newest`() async throws {
        let library = try Rotated()
        let test = try TestClient([library.pages], root: library.roots[0].address)
        let fetched = try await test.client.object(at: library.object.address)
        #expect(fetched.verdict == .verified && fetched.findings.isEmpty)
    }

    @Test func `one mirror that tells of a root is enough`() async throws {
        let library = try Rotated()
        let test = try TestClient([library.behind, library.pages], root: library.roots[0].address)
        #expect(try await test.client.object(at: library.object.address).verdict == .verified)
        let hidden = try TestClient([library.behind], root: library.roots[0].address)
        let fetched = try await hidden.client.object(at: library.object.address)
        #expect(fetched.verdict == .rejected && fetched.findings.codes.contains("key-not-authorised"))
    }

    @Test func `a root that was accepted once is remembered beside the cache`() async throws {
        let library = try Rotated()
        let cache = ObjectCache(folder: TemporaryDirectory.file("cache"))
        let first = try TestClient([library.pages], root: library.roots[0].address, cache: cache)
        _ = try await first.client.object(at: library.object.address)
        let second = try TestClient([library.behind], root: library.roots[0].address, cache: cache)
        #expect(try await second.client.object(at: library.object.address).verdict == .verified)
    }

    @Test func `the newest root is asked for again after a while`() async throws {
        let library = try Rotated()
        let test = try TestClient([library.behind], root: library.roots[0].address)
        #expect(try await test.client.object(at: library.object.address).verdict == .rejected)
        test.mirrors.change("a") { $0 = library.pages }
        #expect(try await test.client.object(at: library.object.address).verdict == .rejected)
        test.clock.advance(bySeconds: 3_600)
        #expect(try await test.client.object(at: library.object.address).verdict == .verified)
        test.mirrors.change("a") { $0 = library.behind }
        test.clock.advance(bySeconds: 3_600)
        #expect(try await test.client.object(at: library.object.address).verdict == .verified)
    }

    @Test func `a false root is a finding and changes nothing`() async throws {
        let root = try TestObjects.root()
        let object = try TestObjects.document()
        let forged = try TestObjects.root(publisher: "thief", after: root, by: "thief")
        var liar = MirrorPages(root, object, forged)
        liar.tell(root, isSupersededBy: forged)
        let test = try TestClient([MirrorPages(root, object), liar], root: root.address)
        let fetched = try await test.client.object(at: object.address)
        #expect(fetched.verdict == .verified && fetched.mirrorFindings.codes == ["mirror-unproved"])
        #expect(fetched.mirrorFindings.first?.problem.contains("mirror https://b:") == true)

        // Neither does a root that is not there, nor one that is no root.
        for other in [try TestObjects.root(after: forged), object] {
            liar.tell(root, isSupersededBy: other)
            let test = try TestClient([liar], root: root.address)
            let fetched = try await test.client.object(at: object.address)
            #expect(fetched.verdict == .verified && fetched.mirrorFindings.codes.contains("mirror-unproved"))
        }
    }

    @Test func `a pin that is no trust root, or one that does not hold, is an error`() async throws {
        let object = try TestObjects.document()
        let test = try TestClient([MirrorPages(object)], root: object.address)
        let error = await #expect(throws: BinderyClientError.self) {
            try await test.client.object(at: object.address)
        }
        #expect(error?.code == .untrusted && error?.findings.isEmpty == false)
        let missing = try TestClient([MirrorPages(object)], root: Address(of: []))
        let other = await #expect(throws: BinderyClientError.self) {
            try await missing.client.object(at: object.address)
        }
        #expect(other?.code == .notFound)
    }
}
