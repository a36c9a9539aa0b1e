/// An operation on a file that can fail or be interrupted.
package enum FileOperation: Sendable, Hashable {
    case create, write, sync, rename, remove, moveRef
}

/// Sees each operation of a writer before it happens, with the path concerned; an `errno` value makes it fail.
///
/// Tests inject a full disk with it, or copy the repository as a killed process would leave it.
package typealias FileObserver = @Sendable (FileOperation, String) -> Int32?
