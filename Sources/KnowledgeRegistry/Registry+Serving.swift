package import BoundKnowledge
internal import GitStore

/// What a server asks beside the objects themselves.
extension Registry {
    /// Whether the branch of the registry can be read now.
    package func isReadable() -> Bool { (try? repository.head()) != nil }

    /// What the index knows about the object at `address`.
    package func record(at address: Address) throws -> ObjectRecord? { try index.record(at: address) }

    /// What was published at `position` and later, in order.
    package func records(from position: Int64, limit: Int) throws -> [ObjectRecord] {
        try index.records(from: position, limit: limit)
    }

    /// The versions of a document, the highest first.
    package func versions(of lineage: LineageID, limit: Int) throws -> [ObjectRecord] {
        try index.versions(.boundDocument, of: lineage, limit: limit)
    }

    /// The object of a record; `nil` where this program cannot read it.
    package func servedObject(of record: ObjectRecord) throws -> BoundObject? {
        try? BoundObject(unverified: bytes(of: record))
    }

    /// Whether a reader may see the object of a record; what this program cannot read is shown to members alone.
    package func isShown(_ record: ObjectRecord, to audience: Audience) throws -> Bool {
        guard audience == .everybody, record.type == .boundDocument else { return true }
        return try servedObject(of: record).map(audience.sees) ?? false
    }

    /// The folder that holds `objects` and `refs`.
    package var gitDirectory: String { repository.gitDirectory }
}
