import BinderyTestSupport
import Foundation
import GitStore
import Testing

/// A repository in the making, as its maker leaves it at each moment.
@Suite(.temporaryDirectory) struct RepositoryInMakingTests {
    private let path = TemporaryDirectory.file("above/store")

    private func names(_ path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
    }

    /// Makes a repository as its maker does; what `observer` refuses fails.
    private func make(at path: String, observer: FileObserver? = nil) throws {
        var place = try RepositoryInMaking(at: path, observer: observer)
        try place.clear()
        _ = try GitRepository.create(at: place.building)
        try place.place()
        try place.finish()
    }

    @Test func `it is made in a new folder and in an empty one`() throws {
        try make(at: path)
        #expect(try GitRepository(opening: path).isBare)
        #expect(!names(path).contains(RepositoryInMaking.stageName))
        let empty = TemporaryDirectory.file("empty")
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
        try make(at: empty)
        #expect(try GitRepository(opening: empty).head() == nil)
    }

    @Test func `one that is given up leaves nothing, not even the folders above it`() throws {
        do {
            let place = try RepositoryInMaking(at: path)
            _ = try GitRepository.create(at: place.building)
            #expect(throws: GitStoreError.self) { _ = try GitRepository(opening: path) }
        }
        #expect(names(TemporaryDirectory.current).isEmpty)
    }

    @Test func `whichever step fails, nothing is left, or the whole`() throws {
        let count = try #require(try stepCount())
        for step in 0..<count {
            let path = TemporaryDirectory.file("store\(step)")
            let steps = Steps()
            #expect(throws: GitStoreError.self) {
                try make(at: path) { _, _ in steps.next() == step ? ENOSPC : nil }
            }
            let isWhole = (try? GitRepository(opening: path)) != nil
            #expect(isWhole || !FileManager.default.fileExists(atPath: path), "step \(step): \(names(path))")
        }
    }

    @Test func `killed at any step, it is not found before it is whole, and made by the next`() throws {
        let count = try #require(try stepCount())
        let path = TemporaryDirectory.file("store")
        let copies = Steps()
        let folder = TemporaryDirectory.file("left")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        // A copy of the folder before each step is what a kill at that moment leaves.
        try make(at: path) { _, _ in
            try? FileManager.default.copyItem(atPath: path, toPath: "\(folder)/\(copies.next())")
            return nil
        }
        #expect(names(folder).count == count)
        var wholeCount = 0
        for name in names(folder) {
            let left = "\(folder)/\(name)"
            let isFound = (try? GitRepository(opening: left)) != nil
            let isWhole = try RepositoryInMaking(at: left).isWhole
            #expect(isFound == isWhole)
            if isWhole {
                wholeCount += 1
                try RepositoryInMaking(at: left).finish()
            } else {
                try make(at: left)
            }
            #expect(names(left) == names(path), "\(name)")
        }
        // The last steps sync what is whole.
        #expect(wholeCount > 0 && wholeCount < count)
    }

    @Test func `two makers exclude each other`() throws {
        let place = try RepositoryInMaking(at: path)
        let error = #expect(throws: GitStoreError.self) { _ = try RepositoryInMaking(at: path) }
        #expect(error?.code == .locked)
        #expect(names(path) == [(place.stage as NSString).lastPathComponent])
    }

    @Test(arguments: ["file", "HEAD", "objects", ".git"])
    func `a folder that holds something is refused`(name: String) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        let error = #expect(throws: GitStoreError.self) { _ = try RepositoryInMaking(at: path) }
        #expect(error?.code == .notEmpty && names(path) == [name])
    }

    /// How many operations an observer sees of one making.
    private func stepCount() throws -> Int? {
        let steps = Steps()
        try make(at: TemporaryDirectory.file("counted")) { _, _ in
            _ = steps.next()
            return nil
        }
        try FileManager.default.removeItem(atPath: TemporaryDirectory.file("counted"))
        return steps.next()
    }
}

/// Counts from 0.
private final class Steps: @unchecked Sendable {
    // `@unchecked Sendable`: one thread makes a repository.
    private var count = 0

    func next() -> Int {
        defer { count += 1 }
        return count
    }
}
