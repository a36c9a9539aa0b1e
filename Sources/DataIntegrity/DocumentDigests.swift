package import Cryptography
internal import JSON

/// SHA-256 of a document's canonical form, with and without its member `proof`.
package struct DocumentDigests: Sendable {
    /// Of the whole document; `nil` where its bytes are not canonical as they stand.
    package let whole: Digest?
    /// Of the document without `proof`: what an ordinary proof signs.
    package let unsecured: Digest

    /// The digests of an object that has the member `proof`.
    ///
    /// Both byte strings are the same up to `proof`, and most of a document comes before it: that is hashed once.
    init(of document: JSONNode) {
        guard let ranges = document.canonicalRanges(around: "proof") else {
            whole = nil
            unsecured = SHA256.digest(of: document.canonicalBytes(omitting: ["proof"]))
            return
        }
        var whole = RunningSHA256()
        document.withDocumentBytes { whole.update($0.extracting(ranges.before)) }
        var unsecured = whole.branched()
        document.withDocumentBytes { bytes in
            unsecured.update(bytes.extracting(ranges.after))
            whole.update(bytes.extracting(ranges.before.upperBound..<ranges.after.upperBound))
        }
        self.whole = whole.finish()
        self.unsecured = unsecured.finish()
    }

    /// SHA-256 of the canonical form of an object without one of its members.
    static func digest(of object: JSONNode, without name: StaticString) -> Digest {
        guard let ranges = object.canonicalRanges(around: name) else {
            return SHA256.digest(of: object.canonicalBytes(omitting: ["\(name)"]))
        }
        var hash = RunningSHA256()
        object.withDocumentBytes { bytes in
            hash.update(bytes.extracting(ranges.before))
            hash.update(bytes.extracting(ranges.after))
        }
        return hash.finish()
    }
}
