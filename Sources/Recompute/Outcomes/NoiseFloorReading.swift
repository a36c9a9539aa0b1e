internal import BoundKnowledge

/// How far samples of the old model strayed from the answer, and how that is known.
public enum NoiseFloorReading: Sendable, Hashable {
    /// The document states it.
    case recorded(samples: Int64, identical: Int64, equivalent: Int64)
    /// Greedy choice by exact arithmetic gives one answer, always.
    case zeroByConstruction
    /// Nobody measured it; it is taken as zero, so that more documents come before a person, and none fewer.
    case unrecorded

    /// The noise floor of an answer.
    public init(of answer: RecordedAnswer) {
        if let floor = answer.derivation.noiseFloor, floor.samples > 0 {
            self = .recorded(samples: floor.samples, identical: floor.identical, equivalent: floor.equivalent)
        } else if answer.derivation.sampler.isGreedy, answer.reproducibility == .bitwise {
            self = .zeroByConstruction
        } else {
            self = .unrecorded
        }
    }

    /// Whether more than half of the samples at binding strayed.
    var isMajority: Bool {
        guard case .recorded(let samples, let identical, let equivalent) = self else { return false }
        return identical + equivalent < samples - (identical + equivalent)
    }

    /// Whether `count` of `total` new samples are more, as a share, than strayed from the answer at binding.
    ///
    /// With *m* samples at binding of which *d* were neither the answer nor the same in other words, that is
    /// `count` / `total` > *d* / *m*, in integers.
    public func isExceeded(by count: Int, of total: Int) -> Bool {
        guard case .recorded(let samples, let identical, let equivalent) = self else { return count > 0 }
        let (ours, overflowsOurs) = Int64(count).multipliedReportingOverflow(by: samples)
        let (theirs, overflowsTheirs) = (samples - identical - equivalent)
            .multipliedReportingOverflow(by: Int64(total))
        return overflowsOurs || (!overflowsTheirs && ours > theirs)
    }
}
