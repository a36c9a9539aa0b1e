/// Rows that pass through the layers together, and where they belong: consecutive tokens of one or more sequences.
struct LlamaPass {
    /// Consecutive tokens of one sequence.
    struct Part {
        /// Which of the segments that are read together.
        let segment: Int
        /// The index of the first token in its segment.
        let offset: Int
        let tokens: ArraySlice<Int>
        /// The position of the first token in its sequence.
        let position: Int
        /// The first slot of the sequence.
        let firstSlot: Int
        /// The first of the tokens that is to yield logits; the count of tokens where none is.
        let firstWanted: Int
    }

    /// Tokens of one sequence whose heads are attended to by one thread at a time.
    struct AttentionChunk {
        let row: Int
        let count: Int
        let position: Int
        let firstSlot: Int
        /// Where the chunk's part of the scores begins, in the number of slots before it.
        let scoreSlot: Int
        /// The slots that its tokens see, in whole blocks.
        let slotCount: Int
    }

    /// Keys and values that a sequence takes over from another one.
    struct Loan {
        let count: Int
        let source: Int
        let target: Int
    }

    /// One token on its way through the layers.
    struct Row {
        let token: Int
        /// Its position in its sequence.
        let position: Int
        /// The slot of its keys and values.
        let slot: Int
        /// Which of the segments that are read together, and which of its tokens.
        let segment: Int
        let index: Int
    }

    private var parts: [Part] = []
    private(set) var rows: [Row] = []
    private(set) var chunks: [AttentionChunk] = []
    private(set) var loans: [Loan] = []
    private var scoreSlots = 0

    /// The multiplications of queries with keys, for each value of a query.
    private(set) var attentionWork = 0

    mutating func append(_ part: Part) {
        let first = rows.count
        for (index, token) in part.tokens.enumerated() {
            let position = part.position + index
            rows.append(
                Row(
                    token: token, position: position, slot: part.firstSlot + position, segment: part.segment,
                    index: part.offset + index))
        }
        parts.append(part)
        attentionWork += part.tokens.count * (part.position + part.tokens.count)
        for start in stride(from: 0, to: part.tokens.count, by: LlamaRows.attentionChunk) {
            let count = min(LlamaRows.attentionChunk, part.tokens.count - start)
            let position = part.position + start
            let slotCount = KeyValueCache.slotCount(of: position + count)
            chunks.append(
                AttentionChunk(
                    row: first + start, count: count, position: position, firstSlot: part.firstSlot,
                    scoreSlot: scoreSlots, slotCount: slotCount))
            scoreSlots += slotCount
        }
    }

    mutating func append(_ loan: Loan) { loans.append(loan) }

    /// The rows that are to yield logits, as a pass of their own.
    var wanted: LlamaPass {
        var pass = LlamaPass()
        for part in parts where part.firstWanted < part.tokens.count {
            pass.append(
                Part(
                    segment: part.segment, offset: part.offset + part.firstWanted,
                    tokens: part.tokens.dropFirst(part.firstWanted), position: part.position + part.firstWanted,
                    firstSlot: part.firstSlot, firstWanted: 0))
        }
        return pass
    }

    /// For each of those rows, in order, which row of this pass it is.
    var wantedRows: [Int] {
        var first = 0, wanted: [Int] = []
        for part in parts {
            wanted += first + part.firstWanted..<first + part.tokens.count
            first += part.tokens.count
        }
        return wanted
    }
}
