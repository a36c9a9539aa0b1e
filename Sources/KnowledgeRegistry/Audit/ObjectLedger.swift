internal import BoundKnowledge
internal import Cryptography

/// What an audit remembers of the objects so far, about 150 bytes each: an audit of a million must not need gigabytes.
struct ObjectLedger: Sendable {
    private struct Record {
        let address: Address
        let claim: Claim
        let version: Int64?
        let lineage: UInt32?
        let registry: UInt32
        let position: UInt32
        let type: ObjectType
    }

    /// Where a lineage stands: its last document, its last alias set, and what its readable head is.
    private struct Standing {
        let name: LineageName
        var document: UInt32?
        var aliases: UInt32?
        var headDigest: Digest?
    }

    private var records: [Record] = []
    private var byAddress = PositionIndex<Address>()
    private var byClaim = PositionIndex<Claim>()
    private var standings: [Standing] = []
    private var byLineage = PositionIndex<LineageName>()
    private var registries: [String] = []
    private var byRegistry: [[UInt8]: UInt32] = [:]
    private var withdrawals: [Address: UInt32] = [:]
    /// Of each document in quarantine, the attestation that keeps it there.
    private var quarantines: [Address: UInt32] = [:]
    /// The address of the last trust root of each version.
    private(set) var roots: [Int64: Address] = [:]

    mutating func reserve(_ count: Int) { records.reserveCapacity(count) }

    /// Adds the object at a position in the order of publication; later ones take the place of earlier ones.
    mutating func append(_ object: ObjectSummary, at position: Int) {
        let link = object.link
        let record = records.count
        let lineage = link.lineage.map { standing(of: LineageName($0)) }
        records.append(
            Record(
                address: link.address, claim: object.claim, version: link.version, lineage: lineage.map(UInt32.init),
                registry: number(of: link.registry), position: UInt32(position), type: link.type))
        byAddress.set(link.address, to: record) { [records] in records[$0].address }
        byClaim.set(object.claim, to: record) { [records] in records[$0].claim }
        switch link.type {
        case .boundDocument:
            if let lineage {
                standings[lineage].document = UInt32(record)
                standings[lineage].headDigest = object.headDigest
            }
        case .aliasSet: if let lineage { standings[lineage].aliases = UInt32(record) }
        case .withdrawal: if let target = object.target { withdrawals[target.object] = UInt32(record) }
        case .trustRoot: if let version = link.version { roots[version] = link.address }
        case .attestation:
            if let target = object.target, let effect = object.quarantine {
                quarantines[target.object] = effect == .imposes ? UInt32(record) : nil
            }
        case .modelManifest: break
        }
    }

    /// What was kept of the object at an address.
    func object(at address: Address) -> (link: LineageLink, claim: Claim)? {
        guard let found = record(at: address) else { return nil }
        let link = LineageLink(
            address: found.address, type: found.type, registry: registries[Int(found.registry)],
            lineage: found.lineage.flatMap { standings[Int($0)].name.lineage }, version: found.version, previous: nil)
        return (link, found.claim)
    }

    /// The last object of a claim.
    func address(of claim: Claim) -> Address? {
        byClaim.position(of: claim) { records[$0].claim }.map { records[$0].address }
    }

    /// The last object of a type in a lineage.
    func current(_ type: ObjectType, of lineage: LineageID) -> Address? {
        guard let standing = lineageNumber(lineage).map({ standings[$0] }) else { return nil }
        return (type == .boundDocument ? standing.document : standing.aliases).map { records[Int($0)].address }
    }

    /// The position of the object at an address in the order of publication.
    func position(of address: Address) -> Int? { record(at: address).map { Int($0.position) } }

    private func record(at address: Address) -> Record? {
        byAddress.position(of: address) { records[$0].address }.map { records[$0] }
    }

    private mutating func number(of registry: String) -> UInt32 {
        let bytes = Array(registry.utf8)
        if let known = byRegistry[bytes] { return known }
        registries.append(registry)
        byRegistry[bytes] = UInt32(registries.count - 1)
        return UInt32(registries.count - 1)
    }

    private mutating func standing(of name: LineageName) -> Int {
        if let known = byLineage.position(of: name, { standings[$0].name }) { return known }
        standings.append(Standing(name: name))
        byLineage.set(name, to: standings.count - 1) { [standings] in standings[$0].name }
        return standings.count - 1
    }
}

extension ObjectLedger {
    /// The current document of a lineage as its readable head depends on it.
    struct Head {
        let lineage: LineageID
        /// The positions of the document and of its withdrawal in the order of publication.
        let document: Int
        let withdrawal: Int?
        /// The attestation that keeps the document in quarantine.
        let quarantine: Address?
        /// SHA-256 of the head, where it follows from the document alone.
        let digest: Digest?
    }

    /// How many lineages there are; they are numbered in order of their first object.
    var lineageCount: Int { standings.count }

    /// The number of a lineage.
    func lineageNumber(_ lineage: LineageID) -> Int? {
        byLineage.position(of: LineageName(lineage)) { standings[$0].name }
    }

    /// The head of the lineage of a number; `nil` where it has no document.
    func head(_ number: Int) -> Head? {
        let standing = standings[number]
        guard let document = standing.document.map({ records[Int($0)] }), let lineage = standing.name.lineage else {
            return nil
        }
        let withdrawal = withdrawals[document.address].map { Int(records[Int($0)].position) }
        let quarantine = quarantines[document.address].map { records[Int($0)].address }
        return Head(
            lineage: lineage, document: Int(document.position), withdrawal: withdrawal, quarantine: quarantine,
            digest: withdrawal == nil && quarantine == nil ? standing.headDigest : nil)
    }
}

/// The 26 bytes of a lineage, stored inline: as a string it would have an allocation of its own.
struct LineageName: Sendable, Hashable {
    private var bytes: [26 of UInt8]

    init(_ lineage: LineageID) {
        bytes = .init(repeating: 0)
        for (index, byte) in lineage.text.utf8.prefix(bytes.count).enumerated() { bytes[index] = byte }
    }

    var lineage: LineageID? { LineageID(String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)) }

    static func == (lhs: LineageName, rhs: LineageName) -> Bool {
        lhs.bytes.indices.allSatisfy { lhs.bytes[$0] == rhs.bytes[$0] }
    }

    func hash(into hasher: inout Hasher) {
        for index in bytes.indices { hasher.combine(bytes[index]) }
    }
}
