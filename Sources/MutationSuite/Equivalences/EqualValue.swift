/// Writes a quantity in another unit, with the same value.
enum EqualValue {
    /// A unit, the unit to write, and the power of ten or the factor between them.
    private struct Conversion {
        let from: String
        let to: String
        var exponent = 0
        var factor = 1
    }

    private static let conversions: [Conversion] = [
        .init(from: "kilometres", to: "metres", exponent: 3), .init(from: "kilometres", to: "km"),
        .init(from: "metres", to: "kilometres", exponent: -3), .init(from: "metres", to: "centimetres", exponent: 2),
        .init(from: "millimetres", to: "centimetres", exponent: -1), .init(from: "km", to: "m", exponent: 3),
        .init(from: "nanometres", to: "micrometres", exponent: -3),
        .init(from: "kWh", to: "Wh", exponent: 3), .init(from: "kWh", to: "MWh", exponent: -3),
        .init(from: "Wh", to: "mWh", exponent: 3), .init(from: "Wh", to: "kWh", exponent: -3),
        .init(from: "MWh", to: "kWh", exponent: 3), .init(from: "MWh", to: "GWh", exponent: -3),
        .init(from: "GWh", to: "MWh", exponent: 3), .init(from: "TWh", to: "GWh", exponent: 3),
        .init(from: "kW", to: "W", exponent: 3), .init(from: "W", to: "kW", exponent: -3),
        .init(from: "GW", to: "MW", exponent: 3), .init(from: "ml", to: "litres", exponent: -3),
        .init(from: "bytes", to: "bits", factor: 8), .init(from: "KiB", to: "bytes", factor: 1024),
        .init(from: "GiB", to: "MiB", factor: 1024), .init(from: "TB/s", to: "GB/s", exponent: 3),
        .init(from: "GB", to: "MB", exponent: 3), .init(from: "hours", to: "minutes", factor: 60),
        .init(from: "minutes", to: "seconds", factor: 60), .init(from: "years", to: "months", factor: 12),
        .init(from: "weeks", to: "days", factor: 7), .init(from: "days", to: "hours", factor: 24),
        .init(from: "tonnes", to: "kilograms", exponent: 3), .init(from: "g", to: "kg", exponent: -3),
        .init(from: "kJ", to: "J", exponent: 3),
        .init(from: "MJ", to: "kJ", exponent: 3), .init(from: "million joules", to: "megajoules"),
        .init(from: "square metres", to: "square centimetres", exponent: 4),
        .init(from: "cubic centimetres", to: "millilitres"),
        .init(from: "million kilometres", to: "kilometres", exponent: 6),
        .init(from: "million square kilometres", to: "square kilometres", exponent: 6),
        .init(from: "trillion kilometres", to: "billion kilometres", exponent: 3),
        .init(from: "billion years", to: "million years", exponent: 3),
        .init(from: "billion parameters", to: "million parameters", exponent: 3),
        .init(from: "million joules", to: "kilojoules", exponent: 3), .init(from: "million kWh", to: "GWh"),
        .init(from: "million GPU hours", to: "GPU hours", exponent: 6),
        .init(from: "million electric cars", to: "electric cars", exponent: 6),
        .init(from: "million deaths", to: "deaths", exponent: 6),
        .init(from: "trillion operations", to: "billion operations", exponent: 3),
        .init(from: "degrees C", to: "°C"), .init(from: "kWh", to: "kilowatt-hours"), .init(from: "W", to: "watts"),
        .init(from: "kW", to: "kilowatts"), .init(from: "metres", to: "m"), .init(from: "Wh", to: "watt-hours"),
        .init(from: "TWh", to: "terawatt-hours"), .init(from: "MWh", to: "megawatt-hours"),
        .init(from: "tokens", to: "thousand tokens", exponent: -3),
        .init(from: "words", to: "thousand words", exponent: -3),
    ]

    static func rewritings(of sentence: Sentence) -> [Rewriting] {
        conversions.flatMap { conversion in
            let length = conversion.from.split(separator: " ").count
            return sentence.indices(of: conversion.from).compactMap { index -> Rewriting? in
                let place = index...index + length - 1
                guard index > 0, sentence.text[sentence.range(place)] == conversion.from,
                    let numeral = sentence.numeral(index - 1), isWhole(sentence, index - 1)
                else { return nil }
                let value = value(of: numeral, by: conversion)
                guard value.decimalCount < 6, String(value.unscaled).count < 13 else { return nil }
                return sentence.replacing(index - 1...place.upperBound, with: "\(value) \(conversion.to)")
            }
        } + celsius(sentence) + fractions(sentence)
    }

    /// Whether the number is a quantity of its own: no part of a range, a list or a sum.
    private static func isWhole(_ sentence: Sentence, _ index: Int) -> Bool {
        !["to", "or", "and", "square", "cubic", "-"].contains(sentence.lower(index - 1))
            && !sentence.words[index].precedesPunctuation
            && !(index > 0 && sentence.words[index - 1].precedesPunctuation
                && Numeral(sentence.lower(index - 1)) != nil)
    }

    private static func value(of numeral: Numeral, by conversion: Conversion) -> Numeral {
        if conversion.factor != 1 { return numeral.multiplied(by: conversion.factor) }
        return conversion.exponent == 0 ? numeral : numeral.shifted(by: conversion.exponent)
    }

    /// Whole degrees Celsius in Fahrenheit, where that is whole.
    private static func celsius(_ sentence: Sentence) -> [Rewriting] {
        sentence.indices(of: "°C").compactMap { index in
            guard index > 0, let numeral = sentence.numeral(index - 1), numeral.decimalCount == 0,
                (numeral.unscaled * 9).isMultiple(of: 5), !sentence.has(["°f"])
            else { return nil }
            let start = sentence.words[index - 1].range.lowerBound
            guard start == sentence.text.startIndex || !sentence.text[..<start].hasSuffix("-") else { return nil }
            return sentence.replacing(index - 1...index, with: "\(numeral.unscaled * 9 / 5 + 32) °F")
        }
    }

    /// Half, a quarter and a fifth in percent, and back.
    private static func fractions(_ sentence: Sentence) -> [Rewriting] {
        let words = [
            ("half of", "50 % of"), ("50 % of", "half of"), ("a fifth of", "20 % of"), ("20 % of", "a fifth of"),
            ("a quarter of", "25 % of"), ("80 % of", "four fifths of"), ("a dozen", "12"),
        ]
        return words.flatMap { phrase, other in
            sentence.indices(of: phrase).map {
                sentence.replacing($0...$0 + phrase.split(separator: " ").count - 1, with: other)
            }
        }
    }
}
