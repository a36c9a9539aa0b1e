import BoundKnowledge
import Foundation
import Pages
import Testing

@Suite struct PageTests {
    private static func pages() throws -> [any Page] {
        let sample = try SampleDocument()
        let newer = try SampleDocument(version: 2, answer: "Another <b>answer</b>.")
        let lineage = sample.document.lineage
        let withdrawal = Withdrawal(
            object: sample.object.address, claim: sample.object.claim, reason: .safety, severity: .stop,
            note: SampleDocument.hostile)
        let entry = DocumentEntry(sample.document, issued: sample.object.envelope.validFrom, warning: .withdrawn)
        let topic = TopicEntry(name: SampleDocument.hostile, count: 1)
        let replacement = DocumentPage.Replacement(.object(newer.object.address), question: SampleDocument.hostile)
        return [
            FrontPage(documentCount: 1, topics: [topic], recent: [entry]),
            FrontPage(documentCount: 0, topics: [], recent: []),
            TopicPage(topic, page: 2, documents: [entry], hasMore: true),
            SearchPage(query: SampleDocument.hostile, hits: [], hasMore: false),
            SearchPage(
                query: "a",
                hits: [.init(entry, passage: [.init(text: "<b", isMatch: false), .init(text: "\">", isMatch: true)])],
                hasMore: true),
            sample.page(), newer.page(at: .version(lineage, 2)),
            sample.page(.superseded(by: 2), at: .object(sample.object.address)),
            sample.page(.withdrawn(withdrawal, since: SampleDocument.day, replacement: replacement)),
            sample.page(.quarantined(by: .object(newer.object.address), since: SampleDocument.day)),
            try SampleDocument { $0.distribution = .restricted }.page(),
            VersionsPage(newer.document, versions: [newer.entry, sample.entry]),
            try #require(DifferencePage(from: sample.object, to: newer.object)),
            ChangesPage(page: 2, entries: [.init(sample.object)], hasMore: true), ObjectPage(sample.object),
            AboutPage(documentCount: 2, root: sample.object.address), ProblemPage.missing,
            ProblemPage(status: 400, title: "t", detail: SampleDocument.hostile, remedy: SampleDocument.hostile),
        ]
    }

    @Test(arguments: [SiteLinks.Form.served, .files])
    func `whatever a document says is text on every page`(form: SiteLinks.Form) throws {
        for page in try Self.pages() {
            let markup = try Site.sample(form).markup(page)
            #expect(markup.text.contains("alert(\"1\")"))
        }
    }

    @Test func `a page has one heading of the first level, and skips none`() throws {
        for page in try Self.pages() {
            let levels = try Site.sample().markup(page).elements.compactMap { element in
                element.name.hasPrefix("h") ? Int(element.name.dropFirst()) : nil
            }
            #expect(levels.first == 1 && levels.count { $0 == 1 } == 1, "\(page.title)")
            #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(page.title): \(levels)")
        }
    }

    @Test func `what is named by an id is there, once`() throws {
        for page in try Self.pages() {
            let markup = try Site.sample().markup(page)
            let ids = markup.values(of: "id")
            #expect(Set(ids).count == ids.count)
            let named =
                markup.values(of: "aria-labelledby") + markup.values(of: "for")
                + markup.values(of: "href").filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
            #expect(named.allSatisfy(ids.contains), "\(page.title): \(named) \(ids)")
        }
    }

