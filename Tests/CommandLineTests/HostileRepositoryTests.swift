import BinderyTestSupport
import Foundation
import JSON
import Testing

/// Repositories whose files would make git read elsewhere: refused before anything of them is believed.
@Suite(.temporaryDirectory) struct HostileRepositoryTests {
    @Test(arguments: [
        "git --git-dir=library config core.worktree /etc",
        "printf '[include]\\n\\tpath = /etc/passwd\\n' >> library/config",
        "printf '[includeIf \"gitdir:/\"]\\n\\tpath = evil\\n' >> library/config",
        "mkdir -p library/objects/info; echo /tmp > library/objects/info/alternates",
        "mkdir -p library/refs/replace; cp library/refs/heads/main library/refs/replace/$(cat library/refs/heads/main)",
        "mkdir -p library/info; echo > library/info/grafts",
        "printf '[extensions]\\n\\tworktreeConfig = true\\n' >> library/config",
        "mv library/config elsewhere; ln -s ../elsewhere library/config",
    ])
    func `a hostile repository is refused by every command`(line: String) throws {
        let library = try TestLibrary()
        let object = try library.bound("Q?")
        try library.program.shell(line).requireSuccess()
        try library.write(Array("A.\n".utf8), to: "a.md")
        for command in [
            ["audit", "library", "--root", library.root], ["verify", object, "--registry", "library"],
            ["get", object, "--registry", "library"],
            ["bind", "R?", "--answer", "a.md", "--key", "publisher.pem", "--registry", "library"],
        ] {
            let result = try library.program.run(command + ["--json"].filter { _ in command[0] != "get" })
            #expect(result.status == 78 && result.output.isEmpty, "\(command): \(result)")
            if command[0] != "get" {
                #expect(result.errorJSON["code"] == "hostile-configuration", "\(result.diagnostics)")
            }
        }
    }

    @Test func `hooks and programs that the repository names are never run`() throws {
        let library = try TestLibrary()
        let lines = [
            "printf '#!/bin/sh\\ntouch ../ran\\n' > evil; chmod +x evil", "mkdir -p library/hooks",
            "for h in pre-commit post-commit reference-transaction update post-update; do cp evil library/hooks/$h; done",
            "git --git-dir=library config core.fsmonitor \"$PWD/evil\"",
            "git --git-dir=library config gpg.ssh.program \"$PWD/evil\"",
            "git --git-dir=library config filter.x.smudge \"$PWD/evil\"",
            "git --git-dir=library config core.sshCommand \"$PWD/evil\"",
        ]
        for line in lines { try library.program.shell(line).requireSuccess() }
        _ = try library.bound("Q?")
        #expect(try library.audit().status == 0)
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("ran")))
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("../ran")))
    }

    @Test func `a registry of another format version is refused`() throws {
        let library = try TestLibrary()
        try library.git(
            "export GIT_INDEX_FILE=\"$PWD/index\"; git read-tree main; git show main:registry.jsonld | sed 's/\"formatVersion\":1/\"formatVersion\":2/' > r; "
                + "git update-index --cacheinfo 100644,$(git hash-object -w r),registry.jsonld; "
                + "git update-ref refs/heads/main $(git commit-tree -m x -p main $(git write-tree))")
        let result = try library.run("verify", library.root, "--json")
        #expect(result.status == 66 && result.errorJSON["code"] == "not-a-registry")
    }

    @Test func `a registry that claims another's origin gains nothing by it`() throws {
        let library = try TestLibrary()
        let object = try library.bound("Q?")
        // The second registry states the same origin; this user pinned the first one's root.
        _ = try library.program.run(
            [
                "init", "impostor", "--key", "publisher.pem", "--name", "Impostor", "--origin", library.origin,
                "--key-folder", "keys2",
            ],
            environment: ["XDG_CONFIG_HOME": TemporaryDirectory.file("impostor-config")])
        let audit = try library.program.run("audit", "impostor", "--json")
        #expect(audit.status == 1 && audit.findingCodes.contains("root-missing"), "\(audit.text)\(audit.diagnostics)")
        #expect(try library.run("verify", object, "--json").verdict == "verified")
    }
}
