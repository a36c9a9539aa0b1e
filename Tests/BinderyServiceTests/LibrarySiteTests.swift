import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import KnowledgeRegistry
import Pages
import Testing

@Suite(.temporaryDirectory) struct LibrarySiteTests {
    private struct Library {
        let service: TestService

        init() throws {
            let auditor = try TestKey.key("auditor").publicKey
            service = try TestService { $0.auditors = [auditor] }
        }

        func publish(
            _ question: String, _ answer: String = "Text.\n", _ edit: (inout BindRequest) -> Void = { _ in }
        ) throws -> BoundObject {
            var request = BindRequest(question: question, answer: answer)
            edit(&request)
            return try #require(try service.publish(request))
        }

        func withdraw(_ object: BoundObject, replacedBy: Address? = nil) throws {
            let registry = try service.open()
            let withdrawal = try service.bindery.withdraw(
                object.address, reason: .error, severity: nil, replacedBy: replacedBy, note: nil, in: registry,
                with: service.key)
            let writer = try service.bindery.writer(of: registry)
            _ = try writer.publish([writer.admit(withdrawal.bytes)])[0].get()
        }

        /// Publishes an auditor's word that the answer is contradicted, and returns its address.
        func contradict(_ object: BoundObject) throws -> Address {
            let attestation = try TestService.attestation(of: object, .recomputed, .contradicted)
            let writer = try service.bindery.writer(of: service.open())
            return try writer.publish([writer.admit(attestation.bytes)])[0].get().object
        }

        func site(for audience: Audience = .everybody) throws -> LibrarySite {
            let registry = try service.open()
            return LibrarySite(registry, search: try LibrarySearch(registry), for: audience)
        }

        /// The page's markup; empty where there is no page.
        func text(_ page: (any Page)?) -> String {
            let site = Site(
                name: "L", origin: "o", form: .served, today: TestService.now.day)
            return page.map { String(decoding: site.render($0), as: UTF8.self) } ?? ""
        }
    }

    private func lineage(_ object: BoundObject) throws -> LineageID {
        try #require(object.envelope.subject.lineage)
    }

    @Test func `a document has a page for the newest version, each version, all of them and their difference`() throws {
        let library = try Library()
        let first = try library.publish("What is a hash?", "A short number.\n")
        let second = try library.publish("What is a hash?", "A short digest.\n")
        let (site, lineage) = (try library.site(), try lineage(first))
        #expect(library.text(try site.document(lineage)).contains("A short digest."))
        let old = library.text(try site.version(1, of: lineage))
        #expect(old.contains("A short number.") && old.contains("There is a newer version."))
        #expect(library.text(try site.object(at: first.address)).contains("There is a newer version."))
        #expect(!library.text(try site.object(at: second.address)).contains("There is a newer version."))
        let versions = library.text(try site.versions(of: lineage))
        #expect(versions.contains("Version 1") && versions.contains("compare with version 1"))
        let difference = library.text(try site.difference(of: lineage, from: 1, to: 2))
        #expect(
            difference.contains("Removed: </span>A short number.")
                && difference.contains("Added: </span>A short digest."))
        #expect(try site.version(3, of: lineage) == nil && site.difference(of: lineage, from: 1, to: 3) == nil)
    }

    @Test func `a withdrawn document says so, and what to read instead`() throws {
        let library = try Library()
        let wrong = try library.publish("Wrong?")
        let right = try library.publish("Right?")
        try library.withdraw(wrong, replacedBy: right.address)
        let text = library.text(try library.site().document(lineage(wrong)))
        #expect(text.contains("Withdrawn") && text.contains("Right?"))
        #expect(library.text(try library.site().front()).contains("withdrawn"))
        #expect(library.text(try library.site().results(for: "wrong")).contains("withdrawn"))
    }

    @Test func `a document in quarantine says so, and links what the auditor attests`() throws {
        let library = try Library()
        let doubted = try library.publish("Doubted?")
        let attestation = try library.contradict(doubted)
        let text = library.text(try library.site().document(lineage(doubted)))
        #expect(text.components(separatedBy: "class=\"answer\"").first?.contains("In quarantine") == true)
        #expect(text.contains("href=\"/objects/\(attestation)\""))
        #expect(library.text(try library.site().front()).contains("quarantined</strong>"))
        #expect(library.text(try library.site().results(for: "doubted")).contains("quarantined</strong>"))
        #expect(library.text(try library.site().versions(of: lineage(doubted))).contains("quarantined</strong>"))
        let withheld = LibrarySite(
            try library.service.open(), search: try LibrarySearch(library.service.open()), for: .everybody,
            withheld: try WithheldObjects(parsing: Array("\(attestation) a court\n".utf8), of: "list"))
        let silent = library.text(try withheld.document(lineage(doubted)))
        #expect(silent.contains("In quarantine") && !silent.contains("\(attestation)"))
    }

    @Test func `what was published stands on pages, the newest first`() throws {
        let library = try Library()
        for number in 1...LibrarySite.entryCount {
            _ = try library.publish("Question \(number)?") { $0.topics = ["t"] }
        }
        let site = try library.site()
        let first = library.text(try site.changes(page: 1))
        #expect(first.contains("Question 50?") && first.contains("Question 1?") && first.contains("Older"))
        let second = library.text(try site.changes(page: 2))
        #expect(second.contains("trust root") && !second.contains("Question") && !second.contains("Older"))
        #expect(try site.changes(page: 3) == nil && site.changes(page: 0) == nil && site.changes(page: .max) == nil)
        #expect(library.text(try site.topic("t", page: 1)).contains("50 documents"))
        #expect(try site.topic("t", page: 2) == nil && site.topic("T", page: 1) == nil)
        let front = library.text(try site.front())
        #expect(front.contains("50 questions") && front.contains("Question 50?") && !front.contains("Question 40?"))
    }

    @Test func `what is restricted is not there for everybody`() throws {
        let library = try Library()
        let open = try library.publish("Open?", "Open text.\n") { $0.topics = ["t"] }
        let hidden = try library.publish("Open?", "Hidden text.\n") {
            $0.distribution = .restricted
            $0.topics = ["h"]
        }
        let secret = try library.publish("Secret?") { $0.distribution = .restricted }
        let (site, all) = (try library.site(), try library.site(for: .members))
        let openLineage = try lineage(open)
        let shown: [(any Page)?] = [
            try site.front(), try site.changes(page: 1), try site.document(openLineage),
            try site.versions(of: openLineage),
            try site.results(for: "text"), try site.topic("t", page: 1), try site.object(at: open.address),
        ]
        for page in shown {
            let text = library.text(page)
            #expect(
                !text.isEmpty && !text.contains("Secret?") && !text.contains("Hidden")
                    && !text.contains("newer version"))
        }
        #expect(try site.document(lineage(secret)) == nil && site.object(at: hidden.address) == nil)
        #expect(try site.version(2, of: openLineage) == nil && site.difference(of: openLineage, from: 1, to: 2) == nil)
        #expect(try site.topic("h", page: 1) == nil)
        #expect(library.text(try all.document(openLineage)).contains("Hidden text."))
        #expect(library.text(try all.document(lineage(secret))).contains("Restricted"))
        #expect(library.text(try all.object(at: open.address)).contains("newer version"))
    }
}
