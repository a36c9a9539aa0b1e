/// The colours of the pages, as `#rrggbb`. Text on each ground it is used on has a contrast of 4.5 to 1 at least (WCAG
/// 2.2, 1.4.3).
package struct Palette {
    package let paper: String
    package let wash: String
    package let ink: String
    package let quiet: String
    package let line: String
    package let link: String
    package let mark: String
    package let warn: String
    package let warnWash: String
    package let added: String
    package let addedWash: String
    package let removed: String
    package let removedWash: String

    package static let light = Palette(
        paper: "#fcfbf8", wash: "#f3f0e9", ink: "#1f1d1a", quiet: "#5f594f", line: "#e0dbd0", link: "#1b4f8a",
        mark: "#fbe9a9", warn: "#8a3412", warnWash: "#faeee6", added: "#14532d", addedWash: "#e4f2e6",
        removed: "#871f1f", removedWash: "#f9e6e4")

    package static let dark = Palette(
        paper: "#171614", wash: "#22201d", ink: "#e8e4dc", quiet: "#aaa398", line: "#37342f", link: "#93bdf0",
        mark: "#453709", warn: "#f0a37e", warnWash: "#2f211a", added: "#9fd8ae", addedWash: "#18301f",
        removed: "#f0a9a4", removedWash: "#3a1f1d")

    package static let print = Palette(
        paper: "#ffffff", wash: "#ffffff", ink: "#000000", quiet: "#404040", line: "#b0b0b0", link: "#000000",
        mark: "#eeeeee", warn: "#000000", warnWash: "#ffffff", added: "#000000", addedWash: "#ffffff",
        removed: "#000000", removedWash: "#ffffff")

    /// The colours as custom properties of CSS.
    package var declarations: String {
        [
            ("paper", paper), ("wash", wash), ("ink", ink), ("quiet", quiet), ("line", line), ("link", link),
            ("mark", mark), ("warn", warn), ("warn-wash", warnWash), ("added", added), ("added-wash", addedWash),
            ("removed", removed), ("removed-wash", removedWash),
        ].map { "--\($0): \($1);" }.joined(separator: " ")
    }
}
