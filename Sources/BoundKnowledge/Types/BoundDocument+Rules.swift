internal import Cryptography
internal import JSON

extension BoundDocument {
    /// Reports what breaks the rules that tie members to each other (`docs/format/objects.md` section 3).
    func checkRules(_ reader: MemberReader, statedLineage: LineageID) {
        if statedLineage != lineage {
            reader.report(
                "lineage-mismatch", "lineage",
                "the lineage is \(statedLineage), the question and scope give \(lineage)",
                remedy: "The question, the scope or the lineage was changed: fetch the object from another source.")
        }
        checkVersion(reader)
        checkOrigin(reader)
        checkSources(reader)
        if let topics, TextRules.holdsDuplicate(topics) {
            reader.report("duplicate", "topics", "a topic stands twice", remedy: "Remove one and sign again.")
        }
    }

    private func checkVersion(_ reader: MemberReader) {
        let isFirst = version == 1
        if (previous == nil) != isFirst {
            reader.report(
                "version-chain", "previous",
                isFirst ? "version 1 names a predecessor" : "version \(version) names no predecessor",
                remedy: "Name the address of version \(max(version - 1, 1)), and none at version 1.")
        }
        if (change.kind == .initial) != isFirst {
            reader.report(
                "version-chain", "change", "`initial` is the kind of version 1 and of no other version",
                remedy: "Use editorial, update or correction after version 1.")
        }
    }

    private func checkOrigin(_ reader: MemberReader) {
        let origin = answer.origin
        if (reproducibility == .authored) != (origin == .human) {
            reader.report(
                "origin-mismatch", "reproducibility",
                "`authored` goes with the origin `human` and only with it, found `\(origin.rawValue)`",
                remedy: "Correct the origin or the reproducibility and sign again.")
        }
        guard let derivation = derivation else {
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
        checkDerivation(derivation, reader)
    }

    private func checkDerivation(_ derivation: Derivation, _ reader: MemberReader) {
        let origin = answer.origin
        let isEdited = origin == .modelEdited
        if (derivation.rawOutput != nil) != isEdited || (derivation.editNote != nil) != isEdited {
            reader.report(
                "origin-mismatch", "derivation",
                "`rawOutput` and `edit` go with the origin `model-edited` and only with it",
                remedy: "Add or remove them, or correct the origin, and sign again.")
        }
        if (derivation.outputDigest == answer.digest) != (origin == .model) {
            reader.report(
                "output-digest", "derivation",
                "the raw output \(origin == .model ? "is not" : "is") the answer, and the origin is `\(origin.rawValue)`",
                remedy: "Correct the origin or the output's digest and sign again.")
        }
        let isBitwise = reproducibility == .bitwise
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

    private func checkSources(_ reader: MemberReader) {
        guard sources != nil || !reader.contains("sources") else { return }
        let sources = sources ?? []
        let isNumbered = sources.indices.allSatisfy { Source.number(ofID: sources[$0].id.utf8.span) == $0 + 1 }
        if !isNumbered {
            reader.report(
                "source-ids", "sources", "the sources are not numbered s1, s2, … in order",
                remedy: "Number them in order and sign again.")
        }
        let otherIDs = isNumbered ? [] : Set(sources.map { Array($0.id.utf8) })
        for cited in answer.citedSourceIDs {
            let isKnown =
                isNumbered
                ? Source.number(ofID: cited.utf8.span).map { $0 <= sources.count } ?? false
                : otherIDs.contains(Array(cited.utf8))
            guard !isKnown else { continue }
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
