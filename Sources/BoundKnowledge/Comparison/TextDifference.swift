/// What is to be removed from one text and added to it to get another, by sentences and lines.
public struct TextDifference: Sendable {
    /// One step of the way from the old text to the new one.
    public enum Change: Sendable {
        /// A part that reads the same in both.
        case kept(old: TextPart, new: TextPart)
        /// A part of the old text only.
        case removed(TextPart)
        /// A part of the new text only.
        case added(TextPart)
    }

    /// The steps, in the order of both texts; what is removed stands before what is added in its place.
    public private(set) var changes: [Change] = []

    /// The way from `old` to `new`.
    public init(from old: TextParts, to new: TextParts) {
        var ids: [TextPart: Int] = [:]
        func numbered(_ parts: [TextPart]) -> [Int] {
            parts.map { part in
                let id = ids[part] ?? ids.count
                ids[part] = id
                return id
            }
        }
        let common = CommonSubsequence(numbered(old.parts), numbered(new.parts))
        var (left, right) = (0, 0)
        for pair in common.pairs + [(old.parts.count, new.parts.count)] {
            changes += old.parts[left..<pair.left].map(Change.removed)
            changes += new.parts[right..<pair.right].map(Change.added)
            if pair.left < old.parts.count {
                changes.append(.kept(old: old.parts[pair.left], new: new.parts[pair.right]))
            }
            (left, right) = (pair.left + 1, pair.right + 1)
        }
    }

    /// Whether every part is kept; white space between them may differ.
    public var isEmpty: Bool {
        changes.allSatisfy { if case .kept = $0 { true } else { false } }
    }

    /// The new text that the changes make of `old`; `nil` where they are not about it.
    public func applied(to old: TextParts) -> String? {
        var rest = old.parts[...]
        var text = ""
        for change in changes {
            switch change {
            case .added(let part):
                text += part.text
            case .kept(let part, let new):
                guard rest.popFirst()?.text.utf8.elementsEqual(part.text.utf8) == true else { return nil }
                text += new.text
            case .removed(let part):
                guard rest.popFirst()?.text.utf8.elementsEqual(part.text.utf8) == true else { return nil }
            }
        }
        return rest.isEmpty ? text : nil
    }
}
