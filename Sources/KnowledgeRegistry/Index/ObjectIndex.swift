internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import GRDB
internal import GitStore

/// The SQLite index beside the repository: address to blob, claims, lineages, withdrawals. It may be deleted at any time; whatever it
/// says was read from git, and it names the commit up to which it was read.
final class ObjectIndex: Sendable {
    private let database: DatabasePool

    /// Opens or makes the index file; one of another layout is emptied.
    init(opening path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        // The index is rebuilt from git, so a transaction lost with the power costs nothing but a catch-up.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        database = try DatabasePool(path: path, configuration: configuration)
        try migrate()
    }

    private func migrate() throws {
        var migrator = DatabaseMigrator()
        migrator.eraseDatabaseOnSchemaChange = true
        migrator.registerMigration("objects-1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE object (
                        position INTEGER PRIMARY KEY, address BLOB NOT NULL, claim BLOB NOT NULL, type TEXT NOT NULL,
                        blob BLOB NOT NULL, lineage TEXT, version INTEGER, target BLOB);
                    CREATE UNIQUE INDEX object_address ON object (address);
                    CREATE UNIQUE INDEX object_claim ON object (claim);
                    CREATE UNIQUE INDEX object_lineage ON object (lineage, type, version) WHERE lineage IS NOT NULL;
                    CREATE INDEX object_target ON object (target) WHERE target IS NOT NULL;
                    CREATE INDEX object_root ON object (version) WHERE type = 'TrustRoot';
                    CREATE TABLE progress (one INTEGER PRIMARY KEY CHECK (one = 1), head BLOB NOT NULL, count INTEGER NOT NULL);
                    """)
        }
        try migrator.migrate(database)
    }

    /// The commit up to which the index was read, and how many objects that is.
    func progress() throws -> (head: GitObjectID, count: Int64)? {
        try database.read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT head, count FROM progress"),
                let head = GitObjectID(bytes: Array(row["head"] as Data))
            else { return nil }
            return (head, row["count"])
        }
    }

    /// Adds what one commit published.
    ///
    /// - Returns: whether the index stood at `previous`; otherwise nothing is written.
    func append(_ records: [ObjectRecord], after previous: GitObjectID?, head: GitObjectID) throws -> Bool {
        try database.write { database in
            let standing = try Data.fetchOne(database, sql: "SELECT head FROM progress")
            guard standing == previous.map({ Data($0.rawBytes) }) else { return false }
            let insert = try database.cachedStatement(
                sql: """
                    INSERT INTO object (position, address, claim, type, blob, lineage, version, target)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for record in records {
                try insert.execute(arguments: [
                    record.position, data(record.address), Data(record.claim.digest.bytes), record.type.rawValue,
                    Data(record.blob.rawBytes), record.lineage?.text, record.version, record.target.map(data),
                ])
            }
            try database.execute(
                sql: """
                    INSERT INTO progress (one, head, count) VALUES (1, ?, ?)
                    ON CONFLICT (one) DO UPDATE SET head = excluded.head, count = count + ?
                    """, arguments: [Data(head.rawBytes), records.count, records.count])
            return true
        }
    }

    /// Forgets everything.
    func removeAll() throws {
        try database.write { database in
            try database.execute(sql: "DELETE FROM object; DELETE FROM progress")
        }
    }

    func record(at address: Address) throws -> ObjectRecord? {
        try first("address = ?", [data(address)])
    }

    func record(of claim: Claim) throws -> ObjectRecord? {
        try first("claim = ?", [Data(claim.digest.bytes)])
    }

    /// The highest version of a lineage among the objects of `type`.
    func current(_ type: ObjectType, of lineage: LineageID) throws -> ObjectRecord? {
        try first("lineage = ? AND type = ? ORDER BY version DESC", [lineage.text, type.rawValue])
    }

    /// The version after `record` in its lineage.
    func successor(of record: ObjectRecord) throws -> ObjectRecord? {
        guard let lineage = record.lineage, let version = record.version else { return nil }
        return try first(
            "lineage = ? AND type = ? AND version = ?", [lineage.text, record.type.rawValue, version + 1])
    }

    /// The newest withdrawal of an object.
    func withdrawal(of address: Address) throws -> ObjectRecord? {
        try first("target = ? AND type = 'Withdrawal' ORDER BY position DESC", [data(address)])
    }

    /// All trust roots, in order of publication.
    func trustRoots() throws -> [ObjectRecord] {
        try all("type = 'TrustRoot' ORDER BY position", [])
    }

    /// Addresses from `position` on, in order of publication.
    func records(from position: Int64, limit: Int) throws -> [ObjectRecord] {
        try all("position >= ? ORDER BY position LIMIT ?", [position, limit])
    }

    private func first(_ condition: String, _ arguments: StatementArguments) throws -> ObjectRecord? {
        try all(condition + " LIMIT 1", arguments).first
    }

    private func all(_ condition: String, _ arguments: StatementArguments) throws -> [ObjectRecord] {
        try database.read { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM object WHERE \(condition)")
            return try Row.fetchAll(statement, arguments: arguments).compactMap(Self.record)
        }
    }

    private static func record(_ row: Row) -> ObjectRecord? {
        guard let address = Digest(bytes: row["address"] as Data), let claim = Digest(bytes: row["claim"] as Data),
            let type = ObjectType(rawValue: row["type"]), let blob = GitObjectID(bytes: Array(row["blob"] as Data))
        else { return nil }
        return ObjectRecord(
            position: row["position"], address: Address(address), claim: Claim(claim), type: type, blob: blob,
            lineage: (row["lineage"] as String?).flatMap(LineageID.init), version: row["version"],
            target: (row["target"] as Data?).flatMap { Digest(bytes: $0) }.map(Address.init))
    }

    private func data(_ address: Address) -> Data { Data(address.digest.bytes) }
}
