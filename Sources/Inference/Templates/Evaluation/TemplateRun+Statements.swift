extension TemplateRun {
    /// How a statement ended.
    enum Flow { case next, `break`, `continue` }

    @discardableResult
    func execute(_ statements: [TemplateStatement], in scope: TemplateScope) throws(InferenceError) -> Flow {
        for statement in statements {
            let flow = try nested(at: statement.offset) { () throws(InferenceError) in
                try execute(statement, in: scope)
            }
            if flow != .next { return flow }
        }
        return .next
    }

    private func execute(_ statement: TemplateStatement, in scope: TemplateScope) throws(InferenceError) -> Flow {
        let offset = statement.offset
        switch statement.kind {
        case .text(let text): try write(text, at: offset)
        case .output(let expression): try write(text(of: value(of: expression, in: scope), at: offset), at: offset)
        case .branches(let branches): return try execute(branches, in: scope)
        case .loop(let loop): try execute(loop, at: offset, in: scope)
        case .set(let target, let expression):
            try assign(value(of: expression, in: scope), to: target, at: offset, in: scope)
        case .setBlock(let name, let body): try setBlock(name, body, at: offset, in: scope)
        case .macro(let macro): define(macro, in: scope)
        case .break: return .break
        case .continue: return .continue
        case .body(let body): return try execute(body, in: scope)
        }
        return .next
    }

    /// The text of a value that is written out.
    func text(of value: TemplateValue, at offset: Int) throws(InferenceError) -> String {
        if case .string(let text) = value { return text }
        try spend(value.extent.weight, at: offset)
        guard let text = value.text else { throw source.unsupported("the text of \(value.typeName)", at: offset) }
        return text
    }

    private func execute(
        _ branches: [(condition: TemplateExpression?, body: [TemplateStatement])], in scope: TemplateScope
    ) throws(InferenceError) -> Flow {
        for branch in branches {
            if let condition = branch.condition, !(try value(of: condition, in: scope).isTrue) { continue }
            return try execute(branch.body, in: scope)
        }
        return .next
    }

    private func setBlock(
        _ name: String, _ body: [TemplateStatement], at offset: Int, in scope: TemplateScope
    ) throws(InferenceError) {
        let text = try captured { () throws(InferenceError) in
            try execute(body, in: TemplateScope(in: scope))
        }
        scope.set(name, try made(text, at: offset))
    }

    private func assign(
        _ value: TemplateValue, to target: TemplateTarget, at offset: Int, in scope: TemplateScope
    ) throws(InferenceError) {
        switch target {
        case .names(let names): try bind(names, to: value, at: offset, in: scope)
        case .member(let name, let member):
            guard case .namespace(let namespace) = scope.value(name) ?? .undefined(name) else {
                throw error("found an assignment to \(name).\(member), and \(name) is no namespace", at: offset)
            }
            namespace.members.set(member, try checked(value, parts: [value], at: offset))
        }
    }

    /// Binds one name to a value, or several to its elements.
    private func bind(
        _ names: [String], to value: TemplateValue, at offset: Int, in scope: TemplateScope
    ) throws(InferenceError) {
        guard names.count > 1 else { return scope.set(names[0], value) }
        let elements = try elements(of: value, at: offset)
        guard elements.count == names.count else {
            throw error("found \(elements.count) values for \(names.count) names", at: offset)
        }
        for (name, element) in zip(names, elements) { scope.set(name, element) }
    }

    private func execute(_ loop: TemplateLoop, at offset: Int, in scope: TemplateScope) throws(InferenceError) {
        var elements = try elements(of: value(of: loop.values, in: scope), at: offset)
        if let condition = loop.condition {
            var chosen: [TemplateValue] = []
            for element in elements {
                let inner = TemplateScope(in: scope)
                try bind(loop.targets, to: element, at: offset, in: inner)
                if try value(of: condition, in: inner).isTrue { chosen.append(element) }
            }
            elements = chosen
        }
        if elements.isEmpty { try execute(loop.otherwise, in: TemplateScope(in: scope)) }
        for (index, element) in elements.enumerated() {
            try spend(at: offset)
            let inner = TemplateScope(in: scope)
            inner.set("loop", .loop(TemplateLoopState(elements: elements, index: index)))
            try bind(loop.targets, to: element, at: offset, in: inner)
            if try execute(loop.body, in: inner) == .break { return }
        }
    }

    /// What a loop over the value goes through.
    func elements(of value: TemplateValue, at offset: Int) throws(InferenceError) -> [TemplateValue] {
        switch value {
        case .undefined: return []
        case .list(let list): return list.elements
        case .map(let map): return map.members.map { .string($0.name) }
        case .string(let text):
            try spend(text.unicodeScalars.count, at: offset)
            return text.unicodeScalars.map { .string(String($0)) }
        default: throw error("found \(value.typeName), which has no elements", at: offset)
        }
    }
}
