internal import BoundKnowledge
internal import JSON

extension RecomputePolicy {
    /// The longest policy that is read, in bytes.
    public static let maximumByteCount = 65_536

    /// The defaults.
    public init() {
        (samples, attempts, confidence, acceptedMaterial) = (5, 2, 0.95, 0)
        (strata, budget) = ([.freshnessClass, .traffic], Budget())
        (maxAutoSupersedePerDay, maxSuspectShare) = (0.02, 0.5)
        judge = JudgeRule(isHeard: true, votes: 1, mayAffirm: true)
        (classes, actions) = ([:], [:])
    }

    /// The policy in a file. Unknown members are refused: a misspelt limit would be no limit.
    ///
    /// - Throws: `malformed` for what is no JSON, or longer than ``maximumByteCount``; `unknownMember`, `wrongType` and
    ///   `outOfRange` with the JSON pointer of the member.
    public init(parsing bytes: [UInt8]) throws(RecomputeError) {
        var object = try StrictObject(parsing: bytes, maximumByteCount: Self.maximumByteCount)
        try self.init(&object)
    }

    private init(_ object: inout StrictObject) throws(RecomputeError) {
        let base = RecomputePolicy()
        _ = try object.integer("formatVersion", in: 1...1)
        samples = try object.integer("samples", in: 1...100) ?? base.samples
        attempts = try object.integer("attempts", in: 1...10) ?? base.attempts
        confidence = try object.number("confidence", "0.5 to below 1") { 0.5 <= $0 && $0 < 1 } ?? base.confidence
        acceptedMaterial = try object.integer("acceptedMaterial", in: 0...100) ?? base.acceptedMaterial
        strata = try object.dimensions() ?? base.strata
        classes = try object.classRules()
        actions = try object.actions()
        budget = try object.budget()
        maxAutoSupersedePerDay =
            try object.number("maxAutoSupersedePerDay", "0 to 1") { 0 <= $0 && $0 <= 1 } ?? base.maxAutoSupersedePerDay
        maxSuspectShare =
            try object.number("maxSuspectShare", "above 0 and at most 1") { 0 < $0 && $0 <= 1 }
            ?? base.maxSuspectShare
        judge = try object.judgeRule(base.judge)
        try object.finish()
    }

    static func defaultRule(of freshnessClass: FreshnessClass) -> ClassRule {
        switch freshnessClass {
        case .timeless: ClassRule(deadlineInDays: 90, tolerance: 0.05, severity: 1)
        case .general: ClassRule(deadlineInDays: 30, tolerance: 0.05, severity: 1)
        case .numeric: ClassRule(deadlineInDays: 14, tolerance: 0.05, severity: 2)
        case .safety: ClassRule(deadlineInDays: 7, tolerance: 0.01, severity: 4)
        case .news: ClassRule(deadlineInDays: 7, tolerance: 0.05, severity: 2)
        }
    }
}

extension StrictObject {
    fileprivate mutating func dimensions() throws(RecomputeError) -> [StratumDimension]? {
        let names = StratumDimension.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return try optional("strata", "an array of \(names), each at most once") { node in
            let found = node.elements.compactMap { node in
                StratumDimension.allCases.first { node.isString($0.rawValue) }
            }
            return node.kind == .array && found.count == node.count && Set(found).count == found.count ? found : nil
        }
    }

    fileprivate mutating func classRules() throws(RecomputeError) -> [FreshnessClass: RecomputePolicy.ClassRule] {
        guard var object = try object("classes") else { return [:] }
        var rules: [FreshnessClass: RecomputePolicy.ClassRule] = [:]
        for (freshnessClass, name) in Self.classNames {
            guard var member = try object.object(name) else { continue }
            let base = RecomputePolicy.defaultRule(of: freshnessClass)
            rules[freshnessClass] = RecomputePolicy.ClassRule(
                deadlineInDays: try member.integer("deadlineDays", in: 1...3_650) ?? base.deadlineInDays,
                tolerance: try member.number("tolerance", "0, or 0.0001 to below 1") {
                    $0 == 0 || (0.0001 <= $0 && $0 < 1)
                } ?? base.tolerance,
                severity: try member.number("severity", "above 0 and at most 1000") { 0 < $0 && $0 <= 1_000 }
                    ?? base.severity)
            try member.finish()
        }
        try object.finish()
        return rules
    }

    fileprivate mutating func actions() throws(RecomputeError) -> [Outcome: RecomputeAction] {
        guard var object = try object("actions") else { return [:] }
        var actions: [Outcome: RecomputeAction] = [:]
        for (outcome, name) in Self.outcomeNames {
            actions[outcome] = try object.choice(name, of: outcome.possibleActions)
        }
        try object.finish()
        return actions
    }

    fileprivate mutating func budget() throws(RecomputeError) -> RecomputePolicy.Budget {
        guard var object = try object("budget") else { return RecomputePolicy.Budget() }
        let budget = RecomputePolicy.Budget(
            cpuSeconds: try object.number("cpuSeconds", "more than 0") { $0 > 0 },
            joules: try object.number("joules", "more than 0") { $0 > 0 })
        try object.finish()
        return budget
    }

    fileprivate mutating func judgeRule(
        _ base: RecomputePolicy.JudgeRule
    ) throws(RecomputeError) -> RecomputePolicy.JudgeRule {
        guard var object = try object("judge") else { return base }
        let votes = try object.integer("votes", in: 1...9) ?? base.votes
        guard votes % 2 == 1 else {
            throw RecomputeError(
                .outOfRange, at: "/judge/votes", "found \(votes), expected an odd number, so that there is a majority",
                remedy: "Ask once more or once less.")
        }
        let rule = RecomputePolicy.JudgeRule(
            isHeard: try object.optional("heard", "true or false") { $0.boolValue } ?? base.isHeard, votes: votes,
            mayAffirm: try object.optional("mayAffirm", "true or false") { $0.boolValue } ?? base.mayAffirm)
        try object.finish()
        return rule
    }

    private static let classNames: [(FreshnessClass, StaticString)] = [
        (.timeless, "timeless"), (.general, "general"), (.numeric, "numeric"), (.safety, "safety"), (.news, "news"),
    ]

    private static let outcomeNames: [(Outcome, StaticString)] = [
        (.failed, "failed"), (.identical, "identical"), (.unanswerable, "unanswerable"), (.unstable, "unstable"),
        (.contradicted, "contradicted"), (.revised, "revised"), (.equivalent, "equivalent"),
    ]
}
