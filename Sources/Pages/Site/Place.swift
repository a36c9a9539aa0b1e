package import BoundKnowledge

/// A place of the library that a page can link to, or be.
package enum Place: Sendable, Hashable {
    case front, about, missing, search, stylesheet, feed
    /// The newest publications; page 1 has the newest of all.
    case changes(page: Int)
    /// Documents of a topic; page 1 has the newest.
    case topic(String, page: Int)
    /// The newest version of a document.
    case document(LineageID)
    case versions(LineageID)
    case version(LineageID, Int64)
    case difference(LineageID, old: Int64, new: Int64)
    /// The page of any object.
    case object(Address)
    /// An object's exact bytes.
    case bytes(Address)
    /// The exact text of a document's answer.
    case answer(Address)

    /// The path below the library's root, without a slash at either end.
    var path: String {
        switch self {
        case .front: ""
        case .about: "about"
        case .missing: "404"
        case .search: "search"
        case .stylesheet: "style.css"
        case .feed: "feed.atom"
        case .changes: "changes"
        case .topic(let topic, _): "topics/\(TopicName.segment(of: topic))"
        case .document(let lineage): "documents/\(lineage)"
        case .versions(let lineage): "documents/\(lineage)/versions"
        case .version(let lineage, let version): "documents/\(lineage)/versions/\(version)"
        case .difference(let lineage, let old, let new): "documents/\(lineage)/diff/\(old)/\(new)"
        case .object(let address), .bytes(let address): "objects/\(address)"
        case .answer(let address): "objects/\(address).md"
        }
    }

    /// The number of a page of several.
    var page: Int {
        switch self {
        case .changes(let page), .topic(_, let page): page
        default: 1
        }
    }

    /// Whether a file of the same name stands for it, rather than an `index.html` in a folder.
    var isFile: Bool {
        switch self {
        case .stylesheet, .feed, .bytes, .answer, .missing: true
        default: false
        }
    }
}

/// A topic as one segment of a path, in a server and as the name of a folder alike.
package enum TopicName {
    /// Letters, digits, `-` and `_` of ASCII stand for themselves, a space is `+`, any other byte of UTF-8 is `~` and
    /// two digits.
    package static func segment(of topic: String) -> String {
        topic.utf8.reduce(into: "") { segment, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                segment.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): segment += "+"
            default: segment += "~" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
    }

    /// The name of a topic's folder: its segment, or where no file system takes one so long, its digest.
    static func folder(of topic: String) -> String {
        let segment = segment(of: topic)
        // No segment holds a dot.
        return segment.utf8.count <= 255 ? segment : "sha256.\(Address(of: Array(topic.utf8)).digest)"
    }

    /// The topic of a segment; `nil` where `segment(of:)` makes no such segment.
    package static func topic(of segment: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(segment.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "~"):
                guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        guard let topic = String(validating: bytes, as: UTF8.self), Self.segment(of: topic) == segment else {
            return nil
        }
        return topic
    }
}
