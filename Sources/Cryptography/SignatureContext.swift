internal import CLibcrypto
internal import Synchronization

/// Owns an OpenSSL context that is ready to verify under one key.
///
/// `@unchecked Sendable`: only who made it or took it from `SignatureContexts` uses it.
@safe final class SignatureContext: @unchecked Sendable {
    private let pointer: OpaquePointer

    init?(_ key: KeyHandle) {
        guard let context = unsafe EVP_MD_CTX_new() else { return nil }
        // The context holds on to the key.
        guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            return nil
        }
        unsafe pointer = context
    }

    deinit { unsafe EVP_MD_CTX_free(pointer) }

    func accepts(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        unsafe EVP_DigestVerify(pointer, signature, signature.count, message, message.count) == 1
    }
}

/// The contexts of one key that nobody uses now: making one costs a fifth of a verification, and a key is often met again.
final class SignatureContexts: Sendable {
    private let idle = Mutex<[SignatureContext]>([])
    private static let bound = 16

    func take() -> SignatureContext? { idle.withLock { $0.popLast() } }

    func keep(_ context: SignatureContext) {
        idle.withLock { if $0.count < Self.bound { $0.append(context) } }
    }
}
