import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import JSON
import KnowledgeRegistry
import Testing

/// Versions that a recomputation proposes, and what persons decide on them.
@Suite(.temporaryDirectory) struct ProposalTests {
    private let service: TestService
    private let object: BoundObject

    init() throws {
        service = try TestService()
        var request = BindRequest(question: "What is a hash?", answer: "A number.\n")
        request.topics = ["hashing"]
        object = try #require(try service.publish(request))
    }

    private var folder: String { service.founding.path + "/.bindery/proposals" }

    private func request(
        _ text: String = "A short number.\n", for object: BoundObject? = nil,
        _ reason: ProposalReason = ProposalReason(.revised, differences: [["kind": "added"]], note: "One word more.")
    ) -> ProposalRequest {
        let declared = DeclaredDerivation(
            model: DeclaredModel(provider: "p", name: "m", version: "2"), sampler: Sampler(temperature: "0"))
        return ProposalRequest(for: (object ?? self.object).address, answer: text, declared: declared, reason: reason)
    }

    private func queued(_ request: ProposalRequest) throws -> String {
        let receipt = try service.bindery.propose(request, in: service.open())
        guard case .queued(let id) = receipt else {
            Issue.record("\(receipt)")
            return ""
        }
        return id.text
    }

    private func accept(_ name: String, edit: ProposalEdit? = nil) throws -> Receipt {
        let registry = try service.open()
        return try service.bindery.accept(
            name, edit: edit, with: service.key, in: registry, by: service.bindery.writer(of: registry))
    }

    private func state(_ name: String) throws -> ProposalState {
        try service.bindery.proposal(name, in: service.open()).state
    }

    /// State, or what is damaged, of each listed proposal.
    private func listed(decided: Bool = false) throws -> [String] {
        var listed: [String] = []
        try service.bindery.forEachProposal(in: service.open(), decided: decided) { entry in
            switch entry {
            case .proposal(_, let state): listed.append(state.name)
            case .damaged(let error): listed.append("damaged \((error.location as NSString).lastPathComponent)")
            }
        }
        return listed
    }

    private func refusal(_ body: () throws -> Void) -> RegistryError? {
        #expect(throws: RegistryError.self, performing: body)
    }

    @Test func `a proposal waits as an unsigned next version that keeps all but the answer`() throws {
        let name = try queued(request())
        let (proposal, state) = try service.bindery.proposal(name, in: service.open())
        #expect(state == .waiting && proposal.object == object.address && proposal.draft.approvals.isEmpty)
        let document = proposal.document
        #expect(document.version == 2 && document.change.kind == .update && document.topics == ["hashing"])
        #expect(document.answer.text == "A short number.\n" && document.answer.origin == .model)
        #expect(document.reproducibility == .declared && document.lineage == object.document?.lineage)
        #expect(proposal.reason.differences == [["kind": "added"]] && proposal.reason.note == "One word more.")
        #expect(try service.open().objectCount() == 2)
        #expect(try TestService.mode(folder) == "700")
        let file = try #require(TestService.names(in: folder).first { $0.hasSuffix(".json") })
        #expect(try TestService.mode("\(folder)/\(file)") == "600")
        #expect(file == "\(document.lineage)-\(name).json")
    }

    @Test func `the same answer waits once, another one takes its place, and the document's own is none`() throws {
        let name = try queued(request())
        let later = BinderyEnvironment(
            clock: { Timestamp(secondsSinceEpoch: TestService.now.secondsSinceEpoch + 90_000) }, random: .system,
            configurationFolder: TemporaryDirectory.file("config"), dataFolder: TemporaryDirectory.file("data"))
        let again = try Bindery(later).propose(request(), in: service.open())
        let id = try #require(again.id)
        #expect(id.text == name && again == .known(id))
        #expect(try listed() == ["waiting"])
        let other = try queued(request("A brief number.\n"))
        #expect(other != name && refusal { _ = try state(name) }?.code == .notFound)
        #expect(try listed() == ["waiting"] && state(other) == .waiting)
        #expect(try service.bindery.propose(request("A number.\n"), in: service.open()) == .unchanged)
    }

