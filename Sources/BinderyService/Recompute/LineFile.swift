internal import Foundation
internal import JSON

/// A file to which lines of JSON are added, each whole or not at all.
///
/// A process that is killed can leave half a line at the end: it is cut off when the file is opened again.
final class LineFile {
    private let path: String
    private let descriptor: Int32
    private var length: Int

    /// Where a line stands in its file, its end left out.
    struct Place: Sendable, Hashable {
        let offset: Int
        let byteCount: Int
    }

    /// Opens or makes the file, and lends its lines.
    ///
    /// - Parameter line: what to do with a line and its place; `false` for one that cannot be read.
    /// - Throws: `ServiceError.badData` for a line, other than a torn last one, that is no JSON or that cannot be read;
    ///   what `line` throws, with the file and the number of the line.
    init(_ path: String, _ line: (JSONNode, Place) throws -> Bool = { _, _ in true }) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SafeFile.failure(path) }
        length = 0
        length = try Self.read(path, line)
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw SafeFile.failure(path) }
    }

    deinit { close(descriptor) }

    /// Lends the whole lines of a file, holding one at a time.
    ///
    /// - Parameter line: what to do with a line and its place; `false` for one that cannot be read.
    /// - Returns: their bytes.
    @discardableResult static func read(_ path: String, _ line: (JSONNode, Place) throws -> Bool) throws -> Int {
        guard let file = FileHandle(forReadingAtPath: path) else {
            guard access(path, F_OK) != 0 else { throw SafeFile.failure(path) }
            return 0
        }
        defer { try? file.close() }
        var (rest, whole, number) = ([UInt8](), 0, 0)
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
            rest += chunk
            var start = 0
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                let place = Place(offset: whole, byteCount: end - start)
                try lend(Array(rest[start..<end]), at: "\(path): line \(number)") { try line($0, place) }
                (whole, start) = (whole + end + 1 - start, end + 1)
            }
            rest.removeFirst(start)
        }
        return whole
    }

    private static func lend(_ bytes: [UInt8], at place: String, _ line: (JSONNode) throws -> Bool) throws {
        let node: JSONNode
        do throws(JSONError) {
            node = try JSONDocument(parsing: bytes).root
        } catch {
            throw damaged(place, "the line is no JSON: \(error.problem)")
        }
        guard try FileError.naming(place, { try line(node) }) else {
            throw damaged(place, "the line is not what a recomputation wrote")
        }
    }

    private static func damaged(_ place: String, _ problem: String) -> ServiceError {
        ServiceError(
            .badData, at: place, problem,
            remedy: "Something else wrote to the file: move its folder away, and begin anew.")
    }

    /// Lends the line at a place once more.
    ///
    /// - Parameter line: what to do with it; `false` where it cannot be read.
    /// - Throws: `ServiceError.badData` where the file has another line there by now.
    func read(_ place: Place, _ line: (JSONNode) throws -> Bool) throws {
        var bytes = [UInt8](repeating: 0, count: place.byteCount)
        guard pread(descriptor, &bytes, bytes.count, off_t(place.offset)) == bytes.count else {
            throw Self.damaged("\(path): byte \(place.offset)", "the line is not there any more")
        }
        try Self.lend(bytes, at: "\(path): byte \(place.offset)", line)
    }

    /// Adds lines; they outlive this process, and a power failure once `sync` has returned.
    ///
    /// - Returns: where they stand.
    @discardableResult func append(_ lines: [JSONValue]) throws(ServiceError) -> [Place] {
        var (bytes, places): ([UInt8], [Place]) = ([], [])
        for line in lines {
            let start = bytes.count
            bytes += line.canonicalBytes()
            places.append(Place(offset: length + start, byteCount: bytes.count - start))
            bytes.append(UInt8(ascii: "\n"))
        }
        guard SafeFile.writeAll(bytes, to: descriptor) else {
            let failure = SafeFile.failure(path)
            // Half a line would spoil the next one.
            ftruncate(descriptor, off_t(length))
            throw failure
        }
        length += bytes.count
        return places
    }

    /// Waits until what was added is on disk.
    func sync() throws(ServiceError) {
        guard fdatasync(descriptor) == 0 else { throw SafeFile.failure(path) }
    }
}
