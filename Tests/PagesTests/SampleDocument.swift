import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Pages
import Signing

/// A document with everything that a page shows, every text of it hostile.
struct SampleDocument {
    static let hostile = "<script>alert(\"1\")</script> & 'x'"
    static let day = CalendarDate(daysSinceEpoch: 20_000)

    let object: BoundObject
    let document: BoundDocument

    init(version: Int64 = 1, answer: String? = nil, edit: (inout BoundDocument) -> Void = { _ in }) throws {
        let hostile = Self.hostile
        var document = BoundDocument(
            question: "Is \(hostile) safe?", scope: Scope(language: "de", jurisdiction: hostile, audience: hostile),
            answer: Answer(
                text: answer ?? "# A\n\n\(hostile)\n\nc[^s1] ![a](javascript:x)\n\n[b](https://c.example)",
                origin: .human),
            asOf: Self.day, freshness: Freshness(.general, asOf: Self.day), license: "CC-BY-4.0",
            reproducibility: .authored)
        document.version = version
        document.change = Change(version == 1 ? .initial : .update, note: hostile)
        document.topics = [hostile, "a b"]
        document.sources = [
            Source(
                id: "s1", role: .citation, title: hostile, url: "https://a.example/?b=1&c", locator: hostile,
                retrieved: Self.day),
            Source(id: "s2", role: .further, title: "t", url: "urn:isbn:1"),
        ]
        edit(&document)
        let key = try TestKey.key("publisher")
        let envelope = Envelope(
            registry: "a.example", name: hostile, issuer: Issuer(id: DIDKey(key.publicKey), name: hostile),
            validFrom: Timestamp(secondsSinceEpoch: 1_728_000_000), subject: .boundDocument(document),
            random: .system)
        let approval = try Approval(of: envelope, by: key, created: Timestamp(secondsSinceEpoch: 1_728_000_000))
        self.document = document
        object = BoundObject(envelope, approvals: [approval])
    }

    var entry: VersionEntry {
        VersionEntry(
            number: document.version, address: object.address, issued: object.envelope.validFrom,
            change: document.change)
    }

    func page(_ standing: DocumentPage.Standing = .current, at place: Place? = nil) -> DocumentPage {
        DocumentPage(
            at: place ?? .document(document.lineage), object: object, document: document, standing: standing,
            versions: [entry])
    }
}

extension Site {
    static func sample(_ form: SiteLinks.Form = .served, today: CalendarDate = SampleDocument.day) -> Site {
        Site(
            name: SampleDocument.hostile, origin: "a.example", address: form == .served ? "https://a.example" : nil,
            form: form,
            today: today)
    }

    func markup(_ page: some Page) throws -> StrictMarkup {
        try StrictMarkup(String(decoding: render(page), as: UTF8.self), allowing: StrictMarkup.page)
    }
}
