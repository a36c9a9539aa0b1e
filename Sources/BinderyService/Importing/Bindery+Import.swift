public import BoundKnowledge
public import KnowledgeRegistry
public import Signing

extension Bindery {
    /// Reads questions and answers and makes a draft of each, without any approval; nothing is written.
    ///
    /// - Parameters:
    ///   - request: what to import, and how.
    ///   - registry: the registry that the drafts are for.
    ///   - progress: called with the number of rows done and of all.
    /// - Returns: what became of each row or file, in their order.
    /// - Throws: `ServiceError` where nothing can be read; what is wrong with a row is in its result.
    public func draftImport(
        _ request: ImportRequest, for registry: Registry, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> [ImportResult] {
        var entries = try entries(of: request)
        let language = registry.description.defaults.language
        let keys = ParallelMap.map(0..<entries.count) { [entries] index in
            entries[index].request.map { RepeatedQuestions.Key($0, language: language) }
        }
        RepeatedQuestions.report(in: &entries, keys: keys)
        let known = try KnownQuestions(registry)
        let copies = try request.copies.map { try SourceCopies($0) }
        var results: [ImportResult] = []
        results.reserveCapacity(entries.count)
        for start in stride(from: 0, to: entries.count, by: Self.importBatchCount) {
            let batch = start..<min(start + Self.importBatchCount, entries.count)
            results += try ParallelMap.map(batch) { [entries] index in
                var result = try result(
                    of: entries[index], lineage: keys[index]?.lineage, copies, request, registry)
                if case .draft(let object) = result.outcome, let key = keys[index] {
                    result.problems += try known.problems(of: object, key, at: entries[index].place(of: "question"))
                }
                return result
            }
            progress(results.count, entries.count)
        }
        return results
    }

    /// The publisher of a registry where there is one alone: whom drafts name when nobody says whom.
    ///
    /// - Throws: `ServiceError` where there are several, or no trust root is known.
    public func onlyPublisher(of registry: Registry, root: Address? = nil) throws -> DIDKey {
        guard let pinned = try pinnedRoot(given: root, origin: registry.description.origin) else {
            throw ServiceError(
                .configuration, at: registry.path, "no trust root is pinned for `\(registry.description.origin)`",
                remedy: "Give its address with --root, or name the publisher's key with --key.")
        }
        let publishers = try registry.trust(from: pinned).state?.current.root.roles[.publisher]?.keys ?? []
        guard let publisher = publishers.first, publishers.count == 1 else {
            throw ServiceError(
                .usage, at: "--key",
                "the registry has \(publishers.count) publishers, expected one to name in the drafts",
                remedy: "Name the publisher's key with --key; its public half is enough.")
        }
        return publisher.id
    }

    /// Rows between two reports of progress.
    private static var importBatchCount: Int { 512 }

    private func entries(of request: ImportRequest) throws -> [ImportEntry] {
        guard !FolderContents.isFolder(request.source) else {
            return try MarkdownQuestions(folder: request.source, limits: request.limits).entries()
        }
        guard !request.source.utf8.suffix(3).elementsEqual(".md".utf8) else {
            throw ServiceError(
                .usage, at: request.source, "a file of Markdown is named, expected a folder of them or a CSV file",
                remedy: "Name the folder that holds it.")
        }
        let bytes = try SafeFile.read(request.source, limit: request.limits.fileByteCount)
        return CSVQuestions(file: request.source, limits: request.limits).entries(of: bytes)
    }

    private func result(
        of entry: ImportEntry, lineage: LineageID?, _ copies: SourceCopies?, _ request: ImportRequest,
        _ registry: Registry
    ) throws -> ImportResult {
        var entry = entry
        let question = entry.request.map { QuestionText.canonical($0.question) }
        func result(_ outcome: ImportResult.Outcome) -> ImportResult {
            ImportResult(
                file: entry.file, place: entry.place, question: question, outcome: outcome, problems: entry.problems)
        }
        guard !entry.isBad, var asked = entry.request, let lineage else { return result(.bad) }
        if request.existing == .skip, let current = try registry.current(of: lineage) {
            return result(.skipped(current))
        }
        if let copies, let problem = entry.recordDigests(in: &asked, from: copies) {
            entry.problems.append(problem)
            return result(.bad)
        }
        (asked.issuerName, asked.change) = (request.issuerName, request.change)
        switch try draft(asked, for: registry, issuer: request.issuer) {
        case .unchanged(let current): return result(.unchanged(current))
        case .object(let object):
            let findings = IntegrityCheck(of: object.bytes, draft: true).findings
            entry.problems += findings.compactMap { entry.problem($0, allowsInvisible: request.allowsInvisible) }
            return result(entry.isBad ? .bad : .draft(object))
        }
    }
}

extension ImportEntry {
    /// Records the digests of the cited sources; where a copy is missing, the problem says of which.
    fileprivate func recordDigests(in request: inout BindRequest, from copies: SourceCopies) -> ImportProblem? {
        do {
            request.sources = try copies.recorded(request.sources)
            return nil
        } catch {
            let field = field(at: "/credentialSubject/sources")
            return ImportProblem(
                at: place(of: field), field: field, "\(error.location): \(error.problem)", remedy: error.remedy)
        }
    }

    /// What strict decoding found, at the member of the source that it comes from.
    fileprivate func problem(_ finding: Finding, allowsInvisible: Bool) -> ImportProblem? {
        let severity: ImportProblem.Severity
        switch finding.consequence {
        case .rejects: severity = .error
        case .warns: severity = allowsInvisible ? .warning : .error
        default: return nil
        }
        let field = field(at: finding.pointer)
        let remedy = severity == .error && finding.consequence == .warns ? "Remove it, or say --allow-invisible." : nil
        return ImportProblem(
            severity, at: place(of: field), field: field, "\(finding.problem) (\(finding.pointer))",
            remedy: remedy ?? "Correct it in the source; docs/format/objects.md describes every member.")
    }

    private func field(at pointer: String) -> String? {
        let members: [(String, [String])] = [
            ("/name", ["name", "question"]), ("/credentialSubject/question", ["question"]),
            ("/credentialSubject/answer", ["answer"]), ("/credentialSubject/sources", ["sources", "url", "source"]),
            ("/credentialSubject/topics", ["topics"]), ("/credentialSubject/asOf", ["asOf"]),
            ("/credentialSubject/freshness", ["reviewBy", "freshness"]), ("/credentialSubject/license", ["license"]),
            ("/credentialSubject/scope/language", ["language"]),
            ("/credentialSubject/scope/jurisdiction", ["jurisdiction"]),
            ("/credentialSubject/scope/audience", ["audience"]), ("/credentialSubject/scope/subject", ["subject"]),
            ("/credentialSubject/recheck", ["recheck"]),
            ("/credentialSubject/derivation/model/name", ["model-name"]),
            ("/credentialSubject/derivation/model/version", ["model-version"]),
            ("/credentialSubject/derivation/model/provider", ["provider"]),
            ("/credentialSubject/derivation/sampler", ["temperature", "origin"]),
        ]
        let fields = members.first { pointer.utf8.starts(with: $0.0.utf8) }?.1 ?? []
        return fields.first { places[$0] != nil } ?? fields.first
    }
}
