internal import BoundKnowledge
internal import GitStore

/// The files that one commit writes: the objects in order first, then what is derived from them.
struct PublicationFiles {
    let all: [GitFile]

    init(_ plan: PublicationPlan) throws {
        var files = plan.accepted.map { GitFile(path: RegistryLayout.path(of: $0.address), bytes: $0.bytes) }
        var lineages: Set<LineageID> = []
        for object in plan.accepted {
            switch object.envelope.subject {
            case .boundDocument(let document):
                lineages.insert(document.lineage)
            case .withdrawal(let withdrawal):
                if case .boundDocument(let document)? = try plan.object(at: withdrawal.object)?.envelope.subject {
                    lineages.insert(document.lineage)
                }
            case .attestation(let attestation):
                if try plan.changesQuarantine(by: attestation),
                    case .boundDocument(let document)? = try plan.object(at: attestation.object)?.envelope.subject
                {
                    lineages.insert(document.lineage)
                }
            case .trustRoot(let root):
                files.append(GitFile(path: RegistryLayout.rootPath(version: root.version), bytes: object.bytes))
            case .modelManifest, .aliasSet:
                break
            }
        }
        for lineage in lineages.sorted(by: { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }) {
            guard let current = try plan.currentDocument(of: lineage),
                let head = try ReadableHead(
                    current, withdrawal: plan.withdrawal(of: current.address),
                    quarantine: plan.quarantine(of: current.address), object: plan.object(at:))
            else { continue }
            files.append(GitFile(path: RegistryLayout.headPath(of: lineage), bytes: head.bytes))
        }
        all = files
    }
}

extension ReadableHead {
    /// The head of a lineage whose current version is `current`; `nil` if that is no document.
    init?(
        _ current: BoundObject, withdrawal: Withdrawal?, quarantine: Address?,
        object: (Address) throws -> BoundObject?
    ) rethrows {
        guard case .boundDocument(let document) = current.envelope.subject else { return nil }
        var model: String?
        switch document.derivation?.model {
        case .declared(let declared):
            model = "\(declared.name) \(declared.version) (\(declared.provider), declared)"
        case .manifest(let address):
            if case .modelManifest(let manifest)? = try object(address)?.envelope.subject {
                model = "\(manifest.name) \(manifest.version) (\(address))"
            }
        case nil:
            break
        }
        self.init(
            address: current.address, envelope: current.envelope, document: document, model: model,
            withdrawal: withdrawal, quarantine: quarantine)
    }
}
