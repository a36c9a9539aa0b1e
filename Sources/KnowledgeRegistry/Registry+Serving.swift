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
        guard audience == .everybody else { return true }
        if record.type == .boundDocument { return try servedObject(of: record).map(audience.sees) ?? false }
        return try isAboutShown(record, to: audience)
    }

    /// The object of a record, if a reader may see it; `nil` too where this program cannot read it.
    package func servedObject(of record: ObjectRecord, for audience: Audience) throws -> BoundObject? {
        guard let object = try servedObject(of: record), audience.sees(object) else { return nil }
        return try audience == .members || isAboutShown(record, to: audience) ? object : nil
    }

    /// Whether a reader may see what an object is about: a withdrawal and an attestation are about their target, wordings
    /// about the documents of their lineage. They repeat questions, so they are shown to nobody who may not see those.
    private func isAboutShown(_ record: ObjectRecord, to audience: Audience) throws -> Bool {
        if record.type == .aliasSet, let lineage = record.lineage {
            let documents = try index.versions(.boundDocument, of: lineage)
            return try documents.isEmpty || documents.contains { try isShown($0, to: audience) }
        }
        guard let target = try record.target.flatMap({ try index.record(at: $0) }) else { return true }
        return try isShown(target, to: audience)
    }

    /// The folder that holds `objects` and `refs`.
    package var gitDirectory: String { repository.gitDirectory }
}
