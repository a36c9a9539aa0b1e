internal import Glibc

/// Memory aligned to pages that begins as zeros; a page takes room when it is first written.
@safe final class PagedMemory: @unchecked Sendable {
    // Sendable: the address never changes and is freed by `deinit` alone; writers and readers of one byte are ordered
    // by whoever shares the memory between threads.
    private let address: UnsafeMutableRawPointer

    /// The number of bytes.
    let byteCount: Int

    /// Reserves `byteCount` bytes, at least one.
    ///
    /// - Parameter inLargePages: for what is read from end to end: translation of addresses keeps up then. A large page
    ///   takes 2 MiB, and the time to clear them, as soon as one byte of it is written.
    /// - Throws: `noMemory`.
    init(byteCount: Int, inLargePages: Bool = false) throws(InferenceError) {
        let count = max(byteCount, 1)
        let address = unsafe mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw InferenceError(
                .noMemory, at: "memory", "\(count) bytes cannot be reserved",
                remedy: "Use a smaller model or context, or a machine with more memory.")
        }
        // It may fail; then pages are small.
        if inLargePages { _ = unsafe madvise(address, count, MADV_HUGEPAGE) }
        unsafe self.address = unsafe address
        self.byteCount = count
    }

    deinit { _ = unsafe munmap(address, byteCount) }

    /// The address of a value; valid while the object lives.
    @unsafe func pointer<Value>(to _: Value.Type, atByte offset: Int = 0) -> UnsafeMutablePointer<Value> {
        precondition(offset >= 0 && offset <= byteCount, "byte \(offset) of \(byteCount)")
        return unsafe (address + offset).assumingMemoryBound(to: Value.self)
    }
}
