/// Python's methods of strings, by scalars: neither graphemes nor canonical equivalence play a part.
enum TemplateStrings {
    /// Where `part` first stands in `text`, in bytes.
    ///
    /// - Complexity: O(text + part), by the algorithm of Knuth, Morris and Pratt.
    static func firstRange(of part: [UInt8], in text: [UInt8], from start: Int = 0) -> Range<Int>? {
        guard !part.isEmpty else { return start..<start }
        let borders = borders(of: part)
        var matched = 0
        for index in start..<text.count {
            while matched > 0, part[matched] != text[index] { matched = borders[matched - 1] }
            if part[matched] == text[index] { matched += 1 }
            if matched == part.count { return index + 1 - matched..<index + 1 }
        }
        return nil
    }

    /// For each beginning of `part`, how many bytes at its end are a beginning of it too.
    private static func borders(of part: [UInt8]) -> [Int] {
        var borders = [0]
        for byte in part.dropFirst() {
            var border = borders[borders.count - 1]
            while border > 0, part[border] != byte { border = borders[border - 1] }
            borders.append(part[border] == byte ? border + 1 : 0)
        }
        return borders
    }

    /// The pieces of a text around each `part`, from the front; an empty part stands between all scalars.
    static func pieces(_ text: String, around part: String, most: Int) -> [String] {
        guard !part.isEmpty else { return piecesAroundNothing(text, most: most) }
        let bytes = Array(text.utf8)
        let part = Array(part.utf8)
        var pieces: [String] = []
        var start = 0
        while pieces.count < most, let range = firstRange(of: part, in: bytes, from: start) {
            pieces.append(String(decoding: bytes[start..<range.lowerBound], as: UTF8.self))
            start = range.upperBound
        }
        return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
    }

    private static func piecesAroundNothing(_ text: String, most: Int) -> [String] {
        let scalars = Array(text.unicodeScalars)
        guard most > 0 else { return [text] }
        let cuts = min(most, scalars.count + 1)
        let singles = (0..<cuts - 1).map { String(scalars[$0]) }
        return [""] + singles + [String(String.UnicodeScalarView(scalars[(cuts - 1)...]))]
    }

    /// `split` and `rsplit`; without a separator, by white space, of which none is at the ends.
    static func split(_ text: String, _ separator: String?, most: Int, fromEnd: Bool) -> [String] {
        if fromEnd {
            let parts = split(reversed(text), separator.map(reversed), most: most, fromEnd: false)
            return parts.reversed().map(reversed)
        }
        if let separator { return pieces(text, around: separator, most: most) }
        var parts: [String] = []
        var rest = text.unicodeScalars.drop(while: TemplateText.isWhitespace)
        while !rest.isEmpty, parts.count < most {
            let word = rest.prefix { !TemplateText.isWhitespace($0) }
            parts.append(String(word))
            rest = rest[word.endIndex...].drop(while: TemplateText.isWhitespace)
        }
        return rest.isEmpty ? parts : parts + [TemplateText.stripped(String(rest), of: nil, front: false)]
    }

    private static func reversed(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.reversed()))
    }

    static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if scalar == "\n", previous == "\r" { continue }
            if isLineBreak(scalar) {
                lines.append(String(line))
                line = String.UnicodeScalarView()
            } else {
                line.append(scalar)
            }
        }
        return line.isEmpty ? lines : lines + [String(line)]
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0a...0x0d, 0x1c...0x1e, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// A text in upper or lower case, or with capitals, by the name of Python's method.
    static func cased(_ text: String, _ name: String) -> String {
        switch name {
        case "upper": return text.uppercased()
        case "lower": return text.lowercased()
        case "capitalize":
            guard let first = text.unicodeScalars.first else { return text }
            return first.properties.titlecaseMapping + String(text.unicodeScalars.dropFirst()).lowercased()
        default:
            // `title`: a letter behind what is none.
            var isInWord = false
            return text.unicodeScalars.reduce(into: "") { result, scalar in
                let properties = scalar.properties
                result += isInWord ? properties.lowercaseMapping : properties.titlecaseMapping
                isInWord = properties.isCased
            }
        }
    }

    static func isDigits(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.properties.numericType == .decimal || $0.properties.numericType == .digit
            }
    }

    static func without(_ affix: String, _ text: String, atEnd: Bool) -> String {
        let bytes = Array(text.utf8)
        let affix = Array(affix.utf8)
        let hasAffix = atEnd ? bytes.reversed().starts(with: affix.reversed()) : bytes.starts(with: affix)
        guard hasAffix else { return text }
        return String(decoding: atEnd ? bytes.dropLast(affix.count) : bytes.dropFirst(affix.count), as: UTF8.self)
    }

    /// The place of a part in scalars, or -1.
    static func place(of part: String, in text: String) -> Int {
        let bytes = Array(text.utf8)
        guard let range = firstRange(of: Array(part.utf8), in: bytes) else { return -1 }
        return bytes[..<range.lowerBound].count { $0 & 0xc0 != 0x80 }
    }

    static func count(_ part: String, in text: String) -> Int { pieces(text, around: part, most: .max).count - 1 }
}
