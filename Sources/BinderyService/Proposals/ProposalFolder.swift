internal import BoundKnowledge
internal import Foundation
internal import KnowledgeRegistry

/// The proposals of a registry on disk: `<lineage>-<id>.json` while one waits, moved to `decided/` when it does no more.
///
/// Beside the index and outside the git tree, so proposals are this machine's: a clone has none, and nobody is shown them.
struct ProposalFolder {
    private let path: String
    private var decidedPath: String { path + "/decided" }

    init(of registry: Registry) { path = registry.stateFolder + "/proposals" }

    /// A proposal's file.
    struct Entry {
        let path: String
        /// The lineage and the digits of the proposal.
        let name: String

        /// Whether the digits begin so.
        func hasID(beginning prefix: String) -> Bool {
            name.utf8.drop { $0 != UInt8(ascii: "-") }.dropFirst().starts(with: prefix.utf8)
        }
    }

    /// Makes the folder and runs `body` while nobody else changes it, in this process or another.
    func exclusively<Value>(_ body: () throws -> Value) throws -> Value {
        try SafeFile.makePrivateFolder(decidedPath)
        return try SafeFile.exclusively(on: path, body)
    }

    /// The files of what waits, by name. One that was decided is none of them, even if its file could not be removed.
    func waiting() throws -> [Entry] {
        try entries(in: path).filter {
            !FileManager.default.fileExists(atPath: "\(decidedPath)/\($0.name)\(Self.suffix)")
        }
    }

    /// The files of what was decided, by name.
    func decided() throws -> [Entry] { try entries(in: decidedPath) }

    private func entries(in folder: String) throws -> [Entry] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FolderContents.names(in: folder).filter { $0.hasSuffix(Self.suffix) }
            .map { Entry(path: "\(folder)/\($0)", name: String($0.dropLast(Self.suffix.count))) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The proposal in a file.
    ///
    /// - Throws: a `ServiceError` that names the file; for one under another proposal's name too, and for what is no regular file.
    func read(_ entry: Entry) throws -> Proposal {
        var status = stat()
        guard lstat(entry.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            // A pipe would never end, and a link may lead anywhere.
            throw ServiceError(
                .badData, at: entry.path, "the proposal is no regular file", remedy: "Remove it from the folder.")
        }
        let proposal = try Proposal(
            bytes: SafeFile.read(entry.path, limit: Proposal.fileByteLimit), at: entry.path)
        guard Self.name(of: proposal).utf8.elementsEqual(entry.name.utf8) else {
            throw ServiceError(
                .badData, at: entry.path,
                "the file holds the proposal \(Self.name(of: proposal)), not that of its name",
                remedy: "Name it after what it holds, or remove it.")
        }
        return proposal
    }

    /// Whether a proposal waits already.
    func holds(_ proposal: Proposal) -> Bool {
        FileManager.default.fileExists(atPath: file(of: proposal))
    }

    /// Whether somebody rejected exactly this before. A damaged file of a decision says nothing.
    func hasRejected(_ proposal: Proposal) -> Bool {
        let name = Self.name(of: proposal)
        let known = try? read(Entry(path: "\(decidedPath)/\(name)\(Self.suffix)", name: name))
        return known?.decision.map { $0.published == nil } ?? false
    }

    /// Puts a proposal among those that wait, in place of any other for the same document.
    ///
    /// - Complexity: O(number of proposals that wait), to read their names.
    func add(_ proposal: Proposal) throws {
        let name = Self.name(of: proposal) + Self.suffix
        try SafeFile.write(proposal.bytes, to: "\(path)/\(name)", mode: 0o600, replaces: true)
        let lineage = proposal.document.lineage.text.utf8
        for other in try FolderContents.names(in: path) where other.utf8.starts(with: lineage) && other != name {
            unlink("\(path)/\(other)")
        }
    }

    /// Moves a proposal to those that are decided. Killed in between, it is in both places, and the decision counts.
    func settle(_ proposal: Proposal) throws {
        let name = Self.name(of: proposal)
        try SafeFile.write(proposal.bytes, to: "\(decidedPath)/\(name)\(Self.suffix)", mode: 0o600, replaces: true)
        unlink(file(of: proposal))
    }

    private func file(of proposal: Proposal) -> String { "\(path)/\(Self.name(of: proposal))\(Self.suffix)" }

    private static func name(of proposal: Proposal) -> String { "\(proposal.document.lineage)-\(proposal.id)" }

    private static let suffix = ".json"
}
