public import BoundKnowledge
internal import HTTPClient

extension BinderyClient {
    /// What became of an object: later versions, a withdrawal, its replacement, a quarantine.
    ///
    /// All mirrors are asked, so that one honest mirror is enough to learn of a withdrawal. What they name is fetched and verified
    /// and must point to the object: a withdrawal and an attestation by address and claim, a later version by its chain of `previous`. A claim
    /// that is not proved is a finding. That nothing is told proves nothing: the finding `absence-unproved` says so.
    ///
    /// - Returns: the proved steps, and how they end.
    /// - Throws: as `object(at:)`, for the object itself.
    public func follow(_ address: Address) async throws -> Standing {
        var standing = Standing(of: try await object(at: address))
        guard standing.object.holds, var current = standing.object.object else {
            standing.end = .rejected
            return standing
        }
        var seen: Set<Address> = [address]
        while true {
            let told = try await claims(about: current)
            standing.findings += told.findings
            guard let next = try await step(from: current, told, &standing) else { return standing }
            guard seen.insert(next.address).inserted, standing.steps.count < limits.stepCount else {
                standing.end = .endless
                standing.findings.append(Self.endless(at: next.address))
                return standing
            }
            current = next
        }
    }

    /// The object that proved claims lead to; `nil` where they lead no further, and `standing` has the end.
    private func step(
        from current: BoundObject, _ told: MirrorAnswers<StatusPage>, _ standing: inout Standing
    ) async throws -> BoundObject? {
        for answer in told.answers {
            guard let address = answer.value.withdrawnBy else { continue }
            switch try await withdrawal(at: address, of: current) {
            case .failure(let fault): reject(fault, answer.mirror, &standing)
            case .success(let (object, withdrawal)):
                standing.steps.append(.withdrawn(by: object, withdrawal))
                return try await replacement(by: withdrawal, &standing)
            }
        }
        for answer in told.answers {
            guard let address = answer.value.supersededBy else { continue }
            switch try await successor(at: address, of: current) {
            case .failure(let fault): reject(fault, answer.mirror, &standing)
            case .success(let object):
                standing.steps.append(.superseded(by: object))
                return object.object
            }
        }
        try await noteQuarantine(of: current, told, &standing)
        standing.end = told.answers.isEmpty ? .untold : .noneKnown
        standing.findings.append(told.answers.isEmpty ? Self.untold : Self.absence)
        return nil
    }

    /// Looks for the attestation that a mirror names as the reason of a quarantine.
    private func noteQuarantine(
        of current: BoundObject, _ told: MirrorAnswers<StatusPage>, _ standing: inout Standing
    ) async throws {
        for answer in told.answers {
            guard let address = answer.value.quarantinedBy else { continue }
            guard let fetched = try await objectThatHolds(at: address),
                case .attestation(let attestation)? = fetched.object?.envelope.subject,
                attestation.object == current.address, attestation.claim == current.claim,
                attestation.quarantineEffect == .imposes
            else {
                reject(
                    .unproved("it names \(address), which does not quarantine \(current.address)"), answer.mirror,
                    &standing)
                continue
            }
            standing.quarantine = fetched
            standing.findings.append(.quarantined(by: address))
            return
        }
    }

    private func claims(about object: BoundObject) async throws -> MirrorAnswers<StatusPage> {
        let address = object.address
        return try await mirrors.all(of: statusPage(of: address)) { body throws(MirrorFault) in
            try StatusPage(body, of: address)
        }
    }

    private func reject(_ fault: MirrorFault, _ mirror: HTTPLocation, _ standing: inout Standing) {
        mirrors.rest(mirror)
        standing.findings.append(fault.finding(mirror))
    }

    private func withdrawal(
        at address: Address, of object: BoundObject
    ) async throws -> Result<(FetchedObject, Withdrawal), MirrorFault> {
        guard let fetched = try await objectThatHolds(at: address) else {
            return .failure(.unproved("it names the withdrawal \(address), which is not there or does not hold"))
        }
        guard case .withdrawal(let withdrawal)? = fetched.object?.envelope.subject,
            withdrawal.object == object.address, withdrawal.claim == object.claim
        else { return .failure(.unproved("it names \(address), which does not withdraw \(object.address)")) }
        return .success((fetched, withdrawal))
    }

    /// What a withdrawal names as replacement, with the end where there is none.
    private func replacement(by withdrawal: Withdrawal, _ standing: inout Standing) async throws -> BoundObject? {
        guard let address = withdrawal.replacedBy else {
            standing.end = .withdrawn
            return nil
        }
        guard let fetched = try await objectThatHolds(at: address) else {
            standing.end = .withdrawn
            standing.findings.append(
                Finding(
                    "replacement-missing", .warns, at: "",
                    "the replacement \(address) is not there or does not hold",
                    remedy: "Ask the library's publisher."))
            return nil
        }
        standing.steps.append(.replaced(by: fetched))
        return fetched.object
    }

    private func successor(
        at address: Address, of object: BoundObject
    ) async throws -> Result<FetchedObject, MirrorFault> {
        guard let fetched = try await objectThatHolds(at: address), let successor = fetched.object else {
            return .failure(.unproved("it names the later version \(address), which is not there or does not hold"))
        }
        return try await leads(from: successor, to: object)
            ? .success(fetched)
            : .failure(.unproved("it names \(address), which does not lead back to \(object.address)"))
    }

    /// Whether the links `previous` of a verified object lead to an earlier one, through versions of one lineage.
    private func leads(from later: BoundObject, to object: BoundObject) async throws -> Bool {
        var later = later
        for _ in 0..<limits.linkCount {
            guard let previous = later.envelope.subject.previous else { return false }
            if previous == object.address {
                return LineageChain.findings(for: later, predecessor: object).isEmpty
            }
            guard let raw = try await bytesIfAny(at: previous), let earlier = try? BoundObject(unverified: raw),
                LineageChain.findings(for: later, predecessor: earlier).isEmpty
            else { return false }
            later = earlier
        }
        return false
    }

    /// The object at an address if somebody has it and it holds.
    private func objectThatHolds(at address: Address) async throws -> FetchedObject? {
        do {
            let fetched = try await object(at: address)
            return fetched.holds ? fetched : nil
        } catch is BinderyClientError {
            return nil
        }
    }

    private static let absence = Finding(
        "absence-unproved", .informs, at: "", "no mirror tells of a later version or a withdrawal",
        remedy: "Audit a clone of the library where you must know that there is none.")

    private static let untold = Finding(
        "status-unknown", .warns, at: "", "no mirror says whether there is a later version or a withdrawal",
        remedy: "Try again later, or ask other mirrors.")

    private static func endless(at address: Address) -> Finding {
        Finding(
            "status-endless", .warns, at: "",
            "what stands in for the object leads in a circle or too far, at \(address)",
            remedy: "Report it to the library's operator.")
    }
}

extension MirrorFault {
    fileprivate static func unproved(_ problem: String) -> MirrorFault { MirrorFault("mirror-unproved", problem) }
}
