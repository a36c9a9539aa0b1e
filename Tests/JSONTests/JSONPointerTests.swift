import BinderyTestSupport
import JSON
import Testing

@Suite struct JSONPointerTests {
    @Test(arguments: [
        ("[1,{\"a\":[[],{\"b\":null}]},2]", ["", "/0", "/1", "/1/a", "/1/a/0", "/1/a/1", "/1/a/1/b", "/2"]),
        ("{\"\":{\"a/b\":1,\"m~n\":[0]},\"\\u002f\":2}", ["", "/", "//a~1b", "//m~0n", "//m~0n/0", "/~1"]),
    ])
    func `every value knows its pointer`(text: String, pointers: [String]) throws {
        let root = try JSONDocument(parsing: Array(text.utf8)).root
        #expect(Self.pointers(in: root) == pointers)
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func `a cursor finds what a new one finds, in any order`(seed: UInt64)
        throws
    {
        let text = "[1,[2,{\"a\":[3,4,{\"b~\":[5]}],\"c\":6}],{\"d/\":[[],[[7]],{}]},8,[9,[10,11]]]"
        var generator = SeededGenerator(seed: seed)
        let nodes = Self.nodes(in: try JSONDocument(parsing: Array(text.utf8)).root).shuffled(using: &generator)
        var cursor = JSONPointerCursor()
        for node in nodes + nodes.reversed() { #expect(cursor.pointer(of: node) == node.pointer) }
    }

    private static func nodes(in node: JSONNode) -> [JSONNode] {
        let children = node.kind == .object ? node.members.map(\.value) : Array(node.elements)
        return [node] + children.flatMap(nodes)
    }

    private static func pointers(in node: JSONNode) -> [String] {
        let children = node.kind == .object ? node.members.map(\.value) : Array(node.elements)
        return [node.pointer] + children.flatMap(pointers)
    }
}

@Suite struct JSONCanonicalRangeTests {
    @Test(arguments: [
        ("{\"a\":1,\"proof\":[{}],\"z\":2}", "{\"a\":1,\"z\":2}"), ("{\"a\":1,\"proof\":0}", "{\"a\":1}"),
    ])
    func `what is left around a member is the canonical form without it`(text: String, expected: String) throws {
        let root = try JSONDocument(parsing: Array(text.utf8)).root
        let ranges = try #require(root.canonicalRanges(around: "proof"))
        let bytes = Array(text.utf8)
        #expect(String(decoding: bytes[ranges.before] + bytes[ranges.after], as: UTF8.self) == expected)
        #expect(root.canonicalBytes(omitting: ["proof"]) == Array(expected.utf8))
    }

    @Test(arguments: ["{\"proof\":1,\"z\":2}", "{\"a\":1}", "{\"z\":1,\"proof\":2}", "{\"a\":1, \"proof\":2}", "[1]"])
    func `a member that is first, absent or in a loose object has none`(text: String) throws {
        #expect(try JSONDocument(parsing: Array(text.utf8)).root.canonicalRanges(around: "proof") == nil)
    }
}
