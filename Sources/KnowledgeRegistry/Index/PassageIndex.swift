internal import BoundKnowledge
internal import Foundation
internal import GRDB
internal import Retrieval

/// The full text of the current documents: question, topics and answer in SQLite's FTS5.
final class PassageIndex: Sendable {
    /// A document that has the words, and the passage of its answer that shows them.
    struct Passage {
        let position: Int64
        /// Between the marks stands what was searched for.
        let text: String
    }

    /// Characters that no answer holds: objects have no control characters but tab and line feed.
    static let openMark: Unicode.Scalar = "\u{2}"
    /// The end of what was searched for.
    static let closeMark: Unicode.Scalar = "\u{3}"

    private let index: FollowingIndex

    private init(opening path: String?) throws {
        index = try FollowingIndex(
            opening: path,
            layout: """
                CREATE VIRTUAL TABLE passage USING fts5(
                    question, topics, answer, tokenize = 'unicode61 remove_diacritics 2');
                CREATE TABLE shown (
                    lineage TEXT PRIMARY KEY, version INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
                """,
            emptying: "DELETE FROM passage; DELETE FROM shown")
    }

    /// The index in a file, up to date; in memory where the disk has no room for it.
    static func following(_ registry: Registry) throws -> PassageIndex {
        do {
            let index = try PassageIndex(opening: registry.stateFolder + "/search.sqlite")
            try index.catchUp(with: registry)
            return index
        } catch let error where IndexFile.meansNoRoom(error) {
            let index = try PassageIndex(opening: nil)
            try index.catchUp(with: registry)
            return index
        }
    }

    func catchUp(with registry: Registry) throws {
        try index.catchUp(with: registry) { database, record, object in
            guard case .boundDocument(let document) = object.envelope.subject else { return }
            let shown = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT version, position FROM shown WHERE lineage = ?"),
                arguments: [document.lineage.text])
            if let shown {
                // Of two objects with one version the first one is current.
                guard shown["version"] < document.version else { return }
                try database.cachedStatement(sql: "DELETE FROM passage WHERE rowid = ?").execute(
                    arguments: [shown["position"] as Int64])
            }
            try database.cachedStatement(
                sql: "INSERT INTO passage (rowid, question, topics, answer) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [
                record.position, document.question, (document.topics ?? []).joined(separator: "\n"),
                document.answer.text,
            ])
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO shown (lineage, version, position) VALUES (?, ?, ?)"
            ).execute(arguments: [document.lineage.text, document.version, record.position])
        }
    }

    /// The documents that have all terms, the best one first by bm25: a word of the question counts for eight of the answer.
    func passages(with query: SearchQuery, limit: Int) throws -> [Passage] {
        guard let expression = query.matchExpression else { return [] }
        return try index.read { database in
            let positions = try Int64.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT rowid FROM passage WHERE passage MATCH ? AND rank MATCH 'bm25(8.0, 4.0, 1.0)'
                        ORDER BY rank LIMIT ?
                        """), arguments: [expression, limit])
            // A passage is made for what is shown only: it costs more than all else.
            let statement = try database.cachedStatement(
                sql: """
                    SELECT snippet(passage, 2, ?, ?, '…', 24) FROM passage WHERE passage MATCH ? AND rowid = ?
                    """)
            return try positions.map { position in
                let text = try String.fetchOne(
                    statement, arguments: ["\(Self.openMark)", "\(Self.closeMark)", expression, position])
                return Passage(position: position, text: text ?? "")
            }
        }
    }
}
