/// Finds the sections and keys of a git configuration file, without following anything that it names.
///
/// It reads each line by itself, so that a continued value may look like a key: it errs towards finding too much.
struct ConfigurationScanner {
    /// One key, with the lower-case section that it stands in.
    struct Setting: Hashable {
        let section: String
        let key: String
        let value: String
    }

    private(set) var sections: Set<String> = []
    private(set) var settings: [Setting] = []

    init(_ bytes: [UInt8]) {
        var section = ""
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        for line in body.split(separator: UInt8(ascii: "\n")) {
            var rest = Self.trimmed(line)
            while rest.first == UInt8(ascii: "[") {
                let (name, after) = Self.header(rest.dropFirst())
                section = name
                sections.insert(name)
                rest = Self.trimmed(after)
            }
            guard let first = rest.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else { continue }
            let end = rest.firstIndex { $0 == UInt8(ascii: "=") || Self.isSpace($0) } ?? rest.endIndex
            let value = Self.trimmed(rest[end...].drop { $0 == UInt8(ascii: "=") || Self.isSpace($0) })
            settings.append(Setting(section: section, key: Self.text(rest[..<end]), value: Self.text(value)))
        }
    }

    /// The section's name, up to a subsection, and what follows the closing bracket.
    private static func header(_ line: ArraySlice<UInt8>) -> (name: String, rest: ArraySlice<UInt8>) {
        var isQuoted = false
        var index = line.startIndex
        while index < line.endIndex, isQuoted || line[index] != UInt8(ascii: "]") {
            if line[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted && line[index] == UInt8(ascii: "\\") { index += 1 }
            index += 1
        }
        let end = min(index, line.endIndex)
        let inside = trimmed(line[..<end])
        let name = inside.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "\"") && !isSpace($0) }
        return (text(name), line[end...].dropFirst())
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = bytes.drop(while: isSpace)
        guard let last = head.lastIndex(where: { !isSpace($0) }) else { return head }
        return head[...last]
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).lowercased()
    }
}
