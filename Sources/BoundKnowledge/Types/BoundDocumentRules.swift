internal import Cryptography
internal import JSON

/// The rules that tie members of a BoundDocument to each other (`docs/format/objects.md` section 3).
struct BoundDocumentRules {
    let document: BoundDocument
    let reader: MemberReader

    func check(statedLineage: LineageID) {
        if statedLineage != document.lineage {
            reader.report(
                "lineage-mismatch", "lineage",
                "the lineage is \(statedLineage), the question and scope give \(document.lineage)",
                remedy: "The question, the scope or the lineage was changed: fetch the object from another source.")
        }
        checkVersion()
        checkOrigin()
        checkSources()
        if Set(document.topics.map { $0.map { Array($0.utf8) } } ?? []).count != document.topics?.count ?? 0 {
            reader.report("duplicate", "topics", "a topic stands twice", remedy: "Remove one and sign again.")
        }
    }

    private func checkVersion() {
        let isFirst = document.version == 1
        if (document.previous == nil) != isFirst {
            reader.report(
                "version-chain", "previous",
                isFirst ? "version 1 names a predecessor" : "version \(document.version) names no predecessor",
                remedy: "Name the address of version \(max(document.version - 1, 1)), and none at version 1.")
        }
        if (document.change.kind == .initial) != isFirst {
            reader.report(
                "version-chain", "change", "`initial` is the kind of version 1 and of no other version",
                remedy: "Use editorial, update or correction after version 1.")
        }
    }

    private func checkOrigin() {
        let origin = document.answer.origin
        if (document.reproducibility == .authored) != (origin == .human) {
            reader.report(
                "origin-mismatch", "reproducibility",
                "`authored` goes with the origin `human` and only with it, found `\(origin.rawValue)`",
                remedy: "Correct the origin or the reproducibility and sign again.")
        }
        guard let derivation = document.derivation else {
            // One that is there and cannot be read has been reported already.
            if origin != .human, !reader.contains("derivation") {
                reader.report(
                    "missing-member", "derivation", "an answer of a model states its derivation",
                    remedy: "Add it and sign again.")
            }
            return
        }
        if origin == .human {
            reader.report(
                "origin-mismatch", "derivation", "an answer that people wrote has no derivation",
                remedy: "Remove it, or correct the origin, and sign again.")
        }
        checkDerivation(derivation, origin)
    }

    private func checkDerivation(_ derivation: Derivation, _ origin: AnswerOrigin) {
        let isEdited = origin == .modelEdited
        if (derivation.rawOutput != nil) != isEdited || (derivation.editNote != nil) != isEdited {
            reader.report(
                "origin-mismatch", "derivation",
                "`rawOutput` and `edit` go with the origin `model-edited` and only with it",
                remedy: "Add or remove them, or correct the origin, and sign again.")
        }
        if (derivation.outputDigest == document.answer.digest) != (origin == .model) {
            reader.report(
                "output-digest", "derivation",
                "the raw output \(origin == .model ? "is not" : "is") the answer, and the origin is `\(origin.rawValue)`",
                remedy: "Correct the origin or the output's digest and sign again.")
        }
        let isBitwise = document.reproducibility == .bitwise
        if case .manifest = derivation.model, !isBitwise {
            reader.report(
                "origin-mismatch", "derivation", "a model manifest is named, so the reproducibility is `bitwise`",
                remedy: "Declare the model by provider, name and version, or derive with the local kernel.")
        }
        guard isBitwise else { return }
        if case .declared = derivation.model {
            reader.report(
                "origin-mismatch", "derivation", "`bitwise` needs the address of a model manifest",
                remedy: "Use `declared` for external engines.")
        }
        let isComplete =
            derivation.numerics != nil && derivation.templateDigest != nil && derivation.inputTokens != nil
            && derivation.outputTokens != nil
        if !isComplete {
            reader.report(
                "missing-member", "derivation",
                "`bitwise` needs numerics, templateDigest, inputTokens and outputTokens",
                remedy: "Add what is missing and sign again.")
        }
    }

    private func checkSources() {
        guard document.sources != nil || !reader.contains("sources") else { return }
        let ids = document.sources?.map(\.id) ?? []
        let expected = ids.indices.map { "s\($0 + 1)" }
        if ids != expected {
            reader.report(
                "source-ids", "sources", "the sources are not numbered s1, s2, … in order",
                remedy: "Number them in order and sign again.")
        }
        let known = Set(ids)
        for cited in document.answer.citedSourceIDs where !known.contains(cited) {
            reader.report(
                "source-unknown", "answer", "the text cites [^\(cited.prefix(20))], which is no source",
                remedy: "Add the source or remove the citation, and sign again.")
        }
    }
}

extension Form where Value == String {
    /// A canonical question: NFC, trimmed, single spaces, one line.
    static var question: Form {
        Form("a question in NFC of at most 2,000 bytes, trimmed, with single spaces, without control characters") {
            $0.stringValue.flatMap { QuestionText.isCanonical($0) ? $0 : nil }
        }
    }
}

extension MemberReader {
    /// `extensions`: an object of at most 8,192 canonical bytes whose names are absolute URLs.
    mutating func extensions() -> JSONValue? {
        guard let node = node("extensions") else { return nil }
        let isSound =
            node.kind == .object && node.count > 0 && node.members.allSatisfy { TextRules.isURL($0.name) }
            && node.canonicalBytes().count <= 8_192
        if !isSound {
            report(
                "extensions", "extensions",
                "expected a non-empty object of at most 8,192 bytes whose names are absolute URLs",
                remedy: "Shorten it, or attach the data as a related resource.")
        }
        return JSONValue(node)
    }
}
