import BinderyTestSupport
import Foundation
import JSON
import Testing

/// `bindery recompute policy`, and what a policy in the library does.
@Suite(.temporaryDirectory) struct RecomputePolicyTests {
    private static let careful = Array(#"{ "samples": 9 }"#.utf8)

    private func set(_ library: TestLibrary, _ policy: [UInt8] = careful, _ options: String...) throws
        -> BinderyProgram.Result
    {
        try library.write(policy, to: "policy.json")
        return try library.run(["recompute", "policy", "set", "policy.json"] + options)
    }

    /// The bytes in the tree of a repository's head.
    private func stored(_ library: TestLibrary, in path: String = "library") throws -> [UInt8] {
        try library.program.shell("git --git-dir=\(path) cat-file blob main:policy/recompute.json").output
    }

    @Test func `a policy is set byte for byte in one signed commit, shown, and known the second time`() throws {
        let library = try TestLibrary()
        let none = try library.run("recompute", "policy", "show", "--json").json
        #expect(none["policySource"] == "defaults" && none["policy"]?["samples"] == 5)
        let head = try library.head()
        let set = try self.set(library, Self.careful, "--json")
        #expect(set.status == 0 && set.json["status"] == "published", "\(set)")
        #expect(try set.json["commit"]?.text == library.head() && stored(library) == Self.careful)
        #expect(try library.git("git rev-parse main~1") == head)
        let shown = try library.run("recompute", "policy", "show", "--json").json
        #expect(shown["policySource"] == "library" && shown["policy"]?["samples"] == 9)
        #expect(shown["policyDigest"] == set.json["policyDigest"] && shown["policyDigest"] != none["policyDigest"])
        let text = try library.run("recompute", "policy", "show").text
        #expect(text.hasPrefix("policy  \(shown["policyDigest"]?.text ?? "")  the library's\n{\n"), "\(text)")

        let again = try self.set(library, Self.careful, "--json")
        #expect(again.json["status"] == "known" && again.json["commit"] == nil)
        #expect(try set.json["commit"]?.text == library.head())
        let audit = try library.audit()
        #expect(audit.verdict == "verified" && audit.findingCodes.isEmpty, "\(audit)")
        #expect(try library.git("git fsck --strict --full && echo sound") == "sound")
    }

    @Test(arguments: [(#"{"samples":0}"#, "/samples"), (#"{"sampels":5}"#, "/sampels"), ("{", "")])
    func `a file that is no policy is refused with its place, and nothing is written`(
        policy: String, pointer: String
    ) throws {
        let library = try TestLibrary()
        let head = try library.head()
        let refused = try set(library, Array(policy.utf8), "--json")
        #expect(refused.status == 65 && refused.output.isEmpty, "\(refused)")
        #expect(refused.errorJSON["location"]?.text?.hasPrefix("policy.json: \(pointer)") == true, "\(refused)")
        #expect(try library.head() == head)
    }

    @Test func `a file that is too long, or not there, or without the commit key, is refused`() throws {
        let library = try TestLibrary()
        let long = try set(library, Array(repeating: 0x20, count: 65_537), "--json")
        #expect(long.status == 65 && long.errorJSON["location"] == "policy.json", "\(long)")
        #expect(try library.run("recompute", "policy", "set", "nowhere.json").status == 66)
        try FileManager.default.removeItem(atPath: TemporaryDirectory.file("keys/commit.pem"))
        #expect(try set(library).status == 66)
    }

    @Test func `a policy in the library that is none ends a recomputation, and so does one that is too long`() throws {
        let library = try TestLibrary()
        try library.addModel(1)
        for (bytes, problem) in [
            (#"{"sampels":5}"#, "the format has no member of this name"),
            (String(repeating: " ", count: 65_537), "the file has 65537 bytes, expected at most 65536"),
        ] {
            try library.write(Array(bytes.utf8), to: "bad.json")
            try library.git(
                """
                export GIT_INDEX_FILE=index; rm -f index; git read-tree main; \
                git update-index --add --cacheinfo 100644,$(git hash-object -w bad.json),policy/recompute.json; \
                git update-ref refs/heads/main $(git commit-tree -m Policy -p main $(git write-tree))
                """)
            for command in [
                ["recompute", "--model", "demo@1"], ["recompute", "--model", "demo@1", "--dry-run"],
                ["recompute", "policy", "show"],
            ] {
                let refused = try library.run(command + ["--json"])
                #expect(refused.status == 65 && refused.output.isEmpty, "\(refused)")
                #expect(refused.errorJSON["problem"]?.text == problem, "\(refused)")
                #expect(refused.errorJSON["location"]?.text?.contains("library policy/recompute.json") == true)
                #expect(refused.errorJSON["remedy"]?.text?.contains("recompute policy set FILE") == true)
            }
        }
        try library.write(Array("{}".utf8), to: "policy.json")
        try library.run("recompute", "--model", "demo@1", "--policy", "policy.json", "--dry-run").requireDone()
        // Whoever commits without the commit key is told of by an audit.
        #expect(try library.audit().findingCodes == ["commit-signature", "commit-signature"])
        try set(library).requireDone()
        try library.run("recompute", "--model", "demo@1").requireDone()
    }

    @Test func `a mirror carries the policy, and a library restored from it has it`() throws {
        let library = try TestLibrary()
        try set(library).requireDone()
        try library.program.shell(
            """
            export GIT_CONFIG_GLOBAL=/dev/null; git clone -q --mirror library mirror; rm -rf library; \
            git clone -q --bare mirror library
            """
        ).requireSuccess()
        for path in ["mirror", "library"] {
            #expect(try stored(library, in: path) == Self.careful)
            let shown = try library.program.run("recompute", "policy", "show", "--registry", path, "--json").json
            #expect(shown["policySource"] == "library" && shown["policy"]?["samples"] == 9)
            #expect(try library.audit(path).verdict == "verified")
        }
        #expect(try set(library, Array("{}".utf8)).text.hasPrefix("set  policy uEi"))
        #expect(try library.audit().verdict == "verified")
    }

    @Test func `a kill leaves the old policy or the new one, and the next writer needs no hand`() throws {
        let library = try TestLibrary()
        try set(library).requireDone()
        let policies = [Self.careful, Array(#"{"samples":8}"#.utf8)]
        for (index, policy) in policies.enumerated() { try library.write(policy, to: "policy-\(index).json") }
        let clock = ContinuousClock()
        var usual = try clock.measure { try set(library).requireDone() }
        var (killedCount, changedCount) = (0, 0)
        var head = try library.head()
        for round in 0..<40 {
            var generator = SeededGenerator(seed: UInt64(round))
            let start = clock.now
            let running = try library.program.start(
                ["recompute", "policy", "set", "policy-\((round + 1) % 2).json", "--registry", "library"],
                output: TemporaryDirectory.file("out"), diagnostics: TemporaryDirectory.file("err"))
            let delay = usual * Double.random(in: 0..<1.3, using: &generator)
            while clock.now < start + delay, running.isRunning { usleep(200) }
            running.kill()
            if running.wait() == 128 + SIGKILL { killedCount += 1 } else { usual = (usual + (clock.now - start)) / 2 }
            #expect(try policies.contains(stored(library)))
            let now = try library.head()
            changedCount += now == head ? 0 : 1
            head = now
        }
        // Kills that all came before the commit, or all after it, would show nothing.
        #expect(killedCount > 8 && changedCount > 0, "\(killedCount) killed, \(changedCount) changed")
        try set(library, Array("{}".utf8)).requireDone()
        #expect(try library.audit().verdict == "verified")
        #expect(try library.git("git fsck --strict --full 2>&1 | grep -v ^dangling; echo sound") == "sound")
    }
}
