internal import BinderyService
internal import Foundation
internal import JSON

/// What the program prints: results on standard output, everything else on standard error.
enum Console {
    /// Writes bytes to standard output as they are; ends the program with 74 where they cannot be written.
    ///
    /// A result that nobody gets must not look like success. What was committed before stays, and `publish` again says `known`.
    static func write(_ bytes: [UInt8]) {
        guard !SafeFile.writeAll(bytes, to: STDOUT_FILENO) else { return }
        note("bindery: standard output: the result cannot be written: \(String(cString: strerror(errno)))")
        note("  What was published stays published; run the command again with an output that has room.")
        exit(74)
    }

    /// Writes an answer's text to standard output: its exact bytes, but for what would move a terminal's cursor.
    static func write(answer text: String) {
        write(Array((isatty(STDOUT_FILENO) == 1 ? visible(text, keepsLines: true) : text).utf8))
    }

    /// Writes a line to standard output.
    static func print(_ line: String = "") { write(Array((line + "\n").utf8)) }

    /// Writes one JSON value as a line to standard output.
    static func print(_ value: JSONValue) { print(value.text()) }

    /// Writes a line to standard error, where there is one.
    static func note(_ line: String) { show(line + "\n") }

    /// Writes text to standard error, where there is one.
    static func show(_ text: String) { _ = SafeFile.writeAll(Array(text.utf8), to: STDERR_FILENO) }

    /// Says, on a terminal, whom a command waits for.
    static func noteWait(for holder: String) {
        guard showsProgress else { return }
        note("waiting for another writer, \(holder); it is given up after 30 s")
    }

    /// Whether standard error is a terminal: only there is progress shown.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard output may be coloured ([NO_COLOR](https://no-color.org)).
    static var showsColour: Bool {
        isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }

    /// `text` in a colour where colours are shown.
    static func coloured(_ text: String, _ colour: Colour) -> String {
        showsColour ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
    }

    /// `text` with control and bidirectional characters spelled out: what an object says must not move a terminal's cursor.
    ///
    /// - Parameter keepsLines: whether tabs and line feeds stay as they are.
    static func visible(_ text: String, keepsLines: Bool = false) -> String {
        text.unicodeScalars.reduce(into: "") { visible, scalar in
            switch scalar.value {
            case 0x09...0x0a where keepsLines: visible.unicodeScalars.append(scalar)
            case 0..<0x20, 0x7f..<0xa0, 0x061c, 0x200e...0x200f, 0x202a...0x202e, 0x2066...0x2069:
                visible += "\\u{\(String(scalar.value, radix: 16))}"
            default: visible.unicodeScalars.append(scalar)
            }
        }
    }

    enum Colour: Int { case red = 31, green = 32, yellow = 33 }
}

/// A progress bar on standard error, drawn only on a terminal and at most ten times a second.
final class ProgressBar: @unchecked Sendable {
    // `@unchecked Sendable`: `lock` guards `lastDrawn`.
    private let label: String
    private let lock = NSLock()
    private var lastDrawn = Date.distantPast

    init(_ label: String) { self.label = label }

    /// Takes the bar away, so that lines of a result may be printed; the next `show` draws it again.
    func clear() {
        guard Console.showsProgress else { return }
        lock.withLock {
            guard lastDrawn != .distantPast else { return }
            lastDrawn = .distantPast
            Console.show("\r\u{1b}[K")
        }
    }

    func show(_ done: Int, of total: Int) {
        guard Console.showsProgress, total > 0 else { return }
        lock.withLock {
            guard done >= total || Date().timeIntervalSince(lastDrawn) > 0.1 else { return }
            lastDrawn = Date()
            let filled = 30 * min(done, total) / total
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
            let end = done >= total ? "\n" : ""
            Console.show("\r\(label) \(bar) \(done)/\(total)\u{1b}[K\(end)")
        }
    }
}
