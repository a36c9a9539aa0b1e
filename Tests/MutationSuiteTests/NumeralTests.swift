import MutationSuite
import Testing

@Suite struct NumeralTests {
    @Test(arguments: ["12", "0.24", "1,642", "299,792,458", "65.0", "7"])
    func `a number is written as it was read`(text: String) {
        #expect(Numeral(text)?.description == text)
    }

    @Test(arguments: ["", "1,64", "12a", "1.", "1,2345", "9:00", "2^10", "1234567890123456", "-3"])
    func `what is no plain number is none`(text: String) {
        #expect(Numeral(text) == nil)
    }

    @Test(arguments: [
        ("8", 10, "9"), ("8", -10, "7"), ("0.1", 10, "0.2"), ("3.6", 10, "4.0"), ("256", 10, "282"),
        ("1,000", -10, "900"), ("10,000", 10, "11,000"), ("0.24", -10, "0.21"),
    ]) func `a change is a tenth at least and seen at the stated precision`(text: String, percent: Int, changed: String)
    {
        #expect(Numeral(text)?.changed(byPercent: percent).description == changed)
    }

    @Test(arguments: [
        ("1,642", -3, "1.642"), ("0.24", 3, "240"), ("30", -3, "0.03"), ("9.46", 3, "9,460"), ("7.50", 0, "7.5"),
        ("10,000", 4, "100,000,000"),
    ]) func `a power of ten moves the point`(text: String, exponent: Int, moved: String) {
        #expect(Numeral(text)?.shifted(by: exponent).description == moved)
    }

    @Test(arguments: [("10,000", 1), ("384,400", 4), ("206", 3), ("4.50", 3), ("0", 1)])
    func `zeros at the end of a whole number say nothing`(text: String, count: Int) {
        #expect(Numeral(text)?.significantCount == count)
    }
}
