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
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = CalendarArithmetic.number(bytes[0..<4]), let month = CalendarArithmetic.number(bytes[5..<7]),
            let day = CalendarArithmetic.number(bytes[8..<10]), let hour = CalendarArithmetic.number(bytes[11..<13]),
            let minute = CalendarArithmetic.number(bytes[14..<16]),
            let second = CalendarArithmetic.number(bytes[17..<19]),
            let days = CalendarArithmetic.days(year: year, month: month, day: day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var rest = bytes[19...]
        var fraction: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !digits.isEmpty else { return nil }
            let padded = (Array(digits) + Array("000000000".utf8)).prefix(9)
            guard let value = CalendarArithmetic.number(padded) else { return nil }
            fraction = Int64(value)
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = Self.zoneOffset(rest) else { return nil }
        secondsSinceEpoch = Int64(((days * 24 + hour) * 60 + minute) * 60 + second - offset)
        nanoseconds = fraction
    }

    /// Orders by value.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        (lhs.secondsSinceEpoch, lhs.nanoseconds) < (rhs.secondsSinceEpoch, rhs.nanoseconds)
    }

    /// Seconds east of UTC.
    private static func zoneOffset(_ zone: ArraySlice<UInt8>) -> Int? {
        if zone.elementsEqual("Z".utf8) { return 0 }
        let bytes = Array(zone)
        guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes[3] == UInt8(ascii: ":"), let hour = CalendarArithmetic.number(bytes[1..<3]),
            let minute = CalendarArithmetic.number(bytes[4..<6]), minute < 60, hour * 60 + minute <= 14 * 60
        else { return nil }
        let seconds = (hour * 60 + minute) * 60
        return bytes[0] == UInt8(ascii: "-") ? -seconds : seconds
    }
}
