/// The elements of an array in a document.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
    private let storage: JSONStorage
    private var entries: Range<Int>

    init(_ storage: JSONStorage, _ entries: Range<Int>) {
        self.storage = storage
        self.entries = entries
    }

    /// The next element.
    public mutating func next() -> JSONNode? {
        guard let element = entries.first else { return nil }
        entries = Int(storage.tape[element].next)..<entries.upperBound
        return JSONNode(storage, element)
    }
}
