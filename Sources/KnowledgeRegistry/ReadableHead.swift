internal import BoundKnowledge

/// The readable head of a lineage: front matter and the answer, as `documents/ab/c/<lineage>.md` shows it.
///
/// Derived from objects alone, so that anyone can recompute it; `git log -p` of the file is the answer's history.
struct ReadableHead {
    let address: Address
    let envelope: Envelope
    let document: BoundDocument
    /// Name and version of the model, where there is one.
    let model: String?
    let withdrawal: Withdrawal?
    /// The attestation that keeps the version in quarantine.
    let quarantine: Address?

    /// The UTF-8 of the file.
    var bytes: [UInt8] { Array(text.utf8) }

    private var text: String {
        var lines = ["---", "question: \(document.question)", "lineage: \(document.lineage)"]
        lines.append("version: \(document.version)")
        lines.append("address: \(address)")
        lines.append("status: \(status)")
        if let note = withdrawal?.note { lines.append("withdrawal: \(oneLine(note))") }
        if let replacement = withdrawal?.replacedBy { lines.append("replacedBy: \(replacement)") }
        lines.append("publisher: \(envelope.issuer.name)")
        lines.append("language: \(document.scope.language)")
        lines.append("asOf: \(document.asOf)")
        if let day = document.freshness.reviewBy { lines.append("reviewBy: \(day)") }
        lines.append("origin: \(document.answer.origin.rawValue)")
        if let model { lines.append("model: \(model)") }
        lines.append("license: \(document.license)")
        lines += (document.sources ?? []).map { source in
            "source: \(source.id) | \(source.role.rawValue) | \(source.title) | \(source.url ?? "")"
        }
        lines += ["---", ""]
        return lines.joined(separator: "\n") + document.answer.text
            + (document.answer.text.utf8.last == UInt8(ascii: "\n") ? "" : "\n")
    }

    private var status: String {
        guard let withdrawal else { return quarantine.map { "quarantined (\($0))" } ?? "current" }
        return "withdrawn (\(withdrawal.reason.rawValue), \(withdrawal.severity.rawValue))"
    }

    private func oneLine(_ text: String) -> String {
        text.split { $0 == "\n" || $0 == "\t" }.joined(separator: " ")
    }
}
