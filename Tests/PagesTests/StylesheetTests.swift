import Foundation
import Pages
import Testing

@Suite struct StylesheetTests {
    /// The relative luminance of `#rrggbb` ([WCAG 2.2](https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)).
    private static func luminance(_ colour: String) throws -> Double {
        let value = try #require(Int(colour.dropFirst(), radix: 16))
        let channels = [value >> 16, value >> 8 & 255, value & 255].map { channel -> Double in
            let part = Double(channel) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    private static func contrast(_ first: String, _ second: String) throws -> Double {
        let pair = try [luminance(first), luminance(second)].sorted()
        return (pair[1] + 0.05) / (pair[0] + 0.05)
    }

    @Test func `black on white has a contrast of 21`() throws {
        #expect(abs(try Self.contrast("#000000", "#ffffff") - 21) < 0.001)
        #expect(abs(try Self.contrast("#777777", "#ffffff") - 4.48) < 0.01)
    }

    @Test(arguments: ["light", "dark", "print"])
    func `text can be told from its ground`(name: String) throws {
        let colours = try #require(["light": Palette.light, "dark": Palette.dark, "print": Palette.print][name])
        let pairs = [
            (colours.ink, colours.paper), (colours.ink, colours.wash), (colours.ink, colours.mark),
            (colours.ink, colours.warnWash), (colours.quiet, colours.paper), (colours.quiet, colours.wash),
            (colours.link, colours.paper), (colours.link, colours.wash), (colours.link, colours.mark),
            (colours.link, colours.warnWash), (colours.warn, colours.warnWash), (colours.warn, colours.paper),
            (colours.added, colours.addedWash), (colours.removed, colours.removedWash), (colours.paper, colours.ink),
        ]
        for (text, ground) in pairs { #expect(try Self.contrast(text, ground) >= 4.5, "\(text) on \(ground)") }
    }

    @Test(arguments: [Stylesheet.text, Stylesheet.report])
    func `every colour that is used is declared, and no other is written`(text: String) throws {
        let used = Set(text.matches(of: /var\(--([a-z-]+)\)/).map { String($0.output.1) })
        let declared = Set(Palette.light.declarations.matches(of: /--([a-z-]+):/).map { String($0.output.1) })
        #expect(used == declared)
        let rules = text.replacing(/--[a-z-]+: #[0-9a-f]{6};/, with: "")
        #expect(rules.firstMatch(of: /#[0-9a-fA-F]{3,8}\b|rgb|hsl/) == nil)
    }

    @Test(arguments: [Stylesheet.text, Stylesheet.report]) func `it asks nobody for anything`(text: String) {
        for word in ["url(", "@import", "@font-face", "expression("] { #expect(!text.contains(word)) }
        #expect(text.count(where: { $0 == "{" }) == text.count(where: { $0 == "}" }))
    }
}
