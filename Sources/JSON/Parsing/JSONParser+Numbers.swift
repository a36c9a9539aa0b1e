extension JSONParser {
    /// Reads the number at `start` (RFC 8259 section 6) and returns the offset after it.
    mutating func parseNumber(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
        let isNegative = bytes[start] == UInt8(ascii: "-")
        let first = isNegative ? start + 1 : start
        var at = try Self.endOfDigits(bytes, from: first)
        let isZero = bytes[first] == UInt8(ascii: "0")
        if isZero && at > first + 1 { throw JSONFault(.leadingZero, at: first) }
        let digitCount = at - first
        var (fraction, hasExponent) = (at..<at, false)
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            fraction = try at + 1..<Self.endOfDigits(bytes, from: at + 1)
            at = fraction.upperBound
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            at = try Self.endOfDigits(bytes, from: at)
            hasExponent = true
        }
        if fraction.isEmpty, !hasExponent, digitCount <= 15 {
            let isCanonical = !(isNegative && isZero)
            if !isCanonical { departures += 1 }
            append(.number, start: start, end: at, flags: isCanonical ? [.shortInteger, .canonical] : .shortInteger)
            return at
        }
        let isShort = !hasExponent && digitCount + fraction.count <= 15
        try appendNumber(bytes, range: start..<at, shortFraction: isShort ? fraction : nil, isBelowOne: isZero)
        return at
    }

    /// Adds a number with a fraction, an exponent or many digits, canonical only where it prints as it stands.
    private mutating func appendNumber(
        _ bytes: Span<UInt8>, range: Range<Int>, shortFraction: Range<Int>?, isBelowOne: Bool
    ) throws(JSONFault) {
        let isCanonical: Bool
        if let shortFraction {
            isCanonical = Self.isCanonical(bytes, shortFraction: shortFraction, isBelowOne: isBelowOne)
        } else {
            let value = JSONNumber.value(of: bytes.extracting(range))
            guard value.isFinite else { throw JSONFault(.numberOutOfRange, at: range.lowerBound) }
            isCanonical = JSONNumber.prints(value, as: bytes.extracting(range))
        }
        if !isCanonical { departures += 1 }
        append(.number, start: range.lowerBound, end: range.upperBound, flags: isCanonical ? .canonical : [])
    }

    /// Whether a decimal fraction of at most 15 digits is what ECMAScript prints for it.
    ///
    /// Up to 15 digits, different decimals are different doubles (DBL_DIG), so a decimal without superfluous zeros is
    /// the shortest one of its double. Below 1e-6 ECMAScript would use an exponent.
    private static func isCanonical(_ bytes: Span<UInt8>, shortFraction: Range<Int>, isBelowOne: Bool) -> Bool {
        guard bytes[shortFraction.upperBound - 1] != UInt8(ascii: "0") else { return false }
        guard isBelowOne, shortFraction.count > 6 else { return true }
        return (0..<6).contains { bytes[shortFraction.lowerBound + $0] != UInt8(ascii: "0") }
    }

    @inline(__always)
    private static func endOfDigits(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
        guard start < bytes.count else { throw JSONFault(.unexpectedEnd, at: start) }
        var at = start
        while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 { at += 1 }
        guard at > start else { throw JSONFault(.malformedNumber(.digit), at: start) }
        return at
    }
}
