/// Reads dates and times of day.
struct DateReader {
    let tokens: [Token]
    let readsWords: Bool

    /// The date that begins at a token, and the index after it.
    func read(at index: Int) -> (date: CalendarDate, end: Int)? {
        guard index < tokens.count else { return nil }
        if tokens[index].kind == .number {
            return isoDate(at: index) ?? slashedDate(at: index) ?? time(at: index) ?? dayFirst(at: index)
                ?? decade(at: index) ?? year(at: index)
        }
        guard readsWords, tokens[index].kind == .word else { return nil }
        return named(at: index) ?? monthFirst(at: index) ?? century(at: index)
    }

    /// ISO 8601-1: 2024-05-03, and a time after it.
    private func isoDate(at index: Int) -> (date: CalendarDate, end: Int)? {
        guard let year = integer(index, digits: 4), isGlued("-", index + 1), let month = integer(index + 2, digits: 2),
            (1...12).contains(month), isGlued("-", index + 3), let day = integer(index + 4, digits: 2),
            (1...31).contains(day)
        else { return nil }
        return (CalendarDate(year: year, month: month, day: day), index + 5)
    }

    /// 31/12/2024 and 12/31/2024, where only one reading is possible.
    private func slashedDate(at index: Int) -> (date: CalendarDate, end: Int)? {
        guard let first = integer(index), let mark = ["/", "."].first(where: { isGlued($0, index + 1) }),
            let second = integer(index + 2), isGlued(mark, index + 3), let year = integer(index + 4, digits: 4),
            (1...31).contains(first), (1...31).contains(second), min(first, second) <= 12,
            max(first, second) > 12 || first == second
        else { return nil }
        return (CalendarDate(year: year, month: min(first, second), day: max(first, second)), index + 5)
    }

    /// 9:00, 21:30, 9 am, 9:30 p.m.
    private func time(at index: Int) -> (date: CalendarDate, end: Int)? {
        guard let hour = integer(index), (0...24).contains(hour), tokens[index].text.utf8.count <= 2 else { return nil }
        var (minute, end, isTime) = (0, index + 1, false)
        if isGlued(":", end), let value = integer(end + 1, digits: 2), value < 60, tokens[end + 1].isGlued {
            (minute, end, isTime) = (value, end + 2, true)
            if isGlued(":", end), integer(end + 1, digits: 2) != nil { end += 2 }
        }
        guard end < tokens.count, readsWords else {
            return isTime ? (CalendarDate(minute: hour * 60 + minute), end) : nil
        }
        switch tokens[end].folded {
        case "am" where hour <= 12 && !tokens[end].isCapitalised || tokens[end].text == "AM":
            return (CalendarDate(minute: hour % 12 * 60 + minute), end + 1)
        case "pm" where hour <= 12: return (CalendarDate(minute: (hour % 12 + 12) * 60 + minute), end + 1)
        case "o'clock": return (CalendarDate(minute: hour * 60 + minute), end + 1)
        default: return isTime ? (CalendarDate(minute: hour * 60 + minute), end) : nil
        }
    }

    /// 3 May 2024, 3rd of May.
    private func dayFirst(at index: Int) -> (date: CalendarDate, end: Int)? {
        guard readsWords, let day = integer(index), (1...31).contains(day) else { return nil }
        var end = index + 1
        if end < tokens.count, ["st", "nd", "rd", "th"].contains(tokens[end].folded) { end += 1 }
        if end < tokens.count, tokens[end].folded == "of" { end += 1 }
        guard let month = month(at: end) else { return nil }
        var date = CalendarDate(month: month, day: day)
        end = appendYear(to: &date, at: end + 1)
        return (date, end)
    }

    /// May 3, 2024; May 2024; May.
    private func monthFirst(at index: Int) -> (date: CalendarDate, end: Int)? {
        guard let month = month(at: index) else { return nil }
        var (date, end) = (CalendarDate(month: month), index + 1)
        if end < tokens.count, tokens[end].isMark("."), tokens[end].isGlued, end + 1 < tokens.count { end += 1 }
        var day = end
        if day < tokens.count, tokens[day].folded == "the" { day += 1 }
        if let value = integer(day), (1...31).contains(value), tokens[day].text.utf8.count <= 2 {
            (date.day, end) = (value, day + 1)
            if end < tokens.count, ["st", "nd", "rd", "th"].contains(tokens[end].folded), tokens[end].isGlued {
                end += 1
            }
        }
        end = appendYear(to: &date, at: end)
        // "May" and "March" alone are as likely something else.
        let isPlain = date.day == nil && date.year == nil
        if isPlain, ["may", "march", "mar"].contains(tokens[index].folded), !isMonthHere(index) { return nil }
        return (date, end)
    }

    /// A capital in the middle of a sentence is that of the month.
    private func isMonthHere(_ index: Int) -> Bool {
        index > 0 && (tokens[index - 1].kind != .mark || tokens[index - 1].isMark(","))
    }

