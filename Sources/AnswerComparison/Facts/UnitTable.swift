/// Units by name and by symbol.
///
/// Factors are exact: those of the SI ([SI Brochure](https://www.bipm.org/en/publications/si-brochure), tables 2, 4, 7
/// and 8), of the international yard and pound (1959), and of IEC 80000-13 for binary prefixes. The year is that of 365
/// days and the month a twelfth of it, as in everyday use.
struct UnitTable: Sendable {
    private let names: [String: Unit]
    private let symbols: [String: Unit]

    /// All units in English.
    static let english = UnitTable(names: allNames, symbols: allSymbols)
    /// The symbols, which are the same in every language.
    static let symbols = UnitTable(names: [:], symbols: allSymbols)

    private init(names: [String: Unit], symbols: [String: Unit]) { (self.names, self.symbols) = (names, symbols) }

    /// The unit that a word or a symbol stands for.
    func unit(_ token: Token) -> Unit? { symbols[token.text] ?? names[token.folded] }

    /// The unit that a symbol stands for.
    func unit(symbol: String) -> Unit? { symbols[symbol] }

    private static let prefixes: [(name: String, symbol: String, exponent: Int)] = [
        ("femto", "f", -15), ("pico", "p", -12), ("nano", "n", -9), ("micro", "\u{B5}", -6), ("micro", "\u{3BC}", -6),
        ("milli", "m", -3), ("centi", "c", -2), ("deci", "d", -1), ("hecto", "h", 2), ("kilo", "k", 3),
        ("mega", "M", 6), ("giga", "G", 9), ("tera", "T", 12), ("peta", "P", 15), ("exa", "E", 18),
    ]

    private static let binaryPrefixes: [(name: String, symbol: String, power: Int)] = [
        ("kibi", "Ki", 10), ("mebi", "Mi", 20), ("gibi", "Gi", 30), ("tebi", "Ti", 40), ("pebi", "Pi", 50),
    ]

    /// Names without and with plural, symbol, powers, and numerator and denominator of the factor; the units that take
    /// prefixes.
    private static let prefixed: [(names: [String], symbols: [String], unit: Unit)] = [
        (["metre", "meter"], ["m"], unit("m")),
        (["gram", "gramme"], ["g"], unit("g")),
        (["second", "sec"], ["s"], unit("s")),
        (["ampere", "amp"], ["A"], unit("A")),
        (["kelvin"], ["K"], unit("K")),
        (["mole"], ["mol"], unit("mol")),
        (["hertz"], ["Hz"], unit(["s": -1])),
        (["newton"], ["N"], unit(["g": 1, "m": 1, "s": -2], 1000)),
        (["pascal"], ["Pa"], unit(["g": 1, "m": -1, "s": -2], 1000)),
        (["joule"], ["J"], unit(energy, 1000)),
        (["watt"], ["W"], unit(["g": 1, "m": 2, "s": -3], 1000)),
        (["volt"], ["V"], unit(["g": 1, "m": 2, "s": -3, "A": -1], 1000)),
        (["ohm"], ["\u{3A9}", "\u{2126}"], unit(["g": 1, "m": 2, "s": -3, "A": -2], 1000)),
        (["coulomb"], ["C"], unit(["A": 1, "s": 1])),
        (["litre", "liter"], ["L", "l"], unit(["m": 3], 1, 1000)),
        (["tonne"], ["t"], unit("g", 1_000_000)),
        (["bit"], ["bit", "b"], unit("bit")),
        (["byte"], ["B"], unit("bit", 8)),
        (["watthour", "watt-hour"], ["Wh"], unit(energy, 3_600_000)),
        (["calorie"], ["cal"], unit(energy, 4184)),
        (
            ["electronvolt"], ["eV"],
            Unit(energy, Rational(1_602_176_634, over: 10_000_000_000_000_000_000_000_000_000) ?? .one)
        ),
        (["bar"], ["bar"], unit(["g": 1, "m": -1, "s": -2], 100_000_000)),
    ]

