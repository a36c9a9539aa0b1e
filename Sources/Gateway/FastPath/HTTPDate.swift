internal import BoundKnowledge

/// An instant as the header `Date` has it ([RFC 9110 §5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)).
struct HTTPDate: Sendable {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    let instant: Timestamp
    /// The whole line, with its end.
    let header: String

    init(_ instant: Timestamp) {
        self.instant = instant
        // `YYYY-MM-DDThh:mm:ssZ`; the first day of the epoch was a Thursday.
        let text = instant.description
        let parts = text.prefix(10).split(separator: "-")
        let weekday = ((instant.day.daysSinceEpoch % 7) + 7) % 7
        let month = Int(parts[1]) ?? 1
        header =
            "Date: \(Self.days[weekday]), \(parts[2]) \(Self.months[month - 1]) \(parts[0]) "
            + "\(text.dropFirst(11).prefix(8)) GMT\r\n"
    }
}
