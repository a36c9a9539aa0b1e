internal import Foundation
public import Testing

/// A folder of its own for the running test, removed afterwards.
public enum TemporaryDirectory {
    @TaskLocal static var path: String?

    /// The folder of the running test; the test or its suite carries the trait `.temporaryDirectory`.
    public static var current: String {
        guard let path else { preconditionFailure("the test does not carry the trait .temporaryDirectory") }
        return path
    }

    /// The path of a file in the folder.
    public static func file(_ name: String) -> String { current + "/" + name }
}

/// Gives each test of a suite, or one test, a temporary folder.
public struct TemporaryDirectoryTrait: TestTrait, SuiteTrait, TestScoping {
    /// Applies to the tests inside a suite.
    public var isRecursive: Bool { true }

    /// Runs the test with a new folder.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        let path = NSTemporaryDirectory() + "bindery-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await TemporaryDirectory.$path.withValue(path) { try await function() }
    }
}

extension Trait where Self == TemporaryDirectoryTrait {
    /// A temporary folder: `TemporaryDirectory.current`.
    public static var temporaryDirectory: Self { Self() }
}
