import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct FullDiskTests {
    /// Runs `body` with the path of a file system of 4 MB; mounting one needs to be root.
    private func withSmallDisk(_ body: (BinderyProgram, String) throws -> Void) throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let mounted = try program.shell("mkdir disk && mount -t tmpfs -o size=4m tmpfs disk")
        guard mounted.status == 0 else {
            return print("skipped: no file system can be mounted here: \(mounted.diagnostics)")
        }
        defer { _ = try? program.shell("umount disk || umount -l disk") }
        try body(program, TemporaryDirectory.file("disk"))
    }

    @Test func `a full disk is a clear error, and the registry goes on when there is space`() throws {
        try withSmallDisk { program, disk in
            let library = try TestLibrary(at: disk + "/library")
            let object = try library.bound("First?")
            try program.shell("head -c 1500000 /dev/zero > disk/ballast").requireSuccess()
            var refusal: BinderyProgram.Result?
            var published = 1
            var generator = SeededGenerator(seed: 74)
            for index in 0..<40 where refusal == nil {
                // Random text, so that deflating does not make it small.
                let answer = (0..<150_000).map { _ in
                    "abcdefghijklmnopqrstuvwxyz234567"[Int.random(in: 0..<32, using: &generator)]
                }
                try library.write(
                    try SignedDocument("Question \(index)?", answer: String(answer) + "\n").bytes(),
                    to: "q\(index).json")
                let result = try library.run("publish", "q\(index).json", "--json")
                if result.status == 0 { published += 1 } else { refusal = result }
            }
            let refused = try #require(refusal)
            #expect(refused.status == 74 && refused.errorJSON["code"] == "no-space", "\(refused.diagnostics)")
            #expect(refused.output.isEmpty)
            // The disk is still full: reading works all the same.
            #expect(try library.run("verify", object, "--json").verdict == "verified")
            let audit = try library.audit()
            #expect(audit.verdict == "verified", "\(audit.text)\(audit.diagnostics)")
            #expect(audit.json["byType"]?["BoundDocument"] == .integer(Int64(published)))
            let clone = try program.shell("git clone -q disk/library clone && git -C clone fsck --strict")
            #expect(clone.status == 0, "\(clone.diagnostics)")
            // Space again: the same publication goes through, and nothing half-written was left behind.
            try program.shell("rm disk/ballast").requireSuccess()
            let again = try library.run("publish", "q\(published - 1).json", "--json")
            #expect(again.status == 0 && again.json["status"] == "published", "\(again.diagnostics)")
            #expect(try library.audit().verdict == "verified")
            #expect(try program.shell("git --git-dir=disk/library fsck --strict").status == 0)
        }
    }

    /// The index is not there, or was written before the last commit.
    @Test(arguments: [false, true])
    func `reading needs no room on the disk, whatever the index knows`(isThere: Bool) throws {
        try withSmallDisk { program, disk in
            let library = try TestLibrary(at: disk + "/library")
            let first = try library.bound("First?")
            let index = disk + "/library/.bindery/index.sqlite"
            try program.shell("cp '\(index)' before").requireSuccess()
            let second = try library.bound("Second?")
            try library.write(try SignedDocument("Third?").bytes(), to: "third.json")
            // In place, so that it is the same file for the index's stamp.
            try program.shell(isThere ? "cat before > '\(index)'" : "rm '\(index)'").requireSuccess()
            try program.shell("head -c 5000000 /dev/zero > disk/ballast || true").requireSuccess()
            for object in [first, second] {
                let read = try library.run("verify", object, "--json")
                #expect(read.verdict == "verified", "\(read.diagnostics)")
            }
            let refused = try library.run("publish", "third.json", "--json")
            #expect(refused.status == 74 && refused.errorJSON["code"] == "no-space", "\(refused.diagnostics)")
            try program.shell("rm disk/ballast").requireSuccess()
            let published = try library.run("publish", "third.json", "--json")
            #expect(published.json["status"] == "published", "\(published.diagnostics)")
        }
    }

    @Test func `an import onto a full disk leaves nothing, and succeeds when there is space`() throws {
        try withSmallDisk { program, disk in
            let library = try TestLibrary()
            let rows = (0..<150).map { "Question \($0)?,\(String(repeating: "An answer. ", count: 900))\n" }
            try library.write(Array(("question,answer\n" + rows.joined()).utf8), to: "faq.csv")
            try program.shell("head -c 3000000 /dev/zero > disk/ballast").requireSuccess()
            let refused = try library.run("import", "faq.csv", "--out", disk + "/drafts", "--json")
            #expect(refused.status == 74 && refused.errorJSON["code"] == "io", "\(refused.diagnostics)")
            #expect(refused.output.isEmpty)
            #expect(try program.shell("ls -A disk").text == "ballast\n")
            try program.shell("rm disk/ballast").requireSuccess()
            try library.run(["import", "faq.csv", "--out", disk + "/drafts"]).requireSuccess()
            #expect(try program.shell("ls disk/drafts | wc -l").text == "150\n")
            // Each draft is replaced by itself: where the disk is full it stays as it was.
            try program.shell("head -c 5000000 /dev/zero > disk/ballast || true").requireSuccess()
            let approval = ["approve", "disk/drafts", "--key", "publisher.pem"]
            #expect(try program.run(approval).status == 74)
            try program.shell("rm disk/ballast").requireSuccess()
            try program.run(approval).requireSuccess()
            #expect(try library.run("publish", disk + "/drafts").status == 0)
            #expect(try program.shell("ls -A disk/drafts | wc -l").text == "150\n")
        }
    }

    @Test func `a batch that finds no room is published as a whole later`() throws {
        try withSmallDisk { program, disk in
            let library = try TestLibrary(at: disk + "/library")
            var generator = SeededGenerator(seed: 75)
            try program.shell("mkdir drafts").requireSuccess()
            for index in 0..<12 {
                // Random text, so that deflating does not make it small.
                let answer = (0..<150_000).map { _ in UInt8(ascii: "a") + UInt8.random(in: 0..<26, using: &generator) }
                let document = try SignedDocument(
                    "Question \(index)?", answer: String(decoding: answer, as: UTF8.self) + "\n")
                try library.write(try document.bytes(), to: "drafts/\(10 + index).json")
            }
            try program.shell("head -c 3200000 /dev/zero > disk/ballast").requireSuccess()
            let refused = try library.run("publish", "drafts", "--json")
            #expect(refused.status == 74 && refused.errorJSON["code"] == "no-space", "\(refused.diagnostics)")
            #expect(refused.output.isEmpty)
            #expect(try library.audit().json["objects"] == 1)
            try program.shell("rm disk/ballast").requireSuccess()
            let published = try library.run("publish", "drafts", "--json")
            #expect(
                published.status == 0 && published.text.split(separator: "\n").count == 12, "\(published.diagnostics)")
            #expect(try library.audit().json["objects"] == 13)
        }
    }

    @Test func `a registry is not made on a full disk, and its keys are taken back`() throws {
        try withSmallDisk { program, disk in
            try program.shell("head -c 5000000 /dev/zero > disk/ballast || true").requireSuccess()
            try TestLibrary.writeKey("publisher")
            let made = try program.run(
                "init", disk + "/library", "--key", "publisher.pem", "--name", "L", "--key-folder", "keys", "--json")
            #expect([73, 74].contains(made.status), "\(made.diagnostics)")
            #expect(try program.shell("ls keys").text.isEmpty)
            let key = try program.run("key", "new", "--out", disk + "/k.pem", "--json")
            #expect(key.status == 74, "\(key.diagnostics)")
            #expect(!FileManager.default.fileExists(atPath: disk + "/k.pem"))
        }
    }
}

extension String {
    fileprivate subscript(index: Int) -> Character { self[self.index(startIndex, offsetBy: index)] }
}
