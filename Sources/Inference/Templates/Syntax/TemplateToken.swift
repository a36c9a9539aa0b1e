/// A piece of a template, and the byte of the source where it begins.
struct TemplateToken: Hashable {
    enum Kind: Hashable {
        /// Text outside of tags, white space trimmed.
        case text(String)
        /// `{%`, `%}`, `{{`, `}}`
        case blockBegin, blockEnd, outputBegin, outputEnd
        case name(String), string(String), integer(Int), float(Double)
        /// Punctuation and operators, such as `**`.
        case sign(String)
        case end
    }

    let kind: Kind
    let offset: Int

    /// How errors name the token.
    var description: String {
        switch kind {
        case .text: "text"
        case .blockBegin: "{%"
        case .blockEnd: "%}"
        case .outputBegin: "{{"
        case .outputEnd: "}}"
        case .name(let name): "\"\(name)\""
        case .string: "a string"
        case .integer, .float: "a number"
        case .sign(let sign): "\"\(sign)\""
        case .end: "the end of the template"
        }
    }
}
