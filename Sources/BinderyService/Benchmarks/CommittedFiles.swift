internal import GitStore
internal import KnowledgeRegistry

/// The files that one commit of a registry wrote: what a reference has to store too.
struct CommittedFiles {
    let files: [GitFile]

    init(of commit: GitObjectID, in registry: Registry) throws {
        let repository = registry.repository
        let parent = try repository.commit(commit).parents.first
        files = try repository.changes(from: parent, to: commit).compactMap { change in
            try change.newBlob.map { GitFile(path: change.path, bytes: try repository.blob($0)) }
        }
    }
}
