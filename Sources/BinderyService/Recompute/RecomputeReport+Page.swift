package import BoundKnowledge
public import KnowledgeRegistry
internal import Pages
internal import Recompute
internal import Signing

extension RecomputeReport {
    /// The report as one HTML file for people, in UTF-8: no script, and nothing that is fetched.
    ///
    /// - Parameters:
    ///   - library: the library's name.
    ///   - now: the time that the page states for its figures.
    package func page(for library: String, at now: Timestamp) -> [UInt8] {
        RecomputePage(figures(for: library, at: now)).render()
    }

    private func figures(for library: String, at now: Timestamp) -> RecomputeFigures {
        var figures = RecomputeFigures(library: library, model: model, state: state.reported, made: now)
        figures.started = started
        (figures.policy, figures.policySource) = (DigestMultibase.encode(policyDigest), policySource.words)
        figures.documentCount = documentCount
        figures.leftOut = [
            (authoredCount, "written by people"), (otherModelCount, "from other models"),
            (unaffectedCount, "that do not depend on what changed"),
            (neverRecheckedCount, "that their publishers want not checked"),
        ]
        figures.parts = parts.map(\.figures)
        figures.findings = findings.map(\.figures)
        figures.causes = causes.map(\.figures)
        (figures.signedCount, figures.unsignedCount) = (attestationCount, unsignedCount)
        figures.waitingUndecidedCount = waitingUndecidedCount
        (figures.supersededCount, figures.changedSourceCount) = (supersededCount, changedSources.count)
        (figures.spent, figures.regeneration) = (spent.figures, regeneration.figures)
        return figures
    }
}

extension Bindery {
    /// Writes a report as one HTML file for people; a file that is there is replaced as a whole.
    ///
    /// - Throws: `ServiceError.cannotCreate` where the file cannot be written.
    public func write(_ report: RecomputeReport, of registry: Registry, asPageTo path: String) throws {
        let page = report.page(for: registry.description.name, at: environment.clock())
        try SafeFile.write(page, to: path, replaces: true)
    }
}

extension RecomputeReport.State {
    fileprivate var reported: RecomputeFigures.State {
        switch self {
        case .done: .done
        case .unfinished: .unfinished
        case .modelSuspect: .modelSuspect
        case .budgetExhausted: .budgetExhausted
        case .nothingToDo: .nothingToDo
        }
    }
}

extension RecomputeReport.Part {
    fileprivate var figures: RecomputeFigures.Part {
        var counts = Dictionary(
            uniqueKeysWithValues: tally.outcomes.map { (ReportedOutcome($0.key), $0.value) })
        counts[.undecided] = tally.undecided
        counts[.bySample] = tally.attestedBySample
        counts[.voided] = tally.voided
        return RecomputeFigures.Part(
            name: name, documentCount: documentCount, counts: counts, sample: bySample.map(\.figures))
    }
}

extension BySample {
    fileprivate var figures: RecomputeFigures.Sample {
        RecomputeFigures.Sample(
            probeCount: probes, materialCount: material, bound: bound, confidence: confidence)
    }
}

extension RecomputeReport.Finding {
    fileprivate var figures: RecomputeFigures.Finding {
        RecomputeFigures.Finding(
            document: document, question: question, outcome: outcome.map { ReportedOutcome($0) } ?? .undecided,
            proposal: proposal, settled: state.words)
    }
}

extension RecomputeReport.Cause {
    fileprivate var figures: RecomputeFigures.Cause {
        RecomputeFigures.Cause(changed: changed.map(\.name), cause: cause?.name, documentCount: documentCount)
    }
}

extension Cost {
    fileprivate var figures: RecomputeFigures.Work {
        RecomputeFigures.Work(
            readTokens: prefilledTokens, writtenTokens: generatedTokens, cpuSeconds: cpuSeconds, joules: joules)
    }
}

extension ReportedOutcome {
    fileprivate init(_ outcome: Outcome) {
        switch outcome {
        case .identical: self = .identical
        case .equivalent: self = .equivalent
        case .revised: self = .revised
        case .contradicted: self = .contradicted
        case .unanswerable: self = .unanswerable
        case .unstable: self = .unstable
        case .failed: self = .failed
        }
    }
}
