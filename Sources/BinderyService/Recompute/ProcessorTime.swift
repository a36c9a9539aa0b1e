internal import Foundation

/// The processor time of this process, all threads together.
enum ProcessorTime {
    /// Seconds since the process began.
    static var seconds: Double {
        var now = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }
}
