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

    init(of registry: Registry) throws {
        path = registry.stateFolder + "/recompute"
        try SafeFile.makePrivateFolder(path)
    }

    /// The right to be the only recomputation of the registry.
    func lock() throws -> HeldLock { try HeldLock(path + "/lock", "a recomputation of this registry") }

    /// When documents were superseded without a person, by whichever job. A line is written before the publication, so
    /// that a killed process counts one too many and never one too few.
    var supersessionsPath: String { path + "/supersessions.jsonl" }

    /// The folders of a model's jobs, in the order in which they began.
    func jobs(of model: ModelIdentity) throws -> [String] {
        let prefix = Self.prefix(of: model)
        return try numbered().filter { $0.prefix == prefix }.map(\.folder)
    }

    /// The folder of the job that was begun last.
    func newestJob() throws -> String? {
        try numbered().max { Self.date(of: $0.folder) < Self.date(of: $1.folder) }?.folder
    }

    /// Puts a job on disk; its folder appears whole.
    func begin(_ job: RecomputeJob) throws -> String {
        let prefix = Self.prefix(of: job.model)
        let number = (try numbered().filter { $0.prefix == prefix }.map(\.number).max() ?? 0) + 1
        let folder = "\(path)/\(prefix)-\(number)"
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

    private func numbered() throws -> [(prefix: String, number: Int, folder: String)] {
        try FileManager.default.contentsOfDirectory(atPath: path).compactMap { name in
            guard let dash = name.lastIndex(of: "-"), let number = Int(name[name.index(after: dash)...]) else {
                return nil
            }
            return (String(name[..<dash]), number, "\(path)/\(name)")
        }.sorted { ($0.prefix, $0.number) < ($1.prefix, $1.number) }
    }

    private static func prefix(of model: ModelIdentity) -> String {
        String("\(SHA256.digest(of: model.json.canonicalBytes()))".prefix(16))
    }

    private static func date(of folder: String) -> Date {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/job.json")
        return attributes?[.modificationDate] as? Date ?? .distantPast
    }
}
