import BinderyTestSupport
import Foundation
import JSON

/// The questions that the shipped models know (`Registry/model`), one of each entry.
enum ShippedCorpus {
    /// Those to which both versions give the same answer.
    static func kept() throws -> [String] { try questions { !$0.contains($1) } }

    /// Those to which version 2 gives another.
    static func changed() throws -> [String] { try questions { $0.contains($1) } }

    private static func questions(_ isWanted: (Set<String>, String) -> Bool) throws -> [String] {
        let changed = Set(try lines("changes.jsonl").compactMap { $0["id"]?.stringValue })
        return try lines("corpus.jsonl").filter { isWanted(changed, $0["id"]?.stringValue ?? "") }.compactMap {
            $0["wordings"].flatMap { Array($0.elements).first?.stringValue }
        }
    }

    private static func lines(_ name: String) throws -> [JSONNode] {
        let folder = URL(fileURLWithPath: ShippedModel.path(1)).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: folder.appendingPathComponent("model/\(name)"), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDocument(parsing: Array($0.utf8)).root }
    }
}
