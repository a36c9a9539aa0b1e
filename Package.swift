// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Settings of the targets that import a C module: every unsafe call is marked.
let strictC: [SwiftSetting] = strict + [.strictMemorySafety()]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "bindery",
    products: [
        .executable(name: "bindery", targets: ["bindery"]),
        .library(name: "BoundKnowledge", targets: ["BoundKnowledge"]),
        .library(name: "DataIntegrity", targets: ["DataIntegrity"]),
        .library(name: "JSON", targets: ["JSON"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // Floor 0: C libraries.
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Floor 1
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "Cryptography", dependencies: ["CLibcrypto"], swiftSettings: strictC),
        // Floor 2
        .target(name: "Signing", dependencies: ["Cryptography"], swiftSettings: strict),
        .target(name: "GitStore", dependencies: ["CLibgit2", "CZlib", "Cryptography"], swiftSettings: strictC),
        // Floor 3
        .target(name: "DataIntegrity", dependencies: ["JSON", "Cryptography", "Signing"], swiftSettings: strict),
        // Floor 4
        .target(
            name: "BoundKnowledge", dependencies: ["JSON", "Cryptography", "Signing", "DataIntegrity"],
            swiftSettings: strict),
        .target(name: "Retrieval", swiftSettings: strict),
        // Floor 5
        .target(
            name: "KnowledgeRegistry",
            dependencies: [
                "JSON", "Cryptography", "Signing", "DataIntegrity", "BoundKnowledge", "Retrieval", "GitStore", grdb,
            ],
            swiftSettings: strict),
        // Floor 6
        .target(
            name: "BinderyService",
            dependencies: [
                "JSON", "Cryptography", "Signing", "DataIntegrity", "BoundKnowledge", "GitStore", "KnowledgeRegistry",
            ],
            swiftSettings: strict),
        // Floor 8
        .executableTarget(
            name: "bindery", dependencies: ["JSON", "BoundKnowledge", "Retrieval", "BinderyService", argumentParser],
            swiftSettings: strict),
        .target(
            name: "BinderyTestSupport", dependencies: ["Cryptography"], path: "Tests/BinderyTestSupport",
            swiftSettings: strict),
        test("JSON"),
        test("Cryptography"),
        test("Signing", "Cryptography"),
        test("GitStore", "Cryptography"),
        test("DataIntegrity", "Cryptography", "JSON", "Signing"),
        test("BoundKnowledge", "Cryptography", "DataIntegrity", "JSON", "Signing"),
        test("Retrieval"),
        test(
            "KnowledgeRegistry", "BoundKnowledge", "Cryptography", "DataIntegrity", "GitStore", "JSON", "Retrieval",
            "Signing"),
        test("BinderyService", "BoundKnowledge", "Cryptography", "GitStore", "JSON", "KnowledgeRegistry", "Signing"),
        // The executable is a dependency so that it is built before the tests that run it.
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "bindery", "BinderyTestSupport", "BoundKnowledge", "Cryptography", "DataIntegrity", "JSON", "Signing",
            ], swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", dependencies: ["BinderyTestSupport"], swiftSettings: strict),
    ]
)

/// The tests of one target, with the targets whose types they name.
func test(_ name: String, _ dependencies: String...) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name), "BinderyTestSupport"]
            + dependencies.map { .init(stringLiteral: $0) },
        swiftSettings: strict)
}
