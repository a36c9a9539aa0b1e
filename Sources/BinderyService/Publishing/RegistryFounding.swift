public import BoundKnowledge
package import Cryptography
internal import Foundation
internal import GitStore
internal import KnowledgeRegistry
internal import Signing

/// The registry's own keys: one key, one role.
package struct RegistryKeys: Sendable {
    package let root: Ed25519PrivateKey
    package let log: Ed25519PrivateKey
    package let commit: Ed25519PrivateKey

    package init(root: Ed25519PrivateKey, log: Ed25519PrivateKey, commit: Ed25519PrivateKey) {
        self.root = root
        self.log = log
        self.commit = commit
    }

    package static func generate() throws(CryptographyError) -> RegistryKeys {
        try RegistryKeys(root: .generate(), log: .generate(), commit: .generate())
    }

    /// Name of the file and key, by role.
    package var files: [(name: String, key: Ed25519PrivateKey)] {
        [("root.pem", root), ("log.pem", log), ("commit.pem", commit)]
    }
}

/// What was made.
public struct Founding: Sendable {
    /// The registry's folder.
    public let path: String
    /// The address to pin.
    public let root: Address
    /// The origin of its log.
    public let origin: String
    /// The folder with the root, log and commit keys.
    public let keyFolder: String

    package init(path: String, root: Address, origin: String, keyFolder: String) {
        self.path = path
        self.root = root
        self.origin = origin
        self.keyFolder = keyFolder
    }
}

/// What would be made; keys are random, so that nothing that depends on them is known before.
public struct FoundingPlan: Sendable {
    /// The registry's folder.
    public let path: String
    /// The origin of its log, where the request names it.
    public let origin: String?
    /// The folder for the root, log and commit keys, where its name does not depend on them.
    public let keyFolder: String?
}

extension Bindery {
    /// Makes a registry: keys outside of it, a signed trust root, the repository, and a pin for this user.
    public func found(_ request: FoundingRequest) throws -> Founding {
        try request.check()
        let path = URL(fileURLWithPath: request.path).standardizedFileURL.path
        if let made = try resume(request, at: path) { return made }
        let draft = try draft(request)
        try make(draft.founding, draft.root, draft.keys, request)
        return draft.founding
    }

    /// Checks everything that `found` checks before it writes, and says what it would make.
    public func planFounding(_ request: FoundingRequest) throws -> FoundingPlan {
        try request.check()
        let founding = try draft(request).founding
        return FoundingPlan(
            path: founding.path, origin: request.origin,
            keyFolder: request.origin == nil && request.keyFolder == nil ? nil : founding.keyFolder)
    }

    /// Everything that is made, and nothing of it written.
    private func draft(
        _ request: FoundingRequest
    ) throws -> (founding: Founding, root: BoundObject, keys: RegistryKeys) {
        let keys = try request.keys ?? RegistryKeys.generate()
        let origin = request.origin ?? Self.defaultOrigin(name: request.name, logKey: keys.log.publicKey)
        let path = URL(fileURLWithPath: request.path).standardizedFileURL.path
        try Self.requireEmpty(path)
        let keyFolder =
            request.keyFolder.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
            ?? environment.dataFolder + "/keys/" + Self.fileName(of: origin)
        guard !Self.isInside(keyFolder, path) else {
            throw ServiceError(
                .usage, at: "--key-folder", "the key folder lies inside the registry",
                remedy: "Keys are kept outside of what is copied and served: name another folder.")
        }
        // A demonstration is not pinned.
        if request.keys == nil { try requireUnpinned(origin) }
        let root = try rootObject(request, keys: keys, origin: origin)
        try Registry.requireHolding(root, origin: origin, commitKey: keys.commit, at: path)
        return (Founding(path: path, root: root.address, origin: origin, keyFolder: keyFolder), root, keys)
    }

