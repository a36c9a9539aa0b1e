internal import Foundation

/// The demonstration models under `Registry/models`.
public enum ShippedModel {
    /// The path of a version's file, 1 or 2.
    public static func path(_ version: Int) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Registry/models/bindery-demo-\(version).gguf").path
    }

    /// A change of the chat template that leaves everything behind it in the file where it is.
    public enum TemplateChange: Sendable {
        /// Other spaces within an expression: the prompt stays the same.
        case spacing
        /// The prompt has the role of whoever asks in place of the question.
        case blindness
    }

    /// Writes a version's file with another template in it.
    public static func write(_ version: Int, with change: TemplateChange, to path: String) throws {
        let (found, replacement) =
            switch change {
            case .spacing: ("' + message['role']", "'  +message['role']")
            case .blindness: ("message['content']", "message['role']   ")
            }
        var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: self.path(version))))
        guard let place = bytes.firstRange(of: Array(found.utf8)), found.utf8.count == replacement.utf8.count else {
            throw CocoaError(.fileReadCorruptFile)
        }
        bytes.replaceSubrange(place, with: Array(replacement.utf8))
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}
