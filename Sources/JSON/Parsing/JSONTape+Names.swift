extension JSONTape {
    /// How the names at two entries compare as RFC 8785 section 3.2.3 sorts them.
    func compareNames(_ left: Int, _ right: Int, in bytes: Span<UInt8>) -> JSONNameOrder {
        let (leftEntry, rightEntry) = (entries[left], entries[right])
        guard leftEntry.flags.union(rightEntry.flags).contains(.escaped) else {
            return JSONNameOrder(bytes.extracting(leftEntry.content), bytes.extracting(rightEntry.content))
        }
        let leftName = JSONEscapes.decoded(leftEntry.content, of: bytes)
        let rightName = JSONEscapes.decoded(rightEntry.content, of: bytes)
        return JSONNameOrder(leftName.span, rightName.span)
    }

    /// The entries of an object's member names, in canonical order.
    ///
    /// - Complexity: O(*n* log *n*) comparisons for *n* members; escaped names are decoded once.
    func sortedNames(of object: Int, in bytes: Span<UInt8>) -> [Int] {
        var names: [Int] = []
        var anyEscaped = false
        var name = object + 1
        while name < Int(entries[object].next) {
            names.append(name)
            anyEscaped = anyEscaped || entries[name].flags.contains(.escaped)
            name = Int(entries[name + 1].next)
        }
        guard anyEscaped else {
            return names.sorted { compareNames($0, $1, in: bytes) == .ascending }
        }
        let decoded = names.map { (index: $0, name: JSONEscapes.decoded(entries[$0].content, of: bytes)) }
        return decoded.sorted { JSONNameOrder($0.name.span, $1.name.span) == .ascending }.map(\.index)
    }

    /// The later of two members with the same name, as the entry of its name; nil where all names differ.
    func duplicateName(of object: Int, in bytes: Span<UInt8>) -> Int? {
        let names = sortedNames(of: object, in: bytes)
        let pairs = zip(names, names.dropFirst())
        return pairs.first { compareNames($0, $1, in: bytes) == .same }.map { max($0.0, $0.1) }
    }
}
