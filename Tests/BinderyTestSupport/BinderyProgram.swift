public import Foundation

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

    /// Starts `bindery`; the caller waits for it or kills it.
    public func start(_ arguments: [String]) throws -> Process {
        let process = process(Self.path, arguments, [:])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func execute(_ program: String, _ arguments: [String], environment: [String: String]) throws -> Result {
        let process = process(program, arguments, environment)
        // Files, not pipes: a full pipe would hold the program back.
        let name = folder + "/.run-" + UUID().uuidString
        for suffix in [".out", ".err"] { _ = FileManager.default.createFile(atPath: name + suffix, contents: nil) }
        defer { for suffix in [".out", ".err"] { try? FileManager.default.removeItem(atPath: name + suffix) } }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: name + ".out"))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: name + ".err"))
        try process.run()
        process.waitUntilExit()
        let status = process.terminationStatus
        return Result(
            status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
            output: Array(try Data(contentsOf: URL(fileURLWithPath: name + ".out"))),
            diagnostics: String(decoding: try Data(contentsOf: URL(fileURLWithPath: name + ".err")), as: UTF8.self))
    }

    private func process(_ program: String, _ arguments: [String], _ environment: [String: String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        var variables = ProcessInfo.processInfo.environment
        variables["XDG_CONFIG_HOME"] = folder + "/.config"
        variables["XDG_DATA_HOME"] = folder + "/.data"
        variables["BINDERY"] = Self.path
        variables.merge(environment) { $1 }
        process.environment = variables
        return process
    }
}