    @Test func `a page has landmarks, a name, its width and the way past the head`() throws {
        for page in try Self.pages() {
            let markup = try Site.sample().markup(page)
            #expect(
                ["main", "title", "footer"].allSatisfy { markup.count(of: $0) == 1 } && markup.count(of: "nav") >= 1)
            #expect(markup.elements.first { $0.name == "a" }?.attributes["href"] == "#content")
            #expect(markup.values(of: "content").contains("width=device-width, initial-scale=1"))
            let navigations = markup.elements.filter { $0.name == "nav" }.map { $0.attributes["aria-label"] }
            #expect(navigations.allSatisfy { $0 != nil } && Set(navigations).count == navigations.count)
        }
    }

    @Test func `files link to files of the same folder, and to nothing at the root`() throws {
        for page in try Self.pages() where page.place != .search {
            let markup = try Site.sample(.files).markup(page)
            #expect(markup.count(of: "form") == 0)
            for address in markup.values(of: "href") {
                #expect(!address.hasPrefix("/"))
                guard !address.hasPrefix("#"), !address.hasPrefix("https://") else { continue }
                let depth = SiteLinks.file(of: page.place).split(separator: "/").count - 1
                #expect(address.components(separatedBy: "../").count - 1 == depth, "\(page.title): \(address)")
            }
        }
    }

    @Test func `a document's page states its language and its other forms`() throws {
        let sample = try SampleDocument()
        let markup = try Site.sample().markup(sample.page(at: .version(sample.document.lineage, 1)))
        #expect(markup.elements.first { $0.name == "html" }?.attributes["lang"] == "en")
        #expect(markup.elements.first { $0.name == "h1" }?.attributes["lang"] == "de")
        let links = markup.elements.filter { $0.name == "link" }.map { [$0.attributes["rel"], $0.attributes["href"]] }
        #expect(links.contains(["canonical", "/documents/\(sample.document.lineage)/versions/1"]))
        #expect(links.contains(["alternate", "/objects/\(sample.object.address).jsonld"]))
        #expect(links.contains(["alternate", "/objects/\(sample.object.address).md"]))
    }

    @Test func `sources are numbered as the answer cites them`() throws {
        let markup = try Site.sample().markup(try SampleDocument().page())
        #expect(markup.values(of: "href").contains("#source-1"))
        #expect(markup.values(of: "id").filter { $0.hasPrefix("source-") } == ["source-1", "source-2"])
        #expect(markup.values(of: "href").contains("https://a.example/?b=1&c"))
        #expect(!markup.values(of: "href").contains { $0.hasPrefix("urn:") })
    }

    @Test func `what a reader has to know stands before the answer`() throws {
        let sample = try SampleDocument()
        func text(_ standing: DocumentPage.Standing, today: Int = 20_000) throws -> String {
            let html = String(
                decoding: Site.sample(today: CalendarDate(daysSinceEpoch: today)).render(sample.page(standing)),
                as: UTF8.self)
            return try #require(html.components(separatedBy: "<div class=\"answer\"").first)
        }
        let withdrawal = Withdrawal(
            object: sample.object.address, claim: sample.object.claim, reason: .error, severity: .preferReplacement)
        #expect(try !text(.current).contains("class=\"banner"))
        #expect(try !text(.current, today: 20_365).contains("class=\"banner"))
        #expect(try text(.current, today: 20_366).contains("Past its review"))
        #expect(try text(.superseded(by: 7)).contains("version 7"))
        let replacement = DocumentPage.Replacement(.front, question: "Instead?")
        let withdrawn = try text(.withdrawn(withdrawal, since: SampleDocument.day, replacement: replacement))
        let quarantined = try text(.quarantined(by: .object(sample.object.address), since: SampleDocument.day))
        #expect(quarantined.contains("In quarantine") && quarantined.contains("What the auditor attests"))
        #expect(try !text(.quarantined(by: nil, since: nil)).contains("What the auditor attests"))
        #expect(withdrawn.contains("Withdrawn") && withdrawn.contains("it is wrong") && withdrawn.contains("Instead?"))
    }

    @Test func `a difference says in words what its colours say`() throws {
        let old = try SampleDocument(answer: "One. Two. Three.")
        let new = try SampleDocument(version: 2, answer: "One. Zwei. Three.")
        let markup = try Site.sample().markup(try #require(DifferencePage(from: old.object, to: new.object)))
        #expect(markup.text.contains("Removed: Two.") && markup.text.contains("Added: Zwei."))
        #expect(!markup.text.contains("Removed: One."))
    }

    @Test func `the commands name the document`() throws {
        let sample = try SampleDocument()
        let text = try Site.sample().markup(sample.page()).text
        #expect(text.contains("curl -s \"https://a.example/objects/\(sample.object.address)\" | sha256sum"))
        #expect(text.contains("bindery verify document.jsonld"))
        #expect(text.contains("https://a.example/objects/\(sample.object.address)"))
    }
}
