internal import CLibgit2

/// Owns one libgit2 object and frees it exactly once.
@safe struct Handle: ~Copyable {
    let pointer: OpaquePointer
    private let free: @convention(c) (OpaquePointer?) -> Void

    init(
        _ location: String, free: @escaping @convention(c) (OpaquePointer?) -> Void,
        make: (inout OpaquePointer?) -> Int32
    ) throws(GitStoreError) {
        var made: OpaquePointer?
        let status = unsafe make(&made)
        guard status >= 0 else { throw LibraryError.last(status, at: location) }
        guard let made = unsafe made else {
            throw GitStoreError(.libgit2, at: location, "libgit2 returned no object", remedy: "Report this as a bug.")
        }
        unsafe pointer = made
        unsafe self.free = free
    }

    deinit { unsafe free(pointer) }
}
