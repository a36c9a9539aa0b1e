internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import JSON
internal import KnowledgeRegistry
internal import Recompute

/// The recomputations of a registry on disk, beside its index: `recompute/<model>-<number>/`, each with the job, its
/// documents, its journal, and what is signed and not yet published.
struct RecomputeFolder {
    private let path: String

    init(of registry: Registry) { path = registry.stateFolder + "/recompute" }

    /// The right to be the only recomputation of the registry; makes the folder.
    func lock() throws -> HeldLock {
        try SafeFile.makePrivateFolder(path)
        return try HeldLock(path + "/lock", "a recomputation of this registry")
    }

    /// When documents were superseded without a person, by whichever job. A line is written before the publication, so
    /// that a killed process counts one too many and never one too few.
    var supersessionsPath: String { path + "/supersessions.jsonl" }

    /// Keeps which documents cite sources that have changed; what was known before is part of it.
    func keep(_ changed: [ChangedSources]) throws {
        let value = JSONValue.array(changed.map(\.json))
        try SafeFile.write(Array("\(value.text())\n".utf8), to: sourcesPath, mode: 0o600, replaces: true)
    }

    /// The documents that cite sources that have changed, as far as anybody looked.
    func changedSources() throws -> [ChangedSources] {
        guard FileManager.default.fileExists(atPath: sourcesPath) else { return [] }
        let document = try FileError.naming(sourcesPath) {
            try JSONDocument(parsing: try SafeFile.read(sourcesPath))
        }
        return try document.root.elements.map { node in
            guard let changed = ChangedSources(node) else {
                throw ServiceError(
                    .badData, at: sourcesPath, "the file is not what a recomputation wrote",
                    remedy: "Remove it, and run `bindery recompute --sources DIR` again.")
            }
            return changed
        }
    }

    private var sourcesPath: String { path + "/sources.json" }

    /// The folders of a model's jobs, in the order in which they began.
    func jobs(of model: ModelIdentity) throws -> [String] {
        let prefix = Self.prefix(of: model)
        return try numbered().filter { $0.prefix == prefix }.map(\.folder)
    }

    /// The folder of the job that was begun last, by its number: clocks go back.
    func newestJob() throws -> String? {
        try numbered().last?.folder
    }

    /// Puts a job on disk; its folder appears whole.
    func begin(_ job: RecomputeJob) throws -> String {
        let number = (try numbered().last?.number ?? 0) + 1
        let folder = "\(path)/\(Self.prefix(of: job.model))-\(number)"
        let making = "\(path)/.making"
        try? FileManager.default.removeItem(atPath: making)
        try SafeFile.makePrivateFolder(making + "/outbox")
        let documents = try LineFile(making + "/documents.jsonl")
        for start in stride(from: 0, to: job.plan.entries.count, by: 1_000) {
            try documents.append(job.plan.entries[start..<min(start + 1_000, job.plan.entries.count)].map(\.json))
        }
        try documents.sync()
        try SafeFile.write(
            Array("\(job.json.prettyText())\n".utf8), to: making + "/job.json", mode: 0o600, replaces: true)
        guard rename(making, folder) == 0 else { throw SafeFile.failure(folder) }
        try SafeFile.syncFolder(of: folder)
        return folder
    }

    /// The folders of all jobs, in the order in which they began.
    private func numbered() throws -> [(prefix: String, number: Int, folder: String)] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).compactMap { name in
            guard let job = name.wholeMatch(of: /([0-9a-f]{16})-([1-9][0-9]{0,9})/), let number = Int(job.2) else {
                return nil
            }
            return (String(job.1), number, "\(path)/\(name)")
        }.sorted { ($0.number, $0.prefix) < ($1.number, $1.prefix) }
    }

    private static func prefix(of model: ModelIdentity) -> String {
        String("\(SHA256.digest(of: model.json.canonicalBytes()))".prefix(16))
    }
}
