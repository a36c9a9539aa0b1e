import BoundKnowledge
import Pages
import Testing

@Suite struct PlaceTests {
    private let lineage = LineageID(question: "a", scope: Scope(language: "en"))

    @Test func `a server's links start at its root`() {
        let links = SiteLinks(.served, from: .versions(lineage))
        #expect(links.address(of: .front) == "/")
        #expect(links.address(of: .stylesheet) == "/style.css")
        #expect(links.address(of: .topic("a b/ü", page: 2)) == "/topics/a+b~2f~c3~bc?page=2")
        #expect(links.address(of: .difference(lineage, old: 1, new: 2)) == "/documents/\(lineage)/diff/1/2")
        let address = Address(of: [])
        #expect(links.address(of: .bytes(address)) == "/objects/\(address).jsonld")
        #expect(links.address(of: .object(address)) == "/objects/\(address)")
    }

    @Test func `links of files are relative, and name the file`() {
        let links = SiteLinks(.files, from: .version(lineage, 3))
        #expect(links.address(of: .front) == "../../../../index.html")
        #expect(links.address(of: .stylesheet) == "../../../../style.css")
        #expect(links.address(of: .bytes(Address(of: []))) == "../../../../objects/\(Address(of: []))")
        #expect(SiteLinks(.files, from: .front).address(of: .about) == "about/index.html")
        #expect(
            SiteLinks(.files, from: .topic("a", page: 2)).address(of: .changes(page: 3))
                == "../../../changes/page-3/index.html")
        #expect(SiteLinks(.files, from: .object(Address(of: []))).address(of: .front) == "../index.html")
    }

    @Test func `no two places have one file`() {
        let address = Address(of: [])
        let places: [Place] = [
            .front, .about, .missing, .search, .stylesheet, .feed, .changes(page: 1), .changes(page: 2),
            .topic("a", page: 1),
            .topic("a", page: 2), .document(lineage), .versions(lineage), .version(lineage, 1),
            .difference(lineage, old: 1, new: 2), .object(address), .bytes(address), .answer(address),
        ]
        let files = places.map(SiteLinks.file)
        #expect(Set(files).count == files.count)
        // A file cannot be a folder too.
        #expect(files.allSatisfy { file in !files.contains { $0.hasPrefix(file + "/") } })
    }

    @Test(arguments: ["a", "a b", "Ünïcode", "../..", ".", "a/b?c#d", "100%", "~41", "+", "", "\u{1F600}", "A-z_0"])
    func `a topic comes back from its segment`(topic: String) throws {
        let segment = TopicName.segment(of: topic)
        #expect(segment.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"./?#%\\".utf8.contains($0) })
        #expect(try Array(#require(TopicName.topic(of: segment)).utf8) == Array(topic.utf8))
    }

    @Test(arguments: ["~", "~4", "~zz", "a b", "~ff", "~41", "~2F", "ü", "a.b", "~+1"])
    func `a segment that no topic has is refused`(segment: String) {
        #expect(TopicName.topic(of: segment) == nil)
    }
}
