/// The memory in which a model reads and writes sequences together: their keys and values, and the rows of one pass.
///
/// Short sequences that are read together cost less than one after another: the weights pass through the processor once
/// for all, and what several begin with is computed once. A workspace belongs to one task at a time.
public final class LlamaWorkspace {
    /// The model that reads and writes.
    public let model: LlamaModel
    /// The most tokens that pass through the layers together.
    public let batchCount: Int

    private var freeSlots: FreeSlots
    let cache: KeyValueCache
    let rotary: RotaryTable
    let rows: LlamaRows

    /// A workspace with room for some sequences at the same time. A page of memory is taken when it is first written.
    ///
    /// - Parameters:
    ///   - contextLength: the tokens of the longest sequence.
    ///   - positionCount: the tokens of all sequences, each rounded up to a multiple of 16; `nil` for the longest one.
    ///   - batchCount: the most tokens that are computed together; results do not depend on it.
    /// - Throws: `context` for more than the model was trained for, `invalidInput`, `noMemory`.
    public init(
        _ model: LlamaModel, contextLength: Int, positionCount: Int? = nil, batchCount: Int = 512
    ) throws(InferenceError) {
        let shape = model.configuration
        guard (1...shape.contextLength).contains(contextLength) else {
            throw InferenceError(
                .context, at: "context length", "found \(contextLength), expected 1 to \(shape.contextLength)",
                remedy: "The model was trained for at most \(shape.contextLength) tokens.")
        }
        guard (1...4096).contains(batchCount) else {
            throw InferenceError(
                .invalidInput, at: "batch", "found \(batchCount), expected 1 to 4096",
                remedy: "Any batch gives the same results; 512 is fast.")
        }
        self.model = model
        self.batchCount = min(batchCount, positionCount ?? contextLength)
        cache = try KeyValueCache(shape, positionCount: positionCount ?? contextLength)
        freeSlots = FreeSlots(count: cache.capacity)
        rotary = try RotaryTable(shape, factors: model.weights.ropeFactors, positionCount: contextLength)
        rows = try LlamaRows(shape, rowCount: self.batchCount, capacity: cache.capacity)
    }

    /// The tokens of the longest sequence that there is room for.
    public var contextLength: Int { rotary.positionCount }
    /// The tokens that there is room for in all sequences.
    public var positionCount: Int { cache.capacity }
    /// The bytes that a full key-value cache takes.
    public var cacheByteCount: Int { cache.byteCount }

    /// An empty sequence, which has its room until nothing refers to it any more.
    ///
    /// - Returns: `nil` where there is not room for so many tokens, beside the sequences that there are.
    public func session(contextLength: Int) -> LlamaSession? {
        takeSlots(of: contextLength).map { LlamaSession(self, contextLength: contextLength, slots: $0) }
    }

    /// Slots for a sequence, which gives them back.
    func takeSlots(of contextLength: Int) -> Range<Int>? {
        contextLength <= rotary.positionCount ? freeSlots.take(KeyValueCache.slotCount(of: contextLength)) : nil
    }

    func giveBack(_ slots: Range<Int>) { freeSlots.give(slots) }

    /// Reads the next tokens of several sequences, and lends the logits that were asked for: in order, each with the
    /// index of its segment and that of its token there.
    ///
    /// - Precondition: Every sequence is of this workspace, and stands in one segment only.
    /// - Throws: as `LlamaSession.feed`; nothing counts as read then, of any sequence.
    public func feed(
        _ segments: [LlamaSegment],
        _ receive: (_ segment: Int, _ index: Int, _ logits: Span<Float>) throws -> Void
    ) throws {
        precondition(
            segments.count < 2 || Set(segments.map { ObjectIdentifier($0.session) }).count == segments.count,
            "a sequence stands in two segments")
        for segment in segments {
            precondition(segment.session.workspace === self, "a sequence of another workspace")
            try segment.session.requireReadable(segment.tokens)
        }
        var pass = LlamaPass()
        for (number, segment) in segments.enumerated() {
            let session = segment.session, tokens = segment.tokens
            if let lender = session.lender {
                pass.append(
                    LlamaPass.Loan(
                        count: session.position, source: lender.slots.lowerBound, target: session.slots.lowerBound))
            }
            let wanted = segment.logits.lowerBound(of: tokens.count)
            var start = 0
            while start < tokens.count {
                let end = min(tokens.count, start + batchCount - pass.rows.count)
                pass.append(
                    LlamaPass.Part(
                        segment: number, offset: start, tokens: tokens[start..<end],
                        position: session.position + start, firstSlot: session.slots.lowerBound,
                        firstWanted: min(max(wanted, start), end) - start))
                start = end
                guard pass.rows.count == batchCount else { continue }
                try run(pass, receive)
                pass = LlamaPass()
            }
        }
        if !pass.rows.isEmpty { try run(pass, receive) }
        for segment in segments {
            segment.session.position += segment.tokens.count
            segment.session.lender = nil
        }
    }

    private func run(
        _ pass: LlamaPass, _ receive: (_ segment: Int, _ index: Int, _ logits: Span<Float>) throws -> Void
    ) throws {
        try Task.checkCancellation()
        let wanted = compute(pass)
        try lendLogits(of: wanted.count) { row, logits in try receive(wanted[row].segment, wanted[row].index, logits) }
    }
}
