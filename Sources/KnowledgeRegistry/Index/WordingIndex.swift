internal import BoundKnowledge
internal import Foundation
internal import GRDB
internal import Retrieval

/// Which lineages ever had a question or wording with a normal form. It proposes; the objects decide.
final class WordingIndex: Sendable {
    private let index: FollowingIndex

    init(opening path: String?) throws {
        index = try FollowingIndex(
            opening: path,
            layout: """
                CREATE TABLE wording (
                    form TEXT NOT NULL /* rules \(NormalForm.version) */, lineage TEXT NOT NULL,
                    PRIMARY KEY (form, lineage)) WITHOUT ROWID;
                """,
            emptying: "DELETE FROM wording")
    }

    /// The index in a file, up to date; in memory where the disk has no room for it.
    static func following(_ registry: Registry) throws -> WordingIndex {
        do {
            let index = try WordingIndex(opening: registry.stateFolder + "/wordings.sqlite")
            try index.catchUp(with: registry)
            return index
        } catch let error where IndexFile.meansNoRoom(error) {
            let index = try WordingIndex(opening: nil)
            try index.catchUp(with: registry)
            return index
        }
    }

    func catchUp(with registry: Registry) throws {
        try index.catchUp(with: registry) { database, record, object in
            guard let lineage = record.lineage else { return }
            let insert = try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO wording (form, lineage) VALUES (?, ?)")
            for form in Self.forms(of: object.envelope.subject) {
                try insert.execute(arguments: [form.text, lineage.text])
            }
        }
    }

    /// The lineages that a question of this form may ask for; at most `limit`, which is more than anybody can choose between.
    func lineages(with form: NormalForm, limit: Int = 64) throws -> [LineageID] {
        try index.readOnce { database in
            let statement = try database.cachedStatement(
                sql: "SELECT lineage FROM wording WHERE form = ? ORDER BY lineage LIMIT ?")
            return try String.fetchAll(statement, arguments: [form.text, limit]).compactMap(LineageID.init)
        }
    }

    /// An alias set does not say in which language it is, so its wordings have the form of each kind of language.
    private static func forms(of subject: Subject) -> Set<NormalForm> {
        switch subject {
        case .boundDocument(let document): [NormalForm(document.question, language: document.scope.language)]
        case .aliasSet(let set):
            Set(set.wordings.flatMap { [NormalForm($0, language: "en"), NormalForm($0, language: "und")] })
        default: []
        }
    }
}
