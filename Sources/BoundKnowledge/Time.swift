public import DataIntegrity

/// An instant as objects state it: `YYYY-MM-DDThh:mm:ssZ`, in this one form only.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let secondsSinceEpoch: Int64

    /// An instant of a clock.
    public init(secondsSinceEpoch: Int64) { self.secondsSinceEpoch = secondsSinceEpoch }

    /// The instant of a text in the one form; `nil` for fractions, other zones and days that do not exist.
    public init?(_ text: String) { self.init(utf8: text.utf8.span) }

    /// The instant of a text's UTF-8, as `init(_:)`.
    init?(utf8: Span<UInt8>) {
        guard utf8.count == 20, utf8[19] == UInt8(ascii: "Z"), let stamp = DateTimeStamp(utf8: utf8) else { return nil }
        secondsSinceEpoch = stamp.secondsSinceEpoch
    }

    /// The same instant for the judgement of proofs.
    public var dateTimeStamp: DateTimeStamp { DateTimeStamp(secondsSinceEpoch: secondsSinceEpoch) }

    /// The day that contains the instant, in UTC.
    public var day: CalendarDate {
        CalendarDate(daysSinceEpoch: Int((Double(secondsSinceEpoch) / 86_400).rounded(.down)))
    }

    /// What people read.
    public var description: String {
        let seconds = Int(secondsSinceEpoch) - day.daysSinceEpoch * 86_400
        return "\(day)T\(twoDigits(seconds / 3600)):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))Z"
    }

    /// Orders by value.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.secondsSinceEpoch < rhs.secondsSinceEpoch }
}

/// A day of the Gregorian calendar: `YYYY-MM-DD`.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let daysSinceEpoch: Int

    /// The day that lies so many days after 1970-01-01.
    public init(daysSinceEpoch: Int) { self.daysSinceEpoch = daysSinceEpoch }

    /// The day of a text; `nil` for days that do not exist.
    public init?(_ text: String) { self.init(utf8: text.utf8.span) }

    /// The day of a text's UTF-8, as `init(_:)`.
    init?(utf8 bytes: Span<UInt8>) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = CalendarArithmetic.number(bytes.extracting(0..<4)),
            let month = CalendarArithmetic.number(bytes.extracting(5..<7)),
            let day = CalendarArithmetic.number(bytes.extracting(8..<10)),
            let days = CalendarArithmetic.days(year: year, month: month, day: day)
        else { return nil }
        daysSinceEpoch = days
    }

    /// The day that lies `count` days later.
    public func advanced(byDays count: Int) -> CalendarDate { CalendarDate(daysSinceEpoch: daysSinceEpoch + count) }

    /// What people read.
    public var description: String {
        let date = CalendarArithmetic.date(days: daysSinceEpoch)
        let year = String(date.year)
        return
            "\(String(repeating: "0", count: max(0, 4 - year.count)))\(year)-\(twoDigits(date.month))-\(twoDigits(date.day))"
    }

    /// Orders by value.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.daysSinceEpoch < rhs.daysSinceEpoch }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
