internal import BoundKnowledge
internal import JSON

/// What a mirror says to a question (`Schemas/output/resolve.schema.json`): claims to be proved, nothing more.
struct ResolutionPage: Sendable {
    let told: Resolution.Told
    let documents: [Address]

    /// - Parameter limit: the most documents.
    /// - Throws: `MirrorFault` where the page is none.
    init(_ bytes: [UInt8], limit: Int) throws(MirrorFault) {
        let root = try PageReader.root(of: bytes)
        guard let told = root["result"]?.stringValue.flatMap(Resolution.Told.init), let list = root["documents"],
            list.kind == .array, list.count <= limit
        else { throw .malformed("its resolution names no result, or more than \(limit) documents") }
        var documents: [Address] = []
        for element in list.elements {
            guard let address = try PageReader.address("object", of: element) else {
                throw .malformed("a document of its resolution has no address")
            }
            documents.append(address)
        }
        guard told != .answer || documents.count == 1, told == .none || !documents.isEmpty else {
            throw .malformed("its resolution says `\(told.rawValue)` with \(documents.count) documents")
        }
        (self.told, self.documents) = (told, documents)
    }
}
