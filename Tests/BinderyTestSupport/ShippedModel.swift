internal import Foundation

/// The demonstration models under `Registry/models`.
public enum ShippedModel {
    /// The path of a version's file, 1 or 2.
    public static func path(_ version: Int) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Registry/models/bindery-demo-\(version).gguf").path
    }
}
