internal import BoundKnowledge

/// Where things stand in a registry's tree (`docs/format/store.md` section 1).
enum RegistryLayout {
    static let description = "registry.jsonld"
    static let attributes = ".gitattributes"
    /// `autocrlf` would change bytes that are signed.
    static let attributesText = "* -text\n"
    static let objects = "objects"
    static let documents = "documents"
    static let trust = "trust"
    static let policy = "policy"

    /// `objects/ab/cd/<64 hex>.jsonld`.
    static func path(of address: Address) -> String {
        let digits = "\(address.digest)"
        return "\(objects)/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits).jsonld"
    }

    /// The address that a path under `objects/` stands for; `nil` if no object belongs at the path.
    static func address(atPath path: String) -> Address? {
        guard path.utf8.count == 85, let digits = path.split(separator: "/").last?.prefix(64),
            let address = Address("sha256:\(digits)"), self.path(of: address).utf8.elementsEqual(path.utf8)
        else { return nil }
        return address
    }

    /// `documents/ab/c/<lineage>.md`: with a million lineages a folder has about thirty (docs/decisions/0010).
    static func headPath(of lineage: LineageID) -> String {
        let text = lineage.text
        return "\(documents)/\(text.prefix(2))/\(text.dropFirst(2).prefix(1))/\(text).md"
    }

    /// The lineage whose readable head belongs at a path; `nil` if no head belongs there.
    static func lineage(ofHeadPath path: String) -> LineageID? {
        guard path.utf8.count == 44, let name = path.split(separator: "/").last,
            let lineage = LineageID(String(name.prefix(26))), headPath(of: lineage).utf8.elementsEqual(path.utf8)
        else { return nil }
        return lineage
    }

    /// `trust/root.<n>.jsonld`.
    static func rootPath(version: Int64) -> String { "\(trust)/root.\(version).jsonld" }
}
