/// An `xsd:dateTimeStamp`: a date and time with a zone, as proofs and credentials state it
/// ([XML Schema 1.1 part 2 §3.4.28](https://www.w3.org/TR/xmlschema11-2/#dateTimeStamp)).
///
/// Ordered by instant; a fraction of a second is kept to the nanosecond, further digits are ignored.
public struct DateTimeStamp: Sendable, Hashable, Comparable {
    /// Whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let secondsSinceEpoch: Int64
    private let nanoseconds: Int64

    /// An instant of a clock.
    public init(secondsSinceEpoch: Int64) {
        self.secondsSinceEpoch = secondsSinceEpoch
        nanoseconds = 0
    }

    /// The instant of a text such as `2026-11-23T08:30:00Z` or `2026-11-23T08:30:00.5+01:00`; `nil` without a zone.
    public init?(_ text: String) { self.init(utf8: text.utf8.span) }

    /// The instant of a text's UTF-8, as `init(_:)`.
    package init?(utf8 bytes: Span<UInt8>) {
        func number(_ range: Range<Int>) -> Int? { CalendarArithmetic.number(bytes.extracting(range)) }
        guard bytes.count >= 20, bytes.count <= 40, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            let days = CalendarArithmetic.days(year: year, month: month, day: day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        guard let fraction = Self.fraction(bytes.extracting(19...)),
            let offset = Self.zoneOffset(bytes.extracting((19 + fraction.byteCount)...))
        else { return nil }
        secondsSinceEpoch = Int64(((days * 24 + hour) * 60 + minute) * 60 + second - offset)
        nanoseconds = fraction.nanoseconds
    }

    /// Orders by value.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        (lhs.secondsSinceEpoch, lhs.nanoseconds) < (rhs.secondsSinceEpoch, rhs.nanoseconds)
    }

    /// The fraction at the start of what follows the seconds, zero where there is none; `nil` for a point without digits.
    private static func fraction(_ rest: Span<UInt8>) -> (nanoseconds: Int64, byteCount: Int)? {
        guard rest[0] == UInt8(ascii: ".") else { return (0, 0) }
        var (nanoseconds, unit, end) = (Int64(0), Int64(100_000_000), 1)
        while end < rest.count, rest[end] &- UInt8(ascii: "0") < 10 {
            nanoseconds += Int64(rest[end] - UInt8(ascii: "0")) * unit
            (unit, end) = (unit / 10, end + 1)
        }
        return end > 1 ? (nanoseconds, end) : nil
    }

    /// Seconds east of UTC.
    private static func zoneOffset(_ zone: Span<UInt8>) -> Int? {
        if zone.count == 1, zone[0] == UInt8(ascii: "Z") { return 0 }
        guard zone.count == 6, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"),
            zone[3] == UInt8(ascii: ":"), let hour = CalendarArithmetic.number(zone.extracting(1..<3)),
            let minute = CalendarArithmetic.number(zone.extracting(4..<6)), minute < 60, hour * 60 + minute <= 14 * 60
        else { return nil }
        let seconds = (hour * 60 + minute) * 60
        return zone[0] == UInt8(ascii: "-") ? -seconds : seconds
    }
}
