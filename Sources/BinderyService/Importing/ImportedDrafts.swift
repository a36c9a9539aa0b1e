internal import BoundKnowledge
internal import Foundation

/// The drafts of an import and the names of their files: numbers that keep the order of the rows, then words of the question.
public struct ImportedDrafts: Sendable {
    /// A draft's file in the folder, by the index of its result.
    public let names: [Int: String]
    private let results: [ImportResult]

    /// The drafts among `results`.
    public init(of results: [ImportResult]) {
        self.results = results
        let width = max(4, String(results.count).utf8.count)
        names = [:].merging(
            results.enumerated().compactMap { index, result in
                result.draft.map { (index, Self.name(of: $0, number: index + 1, width: width)) }
            }, uniquingKeysWith: { $1 })
    }

    /// Refuses a folder that is there already, unless it is empty.
    public static func requireAvailable(_ folder: String) throws(ServiceError) {
        try FolderInMaking.requireAvailable(folder)
    }

    /// Writes every draft into a new folder, which appears when all of them are on disk: never a part of them.
    ///
    /// - Parameter progress: called with the number of drafts written and of all.
    public func write(to folder: String, progress: (Int, Int) -> Void = { _, _ in }) throws {
        try Self.requireAvailable(folder)
        let making = try FolderInMaking(for: folder, by: .import)
        do {
            try fill(making.path, progress)
        } catch {
            making.discard()
            throw error
        }
        try making.publish()
    }

    private func fill(_ folder: String, _ progress: (Int, Int) -> Void) throws {
        let files = names.sorted { $0.key < $1.key }
        for start in stride(from: 0, to: files.count, by: Self.batchCount) {
            let batch = start..<min(start + Self.batchCount, files.count)
            _ = try DiskMap.map(batch) { number in
                guard let draft = results[files[number].key].draft else { return }
                try SafeFile.create(draft.bytes, at: "\(folder)/\(files[number].value)")
            }
            progress(batch.upperBound, files.count)
        }
    }

    private static let batchCount = 512

    private static func name(of object: BoundObject, number: Int, width: Int) -> String {
        let digits = String(number)
        let padded = String(repeating: "0", count: width - digits.utf8.count) + digits
        return "\(padded)-\(slug(object)).json"
    }

    /// Words of the question in ASCII, at most 40 bytes; the lineage where there are none. Nothing in it means anything to a shell.
    private static func slug(_ object: BoundObject) -> String {
        guard case .boundDocument(let document) = object.envelope.subject else { return object.type.rawValue }
        var slug = ""
        for byte in document.question.utf8 {
            let lowercase = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
            switch lowercase {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                slug.unicodeScalars.append(Unicode.Scalar(lowercase))
            default: if !slug.isEmpty, slug.utf8.last != UInt8(ascii: "-") { slug += "-" }
            }
            if slug.utf8.count >= 40 { break }
        }
        while slug.utf8.last == UInt8(ascii: "-") { slug.removeLast() }
        return slug.isEmpty ? document.lineage.text : slug
    }
}
