extension TextRules {
    /// An SPDX license expression or an absolute URL.
    package static func isLicense(_ text: String) -> Bool {
        text.utf8.count <= 2_000 && LicenseExpression.isWellFormed(text) || isURL(text)
    }
}

/// The grammar of [SPDX 3.0.1, annex "SPDX license expressions"](https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/),
/// without its lists of ids: they grow with each release, and an object must be judged the same for ever.
///
/// White space is the space alone. `AND`, `OR` and `WITH` are written in capitals or in small letters throughout, and stand for no id.
/// Whether an expression is well formed does not depend on precedence, so one pass with a count of open parentheses decides.
enum LicenseExpression {
    private enum Word {
        case open, close, with, junction, id, idPlus, licenseRef, additionRef
    }

    private typealias Bytes = Substring.UTF8View

    static func isWellFormed(_ text: String) -> Bool {
        var rest = text[...].utf8
        guard rest.first != space, rest.last != space else { return false }
        var depth = 0
        var previous: Word?
        while !rest.isEmpty {
            guard let word = next(&rest), follows(word, previous) else { return false }
            switch word {
            case .open: depth += 1
            case .close: depth -= 1
            default: break
            }
            guard depth >= 0 else { return false }
            // The operand of WITH ends like a license in parentheses: nothing but an operator or `)` goes on.
            previous = previous == .with ? .close : word
            rest = rest.drop { $0 == space }
        }
        return depth == 0 && previous.map { $0 == .close || isLicense($0) } ?? false
    }

    private static func follows(_ word: Word, _ previous: Word?) -> Bool {
        switch previous {
        case nil, .open, .junction: word == .open || isLicense(word)
        case .with: word == .id || word == .additionRef
        case .id, .idPlus, .licenseRef: word == .with || word == .junction || word == .close
        case .close: word == .junction || word == .close
        case .additionRef: false
        }
    }

    private static func isLicense(_ word: Word) -> Bool { word == .id || word == .idPlus || word == .licenseRef }

    /// Takes the next word, which a space or a parenthesis ends; `nil` where it is none.
    private static func next(_ rest: inout Bytes) -> Word? {
        switch rest.first {
        case open:
            rest = rest.dropFirst()
            return .open
        case close:
            rest = rest.dropFirst()
            return .close
        default:
            let text = rest.prefix { $0 != space && $0 != open && $0 != close }
            rest = rest[text.endIndex...]
            return word(text)
        }
    }

    private static func word(_ text: Bytes) -> Word? {
        if equals(text, "AND") || equals(text, "and") || equals(text, "OR") || equals(text, "or") { return .junction }
        if equals(text, "WITH") || equals(text, "with") { return .with }
        if let rest = after("DocumentRef-", in: text) {
            guard let colon = rest.firstIndex(of: UInt8(ascii: ":")), isIDString(rest[..<colon]) else { return nil }
            return reference(rest[colon...].dropFirst())
        }
        // A prefix that nothing valid follows makes no id either.
        if after("LicenseRef-", in: text) != nil || after("AdditionRef-", in: text) != nil { return reference(text) }
        if text.last == UInt8(ascii: "+") { return isIDString(text.dropLast()) ? .idPlus : nil }
        return isIDString(text) ? .id : nil
    }

    private static func reference(_ text: Bytes) -> Word? {
        if let id = after("LicenseRef-", in: text) { return isIDString(id) ? .licenseRef : nil }
        return after("AdditionRef-", in: text).flatMap { isIDString($0) ? .additionRef : nil }
    }

    /// `1*(ALPHA / DIGIT / "-" / ".")`
    private static func isIDString(_ text: Bytes) -> Bool {
        !text.isEmpty
            && text.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    private static func equals(_ text: Bytes, _ word: StaticString) -> Bool {
        word.withUTF8Buffer { text.elementsEqual($0) }
    }

    /// What stands behind `prefix`; `nil` where the text does not begin so.
    private static func after(_ prefix: String, in text: Bytes) -> Bytes? {
        text.starts(with: prefix.utf8) ? text.dropFirst(prefix.utf8.count) : nil
    }

    private static let space = UInt8(ascii: " ")
    private static let open = UInt8(ascii: "(")
    private static let close = UInt8(ascii: ")")
}
