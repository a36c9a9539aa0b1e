internal import CZlib

/// Owns a zlib stream that is used for one object after another.
///
/// Level 1: on 3.4 KB documents it costs 55 us against 74 us for level 3, for 1 % more bytes.
@safe struct Deflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws(GitStoreError) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe bindery_deflate_init(stream, 1)
        guard status == Z_OK else {
            unsafe stream.deallocate()
            throw Self.failure(status)
        }
    }

    deinit {
        _ = unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    func deflate(_ content: Span<UInt8>, onto output: inout [UInt8]) throws(GitStoreError) {
        let bound = unsafe Int(deflateBound(stream, uLong(content.count)))
        guard content.count < Int(UInt32.max), bound < Int(UInt32.max) else { throw Self.failure(Z_BUF_ERROR) }
        var status = unsafe deflateReset(stream)
        guard status == Z_OK else { throw Self.failure(status) }
        let stream = unsafe self.stream
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            unsafe content.withUnsafeBufferPointer { input in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = uInt(input.count)
                unsafe stream.pointee.next_out = buffer.baseAddress
                unsafe stream.pointee.avail_out = uInt(bound)
                status = unsafe CZlib.deflate(stream, Z_FINISH)
            }
            count = unsafe bound - Int(stream.pointee.avail_out)
        }
        guard status == Z_STREAM_END else { throw Self.failure(status) }
        output += chunk
    }

    private static func failure(_ status: Int32) -> GitStoreError {
        GitStoreError(
            .io, at: "zlib", "deflate returned \(status)",
            remedy: "Free memory, or split a file of 4 GiB or more.")
    }
}
