internal import Cryptography
public import JSON

/// Who may be shown a document.
public enum Distribution: String, Sendable, Hashable, CaseIterable {
    case `public`, restricted
}

/// How far anyone can derive the answer again.
public enum Reproducibility: String, Sendable, Hashable, CaseIterable {
    /// Bit for bit, with the local kernel.
    case bitwise
    /// Said by whoever asked an external engine.
    case declared
    /// Written by people.
    case authored
}

/// What a change of the model triggers.
public enum Recheck: String, Sendable, Hashable, CaseIterable {
    case rederive, compare, never
}

/// A bound answer: the `credentialSubject` of a BoundDocument (`docs/format/objects.md` section 3).
public struct BoundDocument: ObjectPart {
    /// The canonical question, written by the publisher.
    public var question: String { didSet { lineage = LineageID(question: question, scope: scope) } }
    /// For whom and where the answer holds.
    public var scope: Scope { didSet { lineage = LineageID(question: question, scope: scope) } }
    /// The name of the question in its scope; kept, since every check and every index asks for it.
    public private(set) var lineage: LineageID
    /// The lineage of the same subject under another wording.
    public var continues: LineageID?
    /// 1, 2, …
    public var version: Int64
    /// The version before this one.
    public var previous: Address?
    /// Why the version exists.
    public var change: Change
    /// The answer's exact text.
    public var answer: Answer
    /// What the answer stands on.
    public var sources: [Source]?
    /// The day that the text speaks of.
    public var asOf: CalendarDate
    /// When it is to be looked at again.
    public var freshness: Freshness
    /// SPDX expression or URL.
    public var license: String
    /// Words by which people browse.
    public var topics: [String]?
    /// The document that this one translates.
    public var translationOf: Address?
    /// Who may be shown it.
    public var distribution: Distribution
    /// How far it can be derived again.
    public var reproducibility: Reproducibility
    /// What a change of the model triggers.
    public var recheck: Recheck
    /// The whole derivation, unless people wrote the answer.
    public var derivation: Derivation?
    /// Members that never affect verification.
    public var extensions: JSONValue?

    /// Version 1 of a new answer; everything else is set afterwards.
    public init(
        question: String, scope: Scope, answer: Answer, asOf: CalendarDate, freshness: Freshness, license: String,
        reproducibility: Reproducibility, recheck: Recheck = .compare, derivation: Derivation? = nil
    ) {
        self.question = question
        self.scope = scope
        lineage = LineageID(question: question, scope: scope)
        version = 1
        change = Change(.initial)
        self.answer = answer
        self.asOf = asOf
        self.freshness = freshness
        self.license = license
        distribution = .public
        self.reproducibility = reproducibility
        self.recheck = recheck
        self.derivation = derivation
    }

    init?(_ reader: inout MemberReader) {
        let stated = reader.required("lineage", .lineage)
        let question = reader.required("question", .question)
        let scope = reader.object("scope") { Scope(&$0) }
        let continues = reader.optional("continues", .lineage)
        let version = reader.required("version", .positiveCount)
        let previous = reader.optional("previous", .address)
        let change = reader.object("change") { Change(&$0) }
        let answer = reader.object("answer") { Answer(&$0) }
        let sources = reader.optionalObjects("sources") { Source(&$0) }
        let asOf = reader.required("asOf", .date)
        let freshness = reader.object("freshness") { Freshness(&$0) }
        let license = reader.required("license", .license)
        let topics = reader.optionalArray("topics", of: .line)
        let translationOf = reader.optional("translationOf", .address)
        let distribution = reader.required("distribution", Form<Distribution>.choice)
        let reproducibility = reader.required("reproducibility", Form<Reproducibility>.choice)
        let recheck = reader.required("recheck", Form<Recheck>.choice)
        let derivation = reader.optionalObject("derivation") { Derivation(&$0) }
        let extensions = reader.extensions()
        guard let stated, let question, let scope, let version, let change, let answer, let asOf, let freshness,
            let license, let distribution, let reproducibility, let recheck
        else { return nil }
        (self.question, self.scope, self.version, self.change) = (question, scope, version, change)
        lineage = LineageID(question: question, scope: scope)
        (self.continues, self.previous, self.sources, self.topics) = (continues, previous, sources, topics)
        (self.translationOf, self.derivation, self.extensions) = (translationOf, derivation, extensions)
        (self.answer, self.asOf, self.freshness, self.license) = (answer, asOf, freshness, license)
        (self.distribution, self.reproducibility, self.recheck) = (distribution, reproducibility, recheck)
        checkRules(reader, statedLineage: stated)
    }

    /// The `credentialSubject` as it stands in an object.
    public var json: JSONValue {
        var value: JSONValue = ["formatVersion": 1, "lineage": .string(lineage.text), "question": .string(question)]
        value.set("scope", scope.json)
        value.set("continues", continues.map { .string($0.text) })
        value.set("version", .integer(version))
        value.set("previous", previous.map { .string("\($0)") })
        value.set("change", change.json)
        value.set("answer", answer.json)
        value.set("sources", sources.map { .array($0.map(\.json)) })
        value.set("asOf", .string("\(asOf)"))
        value.set("freshness", freshness.json)
        value.set("license", .string(license))
        value.set("topics", topics.map { .array($0.map(JSONValue.string)) })
        value.set("translationOf", translationOf.map { .string("\($0)") })
        value.set("distribution", .string(distribution.rawValue))
        value.set("reproducibility", .string(reproducibility.rawValue))
        value.set("recheck", .string(recheck.rawValue))
        value.set("derivation", derivation?.json)
        value.set("extensions", extensions)
        return value
    }
}