    /// Keys, then the registry, then the pin: killed at any moment, it is taken back or completed by the next one in the folder.
    private func make(
        _ founding: Founding, _ root: BoundObject, _ keys: RegistryKeys, _ request: FoundingRequest
    ) throws {
        let isDemo = request.keys != nil
        var place = try RepositoryInMaking(at: founding.path)
        guard !place.isWhole else { throw Self.occupied(founding.path) }
        try place.clear()
        do {
            if !isDemo {
                try FoundingRecord(founding, keys: keys, request: request, random: environment.random)
                    .write(for: founding.path, in: environment.dataFolder)
            }
            try fill(&place, founding, root, keys, request)
        } catch {
            if !place.isWhole { FoundingRecord.remove(of: founding.path, in: environment.dataFolder) }
            throw error
        }
        // Not before there is a registry: a pin of one that never came to be would stand in the way of its origin.
        if !isDemo {
            try pin(root.address, keyFolder: founding.keyFolder, origin: founding.origin)
        }
        try place.finish()
        FoundingRecord.remove(of: founding.path, in: environment.dataFolder)
    }

    /// Writes the keys and makes the registry.
    private func fill(
        _ place: inout RepositoryInMaking, _ founding: Founding, _ root: BoundObject, _ keys: RegistryKeys,
        _ request: FoundingRequest
    ) throws {
        let written = try write(keys, to: founding.keyFolder, isDemo: request.keys != nil)
        do {
            try Registry.create(
                in: &place,
                description: RegistryDescription(
                    name: request.name, origin: founding.origin, defaults: request.defaults),
                root: root, commitKey: keys.commit, instant: environment.clock())
        } catch {
            // Keys of a registry that does not exist are of no use; those of one that does are all that can write to it.
            if !place.isWhole { SafeFile.takeBack(written) }
            throw error
        }
    }

    /// Deals with what a killed founding of this user in this folder left: takes it back, or completes it where the registry is whole.
    ///
    /// - Returns: what was made, where the same request made it.
    private func resume(_ request: FoundingRequest, at path: String) throws -> Founding? {
        guard FileManager.default.fileExists(atPath: "\(path)/\(RepositoryInMaking.stageName)") else { return nil }
        let place = try RepositoryInMaking(at: path)
        let record = FoundingRecord(of: path, in: environment.dataFolder)
        guard place.isWhole else {
            // Its own parts go with `place`.
            try record?.takeBackKeys(sparing: settings.keyFolders())
            FoundingRecord.remove(of: path, in: environment.dataFolder)
            return nil
        }
        if let record, try settings.pin(for: record.origin)?.root != record.root {
            try requireUnpinned(record.origin)
            try requireFounded(record, at: path)
            try pin(record.root, keyFolder: record.keyFolder, origin: record.origin)
        }
        try place.finish()
        FoundingRecord.remove(of: path, in: environment.dataFolder)
        guard let record, record.request == request.digest else { return nil }
        return Founding(path: path, root: record.root, origin: record.origin, keyFolder: record.keyFolder)
    }

    /// Refuses a registry that is not the recorded one: before it is pinned, its root must hold, signed by the key in the key folder.
    private func requireFounded(_ record: FoundingRecord, at path: String) throws {
        let registry = try Registry(opening: path)
        let (state, findings) = try registry.trust(from: record.root)
        let key = try KeyFile.readPrivate("\(record.keyFolder)/root.pem") { nil }.publicKey
        guard let state, state.origin.utf8.elementsEqual(record.origin.utf8),
            registry.description.origin.utf8.elementsEqual(record.origin.utf8),
            state.roots[0].object.approvals.contains(where: { $0.key == DIDKey(key) })
        else {
            throw RegistryError(
                .configuration, at: path,
                "found another registry than the one whose founding was killed here, expected the trust root \(record.root), signed by \(record.keyFolder)/root.pem",
                remedy: "Check where the folder comes from; make the registry in a new one.", findings: findings)
        }
    }

