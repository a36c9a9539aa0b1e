import BinderyTestSupport
import BoundKnowledge
import Cryptography
import JSON
import Signing
import Testing

/// A registry's roots, to be varied by a test.
struct RootBuilder {
    var version: Int64 = 1
    var previous: Address?
    var expires = "2028-01-01T00:00:00Z"
    var registry = Sample.registry
    /// Threshold and key names of each role.
    var roles: [Role: (threshold: Int64, names: [String])] = [
        .root: (1, ["root"]), .publisher: (1, ["publisher"]), .auditor: (1, ["auditor"]), .log: (1, ["log"]),
        .commit: (1, ["commit"]), .witness: (1, ["witness"]),
    ]
    /// Further members of keys, by name.
    var limits: [String: [String: JSONValue]] = [:]
    var revoked: [(name: String, from: Int64)] = []
    var signers = ["root"]

    func sample() throws -> Sample {
        var roleMembers: JSONValue = [:]
        for role in Role.allCases {
            let entry = roles[role] ?? (1, [])
            let keys = try entry.names.map { name -> JSONValue in
                var key: JSONValue = ["id": try Sample.did(name), "name": .string(name)]
                for (member, value) in limits[name] ?? [:] { key.set(member, value) }
                return key
            }
            roleMembers.set(role.rawValue, ["threshold": .integer(entry.threshold), "keys": .array(keys)])
        }
        let revocations = try revoked.map { entry -> JSONValue in
            [
                "key": try Sample.did(entry.name), "revokedFrom": .integer(entry.from), "reason": "key-compromise",
                "asOf": ["origin": .string(registry), "size": 100, "rootHash": Sample.digest("tree")],
            ]
        }
        var subject: JSONValue = [
            "formatVersion": 1, "version": .integer(version), "expires": .string(expires), "roles": roleMembers,
            "revoked": .array(revocations),
        ]
        subject.set("previous", previous.map { .string("\($0)") })
        var sample = try Sample("TrustRoot", "trust-root:et76ftpq7x4ro3tfjjq5saab6i", subject, signers: signers)
        sample["/registry"] = .string(registry)
        return sample
    }

    func bytes() throws -> [UInt8] { try sample().bytes() }

    /// The builder of the next version.
    func next() throws -> RootBuilder {
        var next = self
        (next.version, next.previous) = (version + 1, Address(of: try bytes()))
        return next
    }
}

@Suite struct TrustChainTests {
    private func establish(_ roots: [RootBuilder], pinned: Int = 0) throws -> (state: TrustState?, codes: [String]) {
        let bytes = try roots.map { try $0.bytes() }
        let result = TrustState.establish(
            pinned: Address(of: bytes[pinned]), candidates: bytes.enumerated().map { ($0.element, Int64($0.offset)) })
        return (result.state, result.findings.filter { $0.consequence != .informs }.map(\.code))
    }

    @Test func `a chain is walked one by one, from any of its roots, in any order`() throws {
        let first = RootBuilder()
        let second = try first.next()
        let third = try second.next()
        for order in [[first, second, third], [third, second, first], [second, third, first]] {
            let result = try establish(order, pinned: order.firstIndex { $0.version == 1 } ?? 0)
            #expect(result.codes == [] && result.state?.current.root.version == 3 && result.state?.roots.count == 3)
        }
        let result = try establish([first, second, third], pinned: 1)
        #expect(result.codes == [] && result.state?.roots.map(\.root.version) == [2, 3])
        #expect(result.state?.origin == Sample.registry)
    }

    @Test func `a pinned root that is not there, or does not hold, gives no trust`() throws {
        let absent = TrustState.establish(pinned: Address(of: [1]), candidates: [(try RootBuilder().bytes(), 0)])
        #expect(absent.state == nil && absent.findings.map(\.code) == ["root-missing"])
        #expect(Verdict(absent.findings) == .signerUnknown)

        var short = RootBuilder()
        short.roles[.root] = (2, ["root", "root-2"])
        #expect(try establish([short]).codes == ["threshold"])
        #expect(try establish([short]).state == nil)

        var bytes = try RootBuilder().bytes()
        bytes[bytes.count - 200] ^= 1
        let broken = TrustState.establish(pinned: Address(of: bytes), candidates: [(bytes, 0)])
        #expect(broken.state == nil && broken.findings.last?.code == "root-invalid")

        let other = try Sample.authored().bytes()
        let document = TrustState.establish(pinned: Address(of: other), candidates: [(other, 0)])
        #expect(document.state == nil && document.findings.map(\.code) == ["root-invalid"])
    }

