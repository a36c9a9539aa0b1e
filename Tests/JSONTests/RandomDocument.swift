import JSON

/// Random values, and random ways to write one value that all mean the same.
struct RandomDocument {
    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    mutating func value(depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth > 4 ? 5 : 8), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2:
            .integer(Int64.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &random) >> random.int(53))
        case 3: .number(number())
        case 4: .string(string())
        case 5: .array(array(depth: depth))
        default: object(depth: depth)
        }
    }

    mutating func object(depth: Int) -> JSONValue {
        var object = JSONObject()
        for _ in 0..<random.int(7) { object[string()] = value(depth: depth + 1) }
        return .object(object)
    }

    private mutating func array(depth: Int) -> [JSONValue] {
        var elements: [JSONValue] = []
        for _ in 0..<random.int(6) { elements.append(value(depth: depth + 1)) }
        return elements
    }

    private mutating func number() -> Double {
        if random.isOne(in: 2) { return Double(random.int(2_000_000) - 1_000_000) / 1000 }
        let double = Double(bitPattern: random.next())
        return double.isFinite ? double : 0.1
    }

    private mutating func string() -> String {
        // Around each border of UTF-8, of escaping and of UTF-16 order.
        let borders: [UInt32] = [
            0, 8, 9, 0xA, 0xB, 0xC, 0xD, 0x1F, 0x20, 0x22, 0x2F, 0x5C, 0x61, 0x62, 0x7F, 0x80, 0xE9, 0x301, 0x7FF,
            0x800,
            0xD7FF, 0xE000, 0xFB33, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF,
        ]
        var text = ""
        for _ in 0..<random.int(random.isOne(in: 4) ? 40 : 4) {
            let value = random.isOne(in: 2) ? borders[random.int(borders.count)] : UInt32(0x61 + random.int(3))
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    /// `value` with random whitespace, escapes, number layouts and member order.
    mutating func text(of value: JSONValue) -> String {
        var text = whitespace()
        switch value {
        case .null: text += "null"
        case .bool(let bool): text += "\(bool)"
        case .integer(let integer): text += random.isOne(in: 3) ? "\(integer).0" : "\(integer)"
        case .number(let number): text += "\(number)"
        case .string(let string): text += self.text(ofString: string)
        case .array(let elements):
            var items: [String] = []
            for element in elements { items.append(self.text(of: element)) }
            text += "[" + (items.isEmpty ? whitespace() : items.joined(separator: ",")) + "]"
        case .object(let object):
            var items: [String] = []
            for member in object.members.shuffled(using: &random) {
                items.append(
                    whitespace() + self.text(ofString: member.name) + whitespace() + ":" + self.text(of: member.value))
            }
            text += "{" + (items.isEmpty ? whitespace() : items.joined(separator: ",")) + "}"
        }
        return text + whitespace()
    }

    private mutating func text(ofString string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if mustEscape || random.isOne(in: 4) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private mutating func whitespace() -> String {
        random.isOne(in: 5) ? [" ", "\n", "\r\n", "\t", "  "][random.int(5)] : ""
    }
}

extension SplitMix {
    fileprivate mutating func int(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
