internal import Cryptography
internal import JSON
internal import Signing

/// A scalar form of the object format: how it reads, and how it is described when something else stands there.
///
/// `docs/format/objects.md` section 1 lists them.
struct Form<Value> {
    /// Written only when something else was found.
    let expected: () -> String
    let read: (JSONNode) -> Value?

    init(_ expected: @autoclosure @escaping () -> String, _ read: @escaping (JSONNode) -> Value?) {
        self.expected = expected
        self.read = read
    }
}

extension Form where Value == String {
    /// Text of one line.
    static var line: Form {
        Form("a non-empty string without control characters") { node in
            node.stringValue.flatMap { TextRules.isLine($0) ? $0 : nil }
        }
    }

    /// Text of several lines: tab and line feed are allowed.
    static var prose: Form {
        Form("a non-empty string without control characters other than tab and line feed") { node in
            node.stringValue.flatMap { TextRules.isProse($0) ? $0 : nil }
        }
    }

    /// What went into a model or came out of it, exactly: any string, control characters and nothing at all included.
    static var raw: Form { Form("a string") { $0.stringValue } }

    /// A text at which a model stops: any string but the empty one.
    static var stop: Form {
        Form("a non-empty string") { node in node.stringValue.flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// `-`? digits, `.` digits?, nothing superfluous.
    static var decimal: Form {
        Form("a decimal number in a string, without exponent or superfluous zero") { node in
            node.stringValue.flatMap { TextRules.isDecimal($0) ? $0 : nil }
        }
    }

    /// An unsigned 64-bit integer in a string.
    static var seed: Form {
        Form("an unsigned 64-bit integer in a string") { node in
            node.stringValue.flatMap { text in
                // `UInt64` reads a sign and superfluous zeros too.
                guard text.utf8.allSatisfy(TextRules.isDigit), UInt64(text) != nil else { return nil }
                return text.utf8.first != UInt8(ascii: "0") || text.utf8.count == 1 ? text : nil
            }
        }
    }

    /// An absolute web address or URN.
    static var url: Form {
        Form("an absolute https:, http: or urn: address in ASCII") { node in
            node.stringValue.flatMap { TextRules.isURL($0) ? $0 : nil }
        }
    }

    /// An SPDX license expression or an address.
    static var license: Form {
        Form("an SPDX license expression such as `CC-BY-4.0` or `MIT OR Apache-2.0`, or an absolute address") { node in
            node.stringValue.flatMap { TextRules.isLicense($0) ? $0 : nil }
        }
    }

    /// A BCP 47 language tag, by its grammar of subtags.
    static var languageTag: Form {
        Form("a BCP 47 language tag such as `en` or `pt-BR`") { node in
            node.stringValue.flatMap { TextRules.isLanguageTag($0) ? $0 : nil }
        }
    }

    /// A log origin.
    static var origin: Form {
        Form("1 to 255 printable ASCII characters without space or `+`") { node in
            node.stringValue.flatMap { TextRules.isOrigin($0) ? $0 : nil }
        }
    }
}

extension Form where Value == JSONNode {
    /// Text of one line, which its reader compares and does not keep.
    static var name: Form {
        Form(Form<String>.line.expected()) { $0.withStringUTF8 { TextRules.isLine(utf8: $0) } ?? false ? $0 : nil }
    }
}

extension Form where Value == Int64 {
    /// 0 to 2^53 - 1.
    static var count: Form {
        Form("an integer from 0 to 9007199254740991") { node in node.integerValue.flatMap { $0 >= 0 ? $0 : nil } }
    }

    /// 1 to 2^53 - 1.
    static var positiveCount: Form {
        Form("an integer from 1 to 9007199254740991") { node in node.integerValue.flatMap { $0 >= 1 ? $0 : nil } }
    }
}

extension Form where Value == Address {
    static var address: Form {
        Form("`sha256:` and 64 lower-case hexadecimal digits") { $0.withStringUTF8 { Address(utf8: $0) } ?? nil }
    }
}

extension Form where Value == Claim {
    static var claim: Form {
        Form("`sha256:` and 64 lower-case hexadecimal digits") { $0.withStringUTF8 { Claim(utf8: $0) } ?? nil }
    }
}

extension Form where Value == Digest {
    /// The one form that objects use: `u` with base64url.
    static var digest: Form {
        Form("a digestMultibase of SHA-256 in base64url, `uEi…`") {
            $0.withStringUTF8 { DigestMultibase.digest(base64URL: $0) } ?? nil
        }
    }
}

extension Form where Value == Timestamp {
    static var time: Form {
        Form("a time `YYYY-MM-DDThh:mm:ssZ` that exists") { $0.withStringUTF8 { Timestamp(utf8: $0) } ?? nil }
    }
}

extension Form where Value == CalendarDate {
    static var date: Form {
        Form("a date `YYYY-MM-DD` that exists") { $0.withStringUTF8 { CalendarDate(utf8: $0) } ?? nil }
    }
}

extension Form where Value == LineageID {
    static var lineage: Form { Form("26 characters of a-z and 2-7") { $0.stringValue.flatMap(LineageID.init) } }
}

extension Form where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the enumeration's raw values, compared as bytes.
    static var choice: Form {
        Form("one of \(Value.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))") { node in
            Value.allCases.first { node.isString($0.rawValue) }
        }
    }
}
