import Foundation
import GitStore
import Testing

/// A new store in a folder of its own that goes with it.
final class StoreFixture {
    let path: String
    let repository: GitRepository
    private let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("gitstore-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        path = root + "/registry.git"
        repository = try GitRepository.create(at: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var state: String { path + "/.bindery" }
    var refLock: String { path + "/refs/heads/main.lock" }

    /// A path beside the store, removed with it.
    func beside(_ name: String) -> String { root + "/" + name }

    /// Waits a little: a process that another test starts holds copies of our descriptors until it runs its program.
    func writer(_ observer: FileObserver? = nil, timeout: Duration = .seconds(10)) throws -> GitWriter {
        try Self.writer(path, observer, timeout: timeout)
    }

    static func writer(
        _ path: String, _ observer: FileObserver? = nil, timeout: Duration = .seconds(10)
    ) throws -> GitWriter {
        var options = GitWriter.Options()
        options.observer = observer
        return try GitWriter(
            GitRepository(opening: path), stateFolder: path + "/.bindery", timeout: timeout, options: options)
    }

    /// The names in the folder of packs.
    func packNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/objects/pack").sorted()
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    func write(_ text: String, to name: String) throws {
        let file = path + "/" + name
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
}

extension GitWriter {
    /// Commits texts at paths onto the present head, unsigned.
    @discardableResult
    func commit(_ texts: [String: String], removing: [String] = [], message: String = "test") throws -> GitCommitReceipt
    {
        try commit(
            texts.sorted { $0.key < $1.key }.map { GitFile(path: $0.key, bytes: Array($0.value.utf8)) },
            removing: removing, message: message,
            author: GitSignature(name: "Tester", email: "tester@example.org", secondsSinceEpoch: 1_700_000_000),
            expecting: repository.head(), sign: { _ in "" })
    }
}

extension GitRepository {
    /// Every path of the head with its text, each blob hashed again.
    func texts() throws -> [String: String] {
        guard let head = try head() else { return [:] }
        let verified = try GitRepository(opening: gitDirectory, verifiesHashes: true)
        var texts: [String: String] = [:]
        try forEachBlob(under: "", in: head) { path, id in
            texts[path] = String(decoding: try verified.blob(id), as: UTF8.self)
        }
        return texts
    }
}
