import Completions
import Testing

@Suite struct EventStreamParserTests {
    private func events(_ chunks: [[UInt8]], byteLimit: Int = 1_000) throws -> [ServerSentEvent] {
        var parser = EventStreamParser(byteLimit: byteLimit)
        return try chunks.flatMap { try parser.events(in: $0) }
    }

    private func texts(_ stream: String) throws -> [String] {
        try events([Array(stream.utf8)]).map { String(decoding: $0.data, as: UTF8.self) }
    }

    @Test(
        arguments: [
            ("data: one\n\n", ["one"]), ("data:one\n\n", ["one"]), ("data:  one \n\n", [" one "]),
            ("data: one\ndata: two\n\n", ["one\ntwo"]), ("data\n\n", [""]), ("data\ndata\n\n", ["\n"]),
            (": a comment\n\ndata: one\n\n", ["one"]), ("id: 1\nretry: 5\nother: x\ndata: one\n\n", ["one"]),
            ("event: x\n\n", []), ("data: a:b\n\n", ["a:b"]), ("data: one", []), ("data: one\n", []), ("\n\n\n", []),
            ("\u{feff}data: one\n\n", ["one"]), ("data: one\n\n\u{feff}data: two\n\n", ["one"]),
            (" data: one\n\n", []), ("Data: one\n\n", []), ("data: é\n\n", ["é"]),
        ] as [(String, [String])])
    func `lines become events as the specification says`(stream: String, expected: [String]) throws {
        #expect(try texts(stream) == expected)
    }

    @Test(arguments: ["\n", "\r", "\r\n"]) func `a line ends in each of three ways`(end: String) throws {
        let lines = ["data: one", "data: two", "", "event: ping", "data: three", "", ""]
        let found = try events([Array(lines.joined(separator: end).utf8)])
        #expect(found.map { String(decoding: $0.data, as: UTF8.self) } == ["one\ntwo", "three"])
        #expect(found.map { String(decoding: $0.name, as: UTF8.self) } == ["", "ping"])
    }

    @Test func `a stream may be cut at every byte, and into single bytes`() throws {
        let stream = Array("\u{feff}data: é\r\ndata: 𝄞\r\n\r\nevent: x\rdata:\r\r\n:c\n\ndata: 2\n\n".utf8)
        let whole = try events([stream])
        #expect(whole.count == 3)
        for cut in 0...stream.count {
            #expect(try events([Array(stream[..<cut]), Array(stream[cut...])]) == whole, "cut at \(cut)")
        }
        #expect(try events(stream.map { [$0] }) == whole)
    }

    @Test func `each beginning of a stream gives a beginning of its events`() throws {
        let stream = Array("data: one\n\ndata: two\ndata: three\r\n\r\n:\n\ndata: 4\n\n".utf8)
        let whole = try events([stream])
        for end in 0...stream.count {
            let found = try events([Array(stream[..<end])])
            #expect(found == Array(whole.prefix(found.count)), "\(end)")
        }
    }

    @Test(arguments: ["data: ", "", ":", "event: "]) func `an event beyond the limit is refused`(start: String) throws {
        let line = Array((start + String(repeating: "x", count: 1_001)).utf8)
        let fault = #expect(throws: CompletionFault.self) { _ = try events([line]) }
        #expect(fault?.code == .tooLarge)
        let lines = Array(String(repeating: "data: 0123456789\n", count: 100).utf8)
        #expect(throws: CompletionFault.self) { _ = try events([lines]) }
        #expect(try events([lines + [10]], byteLimit: 1_200).count == 1)
    }
}
