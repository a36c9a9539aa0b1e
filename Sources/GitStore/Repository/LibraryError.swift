internal import CLibgit2

/// Turns the status of a libgit2 call into an error.
enum LibraryError {
    /// The error of this thread's last failed call; read it before any other call.
    static func last(_ status: Int32, at location: String) -> GitStoreError {
        var message = "status \(status)"
        var isDamage = false
        if let error = unsafe git_error_last() {
            isDamage = damageClasses.contains(git_error_t(UInt32(bitPattern: unsafe error.pointee.klass)).rawValue)
            if let text = unsafe error.pointee.message { message = "\(unsafe String(cString: text)) (\(status))" }
        }
        return error(status, at: location, message, isDamage: isDamage)
    }

    /// The parts of libgit2 that fail without a status of their own when stored bytes do not inflate or parse.
    private static let damageClasses: Set<UInt32> = [
        GIT_ERROR_ZLIB.rawValue, GIT_ERROR_ODB.rawValue, GIT_ERROR_OBJECT.rawValue, GIT_ERROR_TREE.rawValue,
    ]

    private static func error(
        _ status: Int32, at location: String, _ message: String, isDamage: Bool
    ) -> GitStoreError {
        switch status {
        case GIT_ENOTFOUND.rawValue:
            GitStoreError(
                .missingObject, at: location, "not found: \(message)",
                remedy: "Check the id, or fetch what is missing.")
        case GIT_EMODIFIED.rawValue, GIT_EEXISTS.rawValue:
            GitStoreError(
                .lostRace, at: location, "the ref moved meanwhile: \(message)",
                remedy: "Read the head again and rebuild the commit on it.")
        case GIT_ELOCKED.rawValue:
            GitStoreError(
                .refLocked, at: "\(location).lock", "another program holds the ref: \(message)",
                remedy: "Wait for that program; if none is running, remove \(location).lock.")
        case GIT_EOWNER.rawValue:
            GitStoreError(
                .hostileConfiguration, at: location, "the repository belongs to another user: \(message)",
                remedy: "Run as its owner, or change the owner of the files.")
        case _ where message.contains("No space left") || message.contains("Disk quota"):
            GitStoreError(.noSpace, at: location, message, remedy: "Free disk space and try again.")
        case _ where isDamage || ["mismatch", "corrupt", "inflate"].contains(where: message.contains):
            GitStoreError(
                .corrupt, at: location, message, remedy: "Run git fsck and restore the repository from a mirror.")
        default:
            GitStoreError(.libgit2, at: location, message, remedy: "Run git fsck on the repository.")
        }
    }
}
