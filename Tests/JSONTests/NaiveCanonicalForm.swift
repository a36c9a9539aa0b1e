import Foundation
import JSON

/// RFC 8785 once more, recursive and slow, sharing nothing with the target but the value type.
enum NaiveCanonicalForm {
    static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .number(let number): self.number(number)
        case .integer(let integer): "\(integer)"
        case .string(let string): self.string(string)
        case .array(let elements): "[" + elements.map(text).joined(separator: ",") + "]"
        case .object(let object):
            "{"
                + object.members
                .sorted { Array($0.name.utf16).lexicographicallyPrecedes(Array($1.name.utf16)) }
                .map { string($0.name) + ":" + text($0.value) }
                .joined(separator: ",") + "}"
        }
    }

    static func string(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{8}": text += "\\b"
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            case "\u{C}": text += "\\f"
            case "\r": text += "\\r"
            case ..<" ": text += String(format: "\\u%04x", scalar.value)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    /// ECMA-262 section 6.1.6.1.20, with the digits found by trying ever more of them.
    static func number(_ value: Double) -> String {
        if value == 0 { return "0" }
        if value < 0 { return "-" + number(-value) }
        var scientific = ""
        for precision in 0...16 {
            scientific = String(format: "%.\(precision)e", value)
            if Double(scientific) == value { break }
        }
        let parts = scientific.split(separator: "e")
        let digits = Array(parts[0].filter { $0 != "." })
        let (k, n) = (digits.count, (Int(parts[1]) ?? 0) + 1)
        if k <= n, n <= 21 { return String(digits) + String(repeating: "0", count: n - k) }
        if 0 < n, n <= 21 { return String(digits[..<n]) + "." + String(digits[n...]) }
        if -6 < n, n <= 0 { return "0." + String(repeating: "0", count: -n) + String(digits) }
        let exponent = n - 1 < 0 ? "e-\(1 - n)" : "e+\(n - 1)"
        return String(digits[0]) + (k > 1 ? "." + String(digits[1...]) : "") + exponent
    }
}
