/// The six kinds of JSON value.
public enum JSONKind: UInt8, Sendable, Hashable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case bool
    /// A number; JSON does not tell integers from others.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
}