    @Test func `an accepted proposal is the next version, signed by who accepted it`() throws {
        let name = try queued(request())
        let receipt = try accept(String(name.prefix(4)))
        let version = try #require(try service.open().decodedObject(at: receipt.object))
        #expect(version.document?.previous == object.address && version.document?.version == 2)
        #expect(version.document?.answer.text == "A short number.\n" && version.approvals.count == 1)
        #expect(try state(name) == .accepted(receipt.object))
        #expect(try listed() == [] && listed(decided: true) == ["accepted"])
        let error = refusal { _ = try accept(name) }
        #expect(error?.code == .refused && error?.problem.contains("\(receipt.object)") == true)
        #expect(try service.open().objectCount() == 3)
    }

    @Test func `a person's edit is published as one, with the model's own text beside it`() throws {
        let name = try queued(request())
        let receipt = try accept(name, edit: ProposalEdit(text: "A fixed number.\n", note: "One word."))
        let document = try #require(try service.open().decodedObject(at: receipt.object)?.document)
        #expect(document.answer.text == "A fixed number.\n" && document.answer.origin == .modelEdited)
        #expect(document.derivation?.rawOutput == "A short number.\n" && document.derivation?.editNote == "One word.")
        #expect(try state(name) == .accepted(receipt.object))
    }

    @Test(arguments: [nil, ProposalEdit(text: "A fixed number.\n", note: "One word.")])
    func `killed between the publication and its note, a proposal is found accepted`(edit: ProposalEdit?) throws {
        let name = try queued(request())
        let registry = try service.open()
        let version = try service.bindery.signedVersion(of: name, edit: edit, in: registry, with: service.key)
        let writer = try service.bindery.writer(of: registry)
        _ = try writer.publish([writer.admit(version.bytes)])[0].get()
        #expect(try state(name) == .accepted(version.address) && listed() == ["accepted"])
        let error = refusal {
            _ = try service.bindery.accept(name, with: service.key, in: registry, by: writer)
        }
        #expect(error?.problem.contains("\(version.address)") == true)
        #expect(try listed() == [] && listed(decided: true) == ["accepted"])
    }

    @Test func `killed between the note and the removal, the decision counts`() throws {
        let name = try queued(request())
        let file = try #require(TestService.names(in: folder).first { $0.hasSuffix(".json") })
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
        _ = try service.bindery.reject(name, in: service.open())
        try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
        #expect(try state(name) == .rejected && listed() == [] && listed(decided: true) == ["rejected"])
    }

    @Test func `what was rejected is not queued again, and another answer is`() throws {
        let name = try queued(request())
        let rejected = try service.bindery.reject(name, note: "Clear enough.", in: service.open())
        #expect(rejected.decision?.note == "Clear enough." && rejected.decision?.published == nil)
        let again = try service.bindery.propose(request(), in: service.open())
        let id = try #require(again.id)
        #expect(id.text == name && again == .rejectedBefore(id))
        #expect(try listed() == [])
        #expect(refusal { _ = try accept(name) }?.code == .refused)
        #expect(refusal { _ = try service.bindery.reject(name, in: service.open()) }?.code == .refused)
        _ = try queued(request("A brief number.\n"))
    }

