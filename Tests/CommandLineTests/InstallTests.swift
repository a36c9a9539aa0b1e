import BinderyTestSupport
import Foundation
import Testing

/// `make install` and `make uninstall`, into a folder of the test's.
@Suite(.temporaryDirectory) struct InstallTests {
    private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    private func make(_ target: String, _ options: String = "") throws -> BinderyProgram.Result {
        try program.shell(
            "make -s -C '\(Self.project)' \(target) BINDERY=\"$BINDERY\" DESTDIR=\"$PWD/root\" \(options)")
    }

    private func installed() throws -> [String] {
        try program.shell("cd root && find . -type f -printf '%P %m\\n' | LC_ALL=C sort").text
            .split(separator: "\n").map(String.init)
    }

    @Test(arguments: ["", "/opt/bindery"]) func `everything is installed, and taken away again`(prefix: String) throws {
        let option = prefix.isEmpty ? "" : "PREFIX=\(prefix)"
        let made = try make("install", option)
        try #require(made.status == 0, "\(made.text)\(made.diagnostics)")
        let base = (prefix.isEmpty ? "/usr/local" : prefix).dropFirst()
        #expect(
            try installed() == [
                "\(base)/bin/bindery 755", "\(base)/lib/systemd/system/bindery.service 644",
                "\(base)/share/bash-completion/completions/bindery 644",
                "\(base)/share/fish/vendor_completions.d/bindery.fish 644", "\(base)/share/man/man1/bindery.1 644",
                "\(base)/share/zsh/site-functions/_bindery 644",
            ])
        let version = try program.shell("root/\(base)/bin/bindery --version")
        #expect(try version.status == 0 && version.text == program.run("--version").text)
        let unit = try program.shell("grep ^ExecStart= root/\(base)/lib/systemd/system/bindery.service").text
        #expect(unit.hasPrefix("ExecStart=/\(base)/bin/bindery serve "), "\(unit)")
        for file in ["bash-completion/completions/bindery", "zsh/site-functions/_bindery"] {
            #expect(try program.shell("grep -c passphrase-file root/\(base)/share/\(file)").status == 0, "\(file)")
        }
        // Again is the same, and what others put there stays.
        #expect(try make("install", option).status == 0)
        try program.shell("touch root/\(base)/bin/other").requireSuccess()
        let removed = try make("uninstall", option)
        #expect(removed.status == 0, "\(removed.diagnostics)")
        #expect(try installed().map { $0.split(separator: " ")[0] } == ["\(base)/bin/other"])
        #expect(try make("uninstall", option).status == 0)
    }

    @Test func `what is not built is not installed`() throws {
        let made = try program.shell(
            "make -s -C '\(Self.project)' install BINDERY=\"$PWD/absent\" DESTDIR=\"$PWD/root\"")
        #expect(made.status != 0 && made.diagnostics.contains("make build"), "\(made.diagnostics)")
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("root")))
    }
}
