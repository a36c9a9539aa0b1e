/// The arguments of one call, taken in the order of the parameters.
struct TemplateCall {
    private var positional: ArraySlice<TemplateValue>
    private var named: [(name: String, value: TemplateValue)]
    /// Where the call stands.
    let offset: Int

    init(positional: [TemplateValue], named: [(String, TemplateValue)], offset: Int) {
        self.positional = positional[...]
        self.named = named.map { ($0, $1) }
        self.offset = offset
    }

    /// The argument of the next parameter, by place or by name; `nil` where it is left out.
    mutating func next(_ name: String) -> TemplateValue? {
        if let first = positional.popFirst() { return first }
        guard let place = named.firstIndex(where: { $0.name == name }) else { return nil }
        return named.remove(at: place).value
    }

    /// The arguments that are left and have no names.
    mutating func rest() -> [TemplateValue] {
        defer { positional = [] }
        return Array(positional)
    }

    /// The arguments that are left and have names.
    mutating func namedRest() -> [(name: String, value: TemplateValue)] {
        defer { named = [] }
        return named
    }

    /// The argument of a parameter that has names only.
    mutating func named(_ name: String) -> TemplateValue? {
        guard let place = named.firstIndex(where: { $0.name == name }) else { return nil }
        return named.remove(at: place).value
    }

    /// What is left over, for errors.
    var superfluous: String? {
        if let name = named.first?.name { return "an argument \(name)" }
        return positional.isEmpty ? nil : "\(positional.count) arguments too many"
    }
}

extension TemplateRun {
    /// Refuses arguments that no parameter took.
    func finish(_ call: TemplateCall, of name: String) throws(InferenceError) {
        if let superfluous = call.superfluous {
            throw error("found \(superfluous) in the call of \(name)", at: call.offset)
        }
    }

    func string(
        _ value: TemplateValue?, _ parameter: String, of call: TemplateCall
    ) throws(InferenceError) -> String {
        guard case .string(let text) = value else {
            throw error("found \(value?.typeName ?? "nothing") as \(parameter), expected a string", at: call.offset)
        }
        return text
    }

    func integer(_ value: TemplateValue?, _ parameter: String, of call: TemplateCall) throws(InferenceError) -> Int {
        guard let integer = value?.integerValue else {
            throw error("found \(value?.typeName ?? "nothing") as \(parameter), expected an integer", at: call.offset)
        }
        return integer
    }
}
