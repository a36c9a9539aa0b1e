internal import Foundation

/// Files of the shared suites beside the project. Where they are absent a test says so and is skipped; in CI they must be there.
public enum SharedFile {
    /// The folder `shared` beside the repository, or `nil`.
    public static var folder: String? {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared").path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Whether tests of shared files run: they are there, or this is CI, where their absence is a failure.
    public static var isAvailable: Bool {
        if folder == nil { print("skipped: the folder `shared` with outside test suites is not beside the project") }
        return folder != nil || ProcessInfo.processInfo.environment["CI"] == "true"
    }
}
