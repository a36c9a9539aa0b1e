/// What the patterns of pre-tokenizers tell apart.
enum ScalarClass: UInt8, Sendable {
    /// `\p{L}`
    case letter
    /// `\p{N}`
    case number
    /// `[\r\n]`, which is white space too.
    case newline
    /// `\s` other than a newline.
    case space
    /// `[^\s\p{L}\p{N}]`
    case other

    var isWhitespace: Bool { self == .newline || self == .space }

    init(_ scalar: Unicode.Scalar) {
        self = scalar.isASCII ? Self.ofASCII[Int(scalar.value)] : Self(lookingUp: scalar)
    }

    /// Most text is ASCII, and looking up a property takes a hundred times as long.
    private static let ofASCII = (0..<128).map { Self(lookingUp: Unicode.Scalar(UInt8($0))) }

    private init(lookingUp scalar: Unicode.Scalar) {
        if scalar == "\r" || scalar == "\n" {
            self = .newline
        } else if scalar.properties.isWhitespace {
            self = .space
        } else {
            let category = UnicodeEdition.patterns.category(scalar)
            self = category.isLetter ? .letter : category.isNumber ? .number : .other
        }
    }
}

extension Unicode.GeneralCategory {
    /// `\p{L}`
    var isLetter: Bool {
        switch self {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    /// `\p{N}`
    var isNumber: Bool { self == .decimalNumber || self == .letterNumber || self == .otherNumber }

    /// `\p{P}`
    var isPunctuation: Bool {
        switch self {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            true
        default: false
        }
    }
}
