import GitStore
import Testing

@Suite struct GitObjectIDTests {
    @Test func `an id reads and writes its hexadecimal form`() throws {
        let text = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
        let id = try #require(GitObjectID(hex: text))
        #expect(id.description == text)
        #expect(GitObjectID(bytes: id.rawBytes) == id)
        #expect(GitObjectID(hex: text.uppercased()) == id)
    }

    @Test(arguments: [
        "", "e69d", "g69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "e69de29bb2d1d6434b8b29ae775ad8c2e48c53910",
    ])
    func `a text of another length or alphabet is no id`(text: String) {
        #expect(GitObjectID(hex: text) == nil)
    }

    @Test(arguments: 0..<20)
    func `ids compare as their bytes do`(position: Int) throws {
        var low = [UInt8](repeating: 0x7F, count: 20)
        var high = low
        low[position] = 0x01
        high[position] = 0x80
        let lower = try #require(GitObjectID(bytes: low))
        let higher = try #require(GitObjectID(bytes: high))
        #expect(lower < higher)
        #expect(!(higher < lower))
    }
}
