/// A name and a value of an object in a document.
public struct JSONMember: Sendable {
    let storage: JSONStorage
    let index: Int

    /// The name, unescaped.
    public var name: String { String(decoding: storage.text(at: index), as: UTF8.self) }

    /// The UTF-8 of the name, unescaped.
    public var nameBytes: [UInt8] { storage.text(at: index) }

    /// The range of the name in the document's bytes, quotes included.
    public var nameByteRange: Range<Int> { storage.tape[index].range }

    /// The value.
    public var value: JSONNode { JSONNode(storage, index + 1) }
}

/// The members of an object in a document, in its order.
public struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    private let storage: JSONStorage
    private var entries: Range<Int>

    init(_ storage: JSONStorage, _ entries: Range<Int>) {
        self.storage = storage
        self.entries = entries
    }

    /// The next member.
    public mutating func next() -> JSONMember? {
        guard let name = entries.first else { return nil }
        entries = Int(storage.tape[name + 1].next)..<entries.upperBound
        return JSONMember(storage: storage, index: name)
    }
}
