import BinderyTestSupport
import Cryptography
import Foundation
import Testing

/// Project Wycheproof's Ed25519 vectors, read from the shared suites.
@Suite struct WycheproofTests {
    private struct File: Decodable {
        let numberOfTests: Int
        let testGroups: [Group]
    }

    private struct Group: Decodable {
        struct Key: Decodable { let pk: String }
        struct Case: Decodable {
            let tcId: Int
            let msg: String
            let sig: String
            let result: String
        }
        let publicKey: Key
        let publicKeyPem: String
        let tests: [Case]
    }

    @Test(.enabled(if: SharedFile.isAvailable)) func `every case is judged as published`() throws {
        let path = try #require(SharedFile.folder) + "/suites/wycheproof/testvectors_v1/ed25519_test.json"
        let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        var count = 0
        for group in file.testGroups {
            let key = try Ed25519PublicKey(bytes: hex(group.publicKey.pk))
            #expect(try Ed25519PublicKey(pem: Array(group.publicKeyPem.utf8)) == key)
            for test in group.tests {
                let isValid = key.isValidSignature(try hex(test.sig), for: try hex(test.msg))
                #expect(isValid == (test.result == "valid"), "tcId \(test.tcId)")
                count += 1
            }
        }
        #expect(count == file.numberOfTests && count > 90)
    }
}
