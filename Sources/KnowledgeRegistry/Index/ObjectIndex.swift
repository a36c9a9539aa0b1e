internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import GRDB
internal import GitStore

/// The SQLite index beside the repository: address to blob, claims, lineages, withdrawals, quarantines. It may be deleted at any time; whatever it
/// says was read from git, and it names the commit up to which it was read.
final class ObjectIndex: Sendable {
    private let database: any DatabaseWriter

    /// Opens or makes the index file, or where it cannot be written an index in memory.
    init(opening path: String) throws {
        database = try IndexFile.open(
            path, layout: Self.layout, emptying: "DELETE FROM object; DELETE FROM publication; DELETE FROM progress")
    }

    /// An empty index in memory.
    init() throws {
        database = try IndexFile.inMemory(layout: Self.layout)
    }

    /// Only an address is unique by itself; that a claim and a version stand once is what writers check and audits tell.
    /// The descending index is the order that `current` asks for: a sort would cost more than all else in a publication.
    private static let layout = """
        CREATE TABLE object (
            position INTEGER PRIMARY KEY, address BLOB NOT NULL, claim BLOB NOT NULL, type TEXT NOT NULL,
            blob BLOB NOT NULL, lineage TEXT, version INTEGER, target BLOB, quarantine INTEGER);
        CREATE UNIQUE INDEX object_address ON object (address);
        CREATE INDEX object_claim ON object (claim);
        CREATE INDEX object_lineage ON object (lineage, type, version DESC) WHERE lineage IS NOT NULL;
        CREATE INDEX object_target ON object (target) WHERE target IS NOT NULL;
        CREATE INDEX object_quarantine ON object (target, position) WHERE quarantine IS NOT NULL;
        CREATE INDEX object_root ON object (type) WHERE type = 'TrustRoot';
        CREATE TABLE publication (start INTEGER PRIMARY KEY, id BLOB NOT NULL);
        CREATE TABLE progress (one INTEGER PRIMARY KEY CHECK (one = 1), head BLOB NOT NULL, count INTEGER NOT NULL);
        """

    /// The commit up to which the index was read, and how many objects that is.
    func progress() throws -> (head: GitObjectID, count: Int64)? {
        try database.unsafeReentrantRead { database in
            let statement = try database.cachedStatement(sql: "SELECT head, count FROM progress")
            guard let row = try Row.fetchOne(statement),
                let head = GitObjectID(bytes: Array(row["head"] as Data))
            else { return nil }
            return (head, row["count"])
        }
    }

