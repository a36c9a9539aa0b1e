internal import CLibcrypto

/// The newest entry of this thread's OpenSSL error queue as text, and an empty queue afterwards.
///
/// The queue is per thread: call it in the function that made the failing call.
func takeLibraryError() -> String {
    let code = ERR_peek_last_error()
    ERR_clear_error()
    guard code != 0 else { return "no reason given" }
    var text = [CChar](repeating: 0, count: 256)
    let capacity = text.count
    unsafe text.withUnsafeMutableBufferPointer { unsafe ERR_error_string_n(code, $0.baseAddress, capacity) }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

extension CryptographyError {
    /// An unexpected failure inside libcrypto, with its own words.
    static func library(_ operation: String) -> CryptographyError {
        CryptographyError(
            .library, "\(operation) failed inside OpenSSL: \(takeLibraryError())",
            remedy: "Check the OpenSSL installation; if it is sound, report this as a bug.")
    }
}
