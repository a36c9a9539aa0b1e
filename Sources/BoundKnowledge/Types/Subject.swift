public import JSON

/// The `credentialSubject` of an object, by type.
public indirect enum Subject: Sendable, Hashable {
    case boundDocument(BoundDocument)
    case modelManifest(ModelManifest)
    case attestation(Attestation)
    case withdrawal(Withdrawal)
    case aliasSet(AliasSet)
    case trustRoot(TrustRoot)

    init?(_ type: ObjectType, _ reader: inout MemberReader) {
        let subject: Subject? =
            switch type {
            case .boundDocument: BoundDocument(&reader).map(Subject.boundDocument)
            case .modelManifest: ModelManifest(&reader).map(Subject.modelManifest)
            case .attestation: Attestation(&reader).map(Subject.attestation)
            case .withdrawal: Withdrawal(&reader).map(Subject.withdrawal)
            case .aliasSet: AliasSet(&reader).map(Subject.aliasSet)
            case .trustRoot: TrustRoot(&reader).map(Subject.trustRoot)
            }
        guard let subject else { return nil }
        self = subject
    }

    /// The type.
    public var type: ObjectType {
        switch self {
        case .boundDocument: .boundDocument
        case .modelManifest: .modelManifest
        case .attestation: .attestation
        case .withdrawal: .withdrawal
        case .aliasSet: .aliasSet
        case .trustRoot: .trustRoot
        }
    }

    /// The subject as it stands in an object.
    public var json: JSONValue {
        switch self {
        case .boundDocument(let subject): subject.json
        case .modelManifest(let subject): subject.json
        case .attestation(let subject): subject.json
        case .withdrawal(let subject): subject.json
        case .aliasSet(let subject): subject.json
        case .trustRoot(let subject): subject.json
        }
    }

    /// The lineage of a document or an alias set.
    public var lineage: LineageID? {
        switch self {
        case .boundDocument(let subject): subject.lineage
        case .aliasSet(let subject): subject.lineage
        default: nil
        }
    }

    /// The version of a document, an alias set or a trust root.
    public var version: Int64? {
        switch self {
        case .boundDocument(let subject): subject.version
        case .aliasSet(let subject): subject.version
        case .trustRoot(let subject): subject.version
        default: nil
        }
    }

    /// The object before this one in its chain of versions.
    public var previous: Address? {
        switch self {
        case .boundDocument(let subject): subject.previous
        case .modelManifest(let subject): subject.previous
        case .aliasSet(let subject): subject.previous
        case .trustRoot(let subject): subject.previous
        case .attestation, .withdrawal: nil
        }
    }
}

extension Envelope {
    /// Lends each text that people read, with its pointer; they are searched for invisible characters.
    func forEachReadableText(_ body: (_ text: String, _ pointer: @autoclosure () -> String) -> Void) {
        switch subject {
        case .boundDocument(let subject):
            body(subject.question, "/credentialSubject/question")
            body(subject.answer.text, "/credentialSubject/answer/text")
            guard let sources = subject.sources else { break }
            for index in sources.indices { body(sources[index].title, "/credentialSubject/sources/\(index)/title") }
        case .aliasSet(let subject):
            for (index, wording) in subject.wordings.enumerated() {
                body(wording, "/credentialSubject/wordings/\(index)")
            }
            for (index, wording) in subject.refused.enumerated() {
                body(wording, "/credentialSubject/refused/\(index)")
            }
        case .withdrawal(let subject):
            body(subject.note ?? "", "/credentialSubject/note")
        case .modelManifest(let subject):
            body(subject.name, "/credentialSubject/name")
            body(subject.version, "/credentialSubject/version")
        case .attestation, .trustRoot:
            break
        }
        body(name, "/name")
        body(issuer.name, "/issuer/name")
    }
}
