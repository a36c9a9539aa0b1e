/// What waits, each with whom it waits for.
struct WaitingList {
    let figures: RecomputeFigures

    var items: [HTML] { [suspicion, unsigned, proposed, undecided, ungrounded, failed, replaced].compactMap(\.self) }

    private var suspicion: HTML? {
        guard figures.state == .modelSuspect else { return nil }
        return "<strong>Whoever runs the library</strong> decides whether to go on with this model at all."
    }

    private var unsigned: HTML? {
        guard figures.unsignedCount > 0 else { return nil }
        return """
            <strong>An auditor</strong>: \(Phrases.count(figures.unsignedCount, "finding is", "findings are")) not \
            signed, and say nothing to others before they are.<br><code>bindery recompute --model \(figures.model) \
            --registry LIBRARY --key auditor.pem</code>
            """
    }

    private var proposed: HTML? {
        guard figures.proposalCount > 0 else { return nil }
        let versions = Phrases.count(figures.proposalCount, "new version waits", "new versions wait")
        return """
            <strong>A publisher</strong>: \(versions) to be accepted or rejected.<br>\
            <code>bindery proposals list --registry LIBRARY</code>
            """
    }

    private var undecided: HTML? {
        let count = figures.waitingUndecidedCount
        guard count > 0 else { return nil }
        return """
            <strong>Somebody who knows the subject</strong>: \
            \(Phrases.count(count, "undecided answer waits", "undecided answers wait")), since only a person can tell \
            whether it changed. Look for “undecided” below.
            """
    }

    private var ungrounded: HTML? {
        let count = figures.changedSourceCount
        guard count > 0 else { return nil }
        return """
            <strong>A publisher</strong>: \(Phrases.count(count, "document cites", "documents cite")) sources that have \
            changed. Derive them again with the new grounding.
            """
    }

    private var failed: HTML? {
        let count = figures.count(of: .failed)
        guard count > 0 else { return nil }
        return """
            <strong>Whoever runs the engine</strong>: \(Phrases.count(count, "check", "checks")) failed for good.
            """
    }

    private var replaced: HTML? {
        guard figures.supersededCount > 0 else { return nil }
        return """
            For information: \
            \(Phrases.count(figures.supersededCount, "new version was", "new versions were")) published without a \
            person, as the policy allows.
            """
    }
}
