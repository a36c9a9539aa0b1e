public import BoundKnowledge

/// An object that is current in its registry, as a list shows it.
public struct ListedObject: Sendable {
    /// The object; its proofs are not looked at.
    public let object: BoundObject
    /// `current`, `quarantined` or `withdrawn`, as the registry tells it.
    public let status: ObjectStatus
}

extension Registry {
    /// Lends each object that no later version stands in for, in order of publication, until `body` returns false.
    ///
    /// This is what the registry says of itself: who may sign is looked at by `verify` and by an audit.
    ///
    /// - Parameters:
    ///   - type: the type; `nil` for all of them. Of trust roots the highest version is current.
    ///   - body: what to do with an object; whether to go on.
    /// - Complexity: O(number of objects); holds at most a page of them.
    public func forEachCurrent(_ type: ObjectType? = .boundDocument, _ body: (ListedObject) throws -> Bool) throws {
        var position: Int64 = 0
        while true {
            let page = try index.session {
                try index.currents(type, from: position, limit: Self.pageLength).map { record in
                    (record, try statusOfCurrent(record))
                }
            }
            for (record, status) in page {
                let object = try BoundObject(unverified: bytes(of: record))
                guard try body(ListedObject(object: object, status: status)) else { return }
            }
            guard page.count == Self.pageLength, let last = page.last else { return }
            position = last.0.position + 1
        }
    }

    private static let pageLength = 200
}
