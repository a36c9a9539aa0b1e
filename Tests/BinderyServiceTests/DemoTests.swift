import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import KnowledgeRegistry
import Testing

/// The starter registry: whoever builds it from its sources gets the same bytes.
@Suite(.temporaryDirectory) struct DemoTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Registry").path

    private func build(_ name: String) throws -> (founding: Founding, objects: [Receipt]) {
        try Bindery.demo(TestService.environment).buildDemo(from: Self.sources, at: TemporaryDirectory.file(name))
    }

    @Test func `two builds give the same addresses, and what EXPECTED says`() async throws {
        let (one, two) = (try build("one"), try build("two"))
        #expect(one.objects.map(\.object) == two.objects.map(\.object) && one.founding.root == two.founding.root)
        #expect(one.objects.count >= 40)
        let registry = try Registry(opening: one.founding.path)
        let addresses = try registry.publications(from: 0, limit: .max).map(\.address)
        #expect(addresses == [one.founding.root] + one.objects.map(\.object))
        try expectGolden(Array(Self.expected(addresses).utf8), at: Self.sources + "/EXPECTED")
        let report = try await Audit(of: one.founding.path, pinned: one.founding.root, instant: Bindery.demoInstant)
            .run()
        #expect(report.verdict == .verified && report.findings.filter { $0.finding.consequence != .informs }.isEmpty)
        // The demonstration's keys are derived, never stored, and pinned for nobody.
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("data")))
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("config")))
    }

    @Test(arguments: ["nowhere", "empty"])
    func `sources that are not there are named`(name: String) throws {
        let error = #expect(throws: ServiceError.self) {
            try Bindery.demo(TestService.environment).buildDemo(
                from: TemporaryDirectory.file(name), at: TemporaryDirectory.file("demo"))
        }
        #expect(error?.code == .noInput && error?.location.hasSuffix("\(name)/questions") == true)
    }

    @Test func `a source that is not UTF-8, or stands twice, is named`() throws {
        let folder = TemporaryDirectory.file("sources/questions")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func build(_ files: [String: [UInt8]], _ name: String) throws -> ServiceError? {
            for file in TestService.names(in: folder) {
                try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
            }
            for (file, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(file)")) }
            return #expect(throws: ServiceError.self) {
                try Bindery.demo(TestService.environment).buildDemo(
                    from: TemporaryDirectory.file("sources"), at: TemporaryDirectory.file(name))
            }
        }
        let good = Array("---\nquestion: Q?\nfreshness: timeless\n---\nA.\n".utf8)
        #expect(try build(["a.md": good + [0xff]], "one")?.location.hasSuffix("a.md") == true)
    }

    /// `sha256sum -c` over the tree of `main`, in the order of its paths.
    private static func expected(_ addresses: [Address]) -> String {
        addresses.sorted().map { address in
            let digits = "\(address.digest)"
            return "\(digits)  objects/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits).jsonld\n"
        }.joined()
    }
}
