internal import BinderyService
internal import BoundKnowledge
internal import Foundation

/// The text of an answer, as a publisher gives it on the command line.
enum AnswerText {
    /// The text of a file, or of standard input for `-`.
    static func read(_ file: String) throws -> String {
        guard let text = String(validating: try bytes(of: file), as: UTF8.self) else {
            throw ServiceError(.badData, at: file, "the file is not UTF-8", remedy: "Convert it to UTF-8.")
        }
        return text
    }

    private static func bytes(of file: String) throws -> [UInt8] {
        guard file == "-" else { return try SafeFile.read(file, limit: 16 << 20) }
        guard isatty(STDIN_FILENO) == 0 else {
            throw ServiceError(
                .usage, at: "--answer", "standard input is a terminal, expected a pipe or a file",
                remedy: "Write the answer into a file, or run `… | bindery … --answer -`.")
        }
        return try SafeFile.read("/dev/stdin", limit: 16 << 20)
    }

    /// Refuses characters that a reader does not see, unless the publisher says that they are meant; warns of them in any case.
    ///
    /// - Parameter location: where the text came from.
    static func requireVisible(
        in object: BoundObject, allowingInvisible: Bool, at location: String
    ) throws(ServiceError) {
        let findings = IntegrityCheck(of: object.bytes).findings.filter { $0.consequence == .warns }
        for finding in findings { Console.note("warning: \(finding)") }
        guard findings.isEmpty || allowingInvisible else {
            throw ServiceError(
                .badData, at: location, "the text holds characters that a reader does not see",
                remedy: "Remove them, or say --allow-invisible if they are meant.")
        }
    }
}
