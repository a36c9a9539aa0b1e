internal import CLibgit2

extension GitRepository {
    /// A new bare repository whose `HEAD` names `refs/heads/main`, with the state folder beside its objects.
    ///
    /// Refuses a folder that holds anything but the state folder. git's own collection is switched off: the writer
    /// keeps the number of packs bounded itself.
    public static func create(
        at path: String, state: String = ".bindery"
    ) throws(GitStoreError) -> GitRepository {
        try Library.initialise()
        if let found = try StoreFiles.names(in: path).first(where: { $0 != state }) {
            throw GitStoreError(
                .notEmpty, at: path, "found \(found), expected an empty folder", remedy: "Choose a new folder.")
        }
        try initialise(path)
        try StoreFiles.createFolder("\(path)/\(state)")
        let files = StoreFiles()
        for folder in ["refs/heads", "refs", "objects", "."] { try files.syncFolder("\(path)/\(folder)") }
        return try GitRepository(opening: path)
    }

    private static func initialise(_ path: String) throws(GitStoreError) {
        var options = unsafe git_repository_init_options()
        let status = unsafe git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
        guard status == 0 else { throw LibraryError.last(status, at: path) }
        let flags =
            GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
            | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        unsafe options.flags = flags
        let repository = try unsafe Handle(path, free: git_repository_free) { made in
            unsafe "main".withCString { name in
                unsafe options.initial_head = name
                return unsafe git_repository_init_ext(&made, path, &options)
            }
        }
        let pointer = unsafe repository.pointer
        let configuration = try unsafe Handle("\(path)/config", free: git_config_free) {
            unsafe git_repository_config(&$0, pointer)
        }
        for (key, value) in [("gc.auto", "0"), ("receive.autogc", "false"), ("maintenance.auto", "false")] {
            let status = unsafe git_config_set_string(configuration.pointer, key, value)
            guard status == 0 else { throw LibraryError.last(status, at: "\(path)/config \(key)") }
        }
    }
}
