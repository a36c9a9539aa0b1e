import Foundation
import Pages
import Testing

@Suite struct MarkdownTests {
    private func markup(_ text: String, sources: [String: Int] = [:]) throws -> StrictMarkup {
        try StrictMarkup(Markdown(text: text, sources: sources).html.text)
    }

    private func text(_ text: String) -> String { Markdown(text: text, sources: [:]).html.text }

    @Test(arguments: [
        ("*a* **b** `c` ~~d~~", "<p><em>a</em> <strong>b</strong> <code>c</code> <del>d</del></p>\n"),
        ("# One\n\n###### Six", "<h2>One</h2>\n<h6>Six</h6>\n"),
        ("about ~5 to ~10", "<p>about ~5 to ~10</p>\n"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("see https://a.example/b.", "<p>see <a href=\"https://a.example/b\">https://a.example/b</a>.</p>\n"),
        ("[a](#source-1 \"t\")", "<p><a href=\"#source-1\" title=\"t\">a</a></p>\n"),
        ("```html onclick\n<b>\n```", "<pre tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>\n"),
    ])
    func `Markdown is laid out`(markdown: String, html: String) {
        #expect(text(markdown) == html)
    }

    @Test func `a table has its alignment`() throws {
        let table = try markup("| a | b |\n|---|--:|\n| 1 | 2 |")
        #expect(table.count(of: "td") == 2)
        #expect(table.values(of: "align") == ["right", "right"])
        // It may be wider than the page.
        #expect(table.values(of: "tabindex") == ["0"])
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "a <script>alert(1)</script> b", "<svg onload=alert(1)>",
        "a <svg/onload=alert(1)> b",
        "<img src=x onerror=alert(1)>", "<a href=\"javascript:alert(1)\" onclick=\"x()\">a</a>",
        "<iframe src=//a.example>",
        "<style>*{display:none}</style>", "<!-- a --> <? b ?> <!DOCTYPE c> <![CDATA[ d ]]>", "<base href=//a.example>",
        "- <form action=//a.example><input>", "> <math><mi xlink:href=\"data:x\">", "| a |\n|---|\n| <b onclick=x> |",
        "<details open ontoggle=alert(1)>", "</p></div></main>", "<p title=\"`\"><b>", "<script\n>alert(1)</script\n>",
    ])
    func `raw HTML is shown as text`(markdown: String) throws {
        let shown = try markup(markdown)
        #expect(shown.text.contains("<"))
        #expect(
            shown.elements.allSatisfy {
                ["p", "pre", "code", "ul", "li", "blockquote", "div"].contains($0.name)
                    || $0.name.hasPrefix("t")
            })
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
        "&#x6A;avascript:alert(1)", "java&Tab;script:alert(1)", "&#1;javascript:alert(1)", "vbscript:msgbox(1)",
        "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,a", "file:///etc/passwd", "//a.example/b", "/objects",
        "b.html",
        "ftp://a.example", "java\\script:alert(1)", "https\u{200b}://a.example", "blob:a", "?q=1", "",
    ])
    func `a link to anywhere else is its text`(address: String) throws {
        for form in ["[label](<\(address)>)", "[label]\n\n[label]: <\(address)>", "![label](<\(address)>)"] {
            let shown = try markup(form)
            #expect(shown.count(of: "a") == 0, "\(form)")
            #expect(shown.text.contains("label"))
        }
        #expect(try markup("<\(address)>").values(of: "href").isEmpty || address.isEmpty)
    }

    @Test(arguments: ["http://a.example", "HTTPS://a.example/?b=1&c=\"d\"", "mailto:a@b.example", "#source-1"])
    func `a link to the web stays`(address: String) throws {
        let shown = try markup("[label](\(address))")
        #expect(shown.count(of: "a") == 1)
    }

    @Test func `an image is never loaded`() throws {
        #expect(
            text("![a *b*](https://a.example/c.png \"t\")")
                == "<p><a href=\"https://a.example/c.png\">a <em>b</em></a></p>\n")
        #expect(text("![](https://a.example/c.png)").contains(">https://a.example/c.png</a>"))
        #expect(text("![a](data:image/png;base64,AA)") == "<p>a</p>\n")
    }

    @Test(arguments: [
        "[![a](https://b.example/c.png)](https://d.example)", "![a [b](https://c.example) d](https://e.example/f.png)",
        "[a ![b ![c](http://d.example)](http://e.example)](javascript:x)", "[^s1 https://a.example](https://b.example)",
    ])
    func `no link stands in a link`(markdown: String) throws {
        let html = text(markdown)
        _ = try StrictMarkup(html)
        let parts = html.components(separatedBy: "<a ").dropFirst()
        #expect(parts.allSatisfy { $0.contains("</a>") }, "\(html)")
    }

    @Test func `marks of sources become numbers that link to them`() throws {
        let shown = try markup("A.[^s2] B[^s1][^s9] `[^s1]`", sources: ["s1": 1, "s2": 2])
        #expect(shown.values(of: "href") == ["#source-2", "#source-1"])
        #expect(shown.text == "A.[2] B[1][^s9] [^s1]\n")
        #expect(
            try markup("[x[^s1]y](https://a.example)", sources: ["s1": 1]).values(of: "href") == ["https://a.example"])
        #expect(try markup("| a[^s1] |\n|---|\n| b |", sources: ["s1": 1]).values(of: "href") == ["#source-1"])
        #expect(try markup("[^s1]: not a footnote", sources: [:]).text == "[^s1]: not a footnote\n")
    }

    @Test(arguments: [
        String(repeating: "> ", count: 100_000) + "a", String(repeating: "- ", count: 100_000) + "a",
        String(repeating: "[", count: 100_000) + "a" + String(repeating: "]", count: 100_000),
        String(repeating: "![", count: 50_000), String(repeating: "*a ", count: 40_000),
        String(repeating: "_", count: 100_000),
        String(repeating: "`", count: 100_000),
        String(repeating: "a|", count: 60_000) + "\n" + String(repeating: "-|", count: 60_000),
        String(repeating: "<", count: 100_000), String(repeating: "1. ", count: 40_000),
        String(repeating: "a\n", count: 200_000),
        String(repeating: "**a *b ", count: 15_000), String(repeating: "[a](", count: 30_000),
        String(repeating: "\n", count: 120_000),
        (1...250).map { String(repeating: " ", count: 2 * $0) + "- a\n" }.joined()
            + String(repeating: "\n", count: 60_000),
        "|" + String(repeating: "a|", count: 60) + "\n|" + String(repeating: "-|", count: 60) + "\n"
            + String(repeating: "b\n", count: 40_000),
        String(repeating: "<!--", count: 30_000), String(repeating: "a@b.c ", count: 20_000),
        String(repeating: "http://a.b ", count: 11_000),
        String(repeating: "&amp;\u{0}", count: 18_000), "a\u{0}b", "\u{202e}\u{feff}a", "\r\n\r", "",
    ])
    func `nothing is too much`(markdown: String) throws {
        let html = text(markdown)
        _ = try StrictMarkup(html)
        #expect(html.utf8.count <= Markdown.Limits().outputByteCount + 6 * markdown.utf8.count + 200)
    }

    @Test func `what is too deep stands as it was written`() throws {
        let shown = try markup(String(repeating: "> ", count: 100) + "<b>")
        #expect(shown.elements.map(\.name) == ["p", "pre"])
        #expect(shown.text.hasSuffix("> <b>"))
    }

    @Test(arguments: [
        "http://a.example/" + String(repeating: ")", count: 60_000),
        "http://a.example/" + String(repeating: ").", count: 30_000),
        "[a]: https://a.example/" + String(repeating: "b", count: 30_000) + "\n\n"
            + String(repeating: "[a]", count: 10_000),
        "[a]: https://a.example/\n'" + String(repeating: "[a]: b\n", count: 4_000) + "'\n\n"
            + String(repeating: "[a]", count: 10_000),
    ])
    func `what would cost far more than its length stands as it was written`(markdown: String) throws {
        #expect(try markup(markdown).elements.map(\.name) == ["p", "pre"])
    }

    @Test func `many marks without an end are text`() {
        let text = String(repeating: "[^ ", count: 250) + String(repeating: "x", count: 60_000) + "] [^s1]"
        let html = Markdown(text: text, sources: ["s1": 1]).html.text
        #expect(html.hasSuffix("x] <a href=\"#source-1\">[1]</a></p>\n"))
    }

    @Test func `links that are defined below a text that people write are laid out`() throws {
        let links = (1...120).map {
            "[\($0)]: https://a.example/a-long-enough-path-for-most-of-the-pages-there-are/\($0)\n"
        }
        let text = (1...120).map { "See [page \($0)][\($0)] (or its f(x)).\n" }.joined() + "\n" + links.joined()
        #expect(try markup(text).values(of: "href").count == 120)
    }

    @Test func `rules, underlines and long tables of a text that people write are laid out`() throws {
        let text =
            "Title\n" + String(repeating: "-", count: 200) + "\n\n" + String(repeating: "* ", count: 20) + "\n\n"
            + "| a | b | c |\n|---|---|---|\n" + String(repeating: "| 1 | 2 | 3 |\n", count: 2_000)
        let shown = try markup(text)
        #expect(shown.count(of: "tr") == 2_001)
        #expect(shown.count(of: "h3") == 1)
    }
}
