/// The shortest decimal that is nearest to one double: 0.*digits* · 10^*exponent*.
struct JSONDecimal {
    private var digits: [UInt8] = []
    private var exponent = 0

    /// The shortest decimal of a positive double that is no small integer.
    ///
    /// The standard library prints the digits that ECMAScript requires (shortest, then closest) in another layout,
    /// such as `1.5e-07`.
    init(shortest value: Double) {
        var pointPosition: Int?
        var isInExponent = false
        var (written, isNegative) = (0, false)
        for byte in value.description.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if isInExponent { written = written * 10 + Int(byte - UInt8(ascii: "0")) } else { digits.append(byte) }
            case UInt8(ascii: "."): pointPosition = digits.count
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "e"): isInExponent = true
            default: break
            }
        }
        exponent = (pointPosition ?? digits.count) + (isNegative ? -written : written)
        let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leadingZeros)
        exponent -= leadingZeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    }

    /// Appends the decimal in the layout of ECMA-262 section 6.1.6.1.20.
    func append(to buffer: inout [UInt8]) {
        let zero = UInt8(ascii: "0")
        let point = UInt8(ascii: ".")
        switch exponent {
        case digits.count...21 where digits.count <= 21:
            buffer.append(contentsOf: digits)
            buffer.append(contentsOf: repeatElement(zero, count: exponent - digits.count))
        case 1...21:
            buffer.append(contentsOf: digits[..<exponent])
            buffer.append(point)
            buffer.append(contentsOf: digits[exponent...])
        case -5...0:
            buffer.append(zero)
            buffer.append(point)
            buffer.append(contentsOf: repeatElement(zero, count: -exponent))
            buffer.append(contentsOf: digits)
        default:
            buffer.append(contentsOf: digits[..<1])
            if digits.count > 1 {
                buffer.append(point)
                buffer.append(contentsOf: digits[1...])
            }
            buffer.append(UInt8(ascii: "e"))
            buffer.append(exponent > 0 ? UInt8(ascii: "+") : UInt8(ascii: "-"))
            buffer.append(contentsOf: abs(exponent - 1).description.utf8)
        }
    }
}
