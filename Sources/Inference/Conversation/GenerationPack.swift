/// Answers that are followed together, and written on together where the model goes on differently.
///
/// Each comes out as it would alone, bit for bit; together they cost less (`LlamaWorkspace`).
public struct GenerationPack {
    private let workspace: LlamaWorkspace
    private let generations: [Generation]

    /// Answers of which nothing is written yet.
    ///
    /// Prompts that begin as the one before are read from where they part on: in lexicographic order most is saved.
    ///
    /// - Parameters:
    ///   - requests: for each answer its prompt, its sampler, and the most tokens of the answer.
    ///   - workspace: of the same model, with room for all of them; earlier answers in it are given up.
    /// - Throws: as `Generation.init`; `context` where there is not room for all.
    public init(
        _ chat: ChatModel, _ requests: [(prompt: [Int32], sampler: SamplerSettings, tokenLimit: Int)],
        in workspace: LlamaWorkspace
    ) throws(InferenceError) {
        let lengths = requests.map { $0.prompt.count + $0.tokenLimit }
        guard let sessions = workspace.sessions(lengths) else {
            throw InferenceError(
                .context, at: "workspace", "found \(requests.count) answers, for which there is not room together",
                remedy: "Follow fewer of them together.")
        }
        var generations: [Generation] = []
        var earlier: (prompt: [Int32], session: LlamaSession)?
        for (request, session) in zip(requests, sessions) {
            let prompt = request.prompt
            if let earlier {
                let common = zip(earlier.prompt, prompt).prefix { $0 == $1 }.count
                // What follows the prompt is learned from its last token.
                session.begin(with: earlier.session, count: min(common, prompt.count - 1))
            }
            generations.append(
                try Generation(
                    chat, prompt: prompt, sampler: request.sampler, tokenLimit: request.tokenLimit, in: session))
            earlier = (prompt, session)
        }
        (self.workspace, self.generations) = (workspace, generations)
    }

    /// Follows a recorded answer for each, as far as the model would have written the same, and writes what it would
    /// write instead, up to the end.
    ///
    /// - Returns: the answers, at their end.
    /// - Throws: as `Generation.follow`.
    public func follow(_ answers: [[Int32]]) throws -> [Generation] {
        precondition(answers.count == generations.count, "\(answers.count) answers for \(generations.count) prompts")
        for (generation, answer) in zip(generations, answers) { generation.begin(following: answer) }
        var unended = generations
        while true {
            let parts = try unended.compactMap { generation in
                try generation.nextSegment().map { (generation, segment: $0, position: generation.session.position) }
            }
            guard !parts.isEmpty else { return generations }
            try workspace.feed(parts.map(\.segment)) { number, index, logits in
                try parts[number].0.receive(logits, at: parts[number].position + index)
            }
            unended = parts.map(\.0)
            for generation in unended { generation.settle() }
        }
    }
}
