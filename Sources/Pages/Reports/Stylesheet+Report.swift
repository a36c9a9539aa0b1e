extension Stylesheet {
    /// The stylesheet of a page that stands alone: the library's, with figures.
    package static var report: String { text + "\n" + figures }

    private static let figures = """
        .report { padding: 2.5rem 0 3rem; }
        .report .tiles, .report .legend, .report .counts, .report figcaption, .report .findings {
            font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
        }
        .tiles {
            display: grid; grid-template-columns: repeat(auto-fit, minmax(max(8rem, 30%), 1fr)); gap: 0.75rem;
            margin: 0 0 1.1rem;
        }
        .tiles > div {
            display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: 0.7rem 0.9rem;
            border: 1px solid var(--line); border-radius: 4px;
        }
        .tiles dt { font-size: 0.88rem; line-height: 1.35; color: var(--quiet); }
        .tiles dd { margin: 0; font-size: 1.6rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
        .report figure { margin: 0 0 1.6rem; }
        .report figcaption { font-size: 0.97rem; margin-bottom: 0.35rem; }
        .report figcaption strong { margin-inline-end: 0.5rem; }
        .report figure .note { margin: 0.3rem 0 0; }
        .bar { display: block; border: 1px solid var(--quiet); }
        .bar rect { stroke: var(--paper); stroke-width: 1; }
        .swatch {
            display: inline-block; vertical-align: -0.12em; margin-inline-end: 0.4rem; border: 1px solid var(--quiet);
        }
        .counts {
            list-style: none; padding: 0; margin: 0.4rem 0 0; display: flex; flex-wrap: wrap; gap: 0.1rem 1.3rem;
            font-size: 0.92rem; line-height: 1.5; font-variant-numeric: tabular-nums;
        }
        .counts li { margin: 0; }
        .legend { font-size: 0.92rem; line-height: 1.45; }
        .legend > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 1rem; padding: 0.2rem 0; }
        .legend dt { font-weight: 600; }
        .legend dd { margin: 0; color: var(--quiet); }
        .findings { list-style: none; padding: 0; font-size: 0.97rem; }
        .findings li { margin: 0; padding: 0.6rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        .findings p { margin: 0.2rem 0 0; font-size: 0.88rem; color: var(--quiet); }
        pattern .ground { fill: var(--paper); }
        .holds .ground { fill: var(--added-wash); }
        .holds .mark { fill: var(--added); }
        .changed .ground { fill: var(--warn-wash); }
        .changed .mark { fill: var(--warn); }
        .denied .ground { fill: var(--removed-wash); }
        .denied .mark { fill: var(--removed); }
        .quiet .mark { fill: var(--quiet); }
        @media (max-width: 32rem) { .legend > div { grid-template-columns: minmax(0, 1fr); } }
        @media print {
            .report { padding: 0; }
            .report figure, .tiles > div, .legend > div, .findings li { break-inside: avoid; }
            main > section { margin-top: 1.5rem; }
            /* What holds is most of a bar: less ink. */
            .holds .mark { fill-opacity: 0.55; }
        }
        """
}
