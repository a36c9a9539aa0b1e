package import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import JSON
internal import KnowledgeRegistry
internal import Signing

/// What a founding leaves outside of the registry's folder, noted inside before it does: after a kill the next `init` takes it back,
/// or completes it.
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

    private static let fileName = "founding.json"

    package init(_ founding: Founding, keys: RegistryKeys, request: FoundingRequest) {
        self.request = request.digest
        (origin, root, keyFolder) = (founding.origin, founding.root, founding.keyFolder)
        let pairs = keys.files.map { ($0.name, "\(DIDKey($0.key.publicKey))") }
        self.keys = Dictionary(uniqueKeysWithValues: pairs)
        process = getpid()
    }

    /// The record in a folder; `nil` where there is none, or none that was written to its end.
    package init?(in folder: String) {
        guard let bytes = try? SafeFile.read("\(folder)/\(Self.fileName)", limit: 1 << 16),
            let root = (try? JSONDocument(parsing: bytes))?.root, let request = root["request"]?.stringValue,
            let origin = root["origin"]?.stringValue, let address = root["root"]?.stringValue.flatMap(Address.init),
            let keyFolder = root["keyFolder"]?.stringValue, let process = root["process"]?.integerValue,
            let keys = root["keys"], keys.kind == .object
        else { return nil }
        (self.request, self.origin, self.root, self.keyFolder) = (request, origin, address, keyFolder)
        self.process = Int32(truncatingIfNeeded: process)
        var byName: [String: String] = [:]
        for member in keys.members { byName[member.name] = member.value.stringValue }
        self.keys = byName
    }

    package func write(to folder: String) throws {
        var byName: JSONValue = [:]
        for (name, key) in keys.sorted(by: { $0.key < $1.key }) { byName.set(name, .string(key)) }
        var value: JSONValue = ["request": .string(request), "origin": .string(origin), "root": .string("\(root)")]
        value.set("keyFolder", .string(keyFolder))
        value.set("process", .integer(Int64(process)))
        value.set("keys", byName)
        try SafeFile.write(value.canonicalBytes(), to: "\(folder)/\(Self.fileName)", mode: 0o600, replaces: true)
    }

    /// Removes those key files that this founding wrote; a file of the same name with another key is somebody else's.
    func takeBackKeys() {
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
