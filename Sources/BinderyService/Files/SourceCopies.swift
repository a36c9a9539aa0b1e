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
    init(_ folder: String, known: [ChangedSources] = []) throws(ServiceError) {
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

    /// The sources with the digests of their copies. One that no copy can be laid out for stays as it is: it has no
    /// address, or one with a query or a fragment, or one outside the web.
    ///
    /// - Throws: `ServiceError.noInput` with every source that a copy is missing of.
    func recorded(_ sources: [Source]) throws(ServiceError) -> [Source] {
        var missing: [String] = []
        let recorded = try sources.map { source throws(ServiceError) in
            guard let path = path(of: source) else { return source }
            var recorded = source
            recorded.digest = try copy(of: source)
            if recorded.digest == nil { missing.append("\(source.id) (expected at \(path))") }
            return recorded
        }
        guard missing.isEmpty else {
            throw ServiceError(
                .noInput, at: folder, "there is no copy of \(missing.joined(separator: ", "))",
                remedy: "Fetch what is missing with `wget --force-directories`, or record no digests.")
        }
        return recorded
    }

    /// The digest of the copy of a source.
    private func copy(of source: Source) throws(ServiceError) -> Digest? {
        guard let path = path(of: source) else { return nil }
        for candidate in [path, path + "/index.html"].map({ "\(folder)/\($0)" }) {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
                return SHA256.digest(of: try SafeFile.read(candidate))
            }
        }
        return nil
    }

    /// Where the copy of a source is, seen from the folder: a location has no `..`, so that it is below.
    private func path(of source: Source) -> String? {
        guard let text = source.url, let location = try? HTTPLocation(text, allowsPlain: true) else { return nil }
        return String(location.description.drop { $0 != "/" }.dropFirst(2))
    }
}

extension BindRequest {
    /// Records the digests of the cited sources from copies in a folder, laid out by host and path, so that a recomputation
    /// can tell which have changed.
    ///
    /// A source without an address stays without a digest, and so does one whose address has a query or a fragment, or is
    /// none of the web.
    ///
    /// - Throws: `ServiceError.noInput` for a folder that is not there, or with every source that a copy is missing of;
    ///   `ServiceError.badData` for a copy of more than 64 MiB.
    public mutating func recordDigests(ofCopiesIn folder: String) throws {
        sources = try SourceCopies(folder).recorded(sources)
    }
}
