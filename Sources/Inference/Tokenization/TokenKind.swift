/// What a token is for; the raw value is the number in `tokenizer.ggml.token_type`.
///
/// [GGUF, Tokenizer](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#ggml)
public enum TokenKind: Int32, Sendable, Hashable {
    /// A piece of text.
    case normal = 1
    /// What stands for text that no other token can stand for.
    case unknown = 2
    /// A mark between texts, such as the end of a turn; no text of a user means it.
    case control = 3
    /// A text that is never cut.
    case userDefined = 4
    /// Kept free.
    case unused = 5
    /// One byte, written `<0x41>`.
    case byte = 6
}
