import BinderyClient
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Testing

@Suite(.temporaryDirectory, .timeLimit(.minutes(1))) struct ObjectCacheTests {
    private func bytes(_ index: Int) -> [UInt8] { Array(String(repeating: "\(index) ", count: 200).utf8) }

    private func path(_ address: Address, in cache: ObjectCache) -> String {
        let digits = "\(address.digest)"
        return "\(cache.folder)/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits)"
    }

    @Test func `an object is fetched once, and then comes from the disk`() async throws {
        let (root, object) = (try TestObjects.root(), try TestObjects.document())
        let cache = ObjectCache(folder: TemporaryDirectory.file("cache"))
        let online = try TestClient([MirrorPages(root, object)], root: root.address, cache: cache)
        #expect(try await online.client.object(at: object.address).source != .cache)
        let offline = try TestClient([], root: root.address, cache: cache)
        let fetched = try await offline.client.object(at: object.address)
        #expect(fetched.source == .cache && fetched.verdict == .verified && fetched.bytes == object.bytes)
        #expect(FileManager.default.fileExists(atPath: path(object.address, in: cache)))
    }

    @Test func `what was damaged on disk is dropped and fetched again`() async throws {
        let (root, object) = (try TestObjects.root(), try TestObjects.document())
        let cache = ObjectCache(folder: TemporaryDirectory.file("cache"))
        let test = try TestClient([MirrorPages(root, object)], root: root.address, cache: cache)
        _ = try await test.client.object(at: object.address)
        let file = path(object.address, in: cache)
        for damage in [object.bytes.dropLast(), object.bytes + [10], []] {
            try Data(damage).write(to: URL(fileURLWithPath: file))
            #expect(cache.bytes(at: object.address) == nil)
            #expect(!FileManager.default.fileExists(atPath: file))
            let fetched = try await test.client.object(at: object.address)
            #expect(fetched.source != .cache && fetched.bytes == object.bytes)
            #expect(cache.bytes(at: object.address) == object.bytes)
        }
    }

    @Test func `a link, a pipe and a folder in a file's place are passed over`() throws {
        let cache = ObjectCache(folder: TemporaryDirectory.file("cache"))
        let address = Address(of: bytes(1))
        let file = path(address, in: cache)
        cache.store(bytes(1), at: address)
        let elsewhere = TemporaryDirectory.file("elsewhere")
        try FileManager.default.moveItem(atPath: file, toPath: elsewhere)
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
        #expect(cache.bytes(at: address) == nil)
        try FileManager.default.removeItem(atPath: file)
        try #require(mkfifo(file, 0o600) == 0)
        #expect(cache.bytes(at: address) == nil)
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
        #expect(cache.bytes(at: address) == nil)
        cache.store(bytes(1), at: address)
    }

    @Test func `what was used least lately goes first, within the bound`() throws {
        let size = Int64(bytes(0).count)
        let cache = ObjectCache(folder: TemporaryDirectory.file("cache"), byteLimit: 8 * size)
        let addresses = (0..<9).map { Address(of: bytes($0)) }
        for index in 0..<8 { cache.store(bytes(index), at: addresses[index]) }
        // All are of long ago but the first, which is read once more.
        for address in addresses.prefix(8) {
            var times = [timespec(tv_sec: 1_000, tv_nsec: 0), timespec(tv_sec: 1_000, tv_nsec: 0)]
            #expect(utimensat(AT_FDCWD, path(address, in: cache), &times, 0) == 0)
        }
        #expect(cache.bytes(at: addresses[0]) != nil)
        cache.store(bytes(8), at: addresses[8])
        // A second one makes it an eighth of the bound that is unseen.
        cache.store(Array("x".utf8), at: Address(of: Array("x".utf8)))
        let kept = addresses.filter { cache.bytes(at: $0) != nil }
        #expect(kept.count <= 7 && kept.contains(addresses[0]) && kept.contains(addresses[8]))
    }

    @Test func `in a folder that holds other things too, they stay`() throws {
        let cache = ObjectCache(folder: TemporaryDirectory.file("home"), byteLimit: 100)
        let others = ["work/thesis/text.tex", "work/thesis/old.tmp", "ab/cd/" + String(repeating: "a", count: 64)]
        let left = Address(of: bytes(2))
        let temporary = path(left, in: cache) + ".0011223344556677.tmp"
        for file in others.map({ cache.folder + "/" + $0 }) + [temporary, path(left, in: cache) + ".bak"] {
            try FileManager.default.createDirectory(
                atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path, withIntermediateDirectories: true)
            try Data(repeating: 1, count: 200).write(to: URL(fileURLWithPath: file))
            var times = [timespec(tv_sec: 1_000, tv_nsec: 0), timespec(tv_sec: 1_000, tv_nsec: 0)]
            #expect(utimensat(AT_FDCWD, file, &times, 0) == 0)
        }
        for index in 0..<2 { cache.store(bytes(index), at: Address(of: bytes(index))) }
        for file in others { #expect(FileManager.default.fileExists(atPath: cache.folder + "/" + file), "\(file)") }
        #expect(FileManager.default.fileExists(atPath: path(left, in: cache) + ".bak"))
        #expect(!FileManager.default.fileExists(atPath: temporary))
    }

    @Test func `two processes share a folder`() async throws {
        let folder = TemporaryDirectory.file("cache")
        let addresses = (0..<20).map { Address(of: bytes($0)) }
        // Two caches know nothing of each other, as two processes do.
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<2 {
                let cache = ObjectCache(folder: folder, byteLimit: 4_000)
                for round in 0..<50 {
                    group.addTask {
                        let index = round % 20
                        cache.store(self.bytes(index), at: addresses[index])
                        return cache.bytes(at: addresses[index]).map { $0 == self.bytes(index) } ?? true
                    }
                }
            }
            for await isWhole in group { #expect(isWhole) }
        }
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        #expect(!names.contains { $0.hasSuffix(".tmp") })
    }

    @Test func `a folder that cannot be written costs a fetch and no error`() async throws {
        let (root, object) = (try TestObjects.root(), try TestObjects.document())
        let cache = ObjectCache(folder: "/proc/bindery")
        let test = try TestClient([MirrorPages(root, object)], root: root.address, cache: cache)
        #expect(try await test.client.object(at: object.address).verdict == .verified)
    }

    @Test func `the user's folder follows the XDG specification`() {
        #expect(ObjectCache.userFolder(["XDG_CACHE_HOME": "/somewhere"]) == "/somewhere/bindery")
        #expect(ObjectCache.userFolder(["XDG_CACHE_HOME": "here"]).hasSuffix("/.cache/bindery"))
        #expect(ObjectCache.userFolder([:]).hasSuffix("/.cache/bindery"))
    }
}
