internal import BoundKnowledge
internal import GitStore
internal import Retrieval
internal import Synchronization

/// What a lineage answers, as it was judged.
typealias JudgedLineage = ExactCandidate<ResolvedDocument>

/// Judgements of lineages, so that signatures are not verified again for every question.
///
/// One counts while nothing is published, and for some seconds: time alone ends keys and answers. Only what is published is in it,
/// nothing of a question.
final class LineageJudgements: Sendable {
    /// A lineage and whom it answers.
    struct Key: Hashable {
        let lineage: LineageID
        let audience: Audience
    }

    private struct Entry {
        let judged: JudgedLineage?
        let instant: Timestamp
    }

    private struct State {
        var head: GitObjectID?
        var entries: [Key: Entry] = [:]
    }

    /// As long as what moves may be kept by clients.
    private static let lifetimeSeconds: Int64 = 10
    /// Some MB of documents; larger ones are judged every time.
    private static let maximumCount = 2_048
    private static let maximumByteCount = 16 << 10

    private let state = Mutex(State())

    /// The judgement of `key` that still counts, or the one that `judge` comes to.
    ///
    /// - Parameters:
    ///   - key: the lineage and its audience.
    ///   - instant: the time now.
    ///   - head: the commit up to which the registry was read.
    ///   - judge: judges the lineage now.
    func judgement(
        of key: Key, at instant: Timestamp, head: GitObjectID?, _ judge: () throws -> JudgedLineage?
    ) rethrows -> JudgedLineage? {
        let known = state.withLock { state -> Entry? in
            if state.head != head { state = State(head: head) }
            return state.entries[key]
        }
        let now = instant.secondsSinceEpoch
        if let known,
            (known.instant.secondsSinceEpoch..<(known.instant.secondsSinceEpoch + Self.lifetimeSeconds))
                .contains(now)
        {
            return known.judged
        }
        let judged = try judge()
        guard judged.map({ $0.target.object.bytes.count <= Self.maximumByteCount }) ?? true else { return judged }
        state.withLock { state in
            guard state.head == head else { return }
            if state.entries.count >= Self.maximumCount { state.entries.removeAll(keepingCapacity: true) }
            state.entries[key] = Entry(judged: judged, instant: instant)
        }
        return judged
    }
}
