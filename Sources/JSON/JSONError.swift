/// Why bytes are not a JSON document that this parser accepts, for programs (`code`, `offset`) and for people (the rest).
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable {
        private enum Value {
            case tooLong, tooDeep, unexpectedEnd, unexpectedByte, trailingContent, malformedNumber, numberOutOfRange
            case malformedString, malformedUTF8, loneSurrogate, byteOrderMark, duplicateName
        }
        private let value: Value

        /// More bytes than the limit.
        public static let tooLong = Code(value: .tooLong)
        /// More arrays and objects inside each other than the limit.
        public static let tooDeep = Code(value: .tooDeep)
        /// The bytes end inside a value, or there are none.
        public static let unexpectedEnd = Code(value: .unexpectedEnd)
        /// A byte that RFC 8259 does not allow at its place.
        public static let unexpectedByte = Code(value: .unexpectedByte)
        /// Something after the one value of the document.
        public static let trailingContent = Code(value: .trailingContent)
        /// A number that breaks the grammar, such as `01`, `1.` or `+1`.
        public static let malformedNumber = Code(value: .malformedNumber)
        /// A number beyond the largest finite double.
        public static let numberOutOfRange = Code(value: .numberOutOfRange)
        /// A raw control character or an unknown escape in a string.
        public static let malformedString = Code(value: .malformedString)
        /// Bytes in a string that are not UTF-8.
        public static let malformedUTF8 = Code(value: .malformedUTF8)
        /// Half of a surrogate pair in `\u` escapes.
        public static let loneSurrogate = Code(value: .loneSurrogate)
        /// The bytes start with a byte order mark.
        public static let byteOrderMark = Code(value: .byteOrderMark)
        /// Two members of one object with the same name.
        public static let duplicateName = Code(value: .duplicateName)
    }

    /// The class of failure.
    public let code: Code
    /// The 0-based position of the byte that is wrong.
    public let offset: Int
    /// Where it is, for people: `byte 17, line 2, column 5`. Lines and columns (in Unicode scalars) count from 1.
    public let location: String
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    /// Location, problem and remedy on one line.
    public var description: String { "\(location): \(problem). \(remedy)" }
}
