internal import Cryptography

/// What a page has around its content that stands alone: one file with its stylesheet in it, read from a disk, sent by
/// mail, or printed. It links to nothing and fetches nothing.
struct ReportFrame {
    let title: String

    func html(around content: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="content-security-policy" content="\(Self.policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>\(title)</title>
        <style>\(HTML(markup: Stylesheet.report))</style>
        </head>
        <body>
        <main id="content" class="report">
        \(content)</main>
        </body>
        </html>

        """
    }

    /// Nothing but the stylesheet above, by its hash ([CSP 3 §2.3.1](https://www.w3.org/TR/CSP3/#framework-directive-source-list)).
    static var policy: String {
        let digest = PowerOfTwoBase.base64.encode(SHA256.digest(of: Array(Stylesheet.report.utf8)).bytes)
        return "default-src 'none'; style-src 'sha256-\(digest)'; form-action 'none'; base-uri 'none'"
    }
}
