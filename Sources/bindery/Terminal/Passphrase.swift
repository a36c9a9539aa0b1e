internal import BinderyService
internal import Cryptography
internal import Foundation

/// Asks for a passphrase on the terminal, without echo. Never where standard input is no terminal.
enum Passphrase {
    static func read(file: String?, prompt: String) throws -> SecretBytes? {
        if let file {
            var bytes = try SafeFile.read(file, limit: 4_096)
            defer { SecretBytes.wipe(&bytes) }
            let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
            return line.withUnsafeBytes { SecretBytes(copying: $0.bytes) }
        }
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        return ask(prompt)
    }

    /// Asks twice for a new passphrase; `nil` for an empty one.
    static func choose() throws -> SecretBytes? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        guard let first = ask("New passphrase (empty for none): "), first.count > 0 else { return nil }
        guard let second = ask("Again: "),
            first.withBytes({ left in second.withBytes { SecretBytes.areEqual(left, $0) } })
        else {
            throw ServiceError(
                .usage, at: "passphrase", "the two passphrases differ", remedy: "Type the same one twice.")
        }
        return first
    }

    private static func ask(_ prompt: String) -> SecretBytes? {
        FileHandle.standardError.write(Data(prompt.utf8))
        var settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        let before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        var restored = before
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &restored)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        var bytes: [UInt8] = []
        defer { SecretBytes.wipe(&bytes) }
        bytes.reserveCapacity(1_024)
        var byte: UInt8 = 0
        while bytes.count < 1_024, Foundation.read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {
            bytes.append(byte)
        }
        return SecretBytes(copying: bytes.span.bytes)
    }
}
