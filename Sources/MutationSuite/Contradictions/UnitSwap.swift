/// Keeps a number and exchanges its unit for another of the same dimension.
enum UnitSwap {
    /// Units that measure the same.
    private static let dimensions: [[String]] = [
        ["millimetres", "centimetres", "metres", "kilometres", "nanometres"],
        ["bits", "bytes", "kilobytes"], ["seconds", "minutes", "hours"], ["days", "weeks", "months", "years"],
        ["Wh", "kWh", "MWh", "GWh", "TWh"], ["W", "kW", "MW", "GW"], ["°C", "°F"], ["ml", "litres"],
        ["joules", "kilojoules", "megajoules"], ["MJ", "GJ"], ["kcal", "kJ"], ["GB", "TB", "MB"],
        ["KiB", "MiB", "GiB"],
        ["tonnes", "kilograms", "grams"], ["g", "kg"], ["million", "billion", "trillion"],
        ["cubic centimetres", "cubic metres"],
        ["square metres", "square kilometres", "hectares"], ["kilowatt-hour", "megawatt-hour"], ["TB/s", "GB/s"],
        ["degrees C", "degrees F"], ["gigawatt-hours", "megawatt-hours", "terawatt-hours"],
        ["watt-hour", "kilowatt-hour"],
        ["kilobyte", "megabyte"], ["millilitre", "litre"], ["megawatts", "kilowatts"], ["km", "m"],
        ["nautical mile", "kilometre"], ["cubic decimetre", "cubic metre"],
    ]
    /// Words that stand for a number before a unit.
    private static let numberWords: Set<String> = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "million", "billion", "trillion",
    ]

    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        guard !sentence.isNoClaim else { return [] }
        return dimensions.flatMap { units in
            units.flatMap { unit in
                sentence.indices(of: unit).filter { isMeasured(sentence, at: $0, by: unit) }.flatMap { index in
                    let last = index + unit.split(separator: " ").count - 1
                    return units.filter { $0 != unit }.map { sentence.replacing(index...last, with: $0) }
                }
            }
        }
    }

    /// Whether a number stands before the unit, and the unit is written exactly so (`mW` is not `MW`).
    private static func isMeasured(_ sentence: Sentence, at index: Int, by unit: String) -> Bool {
        let last = index + unit.split(separator: " ").count - 1
        guard index > 0, sentence.text[sentence.range(index...last)] == unit, !sentence.words[index].followsPunctuation,
            !sentence.words[index - 1].precedesPunctuation
        else { return false }
        // `Over 20 hours` are over 20 minutes too.
        guard !["over", "than", "least", "under", "most", "up", "to"].contains(sentence.lower(index - 2)),
            sentence.lower(index - 2) != "about" || sentence.lower(index - 3) != "to"
        else { return false }
        return sentence.numeral(index - 1) != nil || Numeral(sentence.lower(index - 1)) != nil
            || numberWords.contains(sentence.lower(index - 1))
    }
}
