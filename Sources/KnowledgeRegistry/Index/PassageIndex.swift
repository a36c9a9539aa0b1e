internal import BoundKnowledge
internal import Foundation
internal import GRDB
internal import Retrieval

/// The full text of the documents: question, topics and answer in SQLite's FTS5. Of each lineage it holds the newest version, and the
/// newest that is for everybody.
final class PassageIndex: Sendable {
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
                    question, topics, answer, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');
                -- Alone, so that a word which many answers have costs nothing where no heading has it.
                CREATE VIRTUAL TABLE heading USING fts5(
                    question, topics, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');
                CREATE TABLE shown (
                    position INTEGER PRIMARY KEY, lineage TEXT NOT NULL, version INTEGER NOT NULL,
                    audiences INTEGER NOT NULL /* a bit for each that is shown it */);
                CREATE INDEX shown_lineage ON shown (lineage);

                """ + TopicTable.layout,
            emptying: "DELETE FROM passage; DELETE FROM heading; DELETE FROM shown; " + TopicTable.emptying)
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
            let audiences = try Self.takeOver(document, in: database)
            guard audiences != 0 else { return }
            let topics = (document.topics ?? []).joined(separator: "\n")
            try database.cachedStatement(
                sql: "INSERT INTO passage (rowid, question, topics, answer) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [record.position, document.question, topics, document.answer.text])
            try database.cachedStatement(sql: "INSERT INTO heading (rowid, question, topics) VALUES (?, ?, ?)")
                .execute(arguments: [record.position, document.question, topics])
            try database.cachedStatement(
                sql: "INSERT INTO shown (position, lineage, version, audiences) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [record.position, document.lineage.text, document.version, audiences])
            try TopicTable.insert(document, at: record.position, forAudiences: audiences, in: database)
        }
    }

    /// The audiences for which a document is now its lineage's newest version; what they were shown until now is theirs no more.
    private static func takeOver(_ document: BoundDocument, in database: Database) throws -> Int64 {
        let shown = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT position, version, audiences FROM shown WHERE lineage = ?"),
            arguments: [document.lineage.text])
        let taken = Audience.allCases.filter { audience in
            // Of two objects with one version the first one is current.
            audience.sees(document)
                && shown.allSatisfy {
                    ($0["audiences"] as Int64) & audience.rawValue == 0 || $0["version"] < document.version
                }
        }.reduce(0) { $0 | $1.rawValue }
        for row in shown {
            let (position, audiences): (Int64, Int64) = (row["position"], row["audiences"])
            try TopicTable.remove(position, forAudiences: audiences & taken, in: database)
            if audiences & ~taken == 0 {
                for row in ["passage WHERE rowid", "heading WHERE rowid", "shown WHERE position"] {
                    try database.cachedStatement(sql: "DELETE FROM \(row) = ?").execute(arguments: [position])
                }
            } else if audiences & taken != 0 {
                try database.cachedStatement(sql: "UPDATE shown SET audiences = ? WHERE position = ?").execute(
                    arguments: [audiences & ~taken, position])
            }
        }
        return taken
    }

    /// The positions of the documents that have all terms, in the order in which they are shown.
    ///
    /// First those whose question and topics have them, then the others; both by bm25, a word of the question counting for eight of the
    /// answer, and then the newest first. To rank a document costs some microseconds, so of those that have the terms the newest
    /// are ranked.
    ///
    /// - Complexity: O(documents with the rarest term), and ranking at most 7000 of them.
    func positions(with query: SearchQuery, limit: Int, for audience: Audience) throws -> [Int64] {
        guard let expression = query.matchExpression else { return [] }
        return try index.read { database in
            var positions = try Self.byHeading.best(limit, expression, audience, in: database)
            guard positions.count < limit else { return positions }
            let seen = Set(positions)
            positions += try Self.byText.best(limit, expression, audience, in: database).filter { !seen.contains($0) }
            return Array(positions.prefix(limit))
        }
    }

    /// Passages of documents' answers that show the terms, which stand between the marks, by position.
    ///
    /// A query with a prefix takes one pass over what matches: to look for each document alone would merge the lists of the prefix's
    /// words once for each. Words and phrases are found faster one by one.
    func passages(of positions: [Int64], for query: SearchQuery) throws -> [Int64: String] {
        guard let expression = query.matchExpression, let first = positions.min(), let last = positions.max() else {
            return [:]
        }
        let list = positions.map(String.init).joined(separator: ", ")
        // The sign keeps SQLite from looking for each one alone.
        let isAmongHits =
            query.terms.contains(where: \.isPrefix)
            ? "+rowid IN (\(list)) AND rowid BETWEEN \(first) AND \(last)" : "rowid IN (\(list))"
        return try index.read { database in
            let sql = """
                SELECT rowid, highlight(passage, 2, ?, ?) AS text FROM passage
                WHERE passage MATCH ? AND \(isAmongHits)
                """
            let rows = try Row.fetchCursor(
                database, sql: sql, arguments: ["\(Self.openMark)", "\(Self.closeMark)", expression])
            // One whole answer in memory at a time.
            return try rows.reduce(into: [:]) { passages, row in
                passages[row["rowid"]] = PassageExcerpt.text(of: row["text"])
            }
        }
    }

    private static let byHeading = Ranking(table: "heading", weights: "2.0, 1.0", rankedCount: 2_000)
    private static let byText = Ranking(table: "passage", weights: "8.0, 4.0, 1.0", rankedCount: 5_000)

    /// The topics with the most documents first.
    func topics(limit: Int, for audience: Audience) throws -> [TopicCount] {
        try index.read { try TopicTable.counts(limit: limit, for: audience, in: $0) }
    }

    /// How many documents have a topic.
    func documentCount(of topic: String, for audience: Audience) throws -> Int64 {
        try index.read { try TopicTable.count(of: topic, for: audience, in: $0) }
    }

    /// Where the documents of a topic stand, the newest first.
    func positions(
        of topic: String, skipping skipped: Int, limit: Int, for audience: Audience
    ) throws -> [Int64] {
        try index.read { try TopicTable.positions(of: topic, skipping: skipped, limit: limit, for: audience, in: $0) }
    }
}

/// An order of the documents that have all terms in one of the tables.
private struct Ranking {
    let table: String
    /// How much a term counts in each column.
    let weights: String
    /// So many are ranked, the newest ones.
    let rankedCount: Int

    func best(_ limit: Int, _ expression: String, _ audience: Audience, in database: Database) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT position FROM (
                        SELECT shown.position AS position, bm25(\(table), \(weights)) AS score
                        FROM \(table) JOIN shown ON shown.position = \(table).rowid
                        WHERE \(table) MATCH ? AND audiences & ? ORDER BY \(table).rowid DESC LIMIT ?)
                    ORDER BY score, position DESC LIMIT ?
                    """), arguments: [expression, audience.rawValue, rankedCount, limit])
    }
}
