package import BoundKnowledge
package import Cryptography
internal import Foundation
internal import GitStore
internal import JSON
internal import KnowledgeRegistry
internal import Signing

/// What a founding leaves outside of the registry's folder, noted before it does: after a kill the next `init` takes it back, or
/// completes it.
///
/// The note lies in the user's own data folder, under the digest of the registry's path. Of what lies in the registry's folder nothing
/// is believed, since an archive or a clone can bring it along; but a file there, named by the note's nonce, must say that it is the
/// folder in which this founding was killed, and no other that has taken its place.
package struct FoundingRecord: Sendable, Equatable {
    /// SHA-256 of what was asked for, in hexadecimal.
    package let request: String
    package let origin: String
    package let root: Address
    package let keyFolder: String
    /// The public keys, by the name of the private key's file.
    package let keys: [String: String]
    /// Whose temporary files are to be looked for.
    package let process: Int32
    /// 32 hexadecimal digits that nobody can guess.
    package let nonce: String

    package init(_ founding: Founding, keys: RegistryKeys, request: FoundingRequest, random: RandomSource) {
        self.request = request.digest
        (origin, root, keyFolder) = (founding.origin, founding.root, founding.keyFolder)
        let pairs = keys.files.map { ($0.name, "\(DIDKey($0.key.publicKey))") }
        self.keys = Dictionary(uniqueKeysWithValues: pairs)
        process = getpid()
        nonce = "\(SHA256.digest(of: random.bytes(16)))".prefix(32).description
    }

    /// The record of the founding that was killed in a folder; `nil` where this user's none was.
    package init?(of path: String, in dataFolder: String) {
        guard let bytes = try? SafeFile.read(Self.folder(of: path, in: dataFolder) + "/founding.json", limit: 1 << 16),
            let root = (try? JSONDocument(parsing: bytes))?.root, let request = root["request"]?.stringValue,
            let origin = root["origin"]?.stringValue, let address = root["root"]?.stringValue.flatMap(Address.init),
            let keyFolder = root["keyFolder"]?.stringValue, let process = root["process"]?.integerValue,
            let nonce = root["nonce"]?.stringValue, let keys = root["keys"], keys.kind == .object
        else { return nil }
        (self.request, self.origin, self.root, self.keyFolder) = (request, origin, address, keyFolder)
        (self.process, self.nonce) = (Int32(truncatingIfNeeded: process), nonce)
        var byName: [String: String] = [:]
        for member in keys.members { byName[member.name] = member.value.stringValue }
        self.keys = byName
        var status = stat()
        guard lstat(mark(in: path), &status) == 0 else { return nil }
    }

    /// Marks the folder, then writes the note.
    package func write(for path: String, in dataFolder: String) throws {
        var byName: JSONValue = [:]
        for (name, key) in keys.sorted(by: { $0.key < $1.key }) { byName.set(name, .string(key)) }
        var value: JSONValue = ["request": .string(request), "origin": .string(origin), "root": .string("\(root)")]
        value.set("keyFolder", .string(keyFolder))
        value.set("process", .integer(Int64(process)))
        value.set("nonce", .string(nonce))
        value.set("keys", byName)
        Self.remove(of: path, in: dataFolder)
        try SafeFile.write([], to: mark(in: path), mode: 0o600, replaces: true)
        let folder = Self.folder(of: path, in: dataFolder)
        try SafeFile.makePrivateFolder(folder)
        try SafeFile.write(value.canonicalBytes(), to: "\(folder)/founding.json", mode: 0o600, replaces: true)
    }

    /// Removes the note for a folder, with what a killed writer of it left.
    static func remove(of path: String, in dataFolder: String) {
        try? FileManager.default.removeItem(atPath: folder(of: path, in: dataFolder))
    }

    /// Removes those key files that this founding wrote; a file of the same name with another key is somebody else's.
    ///
    /// - Parameter pinned: key folders of registries that exist: nothing in them is taken back, whatever the record says.
    func takeBackKeys(sparing pinned: [String]) {
        guard !pinned.contains(where: { Self.real($0) == Self.real(keyFolder) }) else { return }
        for (name, key) in keys where !name.contains("/") {
            let path = "\(keyFolder)/\(name)"
            // Perhaps half-written, and nobody else's: the process is gone, as its lock is.
            try? FileManager.default.removeItem(atPath: SafeFile.temporaryPath(for: path, process: process))
            guard let found = try? KeyFile.readPrivate(path, passphrase: { nil }).publicKey,
                "\(DIDKey(found))" == key
            else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private func mark(in path: String) -> String { "\(path)/\(RepositoryInMaking.stageName)/\(nonce)" }

    /// One folder for each registry's path, so that what a kill leaves of a write can be removed with it.
    private static func folder(of path: String, in dataFolder: String) -> String {
        "\(dataFolder)/foundings/\(SHA256.digest(of: Array(real(path).utf8)))"
    }

    /// The path with its links followed: there may be several ways to the same folder.
    private static func real(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
}

extension FoundingRequest {
    /// SHA-256 of everything that makes one request another.
    var digest: String {
        func keys(_ keys: [Ed25519PublicKey]) -> JSONValue { .array(keys.map { .string("\(DIDKey($0))") }) }
        var value: JSONValue = ["name": .string(name), "publishers": keys(publishers), "auditors": keys(auditors)]
        value.set("origin", origin.map(JSONValue.string))
        value.set("threshold", .integer(publisherThreshold))
        value.set("language", .string(defaults.language))
        value.set("license", .string(defaults.license))
        value.set("freshness", .string(defaults.freshness.rawValue))
        value.set("keyFolder", keyFolder.map(JSONValue.string))
        value.set("lifetime", .integer(Int64(rootLifetimeInDays)))
        return "\(SHA256.digest(of: value.canonicalBytes()))"
    }
}
