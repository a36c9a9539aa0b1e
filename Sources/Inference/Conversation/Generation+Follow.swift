extension Generation {
    /// Reads an answer as far as the model would have written the same, many tokens at once.
    ///
    /// Reading and writing give the same logits bit for bit, so what is followed to its end *is* what writing gives.
    /// Where the model would go on differently, `next` goes on from there.
    ///
    /// - Parameter answer: the tokens; nothing may have been written before.
    /// - Returns: how many of them the model writes too.
    /// - Throws: `notFinite`; `CancellationError`.
    /// - Complexity: that of reading prompt and answer; where they part, at most as much again and 32 tokens more.
    @discardableResult public func follow(_ answer: [Int32]) throws -> Int {
        precondition(tokens.isEmpty && session.position == 0, "found an answer that has begun")
        let all = history + answer.prefix(tokenLimit).map(Int.init)
        for block in FollowedBlocks(promptCount: promptCount, count: all.count) where chosen == nil {
            try follow(all, from: block.lowerBound, to: block.upperBound)
        }
        return tokens.count
    }

    private func follow(_ all: [Int], from start: Int, to end: Int) throws {
        let first = max(0, promptCount - 1 - start)
        try session.feed(Array(all[start..<end]), logits: .from(first)) { index, logits in
            let next = start + index + 1
            guard chosen == nil, next == history.count else { return }
            let token = sampler.next(logits, history: history)
            guard next < all.count, all[next] == token, !endsGeneration(token) else {
                chosen = token
                return
            }
            try append(token)
        }
        session.rewind(to: min(session.position, history.count))
    }
}
