internal import BinderyService
internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry

/// Publishes signed objects and prints what became of each, as text or JSON Lines.
struct PublicationReport {
    let asJSON: Bool
    let isDryRun: Bool

    /// Publishes `object` and prints the receipt.
    func publish(_ object: BoundObject, with writer: () throws -> RegistryWriter) throws {
        print(try receipt(of: object, with: writer))
    }

    /// Publishes `object`; a lost race or a busy lock keeps the signed object in a file.
    func receipt(of object: BoundObject, with writer: () throws -> RegistryWriter) throws -> Receipt {
        do {
            let writer = try writer()
            let admission = try writer.admit(object.bytes)
            return try (isDryRun ? writer.rehearse([admission]) : writer.publish([admission]))[0].get()
        } catch {
            let failure = Failure(error)
            if failure.exitCode == 75, !isDryRun {
                let path = "unpublished-\("\(object.address.digest)".prefix(12)).json"
                try? Draft.write(object, to: path, replaces: true)
                Console.note("The signed object is kept in \(path).")
            }
            throw error
        }
    }

    /// - Parameter isKnown: whether there is nothing to publish, dry run or not.
    func print(_ receipt: Receipt, isKnown: Bool = false) {
        guard asJSON else {
            let words = isDryRun && !isKnown ? "would publish" : receipt.status.rawValue
            Console.print("\(words)  \(receipt.object)" + (receipt.version.map { "  version \($0)" } ?? ""))
            return
        }
        Console.print(json(receipt))
    }

    /// A receipt as JSON (`Schemas/output/receipt.schema.json`).
    func json(_ receipt: Receipt) -> JSONValue {
        var value = json(receipt.object, receipt.claim, receipt.type, receipt.lineage, receipt.version)
        value.set("commit", receipt.commit.map { .string("\($0)") })
        value.set("status", .string(isDryRun ? "dry-run" : receipt.status.rawValue))
        return value
    }

    func print(draft object: BoundObject, at path: String) {
        guard asJSON else {
            return Console.print(
                "\(isDryRun ? "would draft" : "draft")  \(path)  \(object.approvals.count.counting("approval"))"
            )
        }
        var value = json(
            object.address, object.claim, object.type, object.envelope.subject.lineage, object.envelope.subject.version)
        value.set("status", isDryRun ? "dry-run" : "draft")
        value.set("draft", .string(path))
        Console.print(value)
    }

    private func json(
        _ address: Address, _ claim: Claim, _ type: ObjectType, _ lineage: LineageID?, _ version: Int64?
    ) -> JSONValue {
        var value: JSONValue = ["object": .string("\(address)"), "claim": .string("\(claim)")]
        value.set("type", .string(type.rawValue))
        value.set("lineage", lineage.map { .string($0.text) })
        value.set("version", version.map(JSONValue.integer))
        return value
    }
}
