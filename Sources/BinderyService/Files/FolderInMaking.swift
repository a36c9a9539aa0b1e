internal import Foundation

/// A folder that is filled where nobody looks for it, and then gets its name: it is there whole or not at all.
///
/// It lies beside its future place as `.NAME.bindery-import`, under `flock`. What a killed import left there is emptied
/// by the next one, so that it neither piles up nor stands in the way. So it is with an export.
struct FolderInMaking: ~Copyable {
    /// What fills the folder.
    enum Purpose: String { case `import`, export }

    /// Where it lies until it has its name.
    let path: String
    private let target: URL
    private let descriptor: Int32

    /// Makes the folder, or takes the one that a killed process left.
    ///
    /// - Throws: `ServiceError.locked` where another process fills it, `.cannotCreate`.
    init(for folder: String, by purpose: Purpose) throws(ServiceError) {
        let target = URL(fileURLWithPath: folder).standardizedFileURL
        let path = target.deletingLastPathComponent().appendingPathComponent(
            ".\(target.lastPathComponent).bindery-\(purpose)"
        ).path
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw Self.failure(folder, path) }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw Self.failure(folder, path) }
        do throws(ServiceError) {
            try Self.take(descriptor, path, for: folder, purpose)
        } catch {
            close(descriptor)
            throw error
        }
        (self.path, self.target, self.descriptor) = (path, target, descriptor)
    }

    /// Locks the open folder, and empties it.
    private static func take(
        _ descriptor: Int32, _ path: String, for folder: String, _ purpose: Purpose
    ) throws(ServiceError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isSame(descriptor, path) else {
            throw ServiceError(
                .locked, at: folder, "another \(purpose) makes this folder", remedy: "Wait for it, or name another one."
            )
        }
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: path) {
                try FileManager.default.removeItem(atPath: "\(path)/\(name)")
            }
        } catch {
            throw ServiceError(
                .cannotCreate, at: folder, "\(path) is left from an \(purpose) that ended early and cannot be emptied",
                remedy: "Remove it yourself.")
        }
    }

    deinit { close(descriptor) }

    /// Refuses a folder that is there already, unless it is empty.
    static func requireAvailable(_ folder: String) throws(ServiceError) {
        guard !folder.isEmpty else {
            throw ServiceError(.usage, at: "--out", "the folder has no name", remedy: "Name a new folder.")
        }
        guard FileManager.default.fileExists(atPath: folder) else { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder), names.isEmpty else {
            throw ServiceError(
                .cannotCreate, at: folder, "the folder exists and is not empty",
                remedy: "Name a new folder, or remove this one yourself.")
        }
    }

    /// Gives the folder its name, durably.
    consuming func publish() throws(ServiceError) {
        guard fsync(descriptor) == 0 || errno == EINVAL, rename(path, target.path) == 0 else {
            let reason = String(cString: strerror(errno))
            discard()
            throw ServiceError(
                .cannotCreate, at: target.path,
                "the folder cannot be given its name: \(reason)", remedy: "Name a new folder.")
        }
        try SafeFile.syncFolder(of: target.path)
    }

    /// Removes the folder with what is in it.
    func discard() { try? FileManager.default.removeItem(atPath: path) }

    /// Whether the path still names the open folder: another process may have given it its name meanwhile.
    private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0 && opened.st_ino == named.st_ino
            && opened.st_dev == named.st_dev
    }

    private static func failure(_ folder: String, _ path: String) -> ServiceError {
        ServiceError(
            errno == ENOSPC ? .io : .cannotCreate, at: folder,
            "the folder cannot be made: \(path): \(String(cString: strerror(errno)))",
            remedy: "Check that the folder above exists, may be written to and has room.")
    }
}