    /// Adds what one commit published.
    ///
    /// - Parameters:
    ///   - records: the objects that can be indexed; an address that is there already is passed over.
    ///   - count: how many objects the commit published, those that cannot be indexed included.
    ///   - previous: where the index must stand.
    ///   - head: the commit.
    /// - Returns: whether the index stood at `previous`; otherwise nothing is written.
    func append(
        _ records: [ObjectRecord], of count: Int, after previous: GitObjectID?, head: GitObjectID
    ) throws -> Bool {
        try database.write { database in
            let standing = try Row.fetchOne(database, sql: "SELECT head, count FROM progress")
            guard standing?["head"] as Data? == previous.map({ Data($0.rawBytes) }) else { return false }
            if count > 0 {
                try database.cachedStatement(sql: "INSERT INTO publication (start, id) VALUES (?, ?)").execute(
                    arguments: [standing?["count"] ?? 0, Data(head.rawBytes)])
            }
            let insert = try database.cachedStatement(
                sql: """
                    INSERT OR IGNORE INTO object
                        (position, address, claim, type, blob, lineage, version, target, quarantine)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for record in records {
                try insert.execute(arguments: [
                    record.position, data(record.address), Data(record.claim.digest.bytes), record.type.rawValue,
                    Data(record.blob.rawBytes), record.lineage?.text, record.version, record.target.map(data),
                    record.quarantine?.rawValue,
                ])
            }
            try database.execute(
                sql: """
                    INSERT INTO progress (one, head, count) VALUES (1, ?, ?)
                    ON CONFLICT (one) DO UPDATE SET head = excluded.head, count = count + ?
                    """, arguments: [Data(head.rawBytes), count, count])
            return true
        }
    }

    /// The commit that published what stands at `position`, and where its first object stands.
    func publication(at position: Int64) throws -> (commit: GitObjectID, start: Int64)? {
        try database.unsafeReentrantRead { database in
            let statement = try database.cachedStatement(
                sql: "SELECT start, id FROM publication WHERE start <= ? ORDER BY start DESC LIMIT 1")
            guard let row = try Row.fetchOne(statement, arguments: [position]),
                let commit = GitObjectID(bytes: Array(row["id"] as Data))
            else { return nil }
            return (commit, row["start"])
        }
    }

    /// Forgets everything, if the index still stands at `head`.
    func removeAll(at head: GitObjectID) throws {
        try database.write { database in
            guard try Data.fetchOne(database, sql: "SELECT head FROM progress") == Data(head.rawBytes) else { return }
            try database.execute(sql: "DELETE FROM object; DELETE FROM publication; DELETE FROM progress")
        }
    }

    func record(at address: Address) throws -> ObjectRecord? {
        try first("address = ?", [data(address)])
    }

    func record(of claim: Claim) throws -> ObjectRecord? {
        try first("claim = ? ORDER BY position", [Data(claim.digest.bytes)])
    }

    /// The highest version of a lineage among the objects of `type`; of two the one that was published first.
    func current(_ type: ObjectType, of lineage: LineageID) throws -> ObjectRecord? {
        try first("lineage = ? AND \(Self.has(type)) ORDER BY version DESC, position", [lineage.text])
    }

    /// Every version of a lineage among the objects of `type`, the lowest first.
    func versions(_ type: ObjectType, of lineage: LineageID) throws -> [ObjectRecord] {
        try all("lineage = ? AND \(Self.has(type)) ORDER BY version, position", [lineage.text])
    }

    /// The last versions of a lineage among the objects of `type`, the highest first.
    func versions(_ type: ObjectType, of lineage: LineageID, limit: Int) throws -> [ObjectRecord] {
        try all(
            "lineage = ? AND \(Self.has(type)) ORDER BY version DESC, position LIMIT ?", [lineage.text, limit])
    }

    /// Objects that no later version stands in for, from `position` on, in order of publication.
    ///
    /// - Parameter type: the type; `nil` for all of them.
    func currents(_ type: ObjectType?, from position: Int64, limit: Int) throws -> [ObjectRecord] {
        let condition = """
            position >= ? AND (? IS NULL OR type = ?) AND NOT EXISTS (
                SELECT 1 FROM object AS other WHERE other.lineage = object.lineage AND other.type = object.type
                AND (other.version > object.version
                    OR other.version = object.version AND other.position < object.position))
            AND (type <> 'TrustRoot' OR version = (SELECT max(version) FROM object WHERE type = 'TrustRoot'))
            ORDER BY position LIMIT ?
            """
        return try all(condition, [position, type?.rawValue, type?.rawValue, limit])
    }

    /// The later versions in the lineage of `record`, or in the chain of trust roots, the highest first.
    func successors(of record: ObjectRecord) throws -> [ObjectRecord] {
        guard let version = record.version else { return [] }
        if record.type == .trustRoot {
            return try all("type = 'TrustRoot' AND version > ? ORDER BY version DESC, position", [version])
        }
        guard let lineage = record.lineage else { return [] }
        return try all(
            "lineage = ? AND \(Self.has(record.type)) AND version > ? ORDER BY version DESC, position",
            [lineage.text, version])
    }

    /// The withdrawals of an object, the newest first.
    func withdrawals(of address: Address) throws -> [ObjectRecord] {
        try all("target = ? AND type = 'Withdrawal' ORDER BY position DESC", [data(address)])
    }

    /// The attestations that have an effect on the quarantine of an object, the newest first.
    func quarantineAttestations(of address: Address) throws -> [ObjectRecord] {
        try all("target = ? AND quarantine IS NOT NULL ORDER BY position DESC", [data(address)])
    }

    /// All trust roots, in order of publication.
    func trustRoots() throws -> [ObjectRecord] {
        try all("type = 'TrustRoot' ORDER BY position", [])
    }

    /// Addresses from `position` on, in order of publication.
    func records(from position: Int64, limit: Int) throws -> [ObjectRecord] {
        try all("position >= ? ORDER BY position LIMIT ?", [position, limit])
    }

    /// Runs `body`, whose look-ups then share one transaction: alone, each costs as much as reading a document.
    ///
    /// - Precondition: it does not run inside another session.
    func session<Result>(_ body: () throws -> Result) throws -> Result {
        try database.read { _ in try body() }
    }

    /// The condition that an object is of a type. As an argument it would decide whether `object_root` serves, and SQLite
    /// prepares a statement anew at each change of an argument that decides about its plan.
    private static func has(_ type: ObjectType) -> String { "type = '\(type.rawValue)'" }

    private func first(_ condition: String, _ arguments: StatementArguments) throws -> ObjectRecord? {
        try all(condition + " LIMIT 1", arguments).first
    }

    private func all(_ condition: String, _ arguments: StatementArguments) throws -> [ObjectRecord] {
        // One statement needs no transaction of its own; inside `session` it joins that one.
        try database.unsafeReentrantRead { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM object WHERE \(condition)")
            do {
                return try Row.fetchAll(statement, arguments: arguments).compactMap(Self.record)
            } catch {
                throw IndexFile.named(error, at: database.description)
            }
        }
    }

    private static func record(_ row: Row) -> ObjectRecord? {
        guard let address = Digest(bytes: row["address"] as Data), let claim = Digest(bytes: row["claim"] as Data),
            let type = ObjectType(rawValue: row["type"]), let blob = GitObjectID(bytes: Array(row["blob"] as Data))
        else { return nil }
        return ObjectRecord(
            position: row["position"], address: Address(address), claim: Claim(claim), type: type, blob: blob,
            lineage: (row["lineage"] as String?).flatMap(LineageID.init), version: row["version"],
            target: (row["target"] as Data?).flatMap { Digest(bytes: $0) }.map(Address.init),
            quarantine: (row["quarantine"] as Int64?).flatMap(QuarantineEffect.init))
    }

    private func data(_ address: Address) -> Data { Data(address.digest.bytes) }
}