    /// Threshold 2 of 3 in both roots, which share one key.
    @Test(
        arguments: [
            (["root", "b", "d"], []), (["root", "b", "c", "d"], []), (["b", "c", "d", "e"], []),
            (["root", "b"], ["threshold"]),
            (["root", "d"], ["threshold"]), (["root"], ["threshold", "threshold"]), (["d", "e"], ["threshold"]),
            (["root", "b", "d", "stranger"], ["key-not-authorised"]),
            (["root", "b", "d", "publisher"], ["wrong-role"]),
        ] as [([String], [String])])
    func `the next root needs the thresholds of both`(signers: [String], codes: [String]) throws {
        var first = RootBuilder()
        first.roles[.root] = (2, ["root", "b", "c"])
        first.signers = ["root", "b"]
        var second = try first.next()
        second.roles[.root] = (2, ["root", "d", "e"])
        second.signers = signers
        let result = try establish([first, second])
        #expect(result.codes == codes)
        #expect(result.state?.current.root.version == (codes.isEmpty ? 2 : 1))
    }

    @Test func `a root that skips a version, names another predecessor or registry does not follow`() throws {
        let first = RootBuilder()
        var skipped = try first.next()
        skipped.version = 3
        #expect(try establish([first, skipped]).codes == ["root-chain"])
        var elsewhere = try first.next()
        elsewhere.registry = "library.example/other"
        #expect(try establish([first, elsewhere]).codes == ["other-registry"])
        var stranger = try first.next()
        stranger.previous = Address(of: [1])
        let result = try establish([first, stranger])
        #expect(result.codes == [] && result.state?.current.root.version == 1)
    }

    /// Nothing about the candidates is trusted: one that nobody authorised must not hide the one that somebody did.
    @Test func `a forged successor does not keep out the genuine one`() throws {
        let first = RootBuilder()
        var forged = try first.next()
        forged.roles[.root] = (1, ["thief"])
        forged.signers = ["thief"]
        let genuine = try first.next()
        let root = DIDKey(try TestKey.key("root").publicKey)
        for order in [[first, forged, genuine], [first, genuine, forged]] {
            let result = try establish(order)
            #expect(result.state?.current.root.version == 2)
            #expect(result.state?.current.object.envelope.issuer.id == root)
        }
        #expect(try establish([first, forged]).codes == ["threshold"])
    }

    @Test func `a long chain is walked in one pass`() throws {
        var roots = [RootBuilder()]
        for _ in 1..<60 { roots.append(try roots[roots.count - 1].next()) }
        let result = try establish(roots.reversed(), pinned: 59)
        #expect(result.state?.current.root.version == 60 && result.codes == [])
    }

    @Test func `an expired root still hands over to the next`() throws {
        var first = RootBuilder()
        first.expires = "2020-01-01T00:00:00Z"
        let second = try first.next()
        #expect(try establish([first, second]).state?.current.root.version == 2)
    }

    @Test func `a demonstration key is refused outside the demonstration`() throws {
        var sample = try RootBuilder().sample()
        let key = DIDKey(try DemoKey.key(for: .publisher).publicKey)
        sample["/credentialSubject/roles/publisher/keys/0/id"] = .string("\(key)")
        #expect(try sample.findings() == ["demo-key /credentialSubject/roles/publisher/keys/0/id"])
        sample["/registry"] = "demo.bindery.example/x"
        #expect(try sample.findings() == [])
        sample["/registry"] = "demo.bindery.example.org/x"
        #expect(try sample.findings() == ["demo-key /credentialSubject/roles/publisher/keys/0/id"])
        let other = try TestKey.key("publisher").publicKey
        #expect(DemoKey.contains(key.publicKey) && !DemoKey.contains(other))
    }
}
