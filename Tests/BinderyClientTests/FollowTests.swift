import BinderyClient
import BinderyTestSupport
import BoundKnowledge
import JSON
import Testing

@Suite(.timeLimit(.minutes(1))) struct FollowTests {
    private let root: BoundObject
    private let versions: [BoundObject]
    private let honest: MirrorPages

    init() throws {
        root = try TestObjects.root()
        let first = try TestObjects.document("What is a hash?", "One.\n")
        let second = try TestObjects.document("What is a hash?", "Two.\n", after: first)
        let third = try TestObjects.document("What is a hash?", "Three.\n", after: second)
        versions = [first, second, third]
        honest = MirrorPages(root, first, second, third)
    }

    private func follow(
        _ pages: MirrorPages..., from object: BoundObject? = nil, _ edit: (inout ClientLimits) -> Void = { _ in }
    ) async throws -> Standing {
        try await TestClient(pages, root: root.address, edit).client.follow((object ?? versions[0]).address)
    }

    @Test func `where nothing is told the absence is unproved`() async throws {
        let standing = try await follow(honest)
        #expect(standing.end == .noneKnown && standing.steps.isEmpty)
        #expect(standing.newest.address == versions[0].address)
        #expect(standing.findings.codes == ["absence-unproved"])
    }

    @Test func `a later version leads back to the object, version by version`() async throws {
        var pages = honest
        pages.tell(versions[0], isSupersededBy: versions[2])
        let standing = try await follow(pages)
        #expect(standing.newest.address == versions[2].address && standing.steps.count == 1)
        #expect(standing.end == .noneKnown && standing.findings.codes == ["absence-unproved"])
    }

    @Test func `a version that leads back too far is not proved`() async throws {
        var pages = honest
        pages.tell(versions[0], isSupersededBy: versions[2])
        let standing = try await follow(pages) { $0.linkCount = 1 }
        #expect(standing.steps.isEmpty && standing.findings.codes == ["mirror-unproved", "absence-unproved"])
    }

    @Test func `a withdrawal ends it, and one mirror that tells is enough`() async throws {
        let withdrawal = try TestObjects.withdrawal(of: versions[0])
        var pages = honest
        pages.add(withdrawal)
        pages.tell(versions[0], isWithdrawnBy: withdrawal)
        let standing = try await follow(honest, pages)
        #expect(standing.end == .withdrawn && standing.findings.isEmpty)
        guard case .withdrawn(let object, let subject)? = standing.steps.first else {
            Issue.record("no withdrawal: \(standing)")
            return
        }
        #expect(object.address == withdrawal.address && subject.reason == .error)
    }

    @Test func `a replacement is followed further`() async throws {
        let other = try TestObjects.document("What is a digest?")
        let withdrawal = try TestObjects.withdrawal(of: versions[0], replacedBy: other.address)
        var pages = honest
        pages.add(withdrawal)
        pages.add(other)
        pages.tell(versions[0], isWithdrawnBy: withdrawal)
        let standing = try await follow(pages)
        #expect(standing.newest.address == other.address && standing.steps.count == 2 && standing.end == .noneKnown)
        pages["/objects/\(other.address)"] = .absent
        let missing = try await follow(pages)
        #expect(missing.end == .withdrawn && missing.findings.codes == ["replacement-missing"])
    }

    @Test func `a quarantine is proved by its attestation, and ends nothing`() async throws {
        let attestation = try TestObjects.attestation(of: versions[1])
        var pages = honest
        pages.add(attestation)
        pages.tell(versions[1], isQuarantinedBy: attestation)
        let standing = try await follow(honest, pages, from: versions[1])
        #expect(standing.quarantine?.address == attestation.address && standing.steps.isEmpty)
        #expect(standing.end == .noneKnown && standing.verification.verdict == .verified)
        #expect(standing.findings.codes == ["quarantined", "absence-unproved"])
        // The version that stands in for an object is the one that counts.
        pages.tell(versions[0], isSupersededBy: versions[1])
        let later = try await follow(pages)
        #expect(later.newest.address == versions[1].address && later.quarantine?.address == attestation.address)
    }

    @Test func `a circle of replacements ends`() async throws {
        let other = try TestObjects.document("What is a digest?")
        let there = try TestObjects.withdrawal(of: versions[0], replacedBy: other.address)
        let back = try TestObjects.withdrawal(of: other, replacedBy: versions[0].address)
        var pages = honest
        for object in [other, there, back] { pages.add(object) }
        pages.tell(versions[0], isWithdrawnBy: there)
        pages.tell(other, isWithdrawnBy: back)
        let standing = try await follow(pages)
        #expect(standing.end == .endless && standing.findings.codes == ["status-endless"])
    }

    @Test func `more steps than the limit end`() async throws {
        var pages = honest
        pages.tell(versions[0], isSupersededBy: versions[1])
        pages.tell(versions[1], isSupersededBy: versions[2])
        #expect(try await follow(pages).newest.address == versions[2].address)
        #expect(try await follow(pages) { $0.stepCount = 1 }.end == .endless)
    }

    /// What a mirror may claim that its objects do not show.
    enum Lie: CaseIterable {
        case unrelatedSuccessor, earlierVersion, itself, foreignWithdrawal, strangersWithdrawal, otherClaim,
            noWithdrawal, foreignAttestation, strangersAttestation, liftingAttestation
        case missing
    }

    @Test(arguments: Lie.allCases) func `a status that lies is a finding`(lie: Lie) async throws {
        let (old, new) = (versions[0], versions[1])
        var (pages, object) = (honest, old)
        switch lie {
        case .unrelatedSuccessor:
            let other = try TestObjects.document("What is salt?")
            pages.add(other)
            pages.tell(old, isSupersededBy: other)
        case .earlierVersion:
            object = new
            pages.tell(new, isSupersededBy: old)
        case .itself: pages.tell(old, isSupersededBy: old)
        case .foreignWithdrawal:
            let withdrawal = try TestObjects.withdrawal(of: new)
            pages.add(withdrawal)
            pages.tell(old, isWithdrawnBy: withdrawal)
        case .strangersWithdrawal:
            let withdrawal = try TestObjects.withdrawal(of: old, by: "stranger")
            pages.add(withdrawal)
            pages.tell(old, isWithdrawnBy: withdrawal)
        case .otherClaim:
            let withdrawal = try TestObjects.withdrawal(of: old, claim: new.claim)
            pages.add(withdrawal)
            pages.tell(old, isWithdrawnBy: withdrawal)
        case .foreignAttestation, .strangersAttestation, .liftingAttestation:
            let attestation =
                switch lie {
                case .foreignAttestation: try TestObjects.attestation(of: new)
                case .strangersAttestation: try TestObjects.attestation(of: old, by: "stranger")
                default: try TestObjects.attestation(of: old, .equivalent)
                }
            pages.add(attestation)
            pages.tell(old, isQuarantinedBy: attestation)
        case .noWithdrawal: pages.tell(old, isWithdrawnBy: new)
        case .missing: pages.tell(old, isWithdrawnBy: try TestObjects.withdrawal(of: old))
        }
        let standing = try await follow(pages, from: object)
        #expect(standing.steps.isEmpty && standing.end == .noneKnown && standing.quarantine == nil)
        #expect(standing.findings.codes == ["mirror-unproved", "absence-unproved"])
        #expect(standing.findings.first?.problem.contains("mirror https://a:") == true)
    }

    @Test(arguments: ["upper case", "another object", "no name", "no status", "no JSON", "endless", "hanging"])
    func `a page that is no status is a finding, and another mirror's is used`(way: String) async throws {
        var (liar, pages) = (honest, honest)
        let path = "/status/\(versions[0].address)"
        func page(_ object: String, _ status: JSONValue, _ by: String? = nil) -> MirrorReply {
            var value: JSONValue = ["object": .string(object), "status": status]
            value.set("supersededBy", by.map(JSONValue.string))
            return .json(value)
        }
        let address = "\(versions[0].address)"
        switch way {
        case "upper case":
            let upper = "sha256:" + "\(versions[1].address)".dropFirst(7).uppercased()
            liar[path] = page(address, "superseded", upper)
        case "another object": liar[path] = page("\(versions[1].address)", "current")
        case "no name": liar[path] = page(address, "superseded")
        case "no status": liar[path] = page(address, 7)
        case "no JSON": liar[path] = .response(200, Array("<html>".utf8))
        case "endless": liar[path] = .endless
        default: liar[path] = .hanging
        }
        pages.tell(versions[0], isSupersededBy: versions[1])
        let standing = try await follow(liar, pages)
        #expect(standing.newest.address == versions[1].address)
        #expect(standing.findings.codes.first?.hasPrefix("mirror-") == true)
        #expect(standing.findings.first?.problem.contains("mirror https://a:") == true)

        let alone = try await follow(liar)
        #expect(alone.end == .untold && alone.findings.codes.last == "status-unknown")
    }

    @Test func `what does not hold is not followed`() async throws {
        let stranger = try TestObjects.document(by: "stranger")
        var pages = honest
        pages.add(stranger)
        let standing = try await follow(pages, from: stranger)
        #expect(standing.end == .rejected && standing.object.verdict == .rejected)
    }
}