    @Test(arguments: ["superseded", "withdrawn", "same answer"])
    func `what a person did meanwhile makes a proposal void, and says so`(event: String) throws {
        let name = try queued(request())
        if event == "withdrawn" {
            let withdrawal = try service.bindery.withdraw(
                object.address, reason: .error, severity: nil, replacedBy: nil, note: nil, in: service.open(),
                with: service.key)
            let writer = try service.bindery.writer(of: service.open())
            _ = try writer.publish([writer.admit(withdrawal.bytes)])[0].get()
        } else {
            let text = event == "superseded" ? "Another.\n" : "A short number.\n"
            _ = try service.publish(BindRequest(question: "What is a hash?", answer: text))
        }
        guard case .void(let problem) = try state(name) else { return #expect(Bool(false), "not void") }
        let word = ["superseded": "meanwhile", "withdrawn": "withdrawn by", "same answer": "has that answer"][event]
        #expect(problem.contains(try #require(word)), "\(problem)")
        let error = refusal { _ = try accept(name) }
        #expect(error?.code == .refused && error?.problem.contains(problem) == true)
        let renewed = refusal { _ = try queued(request("A brief number.\n")) }
        #expect(renewed?.code == .conflict)
        _ = try service.bindery.reject(name, in: service.open())
        #expect(try listed() == [])
    }

    @Test func `a damaged file is listed by its name, and hides no other`() throws {
        let name = try queued(request())
        let other = try #require(try service.publish(BindRequest(question: "What is salt?", answer: "Bytes.\n")))
        _ = try queued(request("Random bytes.\n", for: other))
        let file = try #require(TestService.names(in: folder).first { $0.hasSuffix("\(name).json") })
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)")))
        let text = String(decoding: bytes, as: UTF8.self)
        for damaged in [
            "", "{}", String(text.dropLast(9)), text.replacingOccurrences(of: "A short", with: "A long"),
            text.replacingOccurrences(of: "\"formatVersion\": 1,", with: "\"formatVersion\": 2,"),
            text.replacingOccurrences(of: "revised", with: "whatever"),
        ] {
            try Data(damaged.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
            let listed = try listed()
            #expect(listed.count == 2 && listed.contains("damaged \(file)") && listed.contains("waiting"), "\(listed)")
        }
        #expect(throws: ServiceError.self) { try accept(name) }
        #expect(try service.bindery.propose(request("A brief number.\n"), in: service.open()).id != nil)
        #expect(try listed() == ["waiting", "waiting"])
    }

    @Test func `a proposal under another one's name, a link and a pipe are damaged, and nobody waits for them`() throws
    {
        let name = try queued(request())
        let file = try #require(TestService.names(in: folder).first { $0.hasSuffix("\(name).json") })
        let other = file.replacingOccurrences(of: name, with: "000000000000")
        try FileManager.default.moveItem(atPath: "\(folder)/\(file)", toPath: "\(folder)/\(other)")
        #expect(try listed() == ["damaged \(other)"])
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/link.json", withDestinationPath: "\(folder)/\(other)")
        #expect(mkfifo("\(folder)/pipe.json", 0o600) == 0)
        #expect(try listed() == ["damaged \(other)", "damaged link.json", "damaged pipe.json"])
    }

    @Test func `names that are none, or begin several proposals, are told`() throws {
        #expect(refusal { _ = try state("abc") }?.code == .notFound)
        var names: [String] = []
        for index in 0..<17 {
            let other = try #require(try service.publish(BindRequest(question: "What is \(index)?", answer: "A.\n")))
            names.append(try queued(request("B \(index).\n", for: other)))
        }
        let digit = try #require(Dictionary(grouping: names, by: { $0.prefix(1) }).first { $0.value.count > 1 }?.key)
        let error = #expect(throws: ServiceError.self) { try state(String(digit)) }
        #expect(error?.code == .usage)
        for name in ["", "../x", names[0].uppercased() + "X", names[0] + "0"] {
            #expect(refusal { _ = try state(name) }?.code == .notFound, "\(name)")
        }
    }

    @Test func `a reason above the limits or of another kind is refused, and an object that is no document`() throws {
        let long = ProposalReason(.revised, differences: [.string(String(repeating: "a", count: 1 << 20))])
        let reasons = [
            long, ProposalReason(.passed), ProposalReason(.revised, evidence: [:]),
            ProposalReason(.revised, evidence: 1),
            ProposalReason(.revised, note: String(repeating: "a", count: 4_097)),
        ]
        for reason in reasons {
            let error = #expect(throws: ServiceError.self) { try queued(request("A.\n", reason)) }
            #expect(error?.code == .badData)
        }
        let root = try #require(try service.open().decodedObject(at: service.founding.root))
        #expect(refusal { _ = try queued(request("A.\n", for: root)) }?.code == .notFound)
        #expect(TestService.names(in: folder).isEmpty)
    }

    @Test func `of many that accept at once, one publishes`() async throws {
        let name = try queued(request())
        let service = service
        let receipts = await withTaskGroup(of: Result<Receipt, any Error>.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    Result {
                        let registry = try service.open()
                        return try service.bindery.accept(
                            name, with: service.key, in: registry, by: service.bindery.writer(of: registry))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let errors = receipts.compactMap { result in
            if case .failure(let error) = result { error as? RegistryError } else { nil }
        }
        #expect(errors.count == 3 && errors.allSatisfy { $0.code == .refused && $0.problem.contains("is accepted") })
        #expect(try service.open().objectCount() == 3)
    }

    @Test func `a dry run says what would be published, and changes nothing`() throws {
        let name = try queued(request())
        let registry = try service.open()
        let receipt = try service.bindery.accept(
            name, isDryRun: true, with: service.key, in: registry, by: service.bindery.writer(of: registry))
        #expect(receipt.version == 2 && receipt.commit == nil)
        _ = try service.bindery.reject(name, isDryRun: true, in: registry)
        #expect(try state(name) == .waiting && service.open().objectCount() == 2)
    }
}
