internal import Glibc

/// The bytes of a model file, mapped read-only for as long as the object lives.
///
/// Pages are read when touched and shared with every other reader of the file. A file may be renamed or removed
/// meanwhile; one that another program *shortens* in place ends the process with SIGBUS when the lost pages are
/// touched, as with any mapping.
@safe final class FileBytes: @unchecked Sendable {
    // Safe: every access is checked against `count`. Sendable: the memory is never written after `init` and unmapped
    // only by `deinit`.
    private let memory: UnsafeRawBufferPointer

    /// How errors name the file.
    let name: String

    /// The number of bytes.
    var count: Int { unsafe memory.count }

    /// Maps the file at `path`.
    ///
    /// - Throws: `notFound`, `io`, or `malformed` for what is not a regular file.
    init(mapping path: String) throws(InferenceError) {
        // Without O_NONBLOCK a named pipe would hold the caller until someone writes.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.failure("open", path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Self.failure("stat", path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw InferenceError(
                .malformed, at: path, "found a folder, pipe or device, expected a regular file",
                remedy: "Name the model file itself.")
        }
        name = path
        unsafe memory = try Self.map(Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, path)
    }

    /// Holds a copy of `bytes`; errors call it `name`.
    init(copying bytes: [UInt8], name: String) throws(InferenceError) {
        self.name = name
        let flags = MAP_PRIVATE | MAP_ANONYMOUS
        unsafe memory = try Self.map(bytes.count, PROT_READ | PROT_WRITE, flags, -1, name)
        unsafe UnsafeMutableRawBufferPointer(mutating: memory).copyBytes(from: bytes)
    }

    deinit {
        if let address = unsafe memory.baseAddress {
            unsafe munmap(UnsafeMutableRawPointer(mutating: address), memory.count)
        }
    }

    /// Lends the bytes of `range`, which must lie inside the file.
    func withBytes<Result, Failure: Error>(
        _ range: Range<Int>, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes \(range) of \(count)")
        return try body(unsafe UnsafeRawBufferPointer(rebasing: memory[range]).bytes)
    }

    /// The little-endian integer at `offset`, which must lie inside the file.
    func integer<Integer: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Integer {
        withBytes(offset..<offset + MemoryLayout<Integer>.size) { bytes in
            Integer(littleEndian: unsafe bytes.unsafeLoadUnaligned(as: Integer.self))
        }
    }

    /// A copy of the bytes of `range`, which must lie inside the file.
    func copy(_ range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes \(range) of \(count)")
        return unsafe Array(memory[range])
    }

    private static func map(
        _ count: Int, _ protection: Int32, _ flags: Int32, _ descriptor: Int32, _ name: String
    ) throws(InferenceError) -> UnsafeRawBufferPointer {
        // mmap refuses a length of zero; an empty file is the reader's to report.
        guard count > 0 else { return unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
        let address = unsafe mmap(nil, count, protection, flags, descriptor, 0)
        guard unsafe address != MAP_FAILED else { throw failure("map", name, errno) }
        return unsafe UnsafeRawBufferPointer(start: address, count: count)
    }

    private static func failure(_ action: String, _ path: String, _ number: Int32) -> InferenceError {
        guard number != ENOENT else {
            return InferenceError(
                .notFound, at: path, "there is no such file",
                remedy: "Check the path, or install the model again.")
        }
        let reason = unsafe String(cString: strerror(number))
        return InferenceError(
            .io, at: path, "cannot \(action) the file: \(reason)", remedy: "Check its permissions and the disk.")
    }
}
