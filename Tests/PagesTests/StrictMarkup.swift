import Testing

/// Markup read by a small grammar that knows a list of elements and attributes and nothing else: what is not on the
/// list fails.
struct StrictMarkup {
    struct Problem: Error, CustomStringConvertible { let description: String }

    struct Element {
        let name: String
        let attributes: [String: String]
    }

    /// The elements that an answer may become, with their attributes.
    static let answer: [String: Set<String>] = [
        "p": ["class"], "pre": ["class", "tabindex"], "div": ["class", "tabindex"], "h2": [], "h3": [], "h4": [],
        "h5": [], "h6": [], "blockquote": [], "ul": [],
        "ol": ["start"], "li": [], "code": [], "em": [], "strong": [], "del": [], "a": ["href", "title"], "br": [],
        "hr": [],
        "table": [], "thead": [], "tbody": [], "tr": [], "th": ["align"], "td": ["align"],
    ]

    /// The elements that only pages have.
    static let page: [String: Set<String>] = {
        let names: [String: Set<String>] = [
            "html": ["lang"], "head": [], "title": [], "meta": ["charset", "name", "content"],
            "link": ["rel", "href", "type", "title"], "body": [], "main": ["id", "tabindex"], "header": ["class"],
            "footer": ["class"], "nav": ["class", "aria-label"], "section": ["class", "aria-labelledby"], "article": [],
            "aside": ["class", "aria-label"], "h1": ["lang", "dir"], "h2": ["id"], "ul": ["class"], "ol": ["class"],
            "li": ["id"], "a": ["href", "title", "class", "rel", "lang", "dir", "aria-current"],
            "span": ["class", "aria-current"], "p": ["class", "lang", "dir", "role"], "div": ["lang", "dir"],
            "dl": ["class"], "dt": [], "dd": [], "time": ["datetime"], "mark": [], "ins": [], "strong": ["class"],
            "form": ["role", "action", "method"], "label": ["for"], "button": [],
            "input": ["id", "name", "type", "value", "maxlength", "required"],
        ]
        return answer.merging(names) { $0.union($1) }
    }()

    /// The elements that a report has beside those of pages: figures in SVG, and its stylesheet.
    static let report: [String: Set<String>] = {
        let names: [String: Set<String>] = [
            "meta": ["http-equiv"], "style": [], "main": ["class"], "aside": ["class", "aria-label"], "figure": [],
            "figcaption": [], "title": ["id"], "desc": ["id"], "defs": [], "ul": ["class"], "li": [],
            "svg": ["class", "role", "aria-labelledby", "aria-hidden", "focusable", "width", "height"],
            "pattern": ["id", "class", "patternUnits", "patternTransform", "width", "height"],
            "rect": ["class", "x", "y", "width", "height", "fill"], "circle": ["class", "cx", "cy", "r"],
            "span": ["dir"],
        ]
        return page.merging(names) { $0.union($1) }
    }()

    private(set) var elements: [Element] = []
    private(set) var text = ""

    private static let empty: Set<String> = ["br", "hr", "meta", "link", "input"]
    private static let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]

    init(_ markup: String, allowing allowed: [String: Set<String>] = answer) throws {
        var rest = Substring(markup)
        if rest.hasPrefix("<!doctype html>\n") { rest = rest.dropFirst("<!doctype html>\n".count) }
        var open: [String] = []
        while let character = rest.first {
            guard character == "<" else {
                text += try Self.takeText(&rest, until: "<")
                continue
            }
            rest = rest.dropFirst()
            if rest.first == "/" {
                let name = String(rest.dropFirst().prefix { $0 != ">" })
                guard open.popLast() == name else { throw Problem(description: "</\(name)> closes nothing") }
                rest = rest.dropFirst(name.count + 2)
                continue
            }
            let element = try Self.takeElement(&rest)
            guard let attributes = allowed[element.name] else { throw Problem(description: "<\(element.name)>") }
            for name in element.attributes.keys where !attributes.contains(name) {
                throw Problem(description: "<\(element.name) \(name)>")
            }
            elements.append(element)
            if !Self.empty.contains(element.name) { open.append(element.name) }
        }
        guard open.isEmpty else { throw Problem(description: "\(open) stay open") }
    }

    /// The values of an attribute, wherever it stands.
    func values(of attribute: String) -> [String] { elements.compactMap { $0.attributes[attribute] } }

    func count(of name: String) -> Int { elements.count { $0.name == name } }

    private static func takeElement(_ rest: inout Substring) throws -> Element {
        let name = take(&rest) { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
        var attributes: [String: String] = [:]
        while true {
            let space = take(&rest) { $0 == " " }
            if rest.hasPrefix("/>") { rest = rest.dropFirst(2); break }
            if rest.first == ">" { rest = rest.dropFirst(); break }
            let attribute = take(&rest) { $0.isASCII && $0.isLetter || $0 == "-" }
            guard !space.isEmpty, !attribute.isEmpty, attributes[attribute] == nil else {
                throw Problem(description: "no tag: <\(name) … \(rest.prefix(40))")
            }
            guard rest.hasPrefix("=\"") else { attributes[attribute] = ""; continue }
            rest = rest.dropFirst(2)
            attributes[attribute] = try takeText(&rest, until: "\"")
            rest = rest.dropFirst()
        }
        return Element(name: name, attributes: attributes)
    }

    private static func take(_ rest: inout Substring, while holds: (Character) -> Bool) -> String {
        let taken = rest.prefix(while: holds)
        rest = rest[taken.endIndex...]
        return String(taken)
    }

    private static func takeText(_ rest: inout Substring, until end: Character) throws -> String {
        var text = ""
        while let character = rest.first, character != end {
            guard character != "<", character != ">" else { throw Problem(description: "a bare \(character)") }
            guard character == "&" else {
                text.append(character)
                rest = rest.dropFirst()
                continue
            }
            guard let (entity, meaning) = entities.first(where: { rest.hasPrefix($0.key) }) else {
                throw Problem(description: "a bare &: \(rest.prefix(20))")
            }
            text += meaning
            rest = rest.dropFirst(entity.count)
        }
        return text
    }
}
