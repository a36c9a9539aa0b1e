/// What a judge is asked.
public struct JudgeQuestion: Sendable, Hashable {
    /// The question that both answer.
    public let question: String
    /// The bound answer.
    public let earlier: String
    /// The answer of the new model.
    public let later: String

    /// A question to a judge.
    public init(question: String, earlier: String, later: String) {
        (self.question, self.earlier, self.later) = (question, earlier, later)
    }
}

/// What a judge says of two answers.
public enum JudgeVerdict: String, Sendable, Hashable, CaseIterable {
    /// Each follows from the other.
    case entailsBothWays
    /// Neither denies the other, and one says more.
    case adds
    /// One denies the other.
    case contradicts
    /// The judge cannot tell, or did not answer in the form that it was asked for.
    case cannotTell

    /// What more than half of the verdicts say; `cannotTell` where no verdict has a majority.
    public static func majority(of verdicts: [JudgeVerdict]) -> JudgeVerdict {
        allCases.first { verdict in verdicts.count { $0 == verdict } * 2 > verdicts.count } ?? .cannotTell
    }
}

/// A model that compares two answers where the rules cannot.
public protocol Judge: Sendable {
    /// Which model.
    var model: ModelIdentity { get }

    /// Compares two answers.
    ///
    /// - Throws: what kept the model from answering; `CancellationError`.
    func judge(_ question: JudgeQuestion) async throws -> JudgeVerdict
}

/// A judge that is neither of the models that it judges.
public struct IndependentJudge: Sendable {
    private let judge: any Judge

    /// The judge's model.
    public var model: ModelIdentity { judge.model }

    /// A judge between two models.
    ///
    /// - Throws: `partialJudge` if the judge is one of them, or another version of one that an engine runs: a model that
    ///   judges itself finds itself right.
    public init(_ judge: any Judge, between earlier: ModelIdentity, and later: ModelIdentity) throws(RecomputeError) {
        let isLater = judge.model.isVersion(of: later)
        guard !isLater, !judge.model.isVersion(of: earlier) else {
            throw RecomputeError(
                .partialJudge, at: "judge",
                "the judge is the \(isLater ? "new" : "old") model, expected a third one",
                remedy: "Name another model as judge, or run without one: what is undecided then goes to a person.")
        }
        self.judge = judge
    }

    /// What more than half of `votes` answers of the judge say.
    ///
    /// - Throws: what the judge throws.
    public func verdict(on question: JudgeQuestion, votes: Int) async throws -> JudgeVerdict {
        var verdicts: [JudgeVerdict] = []
        for _ in 0..<votes { verdicts.append(try await judge.judge(question)) }
        return .majority(of: verdicts)
    }
}

extension ModelIdentity {
    /// Whether both are the same model, in whatever version; a manifest is a version of itself alone.
    fileprivate func isVersion(of other: ModelIdentity) -> Bool {
        switch (self, other) {
        case (.declared(let provider, let name, _), .declared(let otherProvider, let otherName, _)):
            provider.utf8.elementsEqual(otherProvider.utf8) && name.utf8.elementsEqual(otherName.utf8)
        default: self == other
        }
    }
}
