import Foundation
import GitStore
import Testing

@Suite struct PackConsolidationTests {
    @Test func `500 commits keep every object readable in fewer than 50 packs`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        var texts: [String: String] = [:]
        var largest = 0
        for step in 0..<500 {
            let change = ["a/\(step % 40)": "\(step)", "b/\(step % 7)/\(step)": "once \(step)"]
            let receipt = try writer.commit(change)
            #expect(receipt.consolidationFailure == nil)
            texts.merge(change) { _, new in new }
            largest = max(largest, try store.packNames().filter { $0.hasSuffix(".pack") }.count)
        }
        #expect(largest < 50)
        #expect(largest > 20)
        #expect(try store.repository.texts() == texts)
        #expect(try GitRepository(opening: store.path).texts() == texts)
        let head = try #require(try store.repository.head())
        #expect(try store.repository.commits(from: head, until: nil).count == 500)
        try GitProgram.expectSound(store.path)
    }

    @Test func `a reader opened before packs were merged goes on reading`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        let reader = try GitRepository(opening: store.path)
        var blobs: [GitObjectID] = []
        for step in 0..<120 {
            blobs += try writer.commit(["a/\(step)": "text \(step)"]).blobs
            #expect(try reader.blob(blobs[step / 2]) == Array("text \(step / 2)".utf8))
        }
        for (step, blob) in blobs.enumerated() { #expect(try reader.blob(blob) == Array("text \(step)".utf8)) }
    }

    @Test func `packs that are kept, and other programs' packs, are not touched`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        for step in 0..<5 { try writer.commit(["a": "\(step)"]) }
        let kept = try #require(try store.packNames().first { $0.hasSuffix(".pack") })
        try store.write("", to: "objects/pack/" + kept.replacingOccurrences(of: ".pack", with: ".keep"))
        for step in 0..<100 { try writer.commit(["a": "more \(step)"]) }
        #expect(try store.packNames().contains(kept))
        try GitProgram.expectSound(store.path)
    }

    @Test(.enabled(if: GitProgram.isAvailable)) func `a person may repack with git in between`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        for step in 0..<60 {
            try writer.commit(["a/\(step)": "\(step)", "b": "\(step)"])
            if step % 25 == 24 {
                let output = try GitProgram.git(["repack", "-adq", "--write-midx"], in: store.path)
                #expect(output.status == 0, "\(output.text)")
            }
        }
        #expect(try store.repository.texts().count == 61)
        try GitProgram.expectSound(store.path)
    }

    @Test func `a damaged pack is left as it is, and commits go on`() throws {
        let store = try StoreFixture()
        let writer = try store.writer()
        try writer.commit(["lost": String(repeating: "0123456789", count: 50)])
        let name = try #require(try store.packNames().first { $0.hasSuffix(".pack") })
        let file = store.path + "/objects/pack/" + name
        var bytes = [UInt8](try #require(FileManager.default.contents(atPath: file)))
        bytes[bytes.count - 25] ^= 1
        try FileManager.default.removeItem(atPath: file)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        var failures: [GitStoreError] = []
        for step in 0..<60 {
            if let failure = try writer.commit(["a": "\(step)"]).consolidationFailure { failures.append(failure) }
        }
        #expect(failures.count == 2)
        #expect(failures.allSatisfy { $0.code == .corrupt })
        #expect(try store.packNames().contains(name))
    }
}
