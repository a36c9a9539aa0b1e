import BinderyTestSupport
import Foundation
import JSON
import Testing

/// `docs/bindery.1` names every command and option that the program has, and none that it has not.
@Suite(.temporaryDirectory) struct ManPageTests {
    private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/bindery.1").path

    private var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    /// The lines of the page below each heading of a command, `.Ss bindery …`, and those below any other, under "".
    private func sections() throws -> [String: [String]] {
        var sections: [String: [String]] = [:]
        var command = ""
        for line in try String(contentsOfFile: Self.path, encoding: .utf8).split(separator: "\n").map(String.init) {
            if line.hasPrefix(".Sh ") { command = "" }
            if line.hasPrefix(".Ss ") { command = line.hasPrefix(".Ss bindery ") ? String(line.dropFirst(12)) : "" }
            sections[command, default: []].append(line)
        }
        return sections
    }

    /// The long options in lines of mdoc: `Fl -name`.
    private func options(_ lines: [String]) -> Set<String> {
        Set(
            lines.flatMap { line in
                let words = line.split(separator: " ")
                return zip(words, words.dropFirst()).filter { $0.0 == "Fl" || $0.0 == ".Fl" }.map {
                    String($0.1.drop { $0 == "-" })
                }
            })
    }

    /// The commands without subcommands that help shows, with their options.
    private func commands() throws -> [String: Set<String>] {
        let document = try JSONDocument(parsing: program.run("--experimental-dump-help").output)
        var commands: [String: Set<String>] = [:]
        func add(_ command: JSONValue, _ names: [String]) {
            guard command["shouldDisplay"] != false, names != ["help"] else { return }
            let subcommands = command["subcommands"]?.elements ?? []
            for subcommand in subcommands {
                add(subcommand, names + [subcommand["commandName"]?.text ?? ""])
            }
            guard subcommands.allSatisfy({ $0["commandName"] == "help" }) else { return }
            let options = (command["arguments"]?.elements ?? []).flatMap { $0["names"]?.elements ?? [] }
                .filter { $0["kind"] == "long" }.compactMap { $0["name"]?.text }
            commands[names.joined(separator: " ")] = Set(options).subtracting(["help", "version"])
        }
        add(JSONValue(document.root)["command"] ?? .null, [])
        return commands
    }

    @Test func `every command has a section, and every option is named in it`() throws {
        let (sections, commands) = (try sections(), try commands())
        try #require(commands.count > 20)
        #expect(Set(sections.keys).subtracting([""]) == Set(commands.keys))
        for (command, known) in commands {
            let named = options(sections[command] ?? [])
            #expect(named == known, "\(command): \(named.symmetricDifference(known).sorted())")
        }
    }

    @Test func `every option is described, with its command or among those of many commands`() throws {
        let sections = try sections()
        func described(_ lines: [String]) -> Set<String> { options(lines.filter { $0.hasPrefix(".It Fl ") }) }
        let common = described(sections[""] ?? [])
        for (command, known) in try commands() {
            let missing = known.subtracting(common).subtracting(described(sections[command] ?? []))
            #expect(missing.isEmpty, "\(command): \(missing.sorted())")
        }
    }

    @Test(arguments: [
        "groff -ww -mdoc -Tutf8 -z '\(path)'", "man --warnings -E UTF-8 -l -Tutf8 -Z '\(path)' >/dev/null",
        "mandoc -T lint -W warning '\(path)'",
    ]) func `the page is set without a warning`(command: String) throws {
        let name = command.prefix { $0 != " " }
        guard try program.shell("command -v \(name)").status == 0 else {
            return print("skipped: there is no \(name) here")
        }
        let set = try program.shell(command)
        #expect(set.status == 0 && set.diagnostics.isEmpty && set.output.isEmpty, "\(set.text)\(set.diagnostics)")
    }

    @Test func `every exit code of the guide is in the page`() throws {
        let guide = URL(fileURLWithPath: Self.path).deletingLastPathComponent().appendingPathComponent(
            "guides/exit-codes.md")
        let codes = try String(contentsOf: guide, encoding: .utf8).split(separator: "\n").compactMap { line in
            line.hasPrefix("| ") ? Int(line.dropFirst(2).prefix { $0 != " " }) : nil
        }
        let lines = Set(try #require(sections()[""]))
        for code in codes { #expect(lines.contains(".It \(code)"), "\(code)") }
        #expect(codes.count > 10)
    }
}
