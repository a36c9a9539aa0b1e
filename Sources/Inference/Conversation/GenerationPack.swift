/// Recorded answers that are followed together, and written on together where the model goes on differently.
///
/// Each comes out as it would alone, bit for bit; together they cost less (`LlamaWorkspace`). An answer begins as soon
/// as a pass has rows left and the workspace has room, so that a token that is written takes a row of a pass that reads
/// others.
public struct GenerationPack {
    /// An answer to be followed.
    public struct Request: Sendable {
        /// What `ChatModel.prompt` made.
        public let prompt: [Int32]
        /// How tokens are chosen.
        public let sampler: SamplerSettings
        /// The most tokens of what the model writes.
        public let tokenLimit: Int
        /// The tokens of the recorded answer.
        public let answer: [Int32]

        /// An answer to be followed.
        public init(prompt: [Int32], sampler: SamplerSettings, tokenLimit: Int, answer: [Int32]) {
            (self.prompt, self.sampler, self.tokenLimit, self.answer) = (prompt, sampler, tokenLimit, answer)
        }
    }

    /// An answer at work.
    private struct Member {
        let index: Int
        let generation: Generation
    }

    private let chat: ChatModel
    private let requests: [Request]
    private let workspace: LlamaWorkspace

    /// Answers of which nothing is written yet.
    ///
    /// Prompts that begin as the one before are read from where they part on: in lexicographic order most is saved.
    ///
    /// - Parameter workspace: of the same model, with room for the longest answer and its prompt.
    public init(_ chat: ChatModel, _ requests: [Request], in workspace: LlamaWorkspace) {
        (self.chat, self.requests, self.workspace) = (chat, requests, workspace)
    }

    /// Follows each recorded answer as far as the model would have written the same, and writes what it would write
    /// instead, up to the end.
    ///
    /// - Parameter receive: takes an answer at its end, with its index; they end in any order. Its memory is given to
    ///   others once nothing refers to it.
    /// - Throws: as `Generation.init` and `follow`; `context` where there is not room for one of them, beside what is
    ///   kept of others; what `receive` throws. The workspace can be used again.
    public func follow(_ receive: (_ index: Int, _ generation: Generation) throws -> Void) throws {
        var waiting = requests.indices[...], members: [Member] = [], latest: Member?
        while true {
            var pass: [(generation: Generation, segment: LlamaSegment)] = [], rowCount = 0
            /// Whether the answer goes on, with as many of its rows as the pass has left.
            func goesOn(_ member: Member) throws -> Bool {
                let rowsLeft = workspace.batchCount - rowCount
                guard rowsLeft > 0 else { return true }
                guard let segment = try member.generation.nextSegment(atMost: rowsLeft) else {
                    try receive(member.index, member.generation)
                    return false
                }
                pass.append((member.generation, segment))
                rowCount += segment.tokens.count
                return true
            }
            // Those that are written first: they need a row or a few, and the others fill the pass.
            members = members.filter { !$0.generation.isFollowing } + members.filter(\.generation.isFollowing)
            members = try members.filter(goesOn)
            while rowCount < workspace.batchCount, let index = waiting.first {
                guard let member = try begin(index, after: latest) else {
                    // What one at its end keeps for the next, the next may need to stand in.
                    guard latest?.generation.ending != nil else { break }
                    latest = nil
                    continue
                }
                waiting = waiting.dropFirst()
                latest = member
                if try goesOn(member) { members.append(member) }
            }
            guard !pass.isEmpty else {
                guard waiting.isEmpty else { throw noRoom }
                return
            }
            try workspace.feed(pass.map(\.segment)) { number, index, logits in
                let generation = pass[number].generation
                try generation.receive(logits, at: generation.session.position + index)
            }
            for (generation, _) in pass { generation.settle() }
        }
    }

    /// Begins an answer, with what its prompt has in common with the one before; `nil` where there is no room yet.
    private func begin(_ index: Int, after latest: Member?) throws(InferenceError) -> Member? {
        let request = requests[index], prompt = request.prompt
        let most = min(request.tokenLimit, chat.model.configuration.contextLength - prompt.count)
        guard let session = workspace.session(contextLength: prompt.count + max(1, most)) else { return nil }
        let generation = try Generation(
            chat, prompt: prompt, sampler: request.sampler, tokenLimit: request.tokenLimit, in: session)
        if let latest {
            let common = zip(requests[latest.index].prompt, prompt).prefix { $0 == $1 }.count
            // What follows the prompt is learned from its last token.
            session.begin(with: latest.generation.session, count: min(common, prompt.count - 1))
        }
        generation.begin(following: request.answer)
        return Member(index: index, generation: generation)
    }

    private var noRoom: InferenceError {
        InferenceError(
            .context, at: "workspace",
            "found room for \(workspace.positionCount) tokens, at most \(workspace.contextLength) of one answer, and "
                + "one needs more", remedy: "Make a workspace for the longest answer and its prompt.")
    }
}
