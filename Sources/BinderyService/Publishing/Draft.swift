public import BoundKnowledge

/// Objects in files that approvals are collected in, offline.
///
/// A draft file holds the object's canonical bytes with the approvals so far; with all of them it is the object itself.
public enum Draft {
    /// Reads a draft in any layout, perhaps without proofs.
    ///
    /// - Throws: `ServiceError`, or a `FileError` about an `ObjectError` with every finding.
    public static func read(_ path: String) throws -> BoundObject {
        let bytes = try bytes(path)
        return try FileError.naming(path) { try BoundObject(draft: bytes) }
    }

    /// The bytes of a draft's file, whatever they are.
    static func bytes(_ path: String) throws -> [UInt8] { try SafeFile.read(path, limit: 17 << 20) }

    /// Writes a draft's bytes.
    public static func write(_ object: BoundObject, to path: String, replaces: Bool) throws {
        try SafeFile.write(object.bytes, to: path, replaces: replaces)
    }
}
