internal import Foundation

/// A folder for as long as a benchmark runs.
enum ScratchFolder {
    /// Makes a folder in the system's temporary folder, or in `parent`, and removes it after `body`.
    static func with<Result>(in parent: String? = nil, _ body: (String) throws -> Result) throws -> Result {
        let path = "\(parent ?? NSTemporaryDirectory())/bindery-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }
}
