public import BoundKnowledge

/// The objects that an operator does not hand out for legal reasons, as a file lists them: an address and the basis in words on each line.
///
/// Nothing is rewritten: the objects stay in the registry, and whoever has a copy can still verify it.
public struct WithheldObjects: Sendable, Equatable {
    /// Why an object is withheld.
    public struct Basis: Sendable, Hashable {
        /// The legal demand in the operator's words.
        public let text: String

        /// The first word that is a URL of the web, if there is one: it identifies who withholds the object
        /// ([RFC 7725 §4](https://www.rfc-editor.org/rfc/rfc7725#section-4)).
        public var url: String? {
            text.split(separator: " ").first { word in
                (word.hasPrefix("https://") || word.hasPrefix("http://")) && word.utf8.allSatisfy(Self.isOfURL)
            }.map(String.init)
        }

        /// What stands in a URL, as far as a header can be made of it.
        private static func isOfURL(_ byte: UInt8) -> Bool {
            (0x21...0x7e).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
        }
    }

    private static let maximumLineByteCount = 2_000

    /// Why each withheld object is.
    public let bases: [Address: Basis]

    /// Withholds nothing.
    public init() { bases = [:] }

    /// Reads a list. Empty lines and those that begin with `#` say nothing.
    ///
    /// - Parameters:
    ///   - bytes: the list, in UTF-8.
    ///   - path: the file that an error names, with the line.
    /// - Throws: `ServiceError.badData`.
    public init(parsing bytes: [UInt8], of path: String) throws(ServiceError) {
        var bases: [Address: Basis] = [:]
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            guard let (address, basis) = try Self.entry(line, at: "\(path):\(index + 1)") else { continue }
            guard bases.updateValue(basis, forKey: address) == nil else {
                throw Self.malformed("\(path):\(index + 1)", "\(address) stands in the list twice")
            }
        }
        self.bases = bases
    }

    /// Why an object is withheld; `nil` for one that is not.
    public subscript(address: Address) -> Basis? { bases[address] }

    private static func entry(_ line: ArraySlice<UInt8>, at place: String) throws(ServiceError) -> (Address, Basis)? {
        guard line.count <= maximumLineByteCount, let text = String(validating: line, as: UTF8.self) else {
            throw malformed(place, "the line is no UTF-8 or longer than \(maximumLineByteCount) bytes")
        }
        let words = text.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
        guard let first = words.first, !first.hasPrefix("#") else { return nil }
        guard let address = Address(String(first)) else { throw malformed(place, "the line begins with no address") }
        let basis = words.dropFirst().joined(separator: " ")
        guard !basis.isEmpty, basis.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw malformed(place, "no basis in words follows the address")
        }
        return (address, Basis(text: basis))
    }

    private static func malformed(_ place: String, _ problem: String) -> ServiceError {
        ServiceError(
            .badData, at: place, problem,
            remedy: "Write `sha256:` and 64 lower-case hexadecimal digits, a space, and why the object is withheld.")
    }
}
