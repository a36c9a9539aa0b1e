import BinderyTestSupport
import Foundation
import Testing

/// The floors of `docs/architecture.md`: a target imports only from below, and a library from outside in one place
/// only.
@Suite struct FloorTests {
    /// Every target, with the floor it stands on.
    static let floors: [String: Int] = [
        "CLibcrypto": 0, "CLibgit2": 0, "CZlib": 0, "CCMark": 0, "CKernels": 0,
        "JSON": 1, "Cryptography": 1, "HTTPClient": 1, "MutationSuite": 1,
        "Signing": 2, "GitStore": 2, "AnswerComparison": 2, "Completions": 2,
        "DataIntegrity": 3, "Inference": 3,
        "BoundKnowledge": 4, "Retrieval": 4,
        "KnowledgeRegistry": 5, "Pages": 5, "BinderyClient": 5, "Recompute": 5,
        "BinderyService": 6,
        "Gateway": 7,
        "bindery": 8,
    ]

    /// The targets that may import a module from outside; a module that is not listed may be imported by nobody.
    static let outside: [String: Set<String>] = [
        "ArgumentParser": ["bindery"],
        "GRDB": ["KnowledgeRegistry"],
        "CLibcrypto": ["Cryptography"],
        "CLibgit2": ["GitStore"],
        "CZlib": ["GitStore"],
        "CCMark": ["Pages"],
        "CKernels": ["Inference"],
        // Recompute needs it for logarithms alone.
        "Glibc": ["GitStore", "Inference", "Recompute"],
        "Hummingbird": ["Gateway"],
        "HummingbirdCore": ["Gateway"],
        "HTTPTypes": ["Gateway"],
        "NIOCore": ["Gateway"],
        "NIOHTTP1": ["Gateway"],
        "NIOHTTPTypes": ["Gateway"],
        "NIOHTTPTypesHTTP1": ["Gateway"],
        "NIOPosix": ["Gateway"],
        "ServiceLifecycle": ["Gateway"],
        "UnixSignals": ["Gateway"],
        // Libraries take a logger; the program makes it.
        "Logging": ["Gateway", "bindery"],
        "FoundationNetworking": ["HTTPClient"],
        "Dispatch": ["GitStore", "Inference", "KnowledgeRegistry", "BinderyService"],
        "Synchronization": [
            "Cryptography", "HTTPClient", "Completions", "DataIntegrity", "GitStore", "Inference", "KnowledgeRegistry",
            "Pages",
            "BinderyClient", "BinderyService", "Gateway",
        ],
        // BoundKnowledge, Retrieval and Inference need it for Unicode normalisation alone.
        "Foundation": [
            "HTTPClient", "Inference", "BoundKnowledge", "Retrieval", "KnowledgeRegistry", "BinderyClient",
            "BinderyService", "bindery",
        ],
    ]

    @Test func `every target of the sources stands on a floor`() throws {
        let targets = Set(try SourceTree.targets())
        #expect(targets == Set(Self.floors.keys))
    }

    @Test func `a target imports only from below`() throws {
        for file in try SourceTree.swiftFiles() {
            let floor = try #require(Self.floors[file.target])
            for module in try file.imports() {
                if let imported = Self.floors[module], Self.outside[module] == nil {
                    #expect(imported < floor, "\(file.path) imports \(module)")
                } else {
                    #expect(Self.outside[module]?.contains(file.target) == true, "\(file.path) imports \(module)")
                }
            }
        }
    }

    @Test func `an import is seen in each form`() {
        let text = """
            import A
              public import struct B.C
            @_exported import D.E
            @preconcurrency internal import F
            // import G
            let important = "import H"
            """
        #expect(SourceTree.File.imports(of: text) == ["A", "B", "D", "F"])
    }

    @Test func `a file has at most 400 lines`() throws {
        for file in try SourceTree.swiftFiles() {
            let count = try file.text().split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(count <= 401, "\(file.path)")
        }
    }

    @Test(arguments: ["try!", "as!", "fatalError(", "unsafeFlags"])
    func `the sources do without`(word: String) throws {
        for file in try SourceTree.swiftFiles() {
            #expect(!(try file.text().contains(word)), "\(file.path)")
        }
        let package = try String(contentsOfFile: SourceTree.root + "/Package.swift", encoding: .utf8)
        #expect(!package.contains(word))
    }

    @Test(.temporaryDirectory) func `the top level has the user's six folders and no other`() throws {
        let listed = try SourceTree.git("ls-files")
        let folders = Set(
            listed.filter { $0.contains("/") }.compactMap { $0.split(separator: "/").first.map(String.init) })
        #expect(
            folders.filter { !$0.hasPrefix(".") }.isSubset(of: ["Sources", "Tests", "Schemas", "Registry", "docs"]))
        let files = listed.filter { !$0.contains("/") && !$0.hasPrefix(".") }
        #expect(
            Set(files).isSubset(of: [
                "Package.swift", "README.md", "LICENSE", "Makefile", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md",
            ]), "\(files)")
        #expect(!listed.contains { $0.hasPrefix(".build") || $0.hasSuffix("Package.resolved") })
    }
}

/// The project's own files.
private enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    struct File {
        let target: String
        let path: String

        func text() throws -> String { try String(contentsOfFile: root + "/Sources/" + path, encoding: .utf8) }

        func imports() throws -> [String] { try Self.imports(of: text()) }

        /// The modules that a file's text imports, in any form of the declaration.
        static func imports(of text: String) -> [String] {
            let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
            return text.split(whereSeparator: \.isNewline).compactMap { line in
                var words = line.split { " \t".contains($0) }[...]
                while let word = words.first, word.hasPrefix("@") || levels.contains(word) { words = words.dropFirst() }
                guard words.first == "import" else { return nil }
                words = words.dropFirst()
                if let word = words.first, kinds.contains(word) { words = words.dropFirst() }
                return words.first?.split(separator: ".").first.map(String.init)
            }
        }
    }

    static func targets() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + "/Sources")
    }

    static func swiftFiles() throws -> [File] {
        try targets().flatMap { target in
            (FileManager.default.enumerator(atPath: root + "/Sources/" + target)?.compactMap { $0 as? String } ?? [])
                .filter { $0.hasSuffix(".swift") }.map { File(target: target, path: target + "/" + $0) }
        }
    }

    static func git(_ arguments: String...) throws -> [String] {
        let words = (["git", "-C", root] + arguments).map { "'\($0)'" }.joined(separator: " ")
        let result = try BinderyProgram(in: TemporaryDirectory.current).shell(words)
        try #require(result.status == 0, "\(result.diagnostics)")
        return result.text.split(separator: "\n").map(String.init)
    }
}
