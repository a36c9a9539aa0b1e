/// What an entry of a tree that is no folder is, by its mode.
public enum GitFileKind: Sendable, Hashable {
    /// A plain file, mode 100644.
    case file
    /// A blob of another mode: an executable file or a symbolic link.
    case special
    /// Another repository's commit, or a mode that git does not know.
    case submodule
}
