public import BoundKnowledge
internal import JSON

/// What a registry says about itself in `registry.jsonld`. Unsigned, and never trusted by itself.
public struct RegistryDescription: Sendable, Hashable {
    /// What `bind` uses where its caller is silent.
    public struct Defaults: Sendable, Hashable {
        /// BCP 47 tag.
        public var language: String
        /// SPDX expression or URL.
        public var license: String
        /// How quickly answers age.
        public var freshness: FreshnessClass

        /// Defaults.
        public init(language: String = "en", license: String = "CC-BY-4.0", freshness: FreshnessClass = .general) {
            self.language = language
            self.license = license
            self.freshness = freshness
        }
    }

    /// Its name.
    public var name: String
    /// The origin of its log.
    public var origin: String
    /// What `bind` uses where its caller is silent.
    public var defaults: Defaults

    /// A description.
    public init(name: String, origin: String, defaults: Defaults = Defaults()) {
        self.name = name
        self.origin = origin
        self.defaults = defaults
    }

    /// The canonical bytes of the file.
    public var bytes: [UInt8] {
        let value: JSONValue = [
            "@context": .array(Envelope.context.map(JSONValue.string)),
            "name": .string(name), "origin": .string(origin), "formatVersion": 1,
            "defaults": [
                "language": .string(defaults.language), "license": .string(defaults.license),
                "freshness": .string(defaults.freshness.rawValue),
            ],
        ]
        return value.canonicalBytes()
    }

    /// The description of a file's bytes; members that a later version may add are passed over.
    public init(bytes: [UInt8]) throws(RegistryError) {
        guard let document = try? JSONDocument(parsing: bytes), let name = document.root["name"]?.stringValue,
            let origin = document.root["origin"]?.stringValue, TextRules.isOrigin(origin), TextRules.isLine(name),
            let version = document.root["formatVersion"]?.integerValue
        else {
            throw RegistryError(
                .notARegistry, at: RegistryLayout.description, "the file states no name, origin and formatVersion",
                remedy: "Make a registry with `bindery init`.")
        }
        guard version == 1 else {
            throw RegistryError(
                .notARegistry, at: RegistryLayout.description, "the registry has format version \(version), expected 1",
                remedy: "Update bindery.")
        }
        let stated = document.root["defaults"]
        let fallback = Defaults()
        self.init(
            name: name, origin: origin,
            defaults: Defaults(
                language: stated?["language"]?.stringValue ?? fallback.language,
                license: stated?["license"]?.stringValue ?? fallback.license,
                freshness: stated?["freshness"]?.stringValue.flatMap(FreshnessClass.init) ?? fallback.freshness))
    }
}
