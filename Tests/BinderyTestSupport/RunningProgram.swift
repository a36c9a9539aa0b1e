internal import Foundation

/// A started program.
///
/// `posix_spawn` and `waitpid`, not Foundation's `Process`: that one waits for ever on Linux now and then when several threads
/// start programs at the same moment, and tests run in parallel.
public struct RunningProgram: Sendable {
    /// Why a program did not start.
    public struct StartError: Error, CustomStringConvertible {
        /// What the system said.
        public let description: String
    }

    /// The process.
    public let id: Int32

    /// Starts `program` in `folder` with standard input from a file, an empty one unless named, and both streams going to files.
    public init(
        _ program: String, _ arguments: [String], in folder: String, environment: [String: String],
        input: String = "/dev/null", output: String, diagnostics: String
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, diagnostics, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads of a test runner may block signals; a program starts with none blocked.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        // The shell changes the folder and becomes the program; glibc's own action for that is hidden from Swift.
        let words =
            (["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var id: pid_t = 0
        let status = posix_spawn(&id, "/bin/sh", &actions, &attributes, words, variables)
        guard status == 0 else { throw StartError(description: "\(program): \(String(cString: strerror(status)))") }
        self.id = id
    }

    /// Whether it still runs; what has ended stays to be waited for.
    public var isRunning: Bool {
        var info = siginfo_t()
        let status = waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT)
        return status == 0 && info.si_signo == 0
    }

    /// Ends it with SIGKILL.
    public func kill() { send(SIGKILL) }

    /// Asks it to end, with SIGTERM.
    public func terminate() { send(SIGTERM) }

    /// What Ctrl-C sends, SIGINT.
    public func interrupt() { send(SIGINT) }

    /// Sends it a signal.
    public func send(_ signal: Int32) { _ = Foundation.kill(id, signal) }

    /// Waits for its end, once; the exit status, or 128 + n after signal n.
    public func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }
}
