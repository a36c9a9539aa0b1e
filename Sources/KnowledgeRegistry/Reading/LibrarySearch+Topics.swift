internal import BoundKnowledge

/// A topic, and how many current documents have it.
package struct TopicCount: Sendable, Hashable {
    /// The topic, as documents state it.
    package let name: String
    package let documentCount: Int64
}

/// Browsing: what an index of searches knows about topics, without looking at the documents.
extension LibrarySearch {
    /// The topics that most documents have, the most frequent first.
    package func topics(limit: Int, for audience: Audience) throws -> [TopicCount] {
        try index.topics(limit: limit, for: audience)
    }

    /// A topic by its exact name; `nil` where no document has it.
    package func topic(_ name: String, for audience: Audience) throws -> TopicCount? {
        let count = try index.documentCount(of: name, for: audience)
        return count > 0 && !name.isEmpty ? TopicCount(name: name, documentCount: count) : nil
    }

    /// How many current documents there are.
    package func documentCount(for audience: Audience) throws -> Int64 {
        try index.documentCount(of: TopicTable.everything, for: audience)
    }

    /// Current documents, the newest first.
    ///
    /// - Parameters:
    ///   - topic: a topic that they have; without one, all of them.
    ///   - skipped: how many are passed over.
    ///   - limit: at most so many.
    ///   - audience: who reads.
    /// - Complexity: O(`skipped` + `limit`).
    package func newest(
        of topic: String? = nil, skipping skipped: Int = 0, limit: Int, for audience: Audience
    ) throws -> [ListedObject] {
        try index.positions(
            of: topic ?? TopicTable.everything, skipping: skipped, limit: limit, for: audience
        ).compactMap { try listed(at: $0) }
    }

    private func listed(at position: Int64) throws -> ListedObject? {
        guard let record = try registry.index.records(from: position, limit: 1).first, record.position == position
        else { return nil }
        return ListedObject(
            object: try BoundObject(unverified: registry.bytes(of: record)),
            status: try registry.statusOfCurrent(record))
    }
}
