/// An answer's text laid out as HTML.
///
/// CommonMark with GitHub's tables, strikethrough (`~~`, as one `~` is "about") and addresses that become links. No
/// answer can put anything on a page but text and structure: raw HTML is shown as text, an image becomes a link, other
/// links than `WebLink`'s become their text. That is done to the tree before it is rendered; the renderer writes what
/// the tree says.
package struct Markdown {
    /// How much is laid out. The library's parser takes quadratic time on some texts; see `MarkdownShape`.
    package struct Limits {
        /// The longest text, in bytes of UTF-8: ten times a long answer.
        package var byteCount = 65_536
        /// The deepest nesting of blocks and of inline markup, in levels.
        package var depth = 64
        /// The most cells of all tables, were every line a row of the widest one.
        package var cellCount = 50_000
        /// The most bytes of all definitions of links, were each of them the longest one and as often referred to.
        package var referenceByteCount = 16_777_216
        /// The longest rendered form, in bytes of UTF-8.
        package var outputByteCount = 2_097_152

        package init() {}
    }

    /// The text.
    package let text: String
    /// The numbers of the footnotes that `[^s1]` names, by id.
    package let sources: [String: Int]
    package var limits = Limits()
    /// How many levels headings are moved down, below the page's own.
    package var headingOffset = 1

    package init(text: String, sources: [String: Int]) {
        self.text = text
        self.sources = sources
    }

    /// The rendered form. A text beyond the limits stands as it was written.
    package var html: HTML {
        guard MarkdownShape(text).isWithin(limits), let rendered = MarkdownTree.rendered(self) else { return asWritten }
        return HTML(markup: rendered)
    }

    private var asWritten: HTML {
        """
        <p class="note">This text is too long or too deeply nested to be laid out. It stands here as it was written.</p>
        <pre class="as-written">\(text)</pre>
        """
    }
}
