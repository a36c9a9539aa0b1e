import Foundation
import GitStore
import Testing

@Suite(.enabled(if: GitProgram.isAvailable && GitProgram.hasKeygen)) struct CommitSignatureTests {
    @Test(arguments: ["message", "subject\n\nbody\n", "", "\n\nx\n\n"])
    func `git verifies what ssh-keygen signed`(message: String) throws {
        let store = try StoreFixture()
        let key = store.beside("key")
        _ = try GitProgram.run(
            "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", key], in: store.path)
        let publicKey = try String(contentsOfFile: key + ".pub", encoding: .utf8)
        let allowed = store.beside("allowed")
        try Data("tester@example.org namespaces=\"git\" \(publicKey)".utf8).write(to: URL(fileURLWithPath: allowed))
        let author = try GitSignature(name: "T", email: "tester@example.org", secondsSinceEpoch: 1_700_000_000)
        var payloads: [[UInt8]] = []
        var armors: [String] = []
        let writer = try store.writer()
        for step in 0..<2 {
            let receipt = try writer.commit(
                [GitFile(path: "a", bytes: [UInt8(step)])], message: message, author: author,
                expecting: store.repository.head()
            ) { payload in
                let file = store.beside("payload\(step)")
                try Data(payload).write(to: URL(fileURLWithPath: file))
                let arguments = ["-Y", "sign", "-n", "git", "-f", key, file]
                _ = try GitProgram.run("/usr/bin/ssh-keygen", arguments, in: store.path)
                payloads.append(payload)
                armors.append(try String(contentsOfFile: file + ".sig", encoding: .utf8))
                return armors[step]
            }
            let commit = try store.repository.commit(receipt.id)
            #expect(commit.signedPayload == payloads[step])
            #expect(commit.signature.map { Array($0.utf8) + [10] } == Array(armors[step].utf8))
            let verified = try GitProgram.git(
                [
                    "-c", "gpg.format=ssh", "-c", "gpg.ssh.allowedSignersFile=\(allowed)", "verify-commit",
                    "\(receipt.id)",
                ],
                in: store.path)
            #expect(verified.status == 0, "\(verified.text)")
        }
        try GitProgram.expectSound(store.path)
    }
}
