public import BoundKnowledge
internal import Foundation
public import GitStore
internal import JSON

/// What this user knows about a registry, kept outside of it.
public struct RegistryPin: Sendable, Hashable {
    /// The trust root to start from.
    public var root: Address
    /// The folder with the registry's own keys, for whoever writes to it.
    public var keyFolder: String?
    /// The head that this user saw last.
    public var lastHead: GitObjectID?

    /// A pin.
    public init(root: Address, keyFolder: String? = nil, lastHead: GitObjectID? = nil) {
        self.root = root
        self.keyFolder = keyFolder
        self.lastHead = lastHead
    }
}

/// The user's pins, by the origin of the registry: `registries.json` in the configuration folder.
public struct RegistrySettings: Sendable {
    let path: String

    /// The settings of an environment.
    public init(_ environment: BinderyEnvironment) { path = environment.configurationFolder + "/registries.json" }

    /// What is known about a registry.
    public func pin(for origin: String) throws -> RegistryPin? { try pin(for: origin, in: load()) }

    /// The key folders of all pinned registries.
    func keyFolders() throws -> [String] {
        guard case .object(let registries) = try load() else { return [] }
        return registries.members.compactMap { $0.value["keys"]?.string }
    }

    /// Changes what is known about a registry; the file has mode 0600.
    ///
    /// - Parameter change: is lent what is known when nobody else changes it, which may be other than what the caller read before; if
    ///   it throws or changes nothing, nothing is written.
    public func update(_ origin: String, _ change: (inout RegistryPin?) throws -> Void) throws {
        try SafeFile.makePrivateFolder(String(path.dropLast("/registries.json".count)))
        try SafeFile.exclusively(on: path) {
            var registries = try load()
            let known = try pin(for: origin, in: registries)
            var pin = known
            try change(&pin)
            guard pin != known else { return }
            registries.set(origin, pin.map(Self.entry))
            let text = (["registries": registries] as JSONValue).prettyText() + "\n"
            try SafeFile.write(Array(text.utf8), to: path, mode: 0o600, replaces: true)
        }
    }

    private func pin(for origin: String, in registries: JSONValue) throws -> RegistryPin? {
        guard let entry = registries[origin] else { return nil }
        guard let root = entry["root"]?.string.flatMap(Address.init) else {
            throw ServiceError(
                .badData, at: path, "the entry of `\(origin)` names no root address",
                remedy: "Correct or remove the entry.")
        }
        return RegistryPin(
            root: root, keyFolder: entry["keys"]?.string,
            lastHead: entry["lastHead"]?.string.flatMap(GitObjectID.init(hex:)))
    }

    private static func entry(_ pin: RegistryPin) -> JSONValue {
        var entry: JSONValue = ["root": .string("\(pin.root)")]
        entry.set("keys", pin.keyFolder.map(JSONValue.string))
        entry.set("lastHead", pin.lastHead.map { .string("\($0)") })
        return entry
    }

    private func load() throws -> JSONValue {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        do {
            let registries = JSONValue(try JSONDocument(parsing: SafeFile.read(path)).root)["registries"] ?? [:]
            guard case .object = registries else {
                throw ServiceError(
                    .badData, at: path, "`registries` is no object", remedy: "Correct the file, or remove it.")
            }
            return registries
        } catch let error as JSONError {
            throw ServiceError(.badData, at: path, "\(error.location): \(error.problem)", remedy: error.remedy)
        }
    }
}

extension JSONValue {
    /// The text of a string.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
