import Pages
import Testing

@Suite struct HTMLTests {
    @Test func `text that is interpolated is escaped`() {
        let text = "<a href=\"b\" class='c'>&amp;"
        let html: HTML = "<p title=\"\(text)\">\(text)</p>"
        let escaped = "&lt;a href=&quot;b&quot; class=&#39;c&#39;&gt;&amp;amp;"
        #expect(html.text == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func `markup that is interpolated stays markup, and what describes itself is escaped`() {
        struct Loud: CustomStringConvertible { let description = "<!>" }
        let inner: HTML = "<b>\(1)\(Loud())</b>"
        let missing: HTML? = nil
        let html: HTML = "\(inner)\(missing)"
        #expect(html.text == "<b>1&lt;!&gt;</b>")
    }
}
