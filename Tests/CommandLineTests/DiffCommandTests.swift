import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct DiffCommandTests {
    /// Two versions: the addresses.
    private func versions(_ library: TestLibrary) throws -> [String] {
        try [
            ("One. Two.\n\n- a\n- b\n", ["--topic", "old"]),
            ("One. Three.\n\n- a\n- c\n", ["--topic", "new", "--change-note", "Better."]),
        ].map { answer, options in
            try library.write(Array(answer.utf8), to: "a.md")
            let bound = try library.run(
                ["bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--json"] + options)
            return try #require(bound.json["object"]?.text, "\(bound.diagnostics)")
        }
    }

    @Test func `sentences, list items and members that differ are shown`() throws {
        let library = try TestLibrary()
        let versions = try versions(library)
        let result = try library.run("diff", versions[0], versions[1])
        let lines = result.text.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("--- \(versions[0])  v1  ") && lines[1].hasPrefix("+++ \(versions[1])  v2  "))
        let answer = try #require(result.text.components(separatedBy: "@ answer\n").last)
        #expect(answer == "  One.\n- Two.\n+ Three.\n  \n  - a\n- - b\n+ - c\n", "\(answer)")
        #expect(result.text.contains("@ /credentialSubject/topics\n- [\"old\"]\n+ [\"new\"]\n"), "\(result.text)")
        #expect(result.text.contains("@ /credentialSubject/change/note\n+ Better.\n"))
        #expect(!result.text.contains("/credentialSubject/previous"))
    }

    @Test func `in JSON the new answer is what is kept and added`() throws {
        let library = try TestLibrary()
        let versions = try versions(library)
        let json = try library.run("diff", versions[0], versions[1], "--json").json
        #expect(json["old"]?["object"]?.text == versions[0] && json["new"]?["version"] == 2)
        let changes = try #require(json["answer"]?.elements)
        let new = changes.filter { $0["change"] != "removed" }.compactMap { $0["text"]?.text }.joined()
        #expect(new == "One. Three.\n\n- a\n- c\n")
        let old = changes.filter { $0["change"] != "added" }.compactMap { $0["text"]?.text }.joined()
        #expect(old == "One. Two.\n\n- a\n- b\n")
        #expect(try library.run("diff", versions[0], versions[0], "--json").json["members"]?.elements?.isEmpty == true)
        #expect(try library.run("diff", versions[0], versions[0]).text.hasSuffix("the answer reads the same\n"))
    }

    @Test func `files are compared as objects are`() throws {
        let library = try TestLibrary()
        let versions = try versions(library)
        for (name, object) in zip(["old.json", "new.json"], versions) {
            try library.write(library.run("get", object).output, to: name)
        }
        let files = try library.program.run("diff", "old.json", "new.json", "--json")
        #expect(try files.output == library.run("diff", versions[0], versions[1], "--json").output)
    }

    @Test func `git shows objects as text`() throws {
        let library = try TestLibrary()
        let versions = try versions(library)
        for (name, object) in zip(["old.jsonld", "new.jsonld"], versions) {
            try library.write(library.run("get", object).output, to: name)
        }
        // A word that git's shell keeps together.
        let shown = try library.program.shell(
            """
            export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
            git init -q clone && cd clone && git config user.name x && git config user.email x@example.org
            git config diff.bindery.textconv "'$BINDERY' diff --textconv" && echo '*.jsonld diff=bindery' > .gitattributes
            cp ../old.jsonld a.jsonld && git -C ../library show main:registry.jsonld > registry.jsonld
            git add . && git commit -qm one && cp ../new.jsonld a.jsonld
            git add . && git commit -qm two && git log -p
            """)
        #expect(shown.status == 0, "\(shown.diagnostics)")
        #expect(shown.text.contains("\n One.\n-Two.\n+Three.\n \n - a\n"), "\(shown.text)")
        #expect(shown.text.contains("\n-/topics/0: old\n") && shown.text.contains("\"origin\":\"example.org"))
    }

    @Test func `what cannot be compared is told`() throws {
        let library = try TestLibrary()
        let object = try library.bound("Q?")
        try library.write(Array("{}".utf8), to: "empty.json")
        let absent = "sha256:" + String(repeating: "0", count: 64)
        #expect(try library.run("diff", object, library.root, "--json").errorJSON["code"] == "usage")
        #expect(try library.run("diff", object, absent).status == 66)
        #expect(try library.program.run("diff", object, object).status == 64)
        #expect(try library.run("diff", object).status == 64)
        #expect(try library.program.run("diff", "empty.json", "empty.json").status == 65)
        #expect(try library.program.run("diff", "absent", "absent").status == 66)
        #expect(try library.program.run("diff", "--textconv", "absent").status == 66)
        #expect(try library.program.run("diff", "--textconv", "empty.json").text == "{}")
    }
}
