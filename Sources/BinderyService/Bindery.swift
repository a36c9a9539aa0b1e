public import BoundKnowledge
internal import Cryptography
public import KnowledgeRegistry

/// The service: wires settings, keys and registries for whoever drives it, the command line or a server.
public struct Bindery: Sendable {
    /// Everything from outside.
    public let environment: BinderyEnvironment
    /// The user's pins.
    public let settings: RegistrySettings

    /// A service in an environment.
    public init(_ environment: BinderyEnvironment) {
        self.environment = environment
        settings = RegistrySettings(environment)
    }

    /// The trust root to start from: the one given, or the user's pin; `nil` where there is neither.
    public func pinnedRoot(given: Address?, origin: String) throws -> Address? {
        try given ?? settings.pin(for: origin)?.root
    }

    /// A writer of `registry` with the commit key of its key folder.
    ///
    /// - Parameters:
    ///   - registry: the registry.
    ///   - root: a trust root in place of the user's pin.
    ///   - keyFolder: a key folder in place of the user's setting.
    ///   - waiting: called once with the other writer's name where one holds the lock for a second.
    /// - Throws: `ServiceError.configuration` where this user has no pin or no key folder for the registry.
    public func writer(
        of registry: Registry, root: Address? = nil, keyFolder: String? = nil,
        waiting: (String) -> Void = { _ in }
    ) throws -> RegistryWriter {
        let origin = registry.description.origin
        let pin = try settings.pin(for: origin)
        guard let root = root ?? pin?.root else {
            throw ServiceError(
                .configuration, at: registry.path, "no trust root is pinned for `\(origin)`",
                remedy: "Give its address with --root.")
        }
        return try RegistryWriter(
            registry, commitKey: commitKey(of: origin, folder: keyFolder ?? pin?.keyFolder), pinned: root,
            clock: environment.clock, waiting: waiting)
    }

    private func commitKey(of origin: String, folder: String?) throws -> Ed25519PrivateKey {
        if origin.hasPrefix(DemoKey.originPrefix) { return try DemoKey.key(for: .commit) }
        guard let folder else {
            throw ServiceError(
                .configuration, at: origin, "no key folder is known for the registry",
                remedy: "Give the folder with commit.pem with --key-folder.")
        }
        return try KeyFile.readPrivate("\(folder)/commit.pem") { nil }
    }
}
