public import BoundKnowledge

/// One thing that is done and need not be done again.
public enum JournalEntry: Sendable, Hashable {
    /// A document was checked; `nil` where only a person can tell the outcome.
    case checked(Address, Outcome?, Cost)
    /// A document was attested by what the probes of its stratum showed.
    case attestedBySample(Address)
    /// A document was withdrawn or superseded meanwhile, so that nothing is to be learned about it.
    case voided(Address)
    /// A person wants to go on although the new model is suspect.
    case continued
}
