internal import BoundKnowledge
internal import JSON
internal import Retrieval

/// Finds entries that ask the same question, and those whose questions have one normal form: `resolve` would find neither.
struct RepeatedQuestions {
    /// What an entry is known by.
    struct Key: Sendable {
        /// The lineage that it would have.
        let lineage: LineageID
        /// The question's normal form in its language.
        let form: NormalForm
        /// The form and the scope, as UTF-8.
        let asked: [UInt8]

        init(_ request: BindRequest, language: String) {
            let question = QuestionText.canonical(request.question)
            let scope = request.scope(language: language)
            lineage = LineageID(question: question, scope: scope)
            form = NormalForm(question, language: scope.language)
            asked = Array(form.text.utf8) + [0] + scope.json.text().utf8
        }
    }

    /// Reports repetitions in `entries`, whose keys are given in the same order.
    static func report(in entries: inout [ImportEntry], keys: [Key?]) {
        var byLineage: [LineageID: [Int]] = [:]
        var byForm: [[UInt8]: [Int]] = [:]
        for (index, key) in keys.enumerated() {
            guard let key else { continue }
            byLineage[key.lineage, default: []].append(index)
            byForm[key.asked, default: []].append(index)
        }
        for indices in byLineage.values where indices.count > 1 {
            for (index, other) in pairs(indices) {
                report(
                    .error, in: &entries, index,
                    "the same question stands at \(location(entries[other]))",
                    "Keep one of them, or give each a scope: language, jurisdiction, audience or subject.")
            }
        }
        for indices in byForm.values where indices.count > 1 {
            for (index, other) in pairs(indices) where keys[index]?.lineage != keys[other]?.lineage {
                report(
                    .warning, in: &entries, index,
                    "the question differs from the one at \(location(entries[other])) in its spelling only",
                    "If both ask the same, keep one of them: `bindery resolve` finds neither.")
            }
        }
    }

    /// Each index with another one: the first, and for the first the second.
    private static func pairs(_ indices: [Int]) -> [(Int, Int)] {
        indices.map { ($0, $0 == indices[0] ? indices[1] : indices[0]) }
    }

    private static func location(_ entry: ImportEntry) -> String {
        let place = entry.place(of: "question")
        return "\(entry.file):\(place.line):\(place.column)"
    }

    private static func report(
        _ severity: ImportProblem.Severity, in entries: inout [ImportEntry], _ index: Int, _ problem: String,
        _ remedy: String
    ) {
        entries[index].problems.append(
            ImportProblem(
                severity, at: entries[index].place(of: "question"), field: "question", problem, remedy: remedy))
    }
}
