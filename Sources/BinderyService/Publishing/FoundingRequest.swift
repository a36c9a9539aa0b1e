internal import BoundKnowledge
public import Cryptography
public import KnowledgeRegistry

/// What a new registry is to be.
public struct FoundingRequest: Sendable {
    /// The folder to make.
    public var path: String
    /// Its name.
    public var name: String
    /// The origin of its log; without one, a name that contains 8 digits of the log key's digest.
    public var origin: String?
    /// The keys of publishers.
    public var publishers: [Ed25519PublicKey]
    /// The keys of auditors.
    public var auditors: [Ed25519PublicKey]
    /// How many publishers must sign.
    public var publisherThreshold: Int64
    /// What `bind` uses where its caller is silent.
    public var defaults: RegistryDescription.Defaults
    /// The folder for the root, log and commit keys; without one, a folder of the user's data.
    public var keyFolder: String?
    /// The keys themselves, where they are not to be generated: the demonstration's.
    package var keys: RegistryKeys?
    /// How long the trust root authorises new entries.
    public var rootLifetimeInDays: Int

    /// A request with everything else by default.
    public init(path: String, name: String, publishers: [Ed25519PublicKey]) {
        self.path = path
        self.name = name
        self.publishers = publishers
        auditors = []
        publisherThreshold = 1
        defaults = RegistryDescription.Defaults()
        rootLifetimeInDays = 365
    }
}

extension FoundingRequest {
    /// Refuses what no registry can be made of, before anything is written; what it names is the option of `init`.
    func check() throws(ServiceError) {
        guard TextRules.isLine(name) else {
            throw ServiceError(
                .usage, at: "--name", "found \(name.isEmpty ? "an empty name" : "control characters"), expected a line",
                remedy: "Write a name of one line.")
        }
        if let origin, !TextRules.isOrigin(origin) {
            throw ServiceError(
                .usage, at: "--origin", "`\(origin)` is no log origin",
                remedy: "Use 1 to 255 printable ASCII characters without space or `+`, for example example.org/library."
            )
        }
        try checkDefaults()
        _ = try RootLifetime(days: rootLifetimeInDays, option: "--root-lifetime")
        guard !publishers.isEmpty, publisherThreshold >= 1, publisherThreshold <= publishers.count else {
            throw ServiceError(
                .usage, at: "--threshold",
                "found a threshold of \(publisherThreshold), expected 1 to \(publishers.count), the number of publishers' keys",
                remedy: "Lower the threshold, or name more keys with --key.")
        }
    }

    private func checkDefaults() throws(ServiceError) {
        guard TextRules.isLanguageTag(defaults.language) else {
            throw ServiceError(
                .usage, at: "--language", "found `\(defaults.language)`, expected a language tag (BCP 47)",
                remedy: "Write a tag such as en, de or pt-BR.")
        }
        guard TextRules.isLicense(defaults.license) else {
            throw ServiceError(
                .usage, at: "--license", "`\(defaults.license)` is no SPDX license expression and no address",
                remedy:
                    "Write an expression of SPDX ids, for example CC-BY-4.0, or an absolute address: http:, https: or urn:."
            )
        }
    }
}
