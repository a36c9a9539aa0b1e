internal import BinderyService
internal import JSON
internal import Recompute

/// Prints what a recomputation would do, or has found.
struct RecomputeText {
    let asJSON: Bool

    /// What would be done.
    func print(_ outline: RecomputeOutline) {
        guard !asJSON else { return Console.print(outline.json) }
        let plan = outline.plan
        Console.print(
            "\(outline.model)  would check \(plan.affectedCount) of "
                + outline.documentCount.counting("document"))
        for (count, what) in [
            (outline.authoredCount, "written by people"), (outline.otherModelCount, "from other models"),
            (outline.finishedCount, "finished before"), (plan.unaffected.count, "unaffected"),
            (plan.neverRechecked.count, "never rechecked"),
        ] where count > 0 {
            Console.print("  \(count)  \(what)")
        }
        Console.print("policy    \(outline.policyText)")
        for change in outline.changes where !change.components.isEmpty {
            Console.print(
                "changed   \(change.components.map(\.name).joined(separator: ", "))  "
                    + change.count.counting("document"))
        }
        for stratum in plan.strata {
            let probes = stratum.probeCount.map {
                "\($0.counting("probe")) for a bound below \(Self.percent(stratum.tolerance))"
            }
            Console.print(
                "stratum   \(stratum.stratum)  \(stratum.memberCount.counting("document")), "
                    + (probes ?? "each checked") + ", within \(stratum.deadlineInDays.counting("day"))")
        }
        if !plan.checkedEach.isEmpty {
            Console.print("each      \(plan.checkedEach.count.counting("document")), to be derived again")
        }
        print(outline.changedSources)
        let estimate = outline.estimate
        Console.print(
            "estimate  reads \(estimate.least.prefilledTokens) to \(estimate.most.prefilledTokens) tokens, writes "
                + "\(estimate.least.generatedTokens) to \(estimate.most.generatedTokens); answering anew writes "
                + "\(estimate.regeneration.generatedTokens)")
    }

    /// What was found, part by part.
    func print(_ report: RecomputeReport) {
        guard !asJSON else { return Console.print(report.json) }
        if report.hasNothingNew {
            Console.print("nothing new since \(report.started); this is what was found then")
        }
        printStatus(report)
        for part in report.parts { Console.print("part      \(part.name)  \(Self.text(part))") }
        for finding in report.findings {
            let outcome = finding.outcome?.rawValue ?? "undecided"
            let proposal = finding.proposal.map { "  proposal \($0)" } ?? ""
            let settled = finding.state.words.map { "  since then \($0)" } ?? ""
            Console.print(
                "\(Console.coloured(outcome.padding(to: 12), .yellow))  \(finding.document)  "
                    + Console.visible(finding.question) + proposal + settled)
            if let problem = finding.problem { Console.print("  \(Console.visible(problem))") }
        }
        for cause in report.causes { Console.print("cause     \(Self.text(cause))") }
        print(report.changedSources)
        Console.print(
            "cost      read \(report.spent.prefilledTokens) tokens, wrote \(report.spent.generatedTokens), in "
                + "\(Self.seconds(report.spent.cpuSeconds)) of CPU; answering anew reads "
                + "\(report.regeneration.prefilledTokens) and writes \(report.regeneration.generatedTokens)")
    }

    /// Where the recomputation stands, and what waits for whom.
    func printStatus(_ report: RecomputeReport) {
        guard !asJSON else { return Console.print(report.json) }
        if report.state == .modelSuspect {
            Console.print(
                Console.coloured("The model is suspect:", .red)
                    + " more of its answers deny the bound ones, or are none, than the policy believes of a sound model. "
                    + "Nothing goes on until you look at the findings and add --continue.")
        }
        let checked = report.parts.reduce(0) { $0 + $1.tally.checked }
        Console.print("\(report.model)  \(Self.words(report.state))  \(checked.counting("document")) checked")
        for outcome in Outcome.allCases where report.total[outcome] ?? 0 > 0 {
            Console.print("  \("\(report.total[outcome] ?? 0)".padding(to: 6))  \(outcome.rawValue)")
        }
        if report.undecidedCount > 0 { Console.print("  \("\(report.undecidedCount)".padding(to: 6))  undecided") }
        let sampled = report.parts.reduce(0) { $0 + $1.tally.attestedBySample }
        if sampled > 0 { Console.print("  \("\(sampled)".padding(to: 6))  by sample") }
        if report.attestationCount > 0 { Console.print("signed    \(report.attestationCount.counting("finding"))") }
        if report.unsignedCount > 0 {
            Console.print("waits     \(report.unsignedCount.counting("finding")) for an auditor's key (--key)")
        }
        if report.waitingUndecidedCount > 0 {
            Console.print(
                "waits     \(report.waitingUndecidedCount.counting("undecided answer")) for a person to read")
        }
        let proposals = report.findings.count { $0.proposal != nil }
        if proposals > 0 {
            Console.print("proposed  \(proposals.counting("new version")); a person decides: bindery proposals list")
        }
        if report.supersededCount > 0 { Console.print("replaced  \(report.supersededCount) without a person") }
        printPolicy(report)
    }

    private func printPolicy(_ report: RecomputeReport) {
        Console.print("policy    \(report.policyText)")
        if let earlier = report.earlierPolicyText {
            Console.print(
                "          the recomputation before this one was left unfinished under \(earlier): what it found "
                    + "stays, the rest goes by this one")
        }
        if let next = report.nextPolicyText {
            Console.print("          the library's policy is now \(next): the next recomputation begins anew under it")
        }
    }

    private func print(_ changed: [ChangedSources]) {
        for changed in changed {
            let ids = changed.sources.joined(separator: ", ")
            Console.print("source    \(changed.document)  \(ids) has other bytes now")
        }
    }

    private static func words(_ state: RecomputeReport.State) -> String {
        switch state {
        case .done: "done"
        case .unfinished: "unfinished, run it again"
        case .modelSuspect: "stopped"
        case .budgetExhausted: "out of budget, goes on with a larger --budget"
        case .nothingToDo: "nothing to do"
        }
    }

    private static func text(_ part: RecomputeReport.Part) -> String {
        guard let sample = part.bySample else { return "\(part.tally.checked) of \(part.documentCount) checked" }
        return "\(sample.material) of \(sample.probes) probes changed, so at most \(percent(sample.bound)) of "
            + "\(part.documentCount) at \(percent(sample.confidence)) confidence"
    }

    private static func text(_ cause: RecomputeReport.Cause) -> String {
        let changed = cause.changed.map(\.name).joined(separator: ", ")
        let count = cause.documentCount.counting("document")
        guard let component = cause.cause else { return "\(changed): \(count); which of them counts cannot be told" }
        let others = cause.changed.filter { $0 != component }.map(\.name).joined(separator: ", ")
        return "\(component.name): \(count)"
            + (others.isEmpty ? "" : "; \(others) changed as well, and alone changes none of them")
    }

    private static func percent(_ share: Double) -> String {
        let tenths = (share * 1_000).rounded()
        return tenths.truncatingRemainder(dividingBy: 10) == 0 ? "\(Int(tenths / 10)) %" : "\(tenths / 10) %"
    }

    private static func seconds(_ seconds: Double) -> String { "\((seconds * 100).rounded() / 100) s" }
}
