/// Where a reader reached the server, by the header Host: for the commands and citations that pages show, not for their links.
struct PageAddress {
    /// As `https://library.example`; `nil` where the header holds no host.
    let text: String?

    /// - Parameter authority: the header. A server on loopback is reached without TLS; in front of any other stands a proxy that
    ///   adds it.
    init(authority: String?) {
        let authority = authority ?? ""
        guard (1...255).contains(authority.utf8.count), authority.utf8.allSatisfy(Self.isOfHost) else {
            text = nil
            return
        }
        let isLoopback = ["localhost", "127.", "[::1]"].contains { authority.lowercased().hasPrefix($0) }
        text = (isLoopback ? "http://" : "https://") + authority
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
            UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}
