internal import Foundation

/// Runs programs as a person would: the built `bindery` with settings of its own, and whatever else is on the path.
public struct BinderyProgram: Sendable {
    /// What a finished program left behind.
    public struct Result: Sendable {
        /// The exit status; 128 + n after signal n.
        public let status: Int32
        /// Standard output.
        public let output: [UInt8]
        /// Standard error as text.
        public let diagnostics: String

        /// Standard output as text.
        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// The folder in which programs run; settings and keys live in it too.
    public let folder: String

    /// Runs programs in `folder`.
    public init(in folder: String) { self.folder = folder }

    /// The built program beside the tests, or the one that `BINDERY_BIN` names.
    public static var path: String {
        if let path = ProcessInfo.processInfo.environment["BINDERY_BIN"] { return path }
        // `.build/<triple>/release/binderyPackageTests.xctest` and `.build/<triple>/release/bindery`.
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(
            "bindery"
        ).path
    }

    /// Runs `bindery` and waits for it.
    public func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
        try execute(Self.path, arguments, environment: environment)
    }

    /// Runs `bindery` and waits for it.
    public func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
        try execute(Self.path, arguments, environment: environment)
    }

    /// Runs a line of the shell and waits for it.
    public func shell(_ line: String, environment: [String: String] = [:]) throws -> Result {
        try execute("/bin/sh", ["-c", line], environment: environment)
    }

    /// Starts `bindery` with both streams going to files; the caller waits for it or kills it.
    public func start(_ arguments: [String], output: String, diagnostics: String) throws -> RunningProgram {
        try RunningProgram(
            Self.path, arguments, in: folder, environment: environment([:]), output: output, diagnostics: diagnostics)
    }

    private func execute(_ program: String, _ arguments: [String], environment: [String: String]) throws -> Result {
        // Files, not pipes: a full pipe would hold the program back.
        let name = folder + "/.run-" + UUID().uuidString
        defer { for suffix in [".out", ".err"] { try? FileManager.default.removeItem(atPath: name + suffix) } }
        let running = try RunningProgram(
            program, arguments, in: folder, environment: self.environment(environment), output: name + ".out",
            diagnostics: name + ".err")
        let status = running.wait()
        return Result(
            status: status, output: Array(try Data(contentsOf: URL(fileURLWithPath: name + ".out"))),
            diagnostics: String(decoding: try Data(contentsOf: URL(fileURLWithPath: name + ".err")), as: UTF8.self))
    }

    private func environment(_ additions: [String: String]) -> [String: String] {
        var variables = ProcessInfo.processInfo.environment
        variables["XDG_CONFIG_HOME"] = folder + "/.config"
        variables["XDG_DATA_HOME"] = folder + "/.data"
        variables["BINDERY"] = Self.path
        return variables.merging(additions) { $1 }
    }
}
