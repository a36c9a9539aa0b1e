/// What a client takes, by its header Accept ([RFC 9110 §12.5.1](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1)).
struct Accept {
    private let ranges: [(type: Substring, quality: Double)]

    /// What a header says; without one, everything.
    init(_ header: String?) {
        let header = header.flatMap { $0.allSatisfy { $0 == " " } ? nil : $0 } ?? "*/*"
        ranges = header.split(separator: ",").prefix(64).map { range in
            let parts = range.split(separator: ";").map { $0.trimmingSpaces }
            let quality = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
                .flatMap { Double($0.dropFirst(2)) }
            return (parts.first ?? "", min(max(quality ?? 1, 0), 1))
        }
    }

    /// The type among `available` that the client likes best; of several the first. `nil` if it takes none.
    func best(of available: [String]) -> String? {
        var best: (type: String, quality: Double)?
        for type in available {
            let quality = quality(of: type)
            if quality > best?.quality ?? 0 { best = (type, quality) }
        }
        return best?.type
    }

    /// The most specific range counts.
    private func quality(of type: String) -> Double {
        let family = type.prefix { $0 != "/" } + "/*"
        for name in [Substring(type), family, "*/*"] {
            if let range = ranges.first(where: { $0.type.lowercased() == name }) { return range.quality }
        }
        return 0
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return text
    }
}
