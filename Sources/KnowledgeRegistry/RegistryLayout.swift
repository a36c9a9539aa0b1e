internal import BoundKnowledge
internal import Cryptography

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
    static let recomputePolicy = "\(policy)/recompute.json"

    /// `objects/ab/cd/<64 hex>.jsonld`.
    static func path(of address: Address) -> String {
        let digits = "\(address.digest)"
        return "\(objects)/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits).jsonld"
    }

    /// The address that a path under `objects/` stands for; `nil` if no object belongs at the path.
    ///
    /// Compares bytes in place: an audit asks for every object, in its commit and in the head's tree.
    static func address(atPath path: String) -> Address? {
        var path = path
        return path.withUTF8 { bytes -> Address? in
            let slash = UInt8(ascii: "/")
            guard bytes.count == 85, bytes.starts(with: objectsPrefix), bytes[10] == slash, bytes[13] == slash,
                bytes[8..<10].elementsEqual(bytes[14..<16]), bytes[11..<13].elementsEqual(bytes[16..<18]),
                bytes[78...].elementsEqual(objectSuffix)
            else { return nil }
            return Digest(hexadecimal: String(decoding: bytes[14..<78], as: UTF8.self)).map(Address.init)
        }
    }

    private static let objectsPrefix = Array("\(objects)/".utf8)
    private static let objectSuffix = Array(".jsonld".utf8)

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
