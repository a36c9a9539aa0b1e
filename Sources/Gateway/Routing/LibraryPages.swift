internal import BinderyService
internal import BoundKnowledge
internal import HTTPTypes
internal import JSON
internal import KnowledgeRegistry

/// The pages that speak about a registry as it is now. They read the store, so they are made off the event loop.
struct LibraryPages {
    let registry: Registry
    let reader: Reader
    /// Objects of which no page shows more than the address.
    let withheld: WithheldObjects

    /// The most entries of a page of changes.
    static let changeLimit = 200
    /// The most versions that are listed of one document.
    static let versionLimit = 1_000

    /// The object at an address, if the reader may see it.
    ///
    /// - Throws: `Problem` where there is none, or it is withheld.
    func object(at address: Address) throws -> ServedObject {
        let object = try visibleObject(at: address)
        if let basis = withheld[address] { throw Problem.withheld(address, basis) }
        return object
    }

    private func visibleObject(at address: Address) throws -> ServedObject {
        guard let bytes = try registry.object(at: address) else { throw Self.unknown(address) }
        let object = try ServedObject(address, bytes: bytes) {
            try registry.record(at: address).map { try !registry.isShown($0, to: .everybody) } ?? false
        }
        // Nobody without the token can tell a restricted document from none.
        guard reader.audience == .members || !object.isRestricted else { throw Self.unknown(address) }
        return object
    }

    func index() throws -> JSONValue {
        [
            "name": .string(registry.description.name), "origin": .string(registry.description.origin),
            "objects": .integer(try registry.objectCount()),
            "pages": .array(
                [
                    "/objects/{address}", "/status/{address}", "/documents/{lineage}",
                    "/documents/{lineage}/versions",
                    "/documents/{lineage}/versions/{version}", "/documents/{lineage}/diff/{old}/{new}",
                    "/topics/{topic}", "/about", "/resolve?q={question}&lang={tag}",
                    "/search?q={words}&limit={count}", "/changes?after={index}&limit={count}", "/feed.atom", "/healthz",
                    "/readyz",
                ].map(JSONValue.string)),
        ]
    }

    func status(of address: Address) throws -> JSONValue {
        let object = try visibleObject(at: address)
        guard let status = try registry.status(of: address, for: reader.audience),
            let record = try registry.record(at: address)
        else {
            throw Self.unknown(object.address)
        }
        var value: JSONValue = ["object": .string("\(address)"), "status": .string(status.name)]
        value.set("type", .string(record.type.rawValue))
        value.set("lineage", record.lineage.map { .string($0.text) })
        value.set("version", record.version.map(JSONValue.integer))
        value.set("index", .integer(record.position))
        switch status {
        case .current: break
        case .superseded(let successor): value.set("supersededBy", .string("\(successor)"))
        case .quarantined(let attestation): value.set("quarantinedBy", .string("\(attestation)"))
        case .withdrawn(let withdrawal, let subject):
            value.set("withdrawnBy", .string("\(withdrawal)"))
            value.set("reason", .string(subject.reason.rawValue))
            value.set("severity", .string(subject.severity.rawValue))
            value.set("replacedBy", subject.replacedBy.map { .string("\($0)") })
            if withheld[withdrawal] == nil { value.set("note", subject.note.map(JSONValue.string)) }
        }
        return value
    }

    /// The newest version of a document that the reader may see.
    func current(of lineage: LineageID) throws -> Address {
        for record in try registry.versions(of: lineage, limit: Self.versionLimit) where try isShown(record) {
            return record.address
        }
        throw Self.unknown(lineage)
    }

    func versions(of lineage: LineageID) throws -> JSONValue {
        let records = try registry.versions(of: lineage, limit: Self.versionLimit).filter(isShown)
        guard !records.isEmpty else { throw Self.unknown(lineage) }
        let versions = try records.map { record -> JSONValue in
            let status = try registry.status(of: record.address, for: reader.audience) ?? .current
            return [
                "version": .integer(record.version ?? 0), "object": .string("\(record.address)"),
                "status": .string(status.name), "index": .integer(record.position),
            ]
        }
        return ["lineage": .string(lineage.text), "versions": .array(versions)]
    }

    /// What was published after a position; `next` is where the page after it begins.
    func changes(after position: Int64, limit: Int) throws -> JSONValue {
        let records = try registry.records(from: position + 1, limit: limit + 1)
        let page = records.prefix(limit)
        let changes = try page.filter(isShown).map { record -> JSONValue in
            var value: JSONValue = ["index": .integer(record.position), "object": .string("\(record.address)")]
            value.set("type", .string(record.type.rawValue))
            value.set("lineage", record.lineage.map { .string($0.text) })
            value.set("version", record.version.map(JSONValue.integer))
            value.set("target", record.target.map { .string("\($0)") })
            return value
        }
        return [
            "registry": .string(registry.description.origin), "changes": .array(changes),
            "next": .integer(page.last?.position ?? position), "more": .bool(records.count > page.count),
        ]
    }

    private func isShown(_ record: ObjectRecord) throws -> Bool {
        try registry.isShown(record, to: reader.audience)
    }

    private static func unknown(_ address: Address) -> Problem {
        Problem(.unknownObject, "The library has no object \(address).")
    }

    private static func unknown(_ lineage: LineageID) -> Problem {
        Problem(.unknownDocument, "The library has no document of the lineage \(lineage).")
    }
}
