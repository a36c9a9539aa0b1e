import BinderyTestSupport
import Foundation
import JSON
import Testing

/// Standard input that stays open and says nothing: only `conformance` reads it.
@Suite(.temporaryDirectory) struct StandardInputTests {
    @Test func `no command waits for standard input`() throws {
        let library = try TestLibrary(publishers: ["publisher", "second"])
        let object = try library.bound("Q?")
        _ = try library.program.shell(
            "mkfifo pipe; echo secret > pass; \"$BINDERY\" key new --out locked.pem --passphrase-file pass; echo A. > a.md"
        )
        let commands = [
            "key new --out new.pem": 0, "key new --out new2.pem --passphrase": 64, "key show --key locked.pem": 77,
            "key export --key locked.pem": 77, "init other --key locked.pem --name Other": 77,
            "bind R? --answer a.md --key locked.pem --registry library": 77, "approve a.md --key locked.pem": 77,
            "import a.md --out i --registry library --key locked.pem": 77,
            "withdraw \(object) --reason error --key locked.pem --registry library": 77,
            "bind R? --answer a.md --key publisher.pem --registry library --draft d.json": 0,
            "approve d.json --key second.pem": 0,
            "publish d.json --registry library": 0, "get \(object) --registry library": 0,
            "verify \(object) --registry library": 0,
            "audit library": 0, "root show --registry library": 0,
            "root next --registry library --add auditor=locked.pem --out r.json": 77,
        ]
        for (command, status) in commands.sorted(by: { $0.key < $1.key })
        where !["publish d", "approve d"].contains(where: command.hasPrefix) {
            let result = try library.program.shell(
                "exec 3<>pipe; timeout 20 \"$BINDERY\" \(command) <&3 >/dev/null; echo $?")
            #expect(result.text == "\(status)\n", "\(command): \(result.diagnostics)")
        }
        for command in ["approve d.json --key second.pem", "publish d.json --registry library"] {
            let result = try library.program.shell(
                "exec 3<>pipe; timeout 20 \"$BINDERY\" \(command) <&3 >/dev/null; echo $?")
            #expect(result.text == "0\n", "\(command): \(result.diagnostics)")
        }
    }

    @Test func `an answer is read from standard input where it is asked for, and not from a terminal`() throws {
        let library = try TestLibrary()
        let bind = "bind Q? --answer - --key publisher.pem --registry library --json"
        let bound = try library.program.shell("printf 'An \\303\\251.\\n' | \"$BINDERY\" \(bind)")
        let object = try #require(bound.json["object"]?.text, "\(bound.diagnostics)")
        #expect(try library.run("get", object, "--answer").text == "An é.\n")
        #expect(try library.program.shell("\"$BINDERY\" \(bind) </dev/null").status != 0)
        #expect(try library.program.shell("printf '\\377' | \"$BINDERY\" \(bind)").status == 65)
        guard try library.program.shell("command -v script").status == 0 else {
            return print("skipped: there is no script(1) to make a terminal")
        }
        let terminal = try library.program.shell("script -qec \"timeout 20 '$BINDERY' \(bind)\" /dev/null")
        #expect(terminal.status == 64 && terminal.text.contains("is a terminal"), "\(terminal.text)")
    }

    @Test func `a closed standard input and a closed standard output harm nothing`() throws {
        let library = try TestLibrary()
        let object = try library.bound("Q?")
        #expect(
            try library.program.shell("\"$BINDERY\" verify \(object) --registry library <&- >/dev/null; echo $?").text
                == "0\n")
        // A reader that goes away ends the program quietly.
        let head = try library.program.shell("\"$BINDERY\" get \(object) --registry library | head -c 1")
        #expect(head.text == "{" && head.diagnostics.isEmpty)
    }
}
