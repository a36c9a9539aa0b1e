/// How much an import reads, so that a wrong file ends with a message and not with the machine's memory.
public struct ImportLimits: Sendable {
    /// The longest cell, or file of Markdown, in bytes: 1 MiB.
    public var cellByteCount = 1 << 20
    /// The most rows or files: 100,000.
    public var rowCount = 100_000
    /// The largest CSV file, or all files of a folder together, in bytes: 256 MiB.
    public var fileByteCount = 256 << 20

    /// The default limits.
    public init() {}
}
