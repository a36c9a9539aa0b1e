internal import JSON

/// What differs between two JSON documents.
///
/// Members have no order, numbers are compared by value, strings by their characters; an element of an array is
/// compared with the one at its place.
struct JSONComparison {
    private let earlier: JSONDocument
    private let later: JSONDocument
    private let offsets: (earlier: Int, later: Int)
    private var differences: [Difference] = []

    /// The most differences that are listed.
    private static let most = 1000

    /// The differences between two texts that are both JSON objects or arrays; `nil` where one is none.
    ///
    /// - Complexity: O(*n* log *n*) for *n* bytes.
    static func differences(
        _ earlier: some StringProtocol, at earlierOffset: Int, _ later: some StringProtocol, at laterOffset: Int
    ) -> [Difference]? {
        guard let one = try? JSONDocument(parsing: Array(earlier.utf8)), [.object, .array].contains(one.root.kind),
            let other = try? JSONDocument(parsing: Array(later.utf8)), [.object, .array].contains(other.root.kind)
        else { return nil }
        var comparison = JSONComparison(earlier: one, later: other, offsets: (earlierOffset, laterOffset))
        comparison.compare(one.root, other.root)
        return comparison.differences
    }

    private init(earlier: JSONDocument, later: JSONDocument, offsets: (earlier: Int, later: Int)) {
        (self.earlier, self.later, self.offsets) = (earlier, later, offsets)
    }

    /// Recursion is bounded by the depth that the parser allows, 64.
    private mutating func compare(_ first: JSONNode, _ second: JSONNode) {
        guard differences.count < Self.most else { return }
        switch (first.kind, second.kind) {
        case (.object, .object): compareMembers(first, second)
        case (.array, .array): compareElements(first, second)
        case (.string, .string):
            guard first.stringBytes() != second.stringBytes() else { return }
            let isText = [first, second].contains { $0.stringBytes()?.contains(0x20) == true }
            add(isText ? .undecided : .contradiction, first, second, "Another string")
        case (.number, .number):
            if !areEqualNumbers(first, second) { add(.contradiction, first, second, "Another number") }
        case (.bool, .bool):
            if first.boolValue != second.boolValue { add(.contradiction, first, second, "True is not false") }
        case (.null, .null): return
        default: add(.contradiction, first, second, "A value of another kind")
        }
    }

    private mutating func compareMembers(_ first: JSONNode, _ second: JSONNode) {
        var others: [[UInt8]: JSONNode] = [:]
        for member in second.members { others[member.nameBytes] = member.value }
        for member in first.members {
            if let value = others.removeValue(forKey: member.nameBytes) {
                compare(member.value, value)
            } else {
                add(.revision, member.value, nil, "A member is missing")
            }
        }
        for member in second.members where others[member.nameBytes] != nil {
            add(.revision, nil, member.value, "A member was added")
        }
    }

    private mutating func compareElements(_ first: JSONNode, _ second: JSONNode) {
        var (left, right) = (first.elements, second.elements)
        while true {
            switch (left.next(), right.next()) {
            case (let one?, let other?): compare(one, other)
            case (let one?, nil): add(.revision, one, nil, "An element is missing")
            case (nil, let other?): add(.revision, nil, other, "An element was added")
            case (nil, nil): return
            }
        }
    }

    private func areEqualNumbers(_ first: JSONNode, _ second: JSONNode) -> Bool {
        let (one, other) = (Array(earlier.bytes[first.byteRange]), Array(later.bytes[second.byteRange]))
        if one == other { return true }
        // Integers that a double cannot hold apart are compared as they are written.
        if first.isIntegerBeyondExactRange || second.isIntegerBeyondExactRange { return false }
        return first.doubleValue == second.doubleValue
    }

    private mutating func add(_ weight: Difference.Weight, _ first: JSONNode?, _ second: JSONNode?, _ note: String) {
        guard differences.count < Self.most else { return }
        differences.append(
            Difference(
                kind: .structure, weight: weight, earlier: first.map { span($0, earlier, offsets.earlier) },
                later: second.map { span($0, later, offsets.later) }, note: note))
    }

    private func span(_ node: JSONNode, _ document: JSONDocument, _ offset: Int) -> Difference.Span {
        let range = node.byteRange
        return Difference.Span(
            bytes: offset + range.lowerBound..<offset + range.upperBound,
            text: String(decoding: document.bytes[range], as: UTF8.self))
    }
}
