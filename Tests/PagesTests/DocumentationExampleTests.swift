import BinderyTestSupport
import BoundKnowledge
import Pages
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page links to a topic`() throws {
        let today = CalendarDate(daysSinceEpoch: 20_000)
        let site = Site(name: "A library", origin: "a.example", form: .files, today: today)
        let front = FrontPage(documentCount: 0, topics: [TopicEntry(name: "R&D", count: 3)], recent: [])
        let html = String(decoding: site.render(front), as: UTF8.self)
        let link = "<a href=\"topics/R~26D/index.html\">R&amp;D</a>"

        #expect(html.contains(link))
        try expectExample(of: "Pages")
    }
}
