public import Cryptography
public import JSON
internal import Signing

/// One file of a model's weights.
public struct WeightsFile: Sendable, Hashable {
    /// Its file name.
    public var name: String
    /// SHA-256 of its bytes.
    public var digest: Digest
    /// Its size in bytes.
    public var byteSize: Int64

    /// A file of weights.
    public init(name: String, digest: Digest, byteSize: Int64) {
        self.name = name
        self.digest = digest
        self.byteSize = byteSize
    }

    init?(_ reader: inout MemberReader) {
        let name = reader.required("name", .line)
        let digest = reader.required("digestMultibase", .digest)
        let byteSize = reader.required("byteSize", .count)
        guard let name, let digest, let byteSize else { return nil }
        (self.name, self.digest, self.byteSize) = (name, digest, byteSize)
    }

    var json: JSONValue {
        [
            "name": .string(name), "digestMultibase": .string(DigestMultibase.encode(digest)),
            "byteSize": .integer(byteSize),
        ]
    }
}

/// What a model is, byte for byte: the `credentialSubject` of a ModelManifest (`docs/format/objects.md` section 4).
public struct ModelManifest: ObjectPart {
    /// The model's name.
    public var name: String
    /// The model's version, as its maker writes it.
    public var version: String
    /// The weights.
    public var weights: [WeightsFile]
    /// SHA-256 of the tokenizer.
    public var tokenizerDigest: Digest
    /// SHA-256 of the chat template.
    public var templateDigest: Digest
    /// For example `llama`.
    public var architecture: String
    /// For example `Q8_0`.
    public var quantisation: String
    /// The numerics of the kernel.
    public var numerics: String
    /// In tokens.
    public var contextLength: Int64
    /// SPDX expression or URL.
    public var license: String
    /// Where the weights came from.
    public var source: String?
    /// What training cost.
    public var trainingEnergy: Energy?
    /// The manifest of the version before.
    public var previous: Address?
    /// Members that never affect verification.
    public var extensions: JSONValue?

    /// What a model is, without what a manifest may leave out.
    public init(
        name: String, version: String, weights: [WeightsFile], tokenizerDigest: Digest, templateDigest: Digest,
        architecture: String, quantisation: String, numerics: String, contextLength: Int64, license: String
    ) {
        self.name = name
        self.version = version
        self.weights = weights
        self.tokenizerDigest = tokenizerDigest
        self.templateDigest = templateDigest
        self.architecture = architecture
        self.quantisation = quantisation
        self.numerics = numerics
        self.contextLength = contextLength
        self.license = license
    }

    init?(_ reader: inout MemberReader) {
        let name = reader.required("name", .line)
        let version = reader.required("version", .line)
        let weights = reader.objects("weights", isNonEmpty: true) { WeightsFile(&$0) }
        let tokenizerDigest = reader.required("tokenizerDigest", .digest)
        let templateDigest = reader.required("templateDigest", .digest)
        let architecture = reader.required("architecture", .line)
        let quantisation = reader.required("quantisation", .line)
        let numerics = reader.required("numerics", .line)
        let contextLength = reader.required("contextLength", .positiveCount)
        let license = reader.required("license", .license)
        source = reader.optional("source", .url)
        trainingEnergy = reader.optionalObject("trainingEnergy") { Energy(&$0) }
        previous = reader.optional("previous", .address)
        extensions = reader.extensions()
        guard let name, let version, let weights, let tokenizerDigest, let templateDigest, let architecture,
            let quantisation, let numerics, let contextLength, let license
        else { return nil }
        (self.name, self.version, self.weights) = (name, version, weights)
        (self.tokenizerDigest, self.templateDigest) = (tokenizerDigest, templateDigest)
        (self.architecture, self.quantisation, self.numerics) = (architecture, quantisation, numerics)
        (self.contextLength, self.license) = (contextLength, license)
    }

    /// The `credentialSubject` as it stands in an object.
    public var json: JSONValue {
        var value: JSONValue = ["formatVersion": 1, "name": .string(name), "version": .string(version)]
        value.set("weights", .array(weights.map(\.json)))
        value.set("tokenizerDigest", .string(DigestMultibase.encode(tokenizerDigest)))
        value.set("templateDigest", .string(DigestMultibase.encode(templateDigest)))
        value.set("architecture", .string(architecture))
        value.set("quantisation", .string(quantisation))
        value.set("numerics", .string(numerics))
        value.set("contextLength", .integer(contextLength))
        value.set("license", .string(license))
        value.set("source", source.map(JSONValue.string))
        value.set("trainingEnergy", trainingEnergy?.json)
        value.set("previous", previous.map { .string("\($0)") })
        value.set("extensions", extensions)
        return value
    }
}
