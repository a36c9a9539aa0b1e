import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct FileApprovalTests {
    private let service: TestService
    private let second: Ed25519PrivateKey

    init() throws {
        service = try TestService()
        second = try TestKey.key("second")
    }

    /// Writes drafts by the first publisher and returns their paths.
    private func drafts(_ count: Int) throws -> [String] {
        let registry = try service.open()
        return try (0..<count).map { number in
            let request = BindRequest(question: "Question \(number)?", answer: "An answer.\n")
            guard case .object(let object) = try service.bindery.bind(request, for: registry, with: service.key) else {
                throw CancellationError()
            }
            let path = TemporaryDirectory.file("\(number).json")
            try Draft.write(object, to: path, replaces: true)
            return path
        }
    }

    private typealias Outcomes = [(file: String, result: Result<FileApproval.Outcome, any Error>)]

    private func approve(_ files: [String], isDryRun: Bool = false) throws -> Outcomes {
        var outcomes: Outcomes = []
        try FileApproval(of: files, isDryRun: isDryRun).run(with: second, by: service.bindery) { outcomes += $0 }
        return outcomes
    }

    private func status(_ outcomes: Outcomes) -> [String] {
        outcomes.map { outcome in
            switch outcome.result {
            case .success(.approved): "approved"
            case .success(.known): "known"
            case .failure: "refused"
            }
        }
    }

    @Test func `each draft is approved once, and again is a no-op`() throws {
        let files = try drafts(300)
        let outcomes = try approve(files)
        #expect(outcomes.map(\.file) == files && Set(status(outcomes)) == ["approved"])
        let bytes = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        #expect(try Set(files.map { try Draft.read($0).approvals.count }) == [2])
        #expect(try Set(status(approve(files))) == ["known"])
        #expect(try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) } == bytes)
    }

    @Test func `one that is refused holds nothing back and stays as it is`() throws {
        let files = try drafts(4) + [TemporaryDirectory.file("absent.json")]
        var tampered = try Data(contentsOf: URL(fileURLWithPath: files[1]))
        let answer = try #require(tampered.range(of: Data("An answer".utf8)))
        tampered.replaceSubrange(answer, with: Data("No answer".utf8))
        try tampered.write(to: URL(fileURLWithPath: files[1]))
        try Data("{".utf8).write(to: URL(fileURLWithPath: files[2]))
        let outcomes = try approve(files)
        #expect(status(outcomes) == ["approved", "refused", "refused", "approved", "refused"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: files[1])) == tampered)
        #expect(TestService.names(in: TemporaryDirectory.current).allSatisfy { !$0.hasSuffix(".tmp") })
    }

    @Test func `a file that is named twice is approved once`() throws {
        let files = try drafts(1)
        #expect(try status(approve(files + files)) == ["approved"])
    }

    @Test func `a dry run writes nothing`() throws {
        let files = try drafts(2)
        let before = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        #expect(try status(approve(files, isDryRun: true)) == ["approved", "approved"])
        #expect(try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) } == before)
    }

    @Test func `an approval whose time is over makes room for a new one`() throws {
        let file = try #require(drafts(1).first)
        let draft = try Draft.read(file)
        let over = TestService.now
        let expired = try Approval(of: draft.envelope, by: second, created: over, expires: over)
        try Draft.write(draft.adding(expired), to: file, replaces: true)
        #expect(try status(approve([file])) == ["approved"])
        #expect(try Draft.read(file).approvals.allSatisfy { $0.expires == nil })
    }
}
