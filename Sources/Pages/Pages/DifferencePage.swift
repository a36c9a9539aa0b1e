package import BoundKnowledge
internal import JSON

/// What changed between two versions of a document, by sentences.
package struct DifferencePage: Page {
    let lineage: LineageID
    let old: BoundDocument
    let new: BoundDocument
    let comparison: DocumentComparison

    /// The way from one version to another; `nil` where one of them is no bound document.
    package init?(from old: BoundObject, to new: BoundObject) {
        guard case .boundDocument(let before) = old.envelope.subject,
            case .boundDocument(let after) = new.envelope.subject,
            let comparison = DocumentComparison(from: old, to: new)
        else { return nil }
        (self.old, self.new, self.comparison) = (before, after, comparison)
        lineage = after.lineage
    }

    package var place: Place { .difference(lineage, old: old.version, new: new.version) }
    package var title: String { "Versions \(old.version) and \(new.version) of “\(new.question)”" }

    package func content(of site: Site, _ links: SiteLinks) -> HTML {
        """
        <p class="kicker">What changed</p>
        <h1 lang="\(new.scope.language)" dir="auto"><a href="\(links.address(of: .document(lineage)))">\
        \(new.question)</a></h1>
        <p class="byline">From <a href="\(links.address(of: .version(lineage, old.version)))">version \
        \(old.version)</a> to \
        <a href="\(links.address(of: .version(lineage, new.version)))">version \(new.version)</a> · \
        <a href="\(links.address(of: .versions(lineage)))">all versions</a></p>
        \(note)<section aria-labelledby="answer">
        <h2 id="answer">The answer</h2>
        \(answer)</section>
        \(members)
        """
    }

    private var note: HTML? { new.change.note.map { "<p class=\"lead\" dir=\"auto\">\($0)</p>\n" } }

    private var answer: HTML {
        guard !comparison.answer.isEmpty else { return "<p>The answer reads the same.</p>\n" }
        return """
            <div class="difference" lang="\(new.scope.language)" dir="auto">
            \(comparison.answer.changes.map(Self.html).joined())</div>

            """
    }

    /// The marks in words are for screen readers and for paper without colour.
    private static func html(_ change: TextDifference.Change) -> HTML {
        switch change {
        case .kept(_, let part): "<p>\(part.line)</p>\n"
        case .removed(let part): "<p><del><span class=\"unseen\">Removed: </span>\(part.line)</del></p>\n"
        case .added(let part): "<p><ins><span class=\"unseen\">Added: </span>\(part.line)</ins></p>\n"
        }
    }

    private var members: HTML? {
        guard !comparison.members.isEmpty else { return nil }
        let rows = comparison.members.prefix(Self.memberLimit).map { change -> HTML in
            """
            <div><dt><code>\(change.pointer)</code></dt>
            <dd>\(change.old.map { "<del><span class=\"unseen\">Removed: </span>\(Self.text($0))</del> " as HTML })\
            \(change.new.map { "<ins><span class=\"unseen\">Added: </span>\(Self.text($0))</ins>" as HTML })</dd></div>

            """
        }
        return """
            <section aria-labelledby="members">
            <h2 id="members">What is stated about it</h2>
            <dl class="facts">
            \(rows.joined())</dl>
            </section>

            """
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { text } else { value.text() }
    }

    private static let memberLimit = 200
}
