import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import JSON
import KnowledgeRegistry
import Recompute
import Testing

/// A library of answers that version 1 of the shipped model gives, which knows version 2 as well.
struct RecomputeLibrary {
    let models: ModelService
    let auditor: Ed25519PrivateKey
    /// The documents whose answers version 2 changes, and those of which it gives the same.
    private(set) var changed: [Address] = []
    private(set) var kept: [Address] = []

    /// - Parameter edit: what is said about each document beside its answer.
    init(changed: Int, kept: Int, _ edit: (inout BindRequest) -> Void = { _ in }) throws {
        let key = try TestKey.key("auditor")
        auditor = key
        models = try ModelService { $0.auditors = [key.publicKey] }
        try ModelService.add(2, to: models.service, models.engine)
        self.changed = try bind(Corpus.changed.prefix(changed).map { $0 }, edit)
        self.kept = try bind(Corpus.kept.prefix(kept).map { $0 }, edit)
    }

    var service: TestService { models.service }

    /// Where recomputations are kept.
    var folder: String { service.founding.path + "/.bindery/recompute" }

    /// The folder of the job with this number, or of the newest.
    func job(_ number: Int? = nil) throws -> String {
        let names = TestService.names(in: folder).filter { $0.contains("-") }
        let suffix = number.map { "-\($0)" }
        let name = suffix.map { suffix in names.first { $0.hasSuffix(suffix) } } ?? names.last
        return try folder + "/" + #require(name)
    }

    /// Binds and publishes entries as answers of version 1, in one commit.
    func bind(_ entries: [Corpus.Entry], _ edit: (inout BindRequest) -> Void = { _ in }) throws -> [Address] {
        guard let first = entries.first else { return [] }
        let registry = try service.open()
        let pattern = try models.derive(first.question).derivation
        let objects = try entries.map { entry in
            var derivation = pattern
            derivation.messages = [Message(role: .user, content: entry.question)]
            derivation.outputDigest = SHA256.digest(of: entry.answer)
            var request = BindRequest(
                question: entry.question, derived: DerivedAnswer(text: entry.answer, derivation: derivation))
            request.freshness = .general
            edit(&request)
            guard case .object(let object) = try service.bindery.bind(request, for: registry, with: service.key) else {
                throw Missing()
            }
            return object
        }
        let writer = try service.bindery.writer(of: registry)
        for receipt in try writer.publish(objects.map { try writer.admit($0.bytes) }) { _ = try receipt.get() }
        return objects.map(\.address)
    }

    private struct Missing: Error {}

    /// A request to check the answers against version 2, under a policy in JSON.
    func request(_ policy: String = "{}") throws -> RecomputeRequest {
        let reference = try #require(ModelReference("demo@2"))
        return RecomputeRequest(
            .local(try service.bindery.model(reference, in: service.open()), models.engine),
            policy: try RecomputePolicy(parsing: Array(policy.utf8)))
    }

    /// Runs a recomputation as one process does.
    ///
    /// - Parameter seconds: what the clock is off by.
    @discardableResult func run(
        _ request: RecomputeRequest? = nil, auditor: Ed25519PrivateKey? = nil, publisher: Ed25519PrivateKey? = nil,
        off seconds: Int64 = 0, progress: (RecomputeProgress) -> Void = { _ in }
    ) async throws -> RecomputeReport {
        var environment = TestService.environment
        environment.clock = { Timestamp(secondsSinceEpoch: TestService.now.secondsSinceEpoch + seconds) }
        let bindery = Bindery(environment)
        let registry = try service.open()
        return try await bindery.recompute(
            try request ?? self.request(), keys: RecomputeKeys(auditor: auditor, publisher: publisher), in: registry,
            writer: { try bindery.writer(of: registry) }, progress: progress)
    }

    /// The same with the auditor's key.
    @discardableResult func runSigned(_ request: RecomputeRequest? = nil) async throws -> RecomputeReport {
        try await run(request, auditor: auditor)
    }

    /// Every attestation of the kind `recomputed` that is published.
    func attestations() throws -> [Attestation] { try publishedAttestations().map(\.attestation) }

    /// The same with their addresses.
    func publishedAttestations() throws -> [(address: Address, attestation: Attestation)] {
        let registry = try service.open()
        return try registry.publications(from: 0, limit: 10_000).compactMap { publication in
            guard
                case .attestation(let attestation)? = try registry.decodedObject(at: publication.address)?.envelope
                    .subject
            else { return nil }
            return attestation.kind == .recomputed ? (publication.address, attestation) : nil
        }
    }

    /// Every proposal with what became of it.
    func proposals(decided: Bool = false) throws -> [(proposal: Proposal, state: ProposalState)] {
        var proposals: [(Proposal, ProposalState)] = []
        try service.bindery.forEachProposal(in: service.open(), decided: decided) { listed in
            if case .proposal(let proposal, let state) = listed { proposals.append((proposal, state)) }
        }
        return proposals
    }

    /// The lines of a job's journal.
    func journal(_ number: Int? = nil) throws -> [JSONNode] {
        try String(contentsOfFile: job(number) + "/journal.jsonl", encoding: .utf8).split(separator: "\n").map {
            try JSONDocument(parsing: Array($0.utf8)).root
        }
    }

    /// The documents that a journal says are checked.
    func checked(_ number: Int? = nil) throws -> [Address] {
        try journal(number).filter { $0["event"]?.stringValue == "checked" }.compactMap {
            $0["document"]?.stringValue.flatMap { Address($0) }
        }
    }

    /// Has the auditor say that an answer is contradicted.
    func contradict(_ address: Address) throws {
        try attest(
            AttestedFinding(object: address, kind: .recomputed, outcome: .contradicted, model: nil, evidence: nil))
    }

    /// Publishes what the auditor says, and returns its address.
    @discardableResult func attest(_ finding: AttestedFinding) throws -> Address {
        let registry = try service.open()
        let object = try service.bindery.attest(finding, in: registry, with: auditor)
        let writer = try service.bindery.writer(of: registry)
        _ = try writer.publish([writer.admit(object.bytes)])[0].get()
        return object.address
    }

    func withdraw(_ address: Address) throws {
        let registry = try service.open()
        let object = try service.bindery.withdraw(
            address, reason: .error, severity: nil, replacedBy: nil, note: nil, in: registry, with: service.key)
        let writer = try service.bindery.writer(of: registry)
        _ = try writer.publish([writer.admit(object.bytes)])[0].get()
    }
}

/// The questions that the shipped models know (`Registry/model/corpus.jsonl`).
enum Corpus {
    struct Entry {
        let question: String
        /// The answer of version 1.
        var answer: String
    }

    static let changed = entries.filter { changedIDs.contains($0.id) }.map(\.entry)
    static let kept = entries.filter { !changedIDs.contains($0.id) }.map(\.entry)

    private static let changedIDs = Set(lines("changes.jsonl").compactMap { $0["id"]?.stringValue })
    private static let entries: [(id: String, entry: Entry)] = lines("corpus.jsonl").compactMap { node in
        guard let id = node["id"]?.stringValue, let answer = node["answer"]?.stringValue,
            let question = node["wordings"]?.elements.first(where: { _ in true })?.stringValue
        else { return nil }
        return (id, Entry(question: question, answer: answer))
    }

    private static func lines(_ name: String) -> [JSONNode] {
        let path = URL(fileURLWithPath: ShippedModel.path(1)).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("model/\(name)").path
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { try? JSONDocument(parsing: Array($0.utf8)).root }
    }
}
