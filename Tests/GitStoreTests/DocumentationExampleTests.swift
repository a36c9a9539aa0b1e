import BinderyTestSupport
import GitStore
import Testing

/// The example of the landing page.
@Suite(.temporaryDirectory) struct DocumentationExampleTests {
    @Test func `the example of the landing page commits a file and reads it back`() throws {
        let path = TemporaryDirectory.file("registry.git")
        let bytes = Array("{}".utf8)
        func sign(_ payload: [UInt8]) -> String { "" }

        let repository = try GitRepository.create(at: path)
        let writer = try GitWriter(repository, stateFolder: path + "/.bindery", timeout: .seconds(5))
        let author = try GitSignature(name: "Library", email: "library@example.org", secondsSinceEpoch: 1_795_392_000)
        let receipt = try writer.commit(
            [GitFile(path: "objects/ab/cd/abcd.jsonld", bytes: bytes)], message: "Publish one object", author: author,
            expecting: repository.head(), sign: sign)

        let same = try repository.blob(receipt.blobs[0])
        let history = try repository.commits(from: receipt.id, until: nil)

        #expect(same == bytes)
        #expect(history == [receipt.id])
        try expectExample(of: "GitStore")
    }
}