    private static let plain: [(names: [String], symbols: [String], unit: Unit)] = [
        (["minute", "min", "mins"], ["min"], unit("s", 60)),
        (["hour", "hr", "hrs"], ["h", "hr"], unit("s", 3600)),
        (["day"], ["d"], unit("s", 86_400)),
        (["week"], [], unit("s", 604_800)),
        (["fortnight"], [], unit("s", 1_209_600)),
        (["month"], [], unit("s", 2_628_000)),
        (["year", "yr", "yrs"], ["yr"], unit("s", 31_536_000)),
        (["decade"], [], unit("s", 315_360_000)),
        (["century", "centuries"], [], unit("s", 3_153_600_000)),
        (["millennium", "millennia"], [], unit("s", 31_536_000_000)),
        (["inch", "inches"], [], unit("m", 254, 10_000)),
        (["foot", "feet"], ["ft"], unit("m", 3048, 10_000)),
        (["yard"], ["yd"], unit("m", 9144, 10_000)),
        (["mile"], ["mi"], unit("m", 1_609_344, 1000)),
        (["angstrom", "\u{E5}ngstr\u{F6}m"], ["\u{C5}"], unit("m", 1, 10_000_000_000)),
        (["hectare"], ["ha"], unit(["m": 2], 10_000)),
        (["acre"], [], unit(["m": 2], 40_468_564_224, 10_000_000)),
        (["gallon"], ["gal"], unit(["m": 3], 3_785_411_784, 1_000_000_000_000)),
        (["pint"], [], unit(["m": 3], 473_176_473, 1_000_000_000_000)),
        (["pound", "lb", "lbs"], ["lb", "lbs"], unit("g", 45_359_237, 100_000)),
        (["ounce"], ["oz"], unit("g", 45_359_237, 1_600_000)),
        (["stone"], [], unit("g", 635_029_318, 100_000)),
        (["ton"], [], unit("g", 1_000_000)),
        (["mph"], ["mph"], unit(["m": 1, "s": -1], 1_609_344, 3_600_000)),
        (["kph"], ["kph", "kmh"], unit(["m": 1, "s": -1], 1000, 3600)),
        (["knot"], ["kn"], unit(["m": 1, "s": -1], 1852, 3600)),
        (["horsepower"], ["hp"], unit(["g": 1, "m": 2, "s": -3], 745_700)),
        (["btu"], ["BTU", "Btu"], unit(energy, 1_055_056)),
        (["therm"], [], unit(energy, 105_505_600_000)),
        (["atmosphere"], ["atm"], unit(["g": 1, "m": -1, "s": -2], 101_325_000)),
        (["psi"], ["psi"], unit(["g": 1, "m": -1, "s": -2], 6_894_757)),
        (["celsius"], ["\u{2103}"], Unit(["K": 1], .one, offset: Rational(27_315, over: 100) ?? .zero)),
        (
            ["fahrenheit"], ["\u{2109}"],
            Unit(["K": 1], Rational(5, over: 9) ?? .one, offset: Rational(45_967, over: 180) ?? .zero)
        ),
        (["degree"], ["\u{B0}"], unit("degree")),
        (["radian"], ["rad"], unit("rad")),
        (["percent", "pct"], ["%"], unit([:], 1, 100)),
        (["permille"], ["\u{2030}"], unit([:], 1, 1000)),
        (["ppm"], ["ppm"], unit([:], 1, 1_000_000)),
        (["ppb"], ["ppb"], unit([:], 1, 1_000_000_000)),
        (["bps"], ["bps"], unit(["bit": 1, "s": -1])),
        (["flops"], ["FLOPS", "FLOP/s"], unit(["flop": 1, "s": -1])),
        (["flop"], ["FLOP"], unit("flop")),
        (["rpm"], ["rpm"], unit(["s": -1], 1, 60)),
        (["decibel"], ["dB"], unit("dB")),
        (["dollar", "usd"], ["$", "USD", "US$"], unit("USD")),
        (["cent"], ["\u{A2}"], unit("cent")),
        (["euro", "eur"], ["\u{20AC}", "EUR"], unit("EUR")),
        (["gbp"], ["\u{A3}", "GBP"], unit("GBP")),
        (["yen", "jpy"], ["\u{A5}", "JPY"], unit("JPY")),
        (["rupee", "inr"], ["\u{20B9}", "INR"], unit("INR")),
        (["yuan", "renminbi"], ["CNY", "RMB"], unit("CNY")),
        (["franc", "chf"], ["CHF"], unit("CHF")),
        (["times"], ["\u{D7}"], unit("times")),
    ]

    private static let energy = ["g": 1, "m": 2, "s": -2]

    private static func unit(_ base: String, _ numerator: Int = 1, _ denominator: Int = 1) -> Unit {
        unit([base: 1], numerator, denominator)
    }

    private static func unit(_ powers: [String: Int], _ numerator: Int = 1, _ denominator: Int = 1) -> Unit {
        Unit(powers, Rational(Int128(numerator), over: Int128(denominator)) ?? .one)
    }

    private static let allNames: [String: Unit] = {
        var names: [String: Unit] = [:]
        func add(_ name: String, _ unit: Unit) {
            names[name] = unit
            if !name.hasSuffix("s") { names[name + "s"] = unit }
        }
        for entry in plain { for name in entry.names { add(name, entry.unit) } }
        for entry in prefixed {
            for name in entry.names {
                add(name, entry.unit)
                for prefix in scales { prefix.unit(entry.unit).map { add(prefix.name + name, $0) } }
            }
        }
        names["kilo"] = names["kilogram"]
        names["kilos"] = names["kilogram"]
        return names
    }()

    private static let allSymbols: [String: Unit] = {
        var symbols: [String: Unit] = [:]
        for entry in prefixed {
            for prefix in scales {
                for symbol in entry.symbols { symbols[prefix.symbol + symbol] = prefix.unit(entry.unit) }
            }
        }
        // After the prefixed ones: "min" is a minute, "ft" a foot, "cd" no hundredth of a day.
        for entry in prefixed + plain { for symbol in entry.symbols { symbols[symbol] = entry.unit } }
        symbols["KB"] = symbols["kB"]
        for rate in ["k", "M", "G", "T"] {
            symbols[rate + "bps"] = symbols[rate + "b"].map { Unit(["bit": 1, "s": -1], $0.factor) }
            symbols[rate + "FLOPS"] = symbols[rate + "B"].flatMap {
                ($0.factor / Rational(8)).map { Unit(["flop": 1, "s": -1], $0) }
            }
        }
        return symbols
    }()

    private static let scales: [Scale] =
        prefixes.map { Scale(name: $0.name, symbol: $0.symbol, factor: Rational.powerOfTen($0.exponent) ?? .one) }
        + binaryPrefixes.map { Scale(name: $0.name, symbol: $0.symbol, factor: Rational(1 << $0.power)) }

    private struct Scale {
        let name: String
        let symbol: String
        let factor: Rational

        func unit(_ unit: Unit) -> Unit? { (unit.factor * factor).map { Unit(unit.powers, $0) } }
    }
}
