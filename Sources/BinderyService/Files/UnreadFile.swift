/// Something in a folder that is not read.
public struct UnreadFile: Sendable, Hashable {
    /// Why it is not read.
    public enum Reason: Sendable, Hashable {
        /// It may lead anywhere.
        case symbolicLink
        /// A pipe, a socket or a device: reading it might never end.
        case noFile
        /// Nothing is found under the name that the folder gave.
        case unknownName
    }

    /// Where it is.
    public let path: String
    /// Why it is not read.
    public let reason: Reason

    /// What was found.
    public var problem: String {
        switch reason {
        case .symbolicLink: "the file is a symbolic link, which is not followed"
        case .noFile: "the file is a pipe, a socket or a device, expected a regular file"
        case .unknownName: "the file is not found under its name, which may not be UTF-8"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch reason {
        case .symbolicLink: "Put the file itself into the folder."
        case .noFile: "Remove it from the folder, or put its content into a file."
        case .unknownName: "Give it a name of ASCII letters and digits."
        }
    }
}
