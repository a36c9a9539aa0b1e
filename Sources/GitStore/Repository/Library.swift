internal import CLibgit2

/// libgit2's process-wide state, set up once before the first repository is opened.
enum Library {
    private static let failure: GitStoreError? = {
        let status = git_libgit2_init()
        guard status > 0 else { return LibraryError.last(status, at: "libgit2") }
        // Only the repository's own configuration counts: nobody's ~/.gitconfig changes what is stored.
        let levels = [
            GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_PROGRAMDATA,
        ]
        for level in levels {
            let status = unsafe bindery_git_set_search_path(Int32(level.rawValue), "")
            guard status == 0 else { return LibraryError.last(status, at: "libgit2 configuration level") }
        }
        let settings = [
            bindery_git_enable_fsync(), bindery_git_set_owner_validation(1),
            // Audits hash in process (`verifiesHashes`); hashing each read again would double its cost.
            bindery_git_set_strict_hash_verification(0),
            // libgit2 keeps small trees and commits, 256 MiB by default and as much again around them: reading a long history
            // once would fill it. What is read again and again is kept by `TreeCache`.
            bindery_git_set_cache_size(4 << 20),
        ]
        return settings.first { $0 != 0 }.map { LibraryError.last($0, at: "libgit2 options") }
    }()

    static func initialise() throws(GitStoreError) {
        if let failure { throw failure }
    }
}
