import Foundation
import Testing

/// The DocC catalogues: nothing in them is compiled, so what would break unseen is looked at here.
@Suite struct CatalogueTests {
    /// The pages of one catalogue, by name.
    private struct Catalogue {
        let target: String
        let pages: [String: String]

        var landingPage: String { pages[target] ?? "" }

        init(_ target: String) throws {
            self.target = target
            let folder = "\(Self.sources)/\(target)/\(target).docc"
            var pages: [String: String] = [:]
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".md") {
                pages[String(file.dropLast(3))] = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            }
            self.pages = pages
        }

        /// The pages that are linked from anywhere in the catalogue.
        var linkedPages: Set<String> { matches(of: /<doc:([^>]+)>/) }

        /// The symbols that are linked from anywhere in the catalogue, each with the types that it is in.
        var linkedSymbols: Set<String> { matches(of: /[^`]``([^`\n]+)``/) }

        private func matches(of link: Regex<(Substring, Substring)>) -> Set<String> {
            Set(pages.values.flatMap { $0.matches(of: link).map { String($0.output.1) } })
        }

        /// The types that the target's sources declare or extend.
        func declaredTypes() throws -> Set<String> {
            let folder = "\(Self.sources)/\(target)"
            let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            let texts = try files.filter { $0.hasSuffix(".swift") }.map {
                try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
            }
            let declaration = /\b(?:struct|class|enum|protocol|actor|typealias)\s+(\w+)/
            return Set(texts.flatMap { $0.matches(of: declaration).map { String($0.output.1) } })
        }

        private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources").path
    }

    private static let targets = [
        "JSON", "Cryptography", "Signing", "GitStore", "DataIntegrity", "Inference", "BoundKnowledge", "Retrieval",
        "KnowledgeRegistry", "Pages", "BinderyService", "Gateway", "HTTPClient", "BinderyClient", "Recompute",
        "MutationSuite", "Completions", "AnswerComparison",
    ]

    @Test(arguments: targets) func `each article is linked from the landing page`(target: String) throws {
        let catalogue = try Catalogue(target)
        #expect(catalogue.landingPage.hasPrefix("# ``\(target)``\n"))
        for name in catalogue.pages.keys where name != target {
            #expect(catalogue.landingPage.contains("\n- <doc:\(name)>\n"), "\(name)")
        }
    }

    @Test(arguments: targets) func `each link leads to a page or a type of the target`(target: String) throws {
        let catalogue = try Catalogue(target)
        for name in catalogue.linkedPages { #expect(catalogue.pages[name] != nil, "\(name)") }
        let types = try catalogue.declaredTypes().union([target])
        let symbols = catalogue.linkedSymbols
        #expect(!symbols.isEmpty)
        for symbol in symbols {
            let type = symbol.split(separator: "/").first.map(String.init) ?? ""
            let isDeclared = types.contains(type)
            #expect(isDeclared, "\(symbol)")
        }
    }
}
