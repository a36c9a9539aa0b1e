internal import Foundation

/// Writes files into a folder that nobody sees yet, durably and many at a time.
struct FileBatch {
    /// The folder; `nil` where nothing is written.
    private let folder: String?
    private var files: [SiteFiles.File] = []
    private var folders: Set<String> = []
    private static let fileCount = 512

    init(in folder: String?) { self.folder = folder }

    /// Adds a file; it is written with others, when there are enough of them or at the end.
    mutating func add(_ file: SiteFiles.File) throws {
        guard folder != nil else { return }
        files.append(file)
        if files.count >= Self.fileCount { try finish() }
    }

    /// Writes what is left.
    mutating func finish() throws {
        guard let folder else { return }
        for file in files { try makeFolder(of: "\(folder)/\(file.path)") }
        _ = try DiskMap.map(0..<files.count) { [files] number in
            try SafeFile.create(files[number].bytes, at: "\(folder)/\(files[number].path)")
        }
        files.removeAll(keepingCapacity: true)
    }

    private mutating func makeFolder(of path: String) throws {
        let folder = SafeFile.folder(of: path)
        guard folders.insert(folder).inserted else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ServiceError(
                .io, at: folder, "the folder cannot be made: \(error.localizedDescription)",
                remedy: "Look whether the disk is full.")
        }
    }
}
