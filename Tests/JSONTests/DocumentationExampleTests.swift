import BinderyTestSupport
import JSON
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page reads and writes`() throws {
        let bytes = Array(#"{"proof":[],"type":"Claim"}"#.utf8)
        let address = "sha256:…"

        let document = try JSONDocument(parsing: bytes)
        let isClaim = document.isCanonical && document.root["type"]?.isString("Claim") == true
        let signed = document.root.canonicalBytes(omitting: ["proof"])

        var answer: JSONValue = ["status": "verified", "proofs": 1]
        answer.set("claim", .string(address))
        let text = answer.prettyText()

        #expect(isClaim)
        #expect(signed == Array(#"{"type":"Claim"}"#.utf8))
        #expect(text.contains(#""claim": "sha256:…""#))
        try expectExample(of: "JSON")
    }
}
