package import BoundKnowledge
package import KnowledgeRegistry
package import Pages
internal import Retrieval

/// Makes the pages of a library as it is now, for one audience. What an audience may not see is not there for it:
/// `nil`.
package struct LibrarySite {
    /// How many entries a page of a list has.
    package static let entryCount = 50
    /// How many versions are listed of one document.
    package static let versionCount = 1_000

    private let registry: Registry
    private let search: LibrarySearch
    private let audience: Audience
    private let withheld: WithheldObjects

    /// The site of a registry.
    ///
    /// - Parameters:
    ///   - registry: the registry.
    ///   - search: its index, up to date.
    ///   - audience: who reads.
    ///   - withheld: objects of which no page shows more than the address.
    package init(
        _ registry: Registry, search: LibrarySearch, for audience: Audience,
        withheld: WithheldObjects = WithheldObjects()
    ) {
        self.registry = registry
        self.search = search
        self.audience = audience
        self.withheld = withheld
    }

    /// A page that is not made, as its object is withheld.
    package struct Withheld: Error {
        package let address: Address
        package let basis: WithheldObjects.Basis
    }

    /// The front page: counts come from the index, so it costs the same in a large library.
    package func front() throws -> FrontPage {
        FrontPage(
            documentCount: try search.documentCount(for: audience),
            topics: try search.topics(limit: Self.entryCount, for: audience).map {
                TopicEntry(name: $0.name, count: $0.documentCount)
            },
            recent: try search.newest(limit: 10, for: audience).compactMap(entry))
    }

    /// The documents of a topic; `nil` where no document has it, or none is left for the page.
    ///
    /// - Parameters:
    ///   - name: the topic, as documents write it.
    ///   - page: from 1 on.
    package func topic(_ name: String, page: Int) throws -> TopicPage? {
        guard let skipped = Self.skipped(page), let topic = try search.topic(name, for: audience) else { return nil }
        let listed = try search.newest(
            of: name, skipping: skipped, limit: Self.entryCount, for: audience)
        guard !listed.isEmpty else { return nil }
        return TopicPage(
            TopicEntry(name: topic.name, count: topic.documentCount), page: page,
            documents: listed.compactMap(entry), hasMore: topic.documentCount > Int64(skipped + listed.count))
    }

    /// What a search finds.
    package func results(for query: String, limit: Int = 50) throws -> SearchPage {
        let hits = try search.hits(
            for: SearchQuery(query), limit: limit, audience: audience,
            leavingOut: Set(withheld.bases.keys))
        return SearchPage(
            query: query,
            hits: hits.map { hit in
                SearchPage.Hit(
                    DocumentEntry(
                        hit.document, issued: hit.object.envelope.validFrom, warning: ListWarning(hit.status)),
                    passage: hit.passage.map { SearchPage.Piece(text: $0.text, isMatch: $0.isMatch) })
            },
            hasMore: hits.count == limit)
    }

    /// The newest version of a document.
    package func document(_ lineage: LineageID) throws -> DocumentPage? {
        let newest = try records(of: lineage, limit: Self.versionCount).first
        return try newest.flatMap { try documentPage($0, at: .document(lineage)) }
    }

    /// One version of a document; of two with one number the one that was published first.
    package func version(_ version: Int64, of lineage: LineageID) throws -> DocumentPage? {
        try record(version, of: lineage).flatMap { try documentPage($0, at: .version(lineage, version)) }
    }

    /// The page of an object.
    package func object(at address: Address) throws -> (any Page)? {
        guard let record = try registry.record(at: address) else { return nil }
        if record.type == .boundDocument { return try documentPage(record, at: .object(address)) }
        return try releasedObject(record).map(ObjectPage.init)
    }

    /// All versions of a document.
    package func versions(of lineage: LineageID) throws -> VersionsPage? {
        let records = try records(of: lineage, limit: Self.versionCount)
        guard let newest = try records.first.flatMap(releasedObject),
            case .boundDocument(let document) = newest.envelope.subject
        else { return nil }
        return VersionsPage(document, versions: try records.compactMap(versionEntry))
    }

    /// What changed from one version of a document to another.
    package func difference(of lineage: LineageID, from old: Int64, to new: Int64) throws -> DifferencePage? {
        guard let before = try record(old, of: lineage).flatMap(releasedObject),
            let after = try record(new, of: lineage).flatMap(releasedObject)
        else { return nil }
        return DifferencePage(from: before, to: after)
    }

    /// The versions of a document that its pages compare: each with the one before it, and with the newest.
    package func comparisons(of lineage: LineageID) throws -> [(old: Int64, new: Int64)] {
        let shown = try records(of: lineage, limit: Self.versionCount)
        let numbers = shown.compactMap(\.version)
        let listed = shown.filter { withheld[$0.address] == nil }.compactMap(\.version)
        var seen: Set<[Int64]> = []
        return (zip(listed.dropFirst(), listed).map { ($0, $1) } + numbers.dropFirst().map { ($0, numbers[0]) })
            .filter { $0.0 < $0.1 && seen.insert([$0.0, $0.1]).inserted }.map { (old: $0.0, new: $0.1) }
    }

    /// The newest publications.
    package func feed() throws -> Feed {
        let count = try registry.objectCount()
        let newest = try registry.records(from: max(0, count - Int64(Feed.entryCount)), limit: Feed.entryCount)
        return Feed(
            entries: try newest.reversed().compactMap { record in
                guard let object = try registry.servedObject(of: record, for: audience) else { return nil }
                // A withdrawal names what it withdraws by its question.
                let isWithheld = [record.address, record.target].compactMap(\.self).contains { withheld[$0] != nil }
                return Feed.Entry(object, isWithheld: isWithheld)
            })
    }

    /// What was published, the newest first; `nil` behind the last page.
    package func changes(page: Int) throws -> ChangesPage? {
        let count = try registry.objectCount()
        guard let skipped = Self.skipped(page), page == 1 || skipped < count else { return nil }
        let end = count - Int64(skipped)
        let start = max(0, end - Int64(Self.entryCount))
        let records = try registry.records(from: start, limit: Int(end - start)).filter { $0.position < end }
        let entries = try records.reversed().compactMap(object).map(ChangesPage.Entry.init)
        return ChangesPage(page: page, entries: entries, hasMore: start > 0)
    }

    /// What the library is, and how it is verified.
    package func about() throws -> AboutPage {
        let root = try registry.rootCandidates().first.map { Address(of: $0.bytes) }
        return AboutPage(documentCount: try search.documentCount(for: audience), root: root)
    }

    // MARK: - What pages are made of

    /// How many entries stand on the pages before one; `nil` for a number that no page has.
    private static func skipped(_ page: Int) -> Int? {
        guard page >= 1 else { return nil }
        let (skipped, isTooLarge) = (page - 1).multipliedReportingOverflow(by: entryCount)
        return isTooLarge ? nil : skipped
    }

    private func entry(_ listed: ListedObject) -> DocumentEntry? {
        guard withheld[listed.object.address] == nil, case .boundDocument(let document) = listed.object.envelope.subject
        else { return nil }
        return DocumentEntry(
            document, issued: listed.object.envelope.validFrom, warning: ListWarning(listed.status))
    }

    private func records(of lineage: LineageID, limit: Int) throws -> [ObjectRecord] {
        try registry.versions(of: lineage, limit: limit).filter { try registry.isShown($0, to: audience) }
    }

    private func record(_ version: Int64, of lineage: LineageID) throws -> ObjectRecord? {
        try records(of: lineage, limit: Self.versionCount).first { $0.version == version }
    }

    /// An object that a page may speak of. What is about a withheld one names it, and is left out with it.
    private func object(_ record: ObjectRecord) throws -> BoundObject? {
        guard withheld[record.address] == nil, record.target.flatMap({ withheld[$0] }) == nil else { return nil }
        return try registry.servedObject(of: record, for: audience)
    }

    /// The object that a page is about.
    ///
    /// - Throws: `Withheld`, to an audience that would see it.
    private func releasedObject(_ record: ObjectRecord) throws -> BoundObject? {
        guard let object = try registry.servedObject(of: record, for: audience) else { return nil }
        for address in [record.address, record.target].compactMap(\.self) {
            if let basis = withheld[address] { throw Withheld(address: address, basis: basis) }
        }
        return object
    }

    private func documentPage(_ record: ObjectRecord, at place: Place) throws -> DocumentPage? {
        guard let object = try releasedObject(record), case .boundDocument(let document) = object.envelope.subject
        else { return nil }
        let versions = try records(of: document.lineage, limit: DocumentPage.versionCount + 1)
        return DocumentPage(
            at: place, object: object, document: document, standing: try standing(of: object.address),
            versions: try versions.compactMap(versionEntry), modelName: try modelName(of: document))
    }

    private func versionEntry(_ record: ObjectRecord) throws -> VersionEntry? {
        guard let object = try object(record), case .boundDocument(let document) = object.envelope.subject else {
            return nil
        }
        let status = try registry.status(of: object.address, for: audience)
        return VersionEntry(
            number: document.version, address: object.address, issued: object.envelope.validFrom,
            change: document.change, warning: status.flatMap { ListWarning($0) })
    }

    private func standing(of address: Address) throws -> DocumentPage.Standing {
        switch try registry.status(of: address, for: audience) {
        case nil, .current: return .current
        case .superseded(let newer):
            return try registry.record(at: newer)?.version.map { .superseded(by: $0) } ?? .current
        case .quarantined(let attestation):
            let issued = try dayOfIssue(of: attestation)
            return .quarantined(by: issued == nil ? nil : .object(attestation), since: issued)
        case .withdrawn(let by, var withdrawal):
            if withheld[by] != nil { withdrawal.note = nil }
            return .withdrawn(
                withdrawal, since: try dayOfIssue(of: by), replacement: try replacement(of: withdrawal))
        }
    }

    /// When an object was issued that a page may speak of.
    private func dayOfIssue(of address: Address) throws -> CalendarDate? {
        try registry.record(at: address).flatMap(object)?.envelope.validFrom.day
    }

    private func replacement(of withdrawal: Withdrawal) throws -> DocumentPage.Replacement? {
        guard let address = withdrawal.replacedBy, let object = try registry.record(at: address).flatMap(object),
            case .boundDocument(let document) = object.envelope.subject
        else { return nil }
        return DocumentPage.Replacement(.object(address), question: document.question)
    }

    private func modelName(of document: BoundDocument) throws -> String? {
        guard case .manifest(let address)? = document.derivation?.model,
            case .modelManifest(let model)? = try registry.record(at: address).flatMap(object)?.envelope.subject
        else { return nil }
        return "\(model.name) \(model.version)"
    }
}

extension ListWarning {
    /// What a list warns of for a status.
    package init?(_ status: ObjectStatus) {
        switch status {
        case .current, .superseded: return nil
        case .quarantined: self = .quarantined
        case .withdrawn: self = .withdrawn
        }
    }
}
