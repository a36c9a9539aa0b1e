/// The tags of a header If-None-Match; they are compared weakly, as RFC 9110 §13.1.2 says.
struct EntityTags {
    private let tags: [Substring]

    init(_ header: String?) {
        tags = (header ?? "").split { $0 == "," || $0 == " " || $0 == "\t" }.map {
            $0.hasPrefix("W/") ? $0.dropFirst(2) : $0
        }
    }

    func contains(_ tag: String) -> Bool { tags.contains { $0 == "*" || $0 == tag } }
}
