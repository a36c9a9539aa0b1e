internal import BinderyService
internal import Foundation

/// How many tokens an answer has, and how fast they come: on standard error, where that is a terminal.
final class TokenProgress: @unchecked Sendable {
    // `@unchecked Sendable`: `lock` guards everything that changes; engines answer on other threads.
    private let lock = NSLock()
    private let clock = ContinuousClock()
    private var first: ContinuousClock.Instant?
    private var lastDrawn: ContinuousClock.Instant?
    private var count = 0

    /// Draws the newest state, at most ten times a second.
    func show(_ progress: DerivationProgress) {
        guard Console.showsProgress else { return }
        lock.withLock { draw(progress) }
    }

    private func draw(_ progress: DerivationProgress) {
        let now = clock.now
        count = progress.tokenCount
        first = first ?? now
        guard lastDrawn.map({ $0.duration(to: now) > .milliseconds(100) }) ?? true else { return }
        lastDrawn = now
        Console.show("\r\(line(now))\u{1b}[K")
    }

    /// Leaves the last state as a line.
    func finish() {
        lock.withLock {
            guard count > 0 else { return }
            Console.show("\r\(line(clock.now))\u{1b}[K\n")
        }
    }

    /// The time that the prompt took is not counted: the rate is that of the tokens behind the first.
    private func line(_ now: ContinuousClock.Instant) -> String {
        guard let first, count > 1 else { return "\(count) token" }
        let seconds = first.duration(to: now) / .seconds(1)
        return seconds > 0
            ? "\(count) tokens, \(Int((Double(count - 1) / seconds).rounded())) tokens/s" : "\(count) tokens"
    }
}
