internal import BoundKnowledge
internal import JSON

/// Reads the JSON of pages about objects.
enum PageReader {
    static func root(of bytes: [UInt8]) throws(MirrorFault) -> JSONNode {
        do {
            let root = try JSONDocument(parsing: bytes, limits: JSONLimits(maximumByteCount: 1 << 20, maximumDepth: 16))
                .root
            guard root.kind == .object else { throw MirrorFault.malformed("its page is no JSON object") }
            return root
        } catch let fault as MirrorFault {
            throw fault
        } catch {
            throw .malformed("its page is no JSON")
        }
    }

    /// The address that a member holds; `nil` if it is not there.
    static func address(_ name: String, of node: JSONNode) throws(MirrorFault) -> Address? {
        guard let member = node[name] else { return nil }
        guard let address = member.stringValue.flatMap({ Address($0) }) else {
            throw .malformed("`\(name)` is no address: sha256: and 64 lower-case hexadecimal digits")
        }
        return address
    }
}
