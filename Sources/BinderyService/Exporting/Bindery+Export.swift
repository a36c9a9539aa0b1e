internal import BoundKnowledge
internal import Foundation
public import KnowledgeRegistry
internal import Pages

extension Bindery {
    /// Writes a library as a static site for any web host: objects by address, answers, and the pages for people.
    ///
    /// The folder appears when all of it is on disk. Readers are anybody, so a restricted document refuses the export,
    /// unless the request leaves them out.
    ///
    /// - Parameters:
    ///   - request: where to, and for whom.
    ///   - registry: the library.
    ///   - progress: called with the number of objects done and of all.
    /// - Throws: `ServiceError.noPermission` at a restricted document, `.cannotCreate`, `.io`, `.locked`.
    /// - Complexity: O(number of objects) files; holds a few hundred of them at a time.
    public func export(
        _ request: ExportRequest, of registry: Registry, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> ExportReport {
        try FolderInMaking.requireAvailable(request.folder)
        guard !request.isDryRun else {
            return try SiteExport(request, of: registry, today: environment.clock().day, to: nil).run(progress)
        }
        let making = try FolderInMaking(for: request.folder, by: .export)
        let report: ExportReport
        do {
            report = try SiteExport(request, of: registry, today: environment.clock().day, to: making.path)
                .run(progress)
        } catch {
            making.discard()
            throw error
        }
        try making.publish()
        return report
    }
}

/// An export on its way.
private struct SiteExport {
    private let registry: Registry
    private let files: SiteFiles
    private let request: ExportRequest
    private let folder: String?

    init(_ request: ExportRequest, of registry: Registry, today: CalendarDate, to folder: String?) throws {
        let search = try LibrarySearch(registry)
        let site = Site(
            name: registry.description.name, origin: registry.description.origin, address: request.address,
            form: .files, today: today)
        files = SiteFiles(
            registry: registry, search: search,
            pages: LibrarySite(registry, search: search, for: .everybody, withheld: request.withheld), site: site)
        (self.registry, self.request, self.folder) = (registry, request, folder)
    }

    func run(_ progress: (Int, Int) -> Void) throws -> ExportReport {
        var report = ExportReport()
        var writing = FileBatch(in: folder)
        func write(_ file: SiteFiles.File) throws {
            report.fileCount += 1
            report.byteCount += file.bytes.count
            try writing.add(file)
        }
        let total = Int(try registry.objectCount())
        for start in stride(from: 0, to: total, by: Self.pageLength) {
            for record in try registry.records(from: Int64(start), limit: min(Self.pageLength, total - start)) {
                guard let object = try publicObject(record, &report) else { continue }
                if let lineage = try lineage(of: object) { try files.forEachFile(of: lineage, write) }
                guard !isWithheld(record) else {
                    report.withheldCount += 1
                    continue
                }
                report.objectCount += 1
                try files.forEachFile(of: object, write)
            }
            progress(min(start + Self.pageLength, total), total)
        }
        try files.forEachList(write)
        try writing.finish()
        return report
    }

    /// The object of a record, if it is for anybody.
    private func publicObject(_ record: ObjectRecord, _ report: inout ExportReport) throws -> BoundObject? {
        guard let object = try registry.servedObject(of: record) else { return nil }
        guard try registry.isShown(record, to: .everybody) else {
            guard request.leavesOutRestricted else {
                throw ServiceError(
                    .noPermission, at: "\(object.address)",
                    "the object is restricted, or about one that is, and a site is for anybody",
                    remedy: "Leave such objects out with --public-only.")
            }
            report.restrictedCount += 1
            return nil
        }
        return object
    }

    /// Whether an object, or what it is about, is withheld.
    private func isWithheld(_ record: ObjectRecord) -> Bool {
        [record.address, record.target].compactMap(\.self).contains { request.withheld[$0] != nil }
    }

    /// The lineage of a document's lowest version that anybody may see: so each lineage comes once.
    private func lineage(of object: BoundObject) throws -> LineageID? {
        guard case .boundDocument(let document) = object.envelope.subject else { return nil }
        let lowest = try registry.versions(of: document.lineage, limit: LibrarySite.versionCount).last {
            try registry.isShown($0, to: .everybody)
        }
        return lowest?.address == object.address ? document.lineage : nil
    }

    private static let pageLength = 256
}
