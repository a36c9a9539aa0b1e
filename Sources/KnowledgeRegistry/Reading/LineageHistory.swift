public import BoundKnowledge

/// Every version of an answer, the first one first, as the registry tells it.
public struct LineageHistory: Sendable {
    /// A withdrawal that was published of a version.
    public struct Retraction: Sendable {
        /// The withdrawal's own address.
        public let address: Address
        /// What it says.
        public let withdrawal: Withdrawal
        /// When it was issued.
        public let date: Timestamp
    }

    /// One version.
    public struct Version: Sendable {
        /// Its address.
        public let address: Address
        /// What it says.
        public let document: BoundDocument
        /// When it was issued.
        public let date: Timestamp
        /// Where it stands now.
        public let status: ObjectStatus
        /// Its withdrawals, the first one first.
        public let withdrawals: [Retraction]
    }

    /// The name of the question in its scope.
    public let lineage: LineageID
    /// The versions; never empty. Two with one number can stand here only where somebody wrote past the publishers.
    public let versions: [Version]
}

extension Registry {
    /// The versions of a lineage; `nil` if the registry has none. Their signatures are not looked at.
    public func history(of lineage: LineageID) throws -> LineageHistory? {
        let versions = try index.versions(.boundDocument, of: lineage).compactMap(version)
        return versions.isEmpty ? nil : LineageHistory(lineage: lineage, versions: versions)
    }

    /// The lineage that an object is about: its own, or that of what it withdraws or attests.
    ///
    /// - Throws: `RegistryError.notFound` if the registry has no such object.
    public func lineage(of address: Address) throws -> LineageID? {
        guard let record = try index.record(at: address) else {
            throw RegistryError(
                .notFound, at: path, "the registry has no object \(address)",
                remedy: "Check the address; `bindery list` shows the current ones.")
        }
        if let lineage = record.lineage { return lineage }
        return try record.target.flatMap { try index.record(at: $0)?.lineage }
    }

    private func version(_ record: ObjectRecord) throws -> LineageHistory.Version? {
        let envelope = try BoundObject(unverified: bytes(of: record)).envelope
        guard case .boundDocument(let document) = envelope.subject,
            let status = try status(of: record.address)
        else { return nil }
        return LineageHistory.Version(
            address: record.address, document: document, date: envelope.validFrom, status: status,
            withdrawals: try index.withdrawals(of: record.address).reversed().compactMap(retraction))
    }

    private func retraction(_ record: ObjectRecord) throws -> LineageHistory.Retraction? {
        let envelope = try BoundObject(unverified: bytes(of: record)).envelope
        guard case .withdrawal(let withdrawal) = envelope.subject else { return nil }
        return LineageHistory.Retraction(address: record.address, withdrawal: withdrawal, date: envelope.validFrom)
    }
}
