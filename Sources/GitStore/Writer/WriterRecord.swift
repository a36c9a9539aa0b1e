internal import Glibc

/// What the holder of the writer's lock writes into the lock file: who it is, and which ref it is about to move.
struct WriterRecord: Hashable {
    /// A ref's move that was about to happen.
    struct Move: Hashable {
        let ref: String
        let target: GitObjectID
    }

    let process: Int32
    /// Changes when the machine starts again, so that a process id is not taken for another's.
    let boot: String
    /// Seconds since 1970 when the lock was taken.
    let since: Int
    var move: Move?

    /// The record's length on disk: fixed, so that rewriting it changes no metadata and one `fdatasync` suffices.
    static let byteCount = 512

    /// This process, now.
    static func ofThisProcess() throws(GitStoreError) -> WriterRecord {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return WriterRecord(process: getpid(), boot: try currentBoot(), since: Int(now.tv_sec))
    }

    static func currentBoot() throws(GitStoreError) -> String {
        // The file reports size 0: it is read as a stream.
        let path = "/proc/sys/kernel/random/boot_id"
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreFiles.failure("open", path, errno) }
        defer { close(descriptor) }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            count = unsafe max(0, read(descriptor, buffer.baseAddress, 64))
        }
        return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    }

    /// The text, padded with line breaks.
    var encoded: [UInt8] {
        var text = "pid \(process)\nboot \(boot)\nsince \(since)\n"
        if let move { text += "moving \(move.ref) to \(move.target)\n" }
        let bytes = Array(text.utf8)
        return bytes + [UInt8](repeating: UInt8(ascii: "\n"), count: max(0, Self.byteCount - bytes.count))
    }

    private init(process: Int32, boot: String, since: Int) {
        self.process = process
        self.boot = boot
        self.since = since
    }

    /// Nothing when the text is no record, as in a new file.
    init?(_ bytes: [UInt8]) {
        var fields: [String: [String]] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            if let key = words.first { fields[key] = Array(words.dropFirst()) }
        }
        guard let process = fields["pid"]?.first.flatMap(Int32.init), let boot = fields["boot"]?.first,
            let since = fields["since"]?.first.flatMap(Int.init)
        else { return nil }
        self.process = process
        self.boot = boot
        self.since = since
        if let words = fields["moving"], words.count == 3, let target = GitObjectID(hex: words[2]) {
            move = Move(ref: words[0], target: target)
        }
    }

    /// When the lock was taken, in UTC.
    var sinceText: String {
        var time = time_t(since)
        var parts = unsafe tm()
        unsafe gmtime_r(&time, &parts)
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let date = unsafe "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        return unsafe "\(date)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}
