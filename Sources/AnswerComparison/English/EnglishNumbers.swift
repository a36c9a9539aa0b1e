/// Numbers as words.
enum EnglishNumbers {
    static let cardinals: [String: Int] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    ]

    /// Powers of ten that a number is multiplied by.
    static let scales: [String: Int] = [
        "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15,
        "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12,
    ]

    /// The same, written directly after the digits: "5M".
    static let scaleSymbols: [String: Int] = ["k": 3, "K": 3, "M": 6, "mn": 6, "mln": 6, "bn": 9, "B": 9, "tn": 12]

    static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
        "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
        // The last is counted from the other end.
        "last": -1, "hundredth": 100, "thousandth": 1000, "millionth": 1_000_000, "billionth": 1_000_000_000,
    ]

    /// The denominators of fractions: "two thirds", "a quarter".
    static let denominators: [String: Int] = {
        var denominators = ["half": 2, "halves": 2, "quarter": 4, "quarters": 4]
        for (word, value) in ordinals where value > 2 && word != "last" {
            denominators[word] = value
            denominators[word + "s"] = value
        }
        return denominators
    }()

    static let dozens: [String: Int] = ["dozen": 12, "dozens": 12, "pair": 2]
    static let times: [String: Int] = ["once": 1, "twice": 2, "thrice": 3]

    static let months: [String: Int] = [
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
        "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
        "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    ]

    static let weekdays: [String: Int] = [
        "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
        "mondays": 1, "tuesdays": 2, "wednesdays": 3, "thursdays": 4, "fridays": 5, "saturdays": 6, "sundays": 7,
    ]
}
