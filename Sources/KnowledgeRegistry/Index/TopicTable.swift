internal import BoundKnowledge
internal import GRDB

/// Which documents have a topic, for each audience, beside the full text. The counts follow by triggers, so that a front page does
/// not count a library.
///
/// Every document also stands under the empty topic, which no document can state: that is the list and the count of them all.
enum TopicTable {
    static let everything = ""

    static let layout = """
        CREATE TABLE topic (
            audience INTEGER NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY (audience, name, position)) WITHOUT ROWID;
        CREATE INDEX topic_position ON topic (position);
        CREATE TABLE topic_count (
            audience INTEGER NOT NULL, name TEXT NOT NULL, documents INTEGER NOT NULL,
            PRIMARY KEY (audience, name)) WITHOUT ROWID;
        CREATE TRIGGER topic_added AFTER INSERT ON topic BEGIN
            INSERT INTO topic_count (audience, name, documents) VALUES (new.audience, new.name, 1)
            ON CONFLICT (audience, name) DO UPDATE SET documents = documents + 1;
        END;
        CREATE TRIGGER topic_removed AFTER DELETE ON topic BEGIN
            UPDATE topic_count SET documents = documents - 1 WHERE audience = old.audience AND name = old.name;
        END;
        """

    static let emptying = "DELETE FROM topic; DELETE FROM topic_count"

    /// Adds what a document is about, for each of the audiences (a bit for each) that are shown it.
    static func insert(
        _ document: BoundDocument, at position: Int64, forAudiences audiences: Int64, in database: Database
    ) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO topic (audience, name, position) VALUES (?, ?, ?)")
        for audience in Audience.allCases where audience.rawValue & audiences != 0 {
            for name in [everything] + (document.topics ?? []) {
                try insert.execute(arguments: [audience.rawValue, name, position])
            }
        }
    }

    /// Removes what stands at a position for those audiences that are no longer shown it.
    static func remove(_ position: Int64, forAudiences audiences: Int64, in database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM topic WHERE position = ? AND audience & ?").execute(
            arguments: [position, audiences])
    }

    /// The topics with the most documents first.
    static func counts(limit: Int, for audience: Audience, in database: Database) throws -> [TopicCount] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT name, documents FROM topic_count WHERE audience = ? AND name <> '' AND documents > 0
                ORDER BY documents DESC, name LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [audience.rawValue, limit]).map {
            TopicCount(name: $0["name"], documentCount: $0["documents"])
        }
    }

    /// How many documents have a topic.
    static func count(of name: String, for audience: Audience, in database: Database) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: "SELECT documents FROM topic_count WHERE audience = ? AND name = ?")
        return try Int64.fetchOne(statement, arguments: [audience.rawValue, name]) ?? 0
    }

    /// Where the documents of a topic stand, the newest first.
    static func positions(
        of name: String, skipping skipped: Int, limit: Int, for audience: Audience, in database: Database
    ) throws -> [Int64] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT position FROM topic WHERE audience = ? AND name = ? ORDER BY position DESC LIMIT ? OFFSET ?
                """)
        return try Int64.fetchAll(statement, arguments: [audience.rawValue, name, limit, skipped])
    }
}
