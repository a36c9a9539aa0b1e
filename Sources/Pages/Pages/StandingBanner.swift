internal import BoundKnowledge

/// What a reader has to know before the answer: that it was withdrawn, is in quarantine, is not the newest, or is past its day.
struct StandingBanner {
    let page: DocumentPage
    let today: CalendarDate

    func html(_ links: SiteLinks) -> HTML {
        switch page.standing {
        case .current: overdue + restricted
        case .superseded(let version): superseded(version, links) + restricted
        case .quarantined(let attestation, let day): quarantined(attestation, day, links) + restricted
        case .withdrawn(let withdrawal, let day, let replacement):
            withdrawn(withdrawal, day, replacement, links) + restricted
        }
    }

    private func superseded(_ version: Int64, _ links: SiteLinks) -> HTML {
        let lineage = page.document.lineage
        let difference = Place.difference(lineage, old: page.document.version, new: version)
        return """
            <aside class="banner" aria-label="Status">
            <p><strong>There is a newer version.</strong> This is version \(page.document.version). Read \
            <a rel="latest-version" href="\(links.address(of: .document(lineage)))">version \(version)</a>, or \
            <a href="\(links.address(of: difference))">what changed</a>.</p>
            </aside>

            """
    }

    private func quarantined(_ attestation: Place?, _ day: CalendarDate?, _ links: SiteLinks) -> HTML {
        let evidence = attestation.map {
            "<p><a href=\"\(links.address(of: $0))\">What the auditor attests</a></p>\n" as HTML
        }
        return """
            <aside class="banner stop" aria-label="Status">
            <p><strong>In quarantine</strong>\(day.map { " since \(Phrases.day($0))" as HTML }): an auditor derived the \
            answer again, and the new answer contradicts it. Do not rely on it before it has been reviewed.</p>
            \(evidence)</aside>

            """
    }

    private func withdrawn(
        _ withdrawal: Withdrawal, _ day: CalendarDate?, _ replacement: DocumentPage.Replacement?, _ links: SiteLinks
    ) -> HTML {
        let note = withdrawal.note.map { "<p dir=\"auto\">\($0)</p>\n" as HTML }
        let instead = replacement.map {
            "<p>Read instead: <a href=\"\(links.address(of: $0.place))\" dir=\"auto\">\($0.question)</a></p>\n" as HTML
        }
        let advice = withdrawal.severity == .stop ? "Do not rely on it." : "Prefer what stands in for it."
        return """
            <aside class="banner stop" aria-label="Status">
            <p><strong>Withdrawn</strong>\(day.map { " on \(Phrases.day($0))" as HTML }): \
            \(withdrawal.reason.phrase). \(advice)</p>
            \(note)\(instead)</aside>

            """
    }

    private var overdue: HTML {
        guard let day = page.document.freshness.reviewBy, day < today else { return "" }
        return """
            <aside class="banner" aria-label="Status">
            <p><strong>Past its review.</strong> It was to be looked at again by \(Phrases.day(day)), and may be out \
            of date.</p>
            </aside>

            """
    }

    private var restricted: HTML {
        guard page.document.distribution != .public else { return "" }
        return "<p class=\"note\">Restricted: this document is not for everybody.</p>\n"
    }
}

extension WithdrawalReason {
    fileprivate var phrase: String {
        switch self {
        case .error: "it is wrong"
        case .outdated: "it is out of date"
        case .legal: "for legal reasons"
        case .safety: "it is not safe to follow"
        case .privacy: "for somebody's privacy"
        case .keyCompromise: "the key that signed it is no longer its owner's alone"
        }
    }
}
