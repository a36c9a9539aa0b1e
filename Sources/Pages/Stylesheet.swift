/// The one stylesheet of the library: fonts of the reader's system, no scripts, no pictures.
package enum Stylesheet {
    /// The file's bytes.
    package static var bytes: [UInt8] { Array(text.utf8) }

    package static var text: String {
        """
        :root { color-scheme: light dark; \(Palette.light.declarations) }
        @media (prefers-color-scheme: dark) { :root { \(Palette.dark.declarations) } }
        \(base)
        \(parts)
        \(media)
        """
    }

    private static let base = """
        *, *::before, *::after { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
            margin: 0 auto; padding: 0 1.25rem; max-width: 44rem; background: var(--paper); color: var(--ink);
            font: 1.125rem/1.6 Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Cambria, Georgia, \
            serif;
            overflow-wrap: break-word; font-kerning: normal;
        }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; margin: 2.5rem 0 0.75rem; font-weight: 600; }
        h1 {
            font-size: clamp(1.75rem, 1.35rem + 1.8vw, 2.35rem); line-height: 1.18; margin: 0 0 0.75rem;
            letter-spacing: -0.01em;
        }
        h2 { font-size: 1.3rem; }
        h3 { font-size: 1.1rem; }
        h4, h5, h6 { font-size: 1rem; }
        p, ul, ol, dl, pre, .wide, blockquote { margin: 0 0 1.1rem; }
        a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
        a:hover { text-decoration-thickness: 2px; }
        h1 a { color: inherit; text-decoration: none; }
        h1 a:hover { text-decoration: underline; text-decoration-thickness: 2px; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 2px; }
        main:focus { outline: none; }
        ul, ol { padding-inline-start: 1.4rem; }
        li { margin: 0.3rem 0; }
        hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
        blockquote {
            margin-inline: 0; padding-inline-start: 1.1rem; border-inline-start: 3px solid var(--line);
            color: var(--quiet);
        }
        code, pre {
            font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
        }
        code { font-size: 0.84em; overflow-wrap: anywhere; }
        pre {
            font-size: 0.84rem; line-height: 1.55; background: var(--wash); border-radius: 4px;
            padding: 0.9rem 1rem; overflow-x: auto;
        }
        pre code { font-size: inherit; overflow-wrap: normal; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 0.95rem; }
        th, td {
            padding: 0.45rem 1rem 0.45rem 0; border-bottom: 1px solid var(--line); text-align: start;
            vertical-align: top;
        }
        th[align="right"], td[align="right"] { text-align: end; }
        th[align="center"], td[align="center"] { text-align: center; }
        th { font-weight: 600; border-bottom-color: var(--quiet); }
        time { white-space: nowrap; }
        mark { background: var(--mark); color: var(--ink); padding: 0 0.1em; border-radius: 2px; }
        """

    private static let parts = """
        .site, .meta, .byline, .kicker, .note, .facts, .banner, .pager, .versions, form, .topics {
            font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
        }
        .skip {
            position: absolute; inset-inline-start: 1rem; top: -4rem; background: var(--paper);
            padding: 0.5rem 0.9rem; z-index: 1;
        }
        .skip:focus { top: 0.5rem; }
        header.site {
            display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1.5rem; padding: 1.4rem 0 0;
            margin-bottom: 3rem; font-size: 0.95rem;
        }
        header.site .name { margin: 0; font-weight: 600; }
        header.site .name a { color: var(--ink); text-decoration: none; }
        header.site .name a:hover { text-decoration: underline; }
        header.site nav { margin-inline-start: auto; }
        header.site ul { display: flex; gap: 1.3rem; list-style: none; margin: 0; padding: 0; }
        header.site li { margin: 0; }
        header.site nav a { display: inline-block; padding: 0.35rem 0; color: var(--quiet); text-decoration: none; }
        header.site nav a:hover, header.site nav a[aria-current] { color: var(--ink); text-decoration: underline; }
        footer.site {
            margin: 4rem 0 2.5rem; padding-top: 1.1rem; border-top: 1px solid var(--line); font-size: 0.88rem;
            line-height: 1.55; color: var(--quiet);
        }
        .kicker { margin: 0 0 0.6rem; font-size: 0.88rem; color: var(--quiet); }
        .kicker::first-letter { text-transform: uppercase; }
        .kicker a { color: var(--quiet); }
        .byline { margin: 0 0 2rem; font-size: 0.92rem; color: var(--quiet); }
        .byline a { color: var(--quiet); }
        .lead { font-size: 1.15rem; color: var(--quiet); }
        .meta { font-size: 0.86rem; color: var(--quiet); }
        .meta a { color: var(--quiet); }
        .note { font-size: 0.92rem; color: var(--quiet); }
        .unseen {
            position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
            white-space: nowrap;
        }
        .answer { margin-bottom: 2.5rem; }
        .answer > :first-child { margin-top: 0; }
        .answer a[href^="#source-"] {
            font-size: 0.72em; line-height: 1; vertical-align: super; text-decoration: none; padding: 0.2em 0.1em;
        }
        .plain, .as-written { white-space: pre-wrap; }
        .sources { font-size: 0.97rem; }
        .sources li:target { background: var(--mark); box-shadow: 0 0 0 0.3rem var(--mark); border-radius: 2px; }
        article > section, main > section { border-top: 1px solid var(--line); margin-top: 2.5rem; }
        article > section > h2, main > section > h2 { margin-top: 1.4rem; }
        .banner {
            border-inline-start: 4px solid var(--warn); background: var(--warn-wash); padding: 0.9rem 1.1rem;
            margin: 0 0 2rem; font-size: 0.97rem; border-radius: 0 4px 4px 0;
        }
        .banner p { margin: 0; }
        .banner p + p { margin-top: 0.5rem; }
        .banner strong, strong.warning { color: var(--warn); }
        .banner.stop { border-inline-start-width: 8px; }
        .facts { font-size: 0.94rem; line-height: 1.5; }
        .facts > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 1rem; padding: 0.4rem 0; }
        .facts > div + div { border-top: 1px solid var(--line); }
        .facts dt { color: var(--quiet); overflow-wrap: anywhere; }
        .facts dd { margin: 0; min-width: 0; }
        .facts pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        .facts .signers { list-style: none; margin: 0; padding: 0; }
        .documents { list-style: none; padding: 0; }
        .documents > li { margin: 0; padding: 0.7rem 0; border-bottom: 1px solid var(--line); }
        .documents > li > a { display: block; font-size: 1.12rem; line-height: 1.35; }
        .documents > li > a { text-decoration-color: var(--line); }
        .documents > li > a:hover { text-decoration-color: currentColor; }
        .documents p { margin: 0.35rem 0 0; font-size: 0.97rem; color: var(--quiet); }
        .topics {
            list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.35rem 1.4rem; font-size: 0.98rem;
        }
        .topics li { margin: 0; }
        .versions { list-style: none; padding: 0; font-size: 0.95rem; }
        .versions li { margin: 0; padding: 0.45rem 0; }
        .versions li + li { border-top: 1px solid var(--line); }
        .versions p { margin: 0.2rem 0 0; color: var(--quiet); }
        .versions [aria-current] { font-weight: 600; }
        .pager { display: flex; justify-content: space-between; gap: 1rem; margin: 2rem 0; }
        .verify pre, .verify code { white-space: pre-wrap; overflow-wrap: anywhere; }
        .citation {
            padding-inline-start: 1.1rem; border-inline-start: 3px solid var(--line); overflow-wrap: anywhere;
        }
        .difference p { margin: 0; padding: 0.25rem 0; white-space: pre-wrap; }
        ins, del {
            border-radius: 2px; padding: 0.05em 0.2em; -webkit-box-decoration-break: clone;
            box-decoration-break: clone;
        }
        ins {
            background: var(--added-wash); color: var(--added); text-decoration: none;
            border-bottom: 2px solid var(--added);
        }
        del { background: var(--removed-wash); color: var(--removed); text-decoration: line-through; }
        form { margin: 1.75rem 0 2.5rem; }
        form label { display: block; font-size: 0.92rem; color: var(--quiet); margin-bottom: 0.4rem; }
        form div { display: flex; gap: 0.5rem; }
        input, button {
            font: inherit; font-size: 1rem; padding: 0.6rem 0.85rem; border-radius: 4px;
            border: 1px solid var(--quiet); min-height: 2.75rem;
        }
        input { flex: 1; min-width: 0; background: var(--paper); color: var(--ink); }
        button { background: var(--ink); color: var(--paper); border-color: var(--ink); cursor: pointer; }
        """

    private static let media = """
        @media (max-width: 32rem) {
            body { font-size: 1.0625rem; }
            header.site { margin-bottom: 2rem; }
            .facts > div { grid-template-columns: minmax(0, 1fr); }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        @media print {
            :root { \(Palette.print.declarations) }
            @page { margin: 20mm; }
            html { font-size: 10.5pt; }
            body { max-width: none; padding: 0; font-size: 1rem; line-height: 1.45; }
            .skip, header.site nav, form, .pager, footer.site .screen { display: none; }
            header.site { padding: 0; margin-bottom: 1.5rem; }
            a { color: inherit; }
            a[href^="http"]::after, a[href^="mailto:"]::after {
                content: " (" attr(href) ")"; font-size: 0.85em; overflow-wrap: anywhere;
            }
            h1, h2, h3 { break-after: avoid; }
            pre, blockquote, table, .banner, .facts > div, .documents > li { break-inside: avoid; }
            pre { white-space: pre-wrap; border: 1px solid var(--line); }
            .banner { border: 1px solid var(--ink); border-inline-start-width: 4px; }
            .difference .unseen, .facts .unseen {
                position: static; width: auto; height: auto; margin: 0; clip-path: none; white-space: normal;
            }
        }
        """
}
