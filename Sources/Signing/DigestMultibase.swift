public import Cryptography

/// `digestMultibase`: a multibase text of a multihash ([CID 1.0 §2.4 and §2.5](https://www.w3.org/TR/cid-1.0/#multihash)).
public enum DigestMultibase {
    /// Multihash code and length of SHA-256.
    private static let sha256Prefix: [UInt8] = [0x12, 0x20]

    /// `u` and unpadded base64url of `12 20` and the digest; starts `uEi`.
    public static func encode(_ digest: Digest) -> String {
        "u" + PowerOfTwoBase.base64URL.encode(sha256Prefix + digest.bytes)
    }

    /// `z` and base58btc of `12 20` and the digest; starts `zQm`.
    public static func encodeBase58(_ digest: Digest) -> String {
        "z" + Base58.encode(sha256Prefix + digest.bytes)
    }

    /// The SHA-256 digest of a text's UTF-8 in the form of `encode`; `nil` for anything else.
    package static func digest(base64URL utf8: Span<UInt8>) -> Digest? {
        guard utf8.count == 47, utf8[0] == UInt8(ascii: "u"),
            let bytes = PowerOfTwoBase.base64URL.decode(utf8: utf8.extracting(1...)), bytes.count == 34,
            bytes[0] == sha256Prefix[0], bytes[1] == sha256Prefix[1]
        else { return nil }
        return Digest(bytes: bytes.span.extracting(2...))
    }

    /// The SHA-256 digest of a text in either form.
    public static func decode(_ text: String) throws(SigningError) -> Digest {
        let characters = text.utf8
        guard characters.count <= 64 else { throw malformed("it is longer than any SHA-256 digest") }
        let decoded: [UInt8]? =
            switch characters.first {
            case UInt8(ascii: "u"): PowerOfTwoBase.base64URL.decode(characters.dropFirst())
            case UInt8(ascii: "z"): Base58.decode(characters.dropFirst())
            default: nil
            }
        guard let bytes = decoded else { throw malformed("it is neither `u` with base64url nor `z` with base58btc") }
        guard bytes.starts(with: sha256Prefix), let digest = Digest(bytes: bytes.dropFirst(2)) else {
            throw malformed("it does not decode to 12 20 and 32 bytes")
        }
        return digest
    }

    private static func malformed(_ reason: String) -> SigningError {
        SigningError(
            .malformedDigest, "the text is no SHA-256 digestMultibase: \(reason)",
            remedy: "Encode it as `u` and unpadded base64url of the bytes 12 20 and the digest.")
    }
}
