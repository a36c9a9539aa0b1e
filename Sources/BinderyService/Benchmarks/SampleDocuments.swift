internal import BoundKnowledge
internal import Cryptography
internal import JSON
internal import Signing

/// Documents of one size to measure with, made through the real types and really signed.
///
/// Every other one declares a model's derivation. The text is of the sort that answers have: mostly ASCII, with some typographic
/// characters, and it compresses about as prose does.
struct SampleDocuments: Sendable {
    /// The size of every document in canonical bytes, `proof` included.
    static let byteCount = 3_400

    let origin: String
    let publisher: Ed25519PrivateKey
    let instant: Timestamp

    /// Version 1 of the document with this number; the same number gives the same document.
    func document(_ number: Int) throws -> BoundObject { try sign(Draft(number: number)) }

    /// Version 2 of a document.
    func successor(of first: BoundObject, number: Int) throws -> BoundObject {
        try sign(Draft(number: number, version: 2, previous: first.address))
    }

    /// A document with this number as a file of Markdown with front matter, of about the size that its object has.
    func markdown(_ number: Int) -> String {
        var text = SampleText(seed: UInt64(number))
        return """
            ---
            question: What does sample \(number) say about saving energy?
            topics: energy, computing
            source: citation | A report on energy | https://example.org/reports/energy
            source: further | A book on the same subject
            ---
            \(text.prose(byteCount: Self.byteCount * 2 / 3))

            """
    }

    private struct Draft {
        let number: Int
        var version: Int64 = 1
        var previous: Address?
    }

    private func sign(_ draft: Draft) throws -> BoundObject {
        var text = SampleText(seed: UInt64(draft.number) << 2 | UInt64(draft.version))
        // The length of everything else does not depend on the answer; the proof's varies by a byte.
        let proofByteCount = 470
        let frame = envelope(draft, answer: "…").json.canonicalBytes().count
        let answer = text.prose(byteCount: Self.byteCount - proofByteCount - frame)
        let envelope = envelope(draft, answer: answer)
        return BoundObject(envelope, approvals: [try Approval(of: envelope, by: publisher, created: instant)])
    }

    private func envelope(_ draft: Draft, answer: String) -> Envelope {
        let isDeclared = !draft.number.isMultiple(of: 2)
        let question = "What does sample \(draft.number) say about saving energy?"
        let answer = Answer(text: answer, origin: isDeclared ? .model : .human)
        var document = BoundDocument(
            question: question, scope: Scope(language: "en"), answer: answer, asOf: instant.day,
            freshness: Freshness(.general, asOf: instant.day), license: "CC-BY-4.0",
            reproducibility: isDeclared ? .declared : .authored,
            derivation: isDeclared ? derivation(question, answer) : nil)
        document.version = draft.version
        document.previous = draft.previous
        if draft.version > 1 { document.change = Change(.update) }
        document.sources = [
            Source(id: "s1", role: .citation, title: "A report on energy", url: "https://example.org/reports/energy"),
            Source(id: "s2", role: .further, title: "A book on the same subject"),
        ]
        document.topics = ["energy", "computing"]
        return Envelope(
            registry: origin, name: question, issuer: Issuer(id: DIDKey(publisher.publicKey), name: "Benchmark"),
            validFrom: instant, subject: .boundDocument(document), random: .system)
    }

    private func derivation(_ question: String, _ answer: Answer) -> Derivation {
        Derivation(
            model: .declared(DeclaredModel(provider: "example", name: "sample-model", version: "2026-10")),
            messages: [Message(role: .user, content: question)], sampler: Sampler(temperature: "0.7"), seed: "42",
            outputDigest: answer.digest)
    }
}

/// Prose that means nothing, the same for the same seed.
private struct SampleText {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// About so many bytes of JSON string content: a line feed counts as the two bytes of its escape.
    mutating func prose(byteCount: Int) -> String {
        var text = "Saving energy begins with measuring it[^s1]."
        var count = text.utf8.count
        while count < byteCount {
            let separator = random(below: 6) == 0 ? "\n\n" : " "
            let next = separator + sentence()
            text += next
            count += next.utf8.count + (separator == " " ? 0 : 2)
        }
        while count > byteCount, let last = text.popLast() { count -= last == "\n" ? 2 : last.utf8.count }
        return text.last?.isWhitespace ?? true ? text + "." : text
    }

    private mutating func sentence() -> String {
        var words = (0..<8 + random(below: 12)).map { _ in Self.words[random(below: Self.words.count)] }
        words[0] = words[0].prefix(1).uppercased() + words[0].dropFirst()
        return words.joined(separator: " ") + "."
    }

    /// [SplitMix64](https://doi.org/10.1145/2714064.2660195).
    private mutating func random(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ mixed >> 31) % UInt64(bound))
    }

    private static let words = """
        the a of to and in is that for with as by on from at which when where more less most each every other than \
        energy power heat load cost time work cooling carbon CO₂ grid battery wind sun demand price hour night winter summer \
        model token answer question cache memory processor data centre server network request user result error \
        measure reduce compare improve store reuse repeat compute answer verify sign publish read write check shift move avoid \
        small large old new quick slow cheap clean local remote public shared known useful likely common rare early late \
        about 20 % of 3–5 kWh per million half twice almost never often once again because although while unless until however \
        “good enough” it’s don’t building window motor pump valve filter sensor schedule forecast contract market rule law
        """.split(separator: " ").map(String.init)
}