    private func appendYear(to date: inout CalendarDate, at index: Int) -> Int {
        var end = index
        if end < tokens.count, tokens[end].isMark(",") { end += 1 }
        if end < tokens.count, tokens[end].folded == "of" { end += 1 }
        guard let year = integer(end, digits: 4), (1000...2999).contains(year) else { return index }
        date.year = year
        return end + 1
    }

    private func month(at index: Int) -> Int? {
        guard index < tokens.count, tokens[index].kind == .word, tokens[index].isCapitalised else { return nil }
        return EnglishNumbers.months[tokens[index].folded]
    }

    private func named(at index: Int) -> (date: CalendarDate, end: Int)? {
        let word = tokens[index].folded
        if word == "noon" || word == "midday" { return (CalendarDate(minute: 720), index + 1) }
        if word == "midnight" { return (CalendarDate(minute: 0), index + 1) }
        guard tokens[index].isCapitalised, let weekday = EnglishNumbers.weekdays[word] else { return nil }
        return (CalendarDate(weekday: weekday), index + 1)
    }

    /// 1990s.
    private func decade(at index: Int) -> (date: CalendarDate, end: Int)? {
        guard let year = integer(index, digits: 4), year % 10 == 0, index + 1 < tokens.count,
            ["s", "'s"].contains(tokens[index + 1].folded), tokens[index + 1].isGlued
        else { return nil }
        return (CalendarDate(year: year, yearCount: 10), index + 2)
    }

    /// 19th century, nineteenth century.
    private func century(at index: Int) -> (date: CalendarDate, end: Int)? {
        guard let number = EnglishNumbers.ordinals[tokens[index].folded], index + 1 < tokens.count,
            tokens[index + 1].folded == "century"
        else { return nil }
        return (CalendarDate(year: (number - 1) * 100 + 1, yearCount: 100), index + 2)
    }

    /// A year: four digits from 1000 to 2100 where the words before or after do not make them a count.
    private func year(at index: Int) -> (date: CalendarDate, end: Int)? {
        if readsWords, let number = integer(index), index + 2 < tokens.count,
            ["st", "nd", "rd", "th"].contains(tokens[index + 1].folded), tokens[index + 2].folded == "century",
            (1...30).contains(number)
        {
            return (CalendarDate(year: (number - 1) * 100 + 1, yearCount: 100), index + 3)
        }
        if let number = integer(index), index + 1 < tokens.count,
            ["bc", "bce", "ad", "ce"].contains(tokens[index + 1].folded),
            tokens[index + 1].isNameLike
        {
            return (CalendarDate(year: tokens[index + 1].folded.hasPrefix("b") ? -number : number), index + 2)
        }
        guard let year = integer(index, digits: 4), (1000...2100).contains(year), isYear(at: index) else { return nil }
        return (CalendarDate(year: year), index + 1)
    }

    private func isYear(at index: Int) -> Bool {
        if index + 1 < tokens.count, tokens[index + 1].isGlued, tokens[index + 1].kind == .word { return false }
        if index + 1 < tokens.count, tokens[index + 1].isMark("%") || tokens[index + 1].isMark("\u{B0}") {
            return false
        }
        guard index > 0 else {
            return readsWords && (1800...2100).contains(Int(tokens[index].text) ?? 0) && !countsSomething(index)
        }
        let before = tokens[index - 1]
        if ["$", "\u{20AC}", "\u{A3}", "=", "+", "*", "\u{D7}"].contains(before.text) { return false }
        let words = [
            "in", "since", "by", "from", "of", "until", "till", "before", "after", "during", "year", "and", "to",
            "early",
            "late", "mid", "between", "around", "about", "the", "or", "circa", "around", "for",
        ]
        guard words.contains(before.folded) || before.isMark("(") || before.isMark("-") || before.isMark("\u{2013}")
        else {
            return (1800...2100).contains(Int(tokens[index].text) ?? 0) && !countsSomething(index)
        }
        return !countsSomething(index)
    }

    /// Whether a noun follows that the number would count: a plural, or a unit.
    private func countsSomething(_ index: Int) -> Bool {
        guard index + 1 < tokens.count else { return false }
        let next = tokens[index + 1]
        if next.isMark("-") || next.kind != .word { return false }
        let isPlural = next.folded.hasSuffix("s") && next.folded.utf8.count > 3 && !next.isCapitalised
        return isPlural && !["was", "this", "has", "is"].contains(next.folded)
            || UnitTable.english.unit(next) != nil && next.folded != "min"
    }

    private func integer(_ index: Int, digits: Int? = nil) -> Int? {
        guard index < tokens.count, tokens[index].kind == .number,
            digits == nil || tokens[index].text.utf8.count == digits
        else { return nil }
        return Int(tokens[index].text)
    }

    private func isGlued(_ mark: String, _ index: Int) -> Bool {
        index + 1 < tokens.count && tokens[index].isMark(mark) && tokens[index].isGlued && tokens[index + 1].isGlued
    }
}
