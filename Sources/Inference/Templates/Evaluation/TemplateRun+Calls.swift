extension TemplateRun {
    func call(_ function: TemplateValue, _ call: TemplateCall) throws(InferenceError) -> TemplateValue {
        switch function {
        case .macro(let macro): try self.call(macro, call)
        case .method(let receiver, let name): try self.call(name, of: receiver, call)
        case .function(let name): try self.call(name, call)
        case .undefined("strftime_now"):
            throw source.unsupported(
                "strftime_now, which would make the prompt depend on the day it is made", at: call.offset)
        case .undefined(let name): throw error("\(name) is undefined, so it cannot be called", at: call.offset)
        default: throw error("found a call of \(function.typeName)", at: call.offset)
        }
    }

    private func call(_ value: TemplateMacroValue, _ call: TemplateCall) throws(InferenceError) -> TemplateValue {
        var call = call
        let scope = TemplateScope(in: value.scope)
        for (name, standard) in value.macro.parameters {
            if let argument = call.next(name) {
                scope.set(name, argument)
            } else if let standard {
                scope.set(name, try self.value(of: standard, in: scope))
            } else {
                scope.set(name, .undefined(name))
            }
        }
        try finish(call, of: value.macro.name)
        let text = try captured { () throws(InferenceError) in try execute(value.macro.body, in: scope) }
        return try made(text, at: call.offset)
    }

    private func call(_ name: String, _ call: TemplateCall) throws(InferenceError) -> TemplateValue {
        var call = call
        switch name {
        case "range": return try range(call)
        case "raise_exception":
            let message = try text(of: call.next("message") ?? .string(""), at: call.offset)
            throw source.error(
                .refusedByTemplate, at: call.offset, "the template refuses the conversation: \(message)",
                remedy: "Change the conversation as the template asks.")
        default:
            var map = TemplateMap()
            if case .map(let members) = call.next("") { map = members }
            for (name, value) in call.namedRest() { map.set(name, value) }
            try finish(call, of: name)
            let value = try checked(.map(map), parts: map.members.map(\.value), at: call.offset)
            guard name == "namespace" else { return value }
            let namespace = TemplateNamespace()
            namespace.members = map
            return .namespace(namespace)
        }
    }

    private func range(_ call: TemplateCall) throws(InferenceError) -> TemplateValue {
        var call = call
        var bounds: [Int] = []
        for value in call.rest() { bounds.append(try integer(value, "a bound of range", of: call)) }
        try finish(call, of: "range")
        guard (1...3).contains(bounds.count), bounds.count < 3 || bounds[2] != 0 else {
            throw error("found \(bounds) as bounds of range", at: call.offset)
        }
        let start = bounds.count == 1 ? 0 : bounds[0]
        let stop = bounds.count == 1 ? bounds[0] : bounds[1]
        let step = bounds.count == 3 ? bounds[2] : 1
        let (distance, overflow) = stop.subtractingReportingOverflow(start)
        let count = overflow ? .max : Int(distance.magnitude / step.magnitude)
        try spend(count, at: call.offset)
        return .list(TemplateList(stride(from: start, to: stop, by: step).map { .integer($0) }))
    }
}
