/// One value inside a document: a reference to the document and a position in it, cheap to copy.
///
/// Two things hold for numbers. A number *is* the double nearest to it, as RFC 8785 has it: `1.0`, `10e-1` and `1` are
/// the same integer. And what is asked of a value of another kind is nil, false, zero or empty.
public struct JSONNode: Sendable {
    @usableFromInline let storage: JSONStorage
    @usableFromInline let index: Int

    @inlinable
    init(_ storage: JSONStorage, _ index: Int) {
        self.storage = storage
        self.index = index
    }

    @inlinable var entry: JSONTape.Entry { storage.tape[index] }

    /// What the value is.
    @inlinable public var kind: JSONKind { entry.kind }

    /// The range of the value in the document's bytes, without whitespace around it.
    public var byteRange: Range<Int> { entry.range }

    /// The value of `true` and `false`.
    public var boolValue: Bool? {
        kind == .bool ? storage.bytes[Int(entry.start)] == UInt8(ascii: "t") : nil
    }

    /// The number of elements of an array or members of an object.
    ///
    /// - Complexity: O(1) up to 33,554,430 of them.
    public var count: Int { storage.tape.count(of: index) }
}

extension JSONNode {
    /// A string, unescaped.
    public var stringValue: String? {
        guard kind == .string else { return nil }
        guard entry.flags.contains(.escaped) else {
            // A span of a class's property would outlive the access: a span needs a local owner. The parser has checked the UTF-8.
            let bytes = storage.bytes
            return String(copying: UTF8Span(unchecked: bytes.span.extracting(entry.content)))
        }
        let text = storage.text(at: index)
        return String(copying: UTF8Span(unchecked: text.span))
    }

    /// Lends the UTF-8 of a string, unescaped, to `body`; `nil` for another kind.
    ///
    /// Only a string with escapes is copied. Inlined, so that a scalar is read without a `String` in between.
    @inlinable
    public func withStringUTF8<Result>(_ body: (Span<UInt8>) -> Result) -> Result? {
        let entry = entry
        guard entry.kind == .string else { return nil }
        guard !entry.flags.contains(.escaped) else {
            let text = storage.text(at: index)
            return body(text.span)
        }
        let bytes = storage.bytes
        return body(bytes.span.extracting(entry.content))
    }

    /// The UTF-8 of a string, unescaped.
    public func stringBytes() -> [UInt8]? {
        kind == .string ? storage.text(at: index) : nil
    }

    /// Whether the value is a string with exactly these bytes once unescaped; nothing is allocated for it.
    public func isString(_ utf8: StaticString) -> Bool {
        kind == .string && utf8.withUTF8Buffer { storage.text(at: index, is: $0.span) }
    }
}

extension JSONNode {
    /// Whether the value is a string with the same UTF-8 as `text` once unescaped.
    public func isString(_ text: String) -> Bool {
        kind == .string && storage.text(at: index, is: text.utf8.span)
    }

    /// The byte at which the first integer beyond ±(2^53 - 1) starts, in this value or inside it.
    ///
    /// - Complexity: O(number of values inside).
    public var offsetOfIntegerBeyondExactRange: Int? {
        for index in index..<max(Int(entry.next), index + 1) where storage.tape[index].kind == .number {
            let node = JSONNode(storage, index)
            if node.isIntegerBeyondExactRange { return node.byteRange.lowerBound }
        }
        return nil
    }
}

extension JSONNode {
    /// The double nearest to a number; always finite.
    public var doubleValue: Double? {
        guard kind == .number else { return nil }
        let text = storage.bytes[entry.range]
        // Negative zero is a short integer too, and no Int64 has its sign.
        guard entry.flags.contains(.shortInteger), entry.flags.contains(.canonical) else {
            return JSONNumber.value(of: text.span)
        }
        return Double(JSONNumber.shortInteger(of: text.span))
    }

    /// A number that is an integer within ±(2^53 - 1), so that its canonical form is plain digits.
    public var integerValue: Int64? {
        guard kind == .number else { return nil }
        if entry.flags.contains(.shortInteger) {
            let text = storage.bytes[entry.range]
            return JSONNumber.shortInteger(of: text.span)
        }
        guard let double = doubleValue, double.magnitude <= Double(JSONNumber.greatestExactInteger) else { return nil }
        return JSONNumber.integer(exactly: double)
    }

    /// Whether a number is an integer beyond ±(2^53 - 1), where not every integer is a double of its own.
    ///
    /// True for `9007199254740993`, whose canonical form is another integer, and for `1e300`.
    public var isIntegerBeyondExactRange: Bool {
        guard kind == .number, !entry.flags.contains(.shortInteger), let double = doubleValue else { return false }
        // Every double of 2^53 and more is an integer.
        return double.magnitude > Double(JSONNumber.greatestExactInteger)
    }
}

extension JSONNode {
    /// The elements of an array.
    public var elements: JSONElements {
        kind == .array ? JSONElements(storage, index + 1..<Int(entry.next)) : JSONElements(storage, 0..<0)
    }

    /// The members of an object, in the document's order.
    public var members: JSONMembers {
        kind == .object ? JSONMembers(storage, index + 1..<Int(entry.next)) : JSONMembers(storage, 0..<0)
    }

    /// The value of the member whose name has the same UTF-8 bytes.
    ///
    /// - Complexity: O(number of members).
    public subscript(_ name: String) -> JSONNode? {
        guard kind == .object else { return nil }
        let found = name.utf8.span.withUnsafeBufferPointer { storage.name($0, of: index) }
        return found.map { JSONNode(storage, $0.index + 1) }
    }

    /// The value of the member whose name has exactly these bytes, and its 0-based place among the members.
    ///
    /// - Complexity: O(number of members).
    public func member(_ name: StaticString) -> (place: Int, value: JSONNode)? {
        guard kind == .object, let found = name.withUTF8Buffer({ storage.name($0, of: index) }) else { return nil }
        return (found.place, JSONNode(storage, found.index + 1))
    }
}
