import BinderyTestSupport
import Foundation
import Testing

@Suite(.temporaryDirectory) struct ServeCommandTests {
    @Test func `objects come by curl, and a signal ends the server`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?")
        let (status, log) = try library.served { url in
            let fetched = try library.program.shell("curl -sf \(url)objects/\(object)?secret=1 | sha256sum")
            #expect("sha256:" + fetched.text.prefix(64) == object)
        }
        #expect(status == 0)
        // The access log says what kind of page it was, and not what was asked for.
        #expect(log.contains("route=/objects/{address}") && log.contains("status=200"))
        #expect(!log.contains("secret") && !log.contains(object) && !log.contains("warning"))
    }

    @Test func `signed objects are taken where the operator says so`() throws {
        let library = try TestLibrary()
        try library.write(Array("An answer.\n".utf8), to: "answer.md")
        let draft = try library.run(
            ["bind", "What is new?", "--answer", "answer.md", "--key", "publisher.pem", "--draft", "draft.json"])
        #expect(draft.status == 0, "\(draft.diagnostics)")
        let (status, _) = try library.served(["--publish", "--host", "127.0.0.2"]) { url in
            let posted = try library.program.shell(
                "curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/vc' --data-binary @draft.json \(url)objects"
            )
            #expect(posted.text == "201")
        }
        #expect(status == 0)
    }

    @Test func `a host that others reach is warned about`() throws {
        let library = try TestLibrary()
        let (status, log) = try library.served(["--host", "0.0.0.0", "--log-level", "error"]) { _ in }
        #expect(status == 0 && log.hasPrefix("warning: 0.0.0.0") && log.split(separator: "\n").count == 1)
    }

    @Test func `a token file that others can read is refused`() throws {
        let library = try TestLibrary()
        try library.write(Array(String(repeating: "t", count: 40).utf8), to: "token")
        #expect(chmod(TemporaryDirectory.file("token"), 0o644) == 0)
        let result = try library.program.run("serve", library.path, "--port", "0", "--read-token-file", "token")
        #expect(result.status == 77 && result.output.isEmpty)
    }

    @Test func `connections that nobody took up yet do not trouble the end of a server`() throws {
        let library = try TestLibrary()
        let script = """
            for round in 1 2 3 4 5 6 7 8; do
                rm -f serve.out
                "$BINDERY" serve library --port 0 --log-level error >serve.out 2>>serve.err &
                until grep -qs http serve.out; do sleep 0.02; done
                port=$(sed 's/.*:\\([0-9]*\\).*/\\1/' serve.out)
                for file in 3 4 5 6 7 8 9; do eval "exec $file<>/dev/tcp/127.0.0.1/$port"; done
                kill -TERM $!; wait $! || echo "ended with $?"
                for file in 3 4 5 6 7 8 9; do eval "exec $file>&-"; done
            done
            cat serve.err
            """
        try library.write(Array(script.utf8), to: "rounds.sh")
        let result = try library.program.shell("bash rounds.sh")
        #expect(result.status == 0 && result.text.isEmpty, "\(result.text.prefix(500))")
    }

    @Test func `fewer open files than connections are warned about`() throws {
        let library = try TestLibrary()
        let result = try library.program.shell(
            """
            ulimit -S -n 200; ulimit -H -n 300
            "$BINDERY" serve library --port 0 >serve.out 2>serve.err &
            until grep -q http serve.out; do sleep 0.05; done
            kill -TERM $!; wait $!; cat serve.err
            """)
        #expect(result.text.hasPrefix("warning: at most 300 files can be open, and --max-connections is 10000."))
        #expect(result.status == 0, "\(result.diagnostics)")
    }

    @Test func `a malformed list of withheld objects is refused by file and line`() throws {
        let library = try TestLibrary()
        try library.write(Array("# a list\nsha256:12 a demand\n".utf8), to: "withheld")
        let result = try library.program.run("serve", library.path, "--port", "0", "--withheld", "withheld")
        #expect(result.status == 65 && result.diagnostics.contains("withheld:2") && result.output.isEmpty)
    }

    @Test(arguments: [["--log-level", "loud"], ["--threads", "0"], ["--max-head", "10"], ["--port", "65536"]])
    func `a limit that makes no sense is a usage error`(options: [String]) throws {
        let library = try TestLibrary()
        #expect(try library.program.run(["serve", library.path] + options).status == 64)
    }
}
