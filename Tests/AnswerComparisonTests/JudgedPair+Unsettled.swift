import AnswerComparison

/// Pairs that a person settles and the rules do not.
extension JudgedPair {
    static let unsettled: [JudgedPair] = [
        JudgedPair(
            .equivalent, "DNS translates names such as example.org into IP addresses.",
            "DNS turns names like example.org into IP addresses."),
        JudgedPair(
            .equivalent, "Absolute zero is 0 kelvin, which is -273.15 °C.",
            "At -273.15 degrees Celsius, or 0 K, lies absolute zero."),
        JudgedPair(.equivalent, "A day of 24 hours has 86,400 seconds.", "86,400 seconds make a day of 24 hours."),
        JudgedPair(
            .equivalent, "A spider has eight legs; insects have six.",
            "Insects have six legs; a spider has eight."),
        JudgedPair(.contradicted, "A nonce is used only once.", "A nonce is used several times."),
    ]
}
