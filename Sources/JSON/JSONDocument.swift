/// Bytes that are known to be one strict JSON value, with an index of everything inside.
///
/// Strict means [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259) without latitude: UTF-8 only, no byte order mark, no
/// duplicate names, no lone surrogates, no number beyond the doubles. Values are read from the bytes when asked for.
public struct JSONDocument: Sendable {
    private let storage: JSONStorage

    /// Parses `bytes`, in time linear in their number where the names of each object ascend.
    ///
    /// The nesting costs heap, not stack, so that a raised `maximumDepth` is safe.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .init()) throws(JSONError) {
        var parser = JSONParser(limits: limits)
        do throws(JSONFault) {
            try parser.parse(bytes.span)
        } catch {
            throw JSONError(error, in: bytes)
        }
        storage = JSONStorage(bytes: bytes, tape: parser.tape)
    }

    /// The bytes as they were given.
    public var bytes: [UInt8] { storage.bytes }

    /// The value that the document is.
    public var root: JSONNode { JSONNode(storage, 0) }

    /// Whether `bytes` are exactly their canonical form ([RFC 8785](https://www.rfc-editor.org/rfc/rfc8785)).
    ///
    /// - Complexity: O(1); the parser kept track.
    public var isCanonical: Bool {
        storage.tape[0].flags.contains(.canonical) && storage.tape[0].range == storage.bytes.indices
    }
}
