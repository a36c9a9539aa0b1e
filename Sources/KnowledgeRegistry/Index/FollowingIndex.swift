internal import BoundKnowledge
internal import Foundation
internal import GRDB
internal import GitStore
internal import Synchronization

/// An index of what objects say, which follows the index of objects when somebody asks: a publication does not wait for it.
///
/// It names the number of objects that it was read up to and the commit that published the last of them. A commit's id stands for
/// all of the history before it, so where another commit stands at that place the index is emptied and read again.
final class FollowingIndex: Sendable {
    private let database: any DatabaseWriter
    private let path: String?
    private let emptying: String
    /// Where the index was last found to hold all that the registry does: so it does whenever both stand there again.
    private let complete = Mutex<Completeness?>(nil)

    /// How far the index was read: so many objects, the last of which this commit published.
    private struct Standing: Equatable {
        let commit: Data
        let count: Int64
    }

    private struct Completeness: Equatable {
        let head: GitObjectID?
        let standing: Standing
    }

    /// - Parameters:
    ///   - path: the file; `nil` for an index in memory.
    ///   - layout: SQL that declares the index's own tables.
    ///   - emptying: SQL that empties them.
    init(opening path: String?, layout: String, emptying: String) throws {
        let progress = """
            CREATE TABLE progress (one INTEGER PRIMARY KEY CHECK (one = 1), id BLOB NOT NULL, count INTEGER NOT NULL);
            """
        let (all, emptiesAll) = (layout + "\n" + progress, emptying + "; DELETE FROM progress")
        (self.path, self.emptying) = (path, emptiesAll)
        database =
            try path.map { try IndexFile.open($0, layout: all, emptying: emptiesAll) }
            ?? IndexFile.inMemory(layout: all)
    }

    /// Reads from the index, as it is at one instant.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try named { try database.read(body) }
    }

    /// Reads with one statement, which needs no transaction: that would cost more than the look-up.
    func readOnce<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try named { try database.unsafeReentrantRead(body) }
    }

    /// Reads what was published since the last time.
    ///
    /// - Parameters:
    ///   - registry: where the objects are; its own index is up to date.
    ///   - insert: adds what one object says, in the transaction in which the index notes that it was read.
    func catchUp(
        with registry: Registry, _ insert: (Database, ObjectRecord, BoundObject) throws -> Void
    ) throws {
        while let (standing, count) = try standing(in: registry) {
            let records = try registry.index.records(from: standing, limit: Self.pageLength)
            // Objects that no index holds have a position too; what came since `count` was read has another turn.
            let end = records.count < Self.pageLength ? count : min(count, (records.last?.position ?? 0) + 1)
            guard let commit = try registry.index.publication(at: end - 1)?.commit else { return }
            let objects = try records.filter { $0.position < end }.map {
                ($0, try BoundObject(unverified: registry.bytes(of: $0)))
            }
            try write { database in
                // Another process may have been faster.
                guard try self.count(in: database) ?? 0 == standing else { return }
                for (record, object) in objects { try insert(database, record, object) }
                try database.execute(
                    sql: "INSERT OR REPLACE INTO progress (one, id, count) VALUES (1, ?, ?)",
                    arguments: [Data(commit.rawBytes), end])
            }
        }
    }

    /// How many objects were read, and how many there are; `nil` when that is all of them.
    private func standing(in registry: Registry) throws -> (read: Int64, all: Int64)? {
        guard let standing = try standing() else {
            let count = try registry.objectCount()
            return count > 0 ? (0, count) : nil
        }
        let head = try registry.index.progress()?.head
        if complete.withLock({ $0 == Completeness(head: head, standing: standing) }) { return nil }
        let (all, commit) = try registry.index.session {
            (try registry.index.progress(), try registry.index.publication(at: standing.count - 1)?.commit)
        }
        let count = all?.count ?? 0
        guard standing.count <= count, commit.map({ Data($0.rawBytes) }) == standing.commit else {
            try empty(at: standing)
            return (0, count)
        }
        guard standing.count == count else { return (standing.count, count) }
        complete.withLock { $0 = Completeness(head: all?.head, standing: standing) }
        return nil
    }

    private func standing() throws -> Standing? {
        try readOnce { database in
            let statement = try database.cachedStatement(sql: "SELECT id, count FROM progress")
            return try Row.fetchOne(statement).map { Standing(commit: $0["id"], count: $0["count"]) }
        }
    }

    private func empty(at standing: Standing) throws {
        try write { database in
            guard try count(in: database) == standing.count else { return }
            try database.execute(sql: emptying)
        }
    }

    private func write(_ body: (Database) throws -> Void) throws {
        try named { try database.write(body) }
    }

    private func named<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw IndexFile.named(error, at: path ?? "the index in memory")
        }
    }

    private func count(in database: Database) throws -> Int64? {
        try Int64.fetchOne(database, sql: "SELECT count FROM progress")
    }

    private static let pageLength = 500
}
