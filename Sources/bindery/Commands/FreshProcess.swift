internal import ArgumentParser
internal import Foundation

/// This program, run again, so that nothing of the caller is in its memory.
enum FreshProcess {
    /// Runs the program with these arguments and returns what it printed; what it says on standard error is shown.
    ///
    /// - Throws: `ExitCode` where it does not end with 0.
    static func run(_ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
        return Array(printed)
    }
}
