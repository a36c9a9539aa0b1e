public import BoundKnowledge
public import Retrieval

/// A document that has the words which somebody searched for.
public struct SearchHit: Sendable {
    /// A piece of a passage.
    public struct Piece: Sendable, Hashable {
        /// The text.
        public let text: String
        /// Whether it was searched for.
        public let isMatch: Bool
    }

    /// The object; its proofs are not looked at.
    public let object: BoundObject
    /// What it says.
    public let document: BoundDocument
    /// `current`, `quarantined` or `withdrawn`, as the registry tells it.
    public let status: ObjectStatus
    /// A passage of the answer that shows the words.
    public let passage: [Piece]
}

/// Searches the current documents of a registry for words.
///
/// This is what the registry says of itself: who may sign is looked at by `verify` and by an audit. What is searched for is kept nowhere.
public final class LibrarySearch: Sendable {
    let registry: Registry
    let index: PassageIndex

    /// A search over a registry; the index is made or brought up to date.
    public init(_ registry: Registry) throws {
        self.registry = registry
        index = try PassageIndex.following(registry)
    }

    /// Brings the index up to date with the registry's, after `Registry.refresh`.
    public func refresh() throws { try index.catchUp(with: registry) }

    /// The documents that have every term of `query`, the best one first.
    ///
    /// - Parameters:
    ///   - query: the terms.
    ///   - limit: at most so many documents.
    ///   - audience: who searches; of each document the newest version is searched that it may see.
    ///   - hidden: objects that are not shown.
    public func hits(
        for query: SearchQuery, limit: Int, audience: Audience = .members, leavingOut hidden: Set<Address> = []
    ) throws -> [SearchHit] {
        var records: [ObjectRecord] = []
        for position in try index.positions(with: query, limit: limit + hidden.count, for: audience) {
            guard records.count < limit else { break }
            guard let record = try registry.index.records(from: position, limit: 1).first,
                record.position == position, !hidden.contains(record.address)
            else { continue }
            records.append(record)
        }
        let passages = try index.passages(of: records.map(\.position), for: query)
        return try records.compactMap { try hit($0, passages[$0.position] ?? "") }
    }

    private func hit(_ record: ObjectRecord, _ passage: String) throws -> SearchHit? {
        let object = try BoundObject(unverified: registry.bytes(of: record))
        guard case .boundDocument(let document) = object.envelope.subject else { return nil }
        return SearchHit(
            object: object, document: document, status: try registry.statusOfCurrent(record),
            passage: Self.pieces(of: passage))
    }

    private static func pieces(of text: String) -> [SearchHit.Piece] {
        var pieces: [SearchHit.Piece] = []
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            let isMatch = rest.first == PassageIndex.openMark
            if isMatch { rest = rest.dropFirst() }
            let body = rest.prefix { $0 != (isMatch ? PassageIndex.closeMark : PassageIndex.openMark) }
            if !body.isEmpty { pieces.append(SearchHit.Piece(text: String(body), isMatch: isMatch)) }
            rest = rest[body.endIndex...]
            if isMatch { rest = rest.dropFirst() }
        }
        return pieces
    }
}
