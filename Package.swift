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
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
/// What `Gateway` alone builds on.
let server: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    .product(name: "UnixSignals", package: "swift-service-lifecycle"),
    logging,
]

let package = Package(
    name: "bindery",
    products: [
        .executable(name: "bindery", targets: ["bindery"]),
        .library(name: "BinderyClient", targets: ["BinderyClient"]),
        .library(name: "BoundKnowledge", targets: ["BoundKnowledge"]),
        .library(name: "DataIntegrity", targets: ["DataIntegrity"]),
        .library(name: "JSON", targets: ["JSON"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        // Without its traits: settings from configuration files and the whole of Foundation are not used here.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // Floor 0: C libraries.
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CCMark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .target(name: "CKernels", cSettings: [.treatAllWarnings(as: .error)]),
        // Floor 1
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "Cryptography", dependencies: ["CLibcrypto"], swiftSettings: strictC),
        .target(name: "HTTPClient", swiftSettings: strict),
        .target(name: "MutationSuite", swiftSettings: strict),
        // Floor 2
        .target(name: "Signing", dependencies: ["Cryptography"], swiftSettings: strict),
        .target(name: "GitStore", dependencies: ["CLibgit2", "CZlib", "Cryptography"], swiftSettings: strictC),
        .target(name: "AnswerComparison", dependencies: ["JSON"], swiftSettings: strict),
        .target(name: "Completions", dependencies: ["JSON", "HTTPClient"], swiftSettings: strict),
        // Floor 3
        .target(name: "DataIntegrity", dependencies: ["JSON", "Cryptography", "Signing"], swiftSettings: strict),
        .target(name: "Inference", dependencies: ["CKernels", "JSON", "Cryptography"], swiftSettings: strictC),
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
        .target(
            name: "Pages", dependencies: ["CCMark", "BoundKnowledge", "Cryptography", "JSON"], swiftSettings: strictC),
        .target(
            name: "BinderyClient",
            dependencies: ["JSON", "Cryptography", "HTTPClient", "BoundKnowledge", "Retrieval"], swiftSettings: strict),
        .target(
            name: "Recompute", dependencies: ["JSON", "Cryptography", "Signing", "BoundKnowledge", "AnswerComparison"],
            swiftSettings: strict),
        // Floor 6
        .target(
            name: "BinderyService",
            dependencies: [
                "JSON", "Cryptography", "HTTPClient", "MutationSuite", "Signing", "AnswerComparison", "Completions",
                "DataIntegrity", "Inference", "BoundKnowledge", "Retrieval", "GitStore", "KnowledgeRegistry", "Pages",
                "BinderyClient", "Recompute",
            ],
            swiftSettings: strict),
        // Floor 7
        .target(
            name: "Gateway",
            dependencies: [
                "JSON", "Cryptography", "BoundKnowledge", "Retrieval", "GitStore", "KnowledgeRegistry",
                "Pages", "BinderyService",
            ] + server,
            swiftSettings: strict),
        // Floor 8
        .executableTarget(
            name: "bindery",
            dependencies: [
                "JSON", "HTTPClient", "Completions", "Inference", "BoundKnowledge", "Retrieval", "BinderyClient",
                "Recompute", "BinderyService", "Gateway", argumentParser, logging,
            ],
            swiftSettings: strict),
        .target(
            name: "BinderyTestSupport", dependencies: ["Cryptography"], path: "Tests/BinderyTestSupport",
            swiftSettings: strict),
        test("JSON"),
        test("Cryptography"),
        test("HTTPClient"),
        test("Signing", "Cryptography"),
        test("GitStore", "Cryptography"),
        test("AnswerComparison"),
        test("MutationSuite", "JSON"),
        test("Completions", "HTTPClient", "JSON"),
        test("DataIntegrity", "Cryptography", "JSON", "Signing"),
        test("BoundKnowledge", "Cryptography", "DataIntegrity", "JSON", "Signing"),
        .testTarget(
            name: "InferenceTests",
            dependencies: ["Inference", "BinderyTestSupport", "CKernels", "Cryptography", "JSON"],
            exclude: ["Vectors"], swiftSettings: strict),
        test("Retrieval"),
        test(
            "KnowledgeRegistry", "BoundKnowledge", "Cryptography", "DataIntegrity", "GitStore", "JSON", "Retrieval",
            "Signing"),
        test("Pages", "BoundKnowledge", "Cryptography", "Signing"),
        test(
            "BinderyClient", "BoundKnowledge", "Cryptography", "DataIntegrity", "HTTPClient", "JSON", "Retrieval",
            "Signing"),
        test("Recompute", "AnswerComparison", "BoundKnowledge", "Cryptography", "JSON", "Signing"),
        test(
            "BinderyService", "AnswerComparison", "BoundKnowledge", "Completions", "Cryptography", "GitStore",
            "HTTPClient", "Inference", "JSON", "KnowledgeRegistry", "MutationSuite", "Pages", "Recompute", "Signing"),
        test(
            "Gateway", "BinderyService", "BoundKnowledge", "Cryptography", "JSON", "KnowledgeRegistry", "Signing",
            logging),
        // The executable is a dependency so that it is built before the tests that run it.
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "bindery", "BinderyClient", "BinderyTestSupport", "BoundKnowledge", "Cryptography", "DataIntegrity",
                "HTTPClient", "JSON", "Retrieval", "Signing",
            ], swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", dependencies: ["BinderyTestSupport"], swiftSettings: strict),
    ]
)

/// The tests of one target, with the targets whose types they name.
func test(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.init(stringLiteral: name), "BinderyTestSupport"] + dependencies,
        swiftSettings: strict)
}
