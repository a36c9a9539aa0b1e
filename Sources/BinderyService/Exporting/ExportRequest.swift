/// What to write as a static site, and for whom.
public struct ExportRequest: Sendable {
    /// The folder to make.
    public var folder: String
    /// Where readers will reach the site, as `https://example.org/library`; pages then say how they are cited.
    public var address: String?
    /// Whether restricted documents are left out; otherwise one of them refuses the export.
    public var leavesOutRestricted = false
    /// Objects that are left out.
    public var withheld = WithheldObjects()
    /// Whether everything is made and nothing written.
    public var isDryRun = false

    /// An export to a folder.
    public init(to folder: String) { self.folder = folder }
}

/// What an export wrote.
public struct ExportReport: Sendable, Equatable {
    /// Objects, as the bytes that their addresses name.
    public internal(set) var objectCount = 0
    /// All files.
    public internal(set) var fileCount = 0
    /// The bytes of all files.
    public internal(set) var byteCount = 0
    /// Restricted documents that were left out, and what is about them.
    public internal(set) var restrictedCount = 0
    /// Withheld objects that were left out, and what is about them.
    public internal(set) var withheldCount = 0
}
