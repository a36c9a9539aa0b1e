public import Cryptography
public import JSON
internal import Signing

/// Who speaks in a prompt's message.
public enum MessageRole: String, Sendable, Hashable, CaseIterable {
    case system, user, assistant, tool
}

/// One message of the prompt, whole: a digest alone would let nobody derive the answer again.
public struct Message: Sendable, Hashable {
    /// Who speaks.
    public var role: MessageRole
    /// What is said.
    public var content: String

    /// A message.
    public init(role: MessageRole, content: String) {
        self.role = role
        self.content = content
    }

    init?(_ reader: inout MemberReader) {
        let role = reader.required("role", Form<MessageRole>.choice)
        let content = reader.required("content", .raw)
        guard let role, let content else { return nil }
        (self.role, self.content) = (role, content)
    }

    var json: JSONValue { ["role": .string(role.rawValue), "content": .string(content)] }
}

/// A model as an external engine names it: taken on trust.
public struct DeclaredModel: Sendable, Hashable {
    /// Who runs it.
    public var provider: String
    /// Its name there.
    public var name: String
    /// Its version there.
    public var version: String
    /// The engine's own fingerprint of its configuration.
    public var systemFingerprint: String?
    /// The engine's id of the response.
    public var responseId: String?

    /// A declared model.
    public init(
        provider: String, name: String, version: String, systemFingerprint: String? = nil, responseId: String? = nil
    ) {
        self.provider = provider
        self.name = name
        self.version = version
        self.systemFingerprint = systemFingerprint
        self.responseId = responseId
    }

    init?(_ reader: inout MemberReader) {
        let provider = reader.required("provider", .line)
        let name = reader.required("name", .line)
        let version = reader.required("version", .line)
        let systemFingerprint = reader.optional("systemFingerprint", .line)
        let responseId = reader.optional("responseId", .line)
        guard let provider, let name, let version else { return nil }
        self.init(
            provider: provider, name: name, version: version, systemFingerprint: systemFingerprint,
            responseId: responseId)
    }

    var json: JSONValue {
        var value: JSONValue = ["provider": .string(provider), "name": .string(name), "version": .string(version)]
        value.set("systemFingerprint", systemFingerprint.map(JSONValue.string))
        value.set("responseId", responseId.map(JSONValue.string))
        return value
    }
}

/// The model that derived an answer.
public enum DerivingModel: Sendable, Hashable {
    /// A model whose manifest is in the registry: anyone can derive the same bytes again.
    case manifest(Address)
    /// A model of an external engine.
    case declared(DeclaredModel)

    /// The model as it stands in a derivation: the manifest's address, or an object.
    public var json: JSONValue {
        switch self {
        case .manifest(let address): .string("\(address)")
        case .declared(let model): model.json
        }
    }
}

/// How far samples of one and the same model differ from each other.
public struct NoiseFloor: Sendable, Hashable {
    /// How many samples were drawn.
    public var samples: Int64
    /// How many were byte for byte the answer.
    public var identical: Int64
    /// How many said the same in other words.
    public var equivalent: Int64
    /// SHA-256 of each sample.
    public var sampleDigests: [Digest]?

    /// What samples showed.
    public init(samples: Int64, identical: Int64, equivalent: Int64, sampleDigests: [Digest]? = nil) {
        (self.samples, self.identical, self.equivalent) = (samples, identical, equivalent)
        self.sampleDigests = sampleDigests
    }

    init?(_ reader: inout MemberReader) {
        let samples = reader.required("samples", .count)
        let identical = reader.required("identical", .count)
        let equivalent = reader.required("equivalent", .count)
        sampleDigests = reader.optionalArray("sampleDigests", of: .digest)
        guard let samples, let identical, let equivalent else { return nil }
        if identical > samples || equivalent > samples - identical {
            reader.report(
                "noise-floor", "samples", "\(identical) identical and \(equivalent) equivalent of \(samples) samples",
                remedy: "Correct the counts and sign again.")
        }
        (self.samples, self.identical, self.equivalent) = (samples, identical, equivalent)
    }

    var json: JSONValue {
        var value: JSONValue = [
            "samples": .integer(samples), "identical": .integer(identical), "equivalent": .integer(equivalent),
        ]
        value.set("sampleDigests", sampleDigests.map { .array($0.map { .string(DigestMultibase.encode($0)) }) })
        return value
    }
}

/// Everything that is needed to derive an answer again (`docs/format/objects.md` section 3.1).
public struct Derivation: Sendable, Hashable {
    /// Which model.
    public var model: DerivingModel
    /// The numerics of the kernel, for example `bk1`.
    public var numerics: String?
    /// The whole prompt, grounding included.
    public var messages: [Message]
    /// SHA-256 of the chat template.
    public var templateDigest: Digest?
    /// How tokens were chosen.
    public var sampler: Sampler
    /// The seed, an unsigned 64-bit integer in decimal.
    public var seed: String?
    /// Tokens of the prompt.
    public var inputTokens: Int64?
    /// Tokens of the raw output.
    public var outputTokens: Int64?
    /// SHA-256 of the raw output's exact UTF-8.
    public var outputDigest: Digest
    /// The raw output, when a person edited it.
    public var rawOutput: String?
    /// What the person did, when a person edited it.
    public var editNote: String?
    /// How far samples of the same model differ.
    public var noiseFloor: NoiseFloor?
    /// When the derivation began.
    public var started: Timestamp?
    /// When it ended.
    public var ended: Timestamp?
    /// What it cost.
    public var energy: Energy?