    private func rootObject(
        _ request: FoundingRequest, keys: RegistryKeys, origin: String
    ) throws -> BoundObject {
        func role(_ keys: [Ed25519PublicKey], _ name: String, threshold: Int64 = 1) -> RoleKeys {
            let numbered = keys.enumerated().map { index, key in
                AuthorisedKey(id: DIDKey(key), name: keys.count == 1 ? "\(name) key" : "\(name) key \(index + 1)")
            }
            return RoleKeys(threshold: threshold, keys: numbered)
        }
        let now = environment.clock()
        let root = TrustRoot(
            expires: try RootLifetime(days: request.rootLifetimeInDays, option: "--root-lifetime").end(from: now),
            roles: [
                .root: role([keys.root.publicKey], "root"),
                .publisher: role(request.publishers, "publisher", threshold: request.publisherThreshold),
                .auditor: role(request.auditors, "auditor"), .log: role([keys.log.publicKey], "log"),
                .commit: role([keys.commit.publicKey], "commit"), .witness: role([], "witness"),
            ])
        let envelope = Envelope(
            registry: origin, name: "Trust root of \(request.name)",
            issuer: Issuer(id: DIDKey(keys.root.publicKey), name: request.name), validFrom: now,
            subject: .trustRoot(root), random: environment.random)
        return BoundObject(envelope, approvals: [try Approval(of: envelope, by: keys.root, created: now)])
    }

    /// - Returns: the folders and files that were made, in this order.
    private func write(_ keys: RegistryKeys, to folder: String, isDemo: Bool) throws -> [String] {
        // Demo keys are derived from public words wherever they are needed.
        if isDemo { return [] }
        var written = try SafeFile.makePrivateFolder(folder)
        do {
            for file in keys.files {
                try KeyFile.write(file.key, to: "\(folder)/\(file.name)", passphrase: nil)
                written.append("\(folder)/\(file.name)")
            }
        } catch {
            SafeFile.takeBack(written)
            throw error
        }
        return written
    }

    /// Whether a folder lies in another or is the same, links followed.
    private static func isInside(_ folder: String, _ other: String) -> Bool {
        // A link is resolved only where it leads to something: the folder itself may not be there yet.
        func real(_ path: String) -> [String] {
            var url = URL(fileURLWithPath: path).standardizedFileURL
            var rest: [String] = []
            while url.path != "/", !FileManager.default.fileExists(atPath: url.path) {
                rest.insert(url.lastPathComponent, at: 0)
                url.deleteLastPathComponent()
            }
            return url.resolvingSymlinksInPath().pathComponents + rest
        }
        return real(folder).starts(with: real(other))
    }

    /// Pins a new registry's root, unless another one of its origin was pinned meanwhile.
    private func pin(_ root: Address, keyFolder: String, origin: String) throws {
        try settings.update(origin) { pin in
            if let pin, pin.root != root { throw pinned(pin, origin) }
            pin = pin ?? RegistryPin(root: root, keyFolder: keyFolder)
        }
    }

    /// A new registry has a new root: under a pinned origin it would take the pinned registry's place for this user.
    private func requireUnpinned(_ origin: String) throws {
        if let pin = try settings.pin(for: origin) { throw pinned(pin, origin) }
    }

    private func pinned(_ pin: RegistryPin, _ origin: String) -> ServiceError {
        ServiceError(
            .configuration, at: origin,
            "another registry of this origin is pinned, with the trust root \(pin.root); expected an origin that is not",
            remedy:
                "Name another --origin; if that registry is gone for good, remove its entry from \(settings.path) first."
        )
    }

    private static func requireEmpty(_ path: String) throws(ServiceError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let entries = try? FileManager.default.contentsOfDirectory(atPath: path)
        // What a killed founding left is no obstacle; the founding itself looks closer.
        guard let entries, entries.isEmpty || entries.contains(RepositoryInMaking.stageName) else {
            throw occupied(path)
        }
    }

    private static func occupied(_ path: String) -> ServiceError {
        ServiceError(
            .cannotCreate, at: path, "there is something at this path already",
            remedy: "Name a folder that does not exist yet, or an empty one.")
    }

    /// `localhost/<name>/<8 digits of the log key's digest>`: no two registries share one.
    static func defaultOrigin(name: String, logKey: Ed25519PublicKey) -> String {
        let digits = "\(SHA256.digest(of: logKey.bytes))".prefix(8)
        return "localhost/\(slug(name))/\(digits)"
    }

    /// Lower-case ASCII letters and digits of a name, joined by `-`.
    static func slug(_ name: String) -> String {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "registry" : words.joined(separator: "-")
    }

    private static func fileName(of origin: String) -> String {
        String(origin.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") ? $0 : "_" })
    }
}
