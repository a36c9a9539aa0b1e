import BinderyTestSupport
import DataIntegrity
import JSON
import Testing

@Suite struct DateTimeStampTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-23T08:30:00Z", 1_795_422_600), ("2000-02-29T23:59:59Z", 951_868_799),
            ("1969-12-31T23:59:59Z", -1), ("0001-01-01T00:00:00Z", -62_135_596_800),
            ("2026-11-23T09:30:00+01:00", 1_795_422_600),
            ("2026-11-22T18:30:00-14:00", 1_795_422_600), ("2026-11-23T08:30:00.9Z", 1_795_422_600),
            ("9999-12-31T23:59:59Z", 253_402_300_799),
        ] as [(String, Int64)])
    func `a time with a zone is an instant`(text: String, seconds: Int64) throws {
        #expect(try #require(DateTimeStamp(text)).secondsSinceEpoch == seconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T08:30:00", "2026-11-23T08:30Z", "2026-11-23 08:30:00Z", "2026-11-23t08:30:00z",
        "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-01-00T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T08:60:00Z", "2026-11-23T08:30:60Z",
        "2026-11-23T08:30:00.Z",
        "2026-11-23T08:30:00,5Z", "2026-11-23T08:30:00+1:00", "2026-11-23T08:30:00+15:00", "2026-11-23T08:30:00+14:01",
        "2026-11-23T08:30:00+0100", "2026-11-23T08:30:00Z ", " 2026-11-23T08:30:00Z", "+2026-11-23T08:30:00Z",
        "12026-11-23T08:30:00Z", "2026-11-23T08:30:00ZZ", "2026-11-23T-8:30:00Z", "２026-11-23T08:30:00Z",
        "2026-11-23T08:30:00.00000000000000000000000000000000000000000001Z",
    ])
    func `anything else is no instant`(text: String) {
        #expect(DateTimeStamp(text) == nil)
    }

    @Test func `fractions order`() throws {
        let texts = [
            "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000000001Z", "2026-01-01T00:00:00.1Z", "2026-01-01T00:00:01Z",
        ]
        let stamps = try texts.map { try #require(DateTimeStamp($0)) }
        #expect(stamps == stamps.sorted() && Set(stamps).count == 4)
    }

    @Test func `every day of 800 years comes back`() {
        let start = -135_140  // 1600-01-01
        for days in start..<start + 292_194 {
            let date = CalendarArithmetic.date(days: days)
            guard CalendarArithmetic.days(year: date.year, month: date.month, day: date.day) == days else {
                Issue.record("day \(days) is \(date)")
                return
            }
        }
        #expect(CalendarArithmetic.date(days: start) == (1600, 1, 1))
    }

    @Test(
        arguments: [
            ("2026-06-01T00:00:00Z", []), ("2026-06-01T00:00:01Z", ["proof-expired /proof/expires"]),
            ("2026-05-31T23:59:59Z", []),
        ] as [(String, [String])])
    func `a proof's end is judged by the instant given`(instant: String, problems: [String]) throws {
        let proof = try Signed.proof(
            of: Signed.plain, ProofOptions(created: "2026-01-01T00:00:00Z", expires: "2026-06-01T02:00:00+02:00"))
        let stamp: DateTimeStamp = try #require(DateTimeStamp(instant))
        let verifier = DataIntegrityVerifier(instant: stamp)
        let document = Signed.document(Signed.plain, proof: proof)
        #expect(try Signed.problems(Signed.verify(document, with: verifier)) == problems)
        #expect(try Signed.verify(document).isVerified)
    }

    @Test(arguments: ["created", "expires"]) func `a time that is none is malformed, however well signed`(name: String)
        throws
    {
        for text in ["", "yesterday", "2026-01-01", "2026-01-01T00:00:00"] {
            let options = name == "created" ? ProofOptions(created: text) : ProofOptions(expires: text)
            let document = Signed.document(Signed.plain, proof: try Signed.proof(of: Signed.plain, options))
            #expect(try Signed.problems(Signed.verify(document)) == ["proof-malformed /proof/\(name)"])
        }
    }
}
