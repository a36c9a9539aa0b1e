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
        JudgedPair(
            .equivalent, "A spider has eight legs; insects have six.",
            "Insects have six legs; a spider has eight."),
        JudgedPair(.contradicted, "A nonce is used only once.", "A nonce is used several times."),
        JudgedPair(.contradicted, "The server is powered by solar energy.", "The server is powered by nuclear energy."),
        JudgedPair(.contradicted, "Vaccines train the immune system.", "Vaccines weaken the immune system."),
        JudgedPair(.contradicted, "Bitcoin uses proof of work.", "Bitcoin uses proof of stake."),
        JudgedPair(.contradicted, "5 is greater than 3.", "3 is greater than 5."),
        JudgedPair(.contradicted, "What it does:\n\n- It signs.", "What it does not do:\n\n- It signs."),
    ]
}
