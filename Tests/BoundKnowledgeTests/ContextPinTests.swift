import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import Testing

@Suite struct ContextPinTests {
    private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test func `our context is the file that is frozen`() throws {
        let bytes = try Data(
            contentsOf: URL(fileURLWithPath: Self.project + "/Schemas/context/bound-knowledge-v1.jsonld"))
        #expect("\(SHA256.digest(of: Array(bytes)))" == Envelope.contextDigests[1])
    }

    @Test(.enabled(if: SharedFile.isAvailable))
    func `the credentials context is the one that is pinned`() throws {
        let folder = try #require(SharedFile.folder) + "/suites/vc-di-eddsa/documents"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/www.w3.org_ns_credentials_v2.jsonld"))
        #expect("\(SHA256.digest(of: Array(bytes)))" == Envelope.contextDigests[0])
    }
}