    /// A derivation that is declared by whoever asked an external engine.
    public init(
        model: DerivingModel, messages: [Message], sampler: Sampler, seed: String? = nil, outputDigest: Digest,
        rawOutput: String? = nil, editNote: String? = nil
    ) {
        self.model = model
        self.messages = messages
        self.sampler = sampler
        self.seed = seed
        self.outputDigest = outputDigest
        self.rawOutput = rawOutput
        self.editNote = editNote
    }

    init?(_ reader: inout MemberReader) {
        let model = Self.readModel(&reader)
        let numerics = reader.optional("numerics", .line)
        let messages = reader.objects("messages", isNonEmpty: true) { Message(&$0) }
        let templateDigest = reader.optional("templateDigest", .digest)
        let sampler = reader.object("sampler") { Sampler(&$0) }
        let seed = reader.optional("seed", .seed)
        let inputTokens = reader.optional("inputTokens", .count)
        let outputTokens = reader.optional("outputTokens", .count)
        let outputDigest = reader.required("outputDigest", .digest)
        let rawOutput = reader.optional("rawOutput", .raw)
        let editNote = reader.optionalObject("edit") { $0.required("note", .prose) }
        let noiseFloor = reader.optionalObject("noiseFloor") { NoiseFloor(&$0) }
        let started = reader.optional("started", .time)
        let ended = reader.optional("ended", .time)
        let energy = reader.optionalObject("energy") { Energy(&$0) }
        // What is there and cannot be read has been reported; the document's rules must not call it absent.
        let conditional: [(name: StaticString, isRead: Bool)] = [
            ("numerics", numerics != nil), ("templateDigest", templateDigest != nil),
            ("inputTokens", inputTokens != nil),
            ("outputTokens", outputTokens != nil), ("rawOutput", rawOutput != nil), ("edit", editNote != nil),
        ]
        guard let model, let messages, let sampler, let outputDigest,
            conditional.allSatisfy({ $0.isRead || !reader.contains($0.name) })
        else { return nil }
        (self.model, self.messages, self.sampler, self.outputDigest) = (model, messages, sampler, outputDigest)
        (self.numerics, self.templateDigest, self.seed) = (numerics, templateDigest, seed)
        (self.inputTokens, self.outputTokens, self.rawOutput) = (inputTokens, outputTokens, rawOutput)
        (self.editNote, self.noiseFloor, self.started) = (editNote, noiseFloor, started)
        (self.ended, self.energy) = (ended, energy)
        checkRelations(reader)
    }

    private static func readModel(_ reader: inout MemberReader) -> DerivingModel? {
        guard let node = reader.node("model") else {
            reader.report(
                "missing-member", "model", "the member is missing, expected an address or a declared model",
                remedy: "Add it and sign again.")
            return nil
        }
        if let text = node.stringValue, let address = Address(text) { return .manifest(address) }
        return MemberReader.object(node, reader.list) { DeclaredModel(&$0) }
            .map(DerivingModel.declared)
    }

    private func checkRelations(_ reader: MemberReader) {
        if let started, let ended, ended < started {
            reader.report(
                "time-order", "ended", "the derivation ended at \(ended), before it started at \(started)",
                remedy: "Correct the times and sign again.")
        }
        if let rawOutput, SHA256.digest(of: rawOutput) != outputDigest {
            reader.report(
                "output-digest", "outputDigest", "the digest is not that of `rawOutput`",
                remedy: "The raw output or the digest was changed: fetch the object again from another source.")
        }
    }

    var json: JSONValue {
        var value: JSONValue = ["model": model.json]
        value.set("numerics", numerics.map(JSONValue.string))
        value.set("messages", .array(messages.map(\.json)))
        value.set("templateDigest", templateDigest.map { .string(DigestMultibase.encode($0)) })
        value.set("sampler", sampler.json)
        value.set("seed", seed.map(JSONValue.string))
        value.set("inputTokens", inputTokens.map(JSONValue.integer))
        value.set("outputTokens", outputTokens.map(JSONValue.integer))
        value.set("outputDigest", .string(DigestMultibase.encode(outputDigest)))
        value.set("rawOutput", rawOutput.map(JSONValue.string))
        value.set("edit", editNote.map { ["note": .string($0)] })
        value.set("noiseFloor", noiseFloor?.json)
        value.set("started", started.map { .string("\($0)") })
        value.set("ended", ended.map { .string("\($0)") })
        value.set("energy", energy?.json)
        return value
    }
}
