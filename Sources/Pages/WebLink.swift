/// A link that a page may hold: to `http:`, `https:` or `mailto:`, or to a place on the same page.
struct WebLink: Sendable {
    /// The address, not escaped.
    let address: String

    /// The link of a text; `nil` for every other scheme, for addresses relative to the page, and for white space or
    /// control characters, which browsers drop from an address before they read its scheme.
    init?(_ address: String) {
        guard address.unicodeScalars.allSatisfy({ $0.value > 0x20 && !(0x7f...0x9f).contains($0.value) }) else {
            return nil
        }
        let start = address.prefix(8).lowercased()
        guard address.hasPrefix("#") || ["http://", "https://", "mailto:"].contains(where: start.hasPrefix) else {
            return nil
        }
        self.address = address
    }
}
