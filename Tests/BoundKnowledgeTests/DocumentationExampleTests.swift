import BinderyTestSupport
import BoundKnowledge
import Foundation
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page verifies an object that another implementation signed`() throws {
        let roots = try [Self.example("trust-root-1"), Self.example("trust-root")]
        let bytes = try Self.example("bound-document-authored-1")
        let (pinned, address) = (Address(of: roots[0]), Address(of: bytes))
        let now = try #require(Timestamp("2026-11-24T00:00:00Z"))

        let (trust, _) = TrustState.establish(pinned: pinned, candidates: roots.map { ($0, nil) })
        let verifier = ObjectVerifier(trust: trust, instant: now)
        let verification = verifier.verify(bytes, expecting: address)

        var text: [String] = verification.findings.map { "\($0)" }
        let subject = verification.object?.envelope.subject
        if verification.verdict == .verified, case .boundDocument(let document)? = subject {
            text.append(document.answer.text)
        }

        #expect(verification.findings == [])
        #expect(text.count == 1)
        try expectExample(of: "BoundKnowledge")
    }

    /// The bytes of a worked example of `docs/format/examples`.
    private static func example(_ name: String) throws -> [UInt8] {
        let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return Array(try Data(contentsOf: project.appendingPathComponent("docs/format/examples/\(name).jsonld")))
    }
}
