internal import BoundKnowledge

/// What is known about a document, as terms and descriptions.
struct DocumentFacts {
    let page: DocumentPage

    private var document: BoundDocument { page.document }

    func html(_ links: SiteLinks) -> HTML {
        let rows = facts(links).compactMap { name, value -> HTML? in
            value.map { "<div><dt>\(name)</dt><dd>\($0)</dd></div>\n" }
        }
        return """
            <section aria-labelledby="facts">
            <h2 id="facts">About this document</h2>
            <dl class="facts">
            \(rows.joined())</dl>
            </section>

            """
    }

    private func facts(_ links: SiteLinks) -> [(String, HTML?)] {
        [
            ("Version", version),
            ("Holds for", scope),
            ("As of", Phrases.day(document.asOf)),
            ("Review by", document.freshness.reviewBy.map(Phrases.day) ?? "no day: the answer is timeless"),
            ("Written by", origin(links)),
            ("Repeatable", "\(document.reproducibility.phrase)"),
            ("Published by", "\(page.object.envelope.issuer.name)"),
            ("Signed by", signers),
            ("Licence", license),
            (
                "Address",
                "<a href=\"\(links.address(of: .bytes(page.object.address)))\"><code>\(page.object.address)</code></a>"
            ),
            (
                "Other forms",
                """
                <a href="\(links.address(of: .bytes(page.object.address)))">signed document</a> · \
                <a href="\(links.address(of: .answer(page.object.address)))">text of the answer</a> · \
                <a href="\(links.address(of: .feed))">feed of the library</a>
                """
            ),
        ]
    }

    private var version: HTML {
        let note = document.change.note.map { ": \($0)" as HTML }
        return "\(document.version), \(document.change.kind.phrase)\(note)"
    }

    private var scope: HTML? {
        let scope = document.scope
        let parts = [scope.subject, scope.audience, scope.jurisdiction].compactMap(\.self)
        return parts.isEmpty ? nil : "\(parts.joined(separator: " · "))"
    }

    private func origin(_ links: SiteLinks) -> HTML {
        let model: HTML? =
            switch document.derivation?.model {
            case nil: nil
            case .declared(let model): "\(model.provider) \(model.name) \(model.version)"
            case .manifest(let address):
                "<a href=\"\(links.address(of: .object(address)))\">\(page.modelName ?? "a model")</a>"
            }
        return switch document.answer.origin {
        case .human: "people"
        case .model: model ?? "a model"
        case .modelEdited: (model ?? "a model") + ", edited by people"
        }
    }

    private var signers: HTML {
        let signers = page.object.approvals.map { approval -> HTML in
            "<li><code>\(approval.key)</code> <span class=\"meta\">\(Phrases.day(approval.created.day))</span></li>"
        }
        return "<ul class=\"signers\">\(signers.joined())</ul>"
    }

    private var license: HTML {
        WebLink(document.license).map { "<a rel=\"license\" href=\"\($0.address)\">\(document.license)</a>" }
            ?? "\(document.license)"
    }
}

extension Reproducibility {
    fileprivate var phrase: String {
        switch self {
        case .bitwise: "bit for bit, with the model and the prompt in the signed document"
        case .declared: "as its publisher declares"
        case .authored: "no: people wrote it"
        }
    }
}

extension ChangeKind {
    /// What people call it.
    var phrase: String {
        switch self {
        case .initial: "the first"
        case .editorial: "better wording"
        case .update: "brought up to date"
        case .correction: "corrected"
        }
    }
}
