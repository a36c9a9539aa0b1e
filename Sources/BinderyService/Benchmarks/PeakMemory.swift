internal import Foundation

/// The most memory that this process has had.
enum PeakMemory {
    /// `VmHWM` of `/proc/self/status` ([proc(5)](https://man7.org/linux/man-pages/man5/proc.5.html)), mapped files included;
    /// 0 where it cannot be read. It begins anew with the program, so that a parent's memory does not count.
    static var bytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1_024
    }
}
