internal import Foundation

/// The right to be the only one that does something, for as long as the value lives: `flock` on a file that stays.
///
/// The kernel drops it with a killed holder. Whoever comes second is told at once, and does not wait.
final class HeldLock: Sendable {
    private let descriptor: Int32

    /// - Parameters:
    ///   - path: the file of the lock.
    ///   - work: what the holder does, for whoever comes second.
    /// - Throws: `ServiceError.locked` while somebody else holds it.
    init(_ path: String, _ work: String) throws(ServiceError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SafeFile.failure(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ServiceError(
                .locked, at: path, "another process is at \(work)", remedy: "Let it finish, or stop it, and try again.")
        }
    }

    deinit { close(descriptor) }
}
