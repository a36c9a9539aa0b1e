/// How BERT writes a text before it looks for words.
///
/// The steps and their order are those of `BertNormalizer` in Hugging Face
/// [tokenizers](https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/normalizers/bert.rs).
struct BertNormalizer: Sendable, Hashable {
    /// Controls go, white space becomes a space.
    var cleansText = true
    /// Spaces around Chinese characters, each of which is a word.
    var separatesChineseCharacters = true
    /// NFD, then no marks.
    var stripsAccents = true
    /// Each character in lower case, whatever is beside it.
    var lowercases = true

    func normalised(_ text: String) -> String {
        var text = text
        if cleansText { text = Self.cleansed(text) }
        if separatesChineseCharacters { text = Self.separated(text) }
        if stripsAccents { text = Self.stripped(text) }
        if lowercases { text = Self.mapped(text) { $0.properties.lowercaseMapping } }
        return text
    }

    private static func cleansed(_ text: String) -> String {
        mapped(text) { scalar in
            if scalar == "\t" || scalar == "\n" || scalar == "\r" { return " " }
            if scalar == "\0" || scalar == "\u{FFFD}" { return "" }
            switch UnicodeEdition.bert.category(scalar) {
            case .control, .format, .privateUse: return ""
            default: return scalar.properties.isWhitespace ? " " : nil
            }
        }
    }

    private static func separated(_ text: String) -> String {
        mapped(text) { isChinese($0) ? " \($0) " : nil }
    }

    private static func stripped(_ text: String) -> String {
        mapped(CanonicalForm.decomposed.of(text)) { isNonspacingMark($0) ? "" : nil }
    }

    /// Scalars replaced by what `body` says; `nil` leaves one as it is.
    private static func mapped(_ text: String, _ body: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = body(scalar) {
                result.append(contentsOf: replacement.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The blocks of `is_chinese_char`; the last but one begins at 2B920 there, and so it does here.
    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4e00...0x9fff, 0x3400...0x4dbf, 0x20000...0x2a6df, 0x2a700...0x2b73f, 0x2b740...0x2b81f,
            0x2b920...0x2ceaf, 0xf900...0xfaff, 0x2f800...0x2fa1f:
            true
        default: false
        }
    }

    /// `Mn` in Unicode 8; some scalars were given another category since.
    private static func isNonspacingMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1734, 0x1171e: true
        case 0x1885, 0x1886, 0xa9bd, 0x111c9: false
        default: UnicodeEdition.bert.category(scalar) == .nonspacingMark
        }
    }

    /// What is a word of its own: ASCII that is neither letter, digit, space nor control, and `\p{P}` in Unicode 8.
    static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e, 0x166d, 0x111c9: true
        default: UnicodeEdition.bert.category(scalar).isPunctuation
        }
    }
}
