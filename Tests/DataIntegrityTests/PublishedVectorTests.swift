import BinderyTestSupport
import DataIntegrity
import Foundation
import JSON
import Signing
import Testing

/// The vectors of the W3C specification and documents derived from them, read from the shared suites.
@Suite(.enabled(if: SharedFile.isAvailable)) struct PublishedVectorTests {
    private struct Manifest: Decodable {
        struct Case: Decodable {
            let id: String
            let group: String
            let input: String
            let result: String?
        }
        let keys: [String: String]
        let tests: [Case]
    }

    /// 2 cases are of other operations (canonical forms); 154 of eddsa-rdfc-2022, which is not implemented: each is refused.
    @Test func `every document is judged as published`() throws {
        let folder = try #require(SharedFile.folder) + "/suites/vc-di-eddsa/"
        let manifest = try JSONDecoder().decode(
            Manifest.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "manifest.json")))
        let keys = try manifest.keys.mapValues { try Multikey.decode($0) }
        let verifier = DataIntegrityVerifier { keys[$0] }
        var (valid, invalid, foreign) = (0, 0, 0)
        for test in manifest.tests {
            guard let result = test.result else { continue }
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder + test.input)))
            let isVerified = (try? JSONDocument(parsing: bytes)).map { verifier.verify($0.root).isVerified } ?? false
            if test.id.contains("rdfc") {
                #expect(!isVerified, "\(test.id)")
                foreign += 1
            } else {
                #expect(isVerified == (result == "valid"), "\(test.id)")
                result == "valid" ? (valid += 1) : (invalid += 1)
            }
        }
        #expect((valid, invalid, foreign) == (41, 103, 154))
    }
}
