internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import HTTPClient

/// A folder with copies of cited sources as they are now, laid out by host and path, as `wget --force-directories` does:
/// `https://example.org/a/b` is `example.org/a/b`, or `index.html` in that folder.
struct SourceCopies {
    private let folder: String
    private let known: [Address: [String]]

    /// - Parameter known: the documents whose sources earlier copies have shown to be changed.
    init(_ folder: String, known: [ChangedSources] = []) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw ServiceError(
                .noInput, at: folder, "there is no such folder",
                remedy: "Name a folder with copies of the sources, one for each host.")
        }
        self.folder = folder
        self.known = Dictionary(known.map { ($0.document, $0.sources) }, uniquingKeysWith: { $1 })
    }

    /// The ids of the sources whose copies have other bytes than those that were cited. Of a source without copy an earlier
    /// copy speaks, if there was one; of one without digest or address nothing is known.
    func changedSources(of document: BoundDocument, at address: Address) throws -> [String] {
        let known = known[address] ?? []
        return try (document.sources ?? []).filter { source in
            guard let cited = source.digest else { return false }
            guard let copy = try copy(of: source) else {
                return known.contains { $0.utf8.elementsEqual(source.id.utf8) }
            }
            return copy != cited
        }.map(\.id)
    }

    /// The digest of the copy of a source.
    private func copy(of source: Source) throws -> Digest? {
        guard let text = source.url, let location = try? HTTPLocation(text, allowsPlain: true) else { return nil }
        // A location has no `..`, so that its path stays below the folder.
        let path = folder + "/" + location.description.drop { $0 != "/" }.dropFirst(2)
        for candidate in [path, path + "/index.html"] {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
                return SHA256.digest(of: try SafeFile.read(candidate))
            }
        }
        return nil
    }
}
