/// A value while a template is evaluated, in Python's terms.
enum TemplateValue {
    /// What a name or member that is not there gives, with the name for errors: empty text, false, no elements.
    case undefined(String)
    case none
    case bool(Bool)
    case integer(Int)
    case float(Double)
    case string(String)
    case list(TemplateList)
    case map(TemplateMap)
    case namespace(TemplateNamespace)
    case loop(TemplateLoopState)
    case macro(TemplateMacroValue)
    /// A function that the template did not define.
    case function(String)
    /// A method, bound to its value.
    indirect case method(TemplateValue, String)
}

extension TemplateValue {
    init(_ literal: TemplateLiteral) {
        switch literal {
        case .none: self = .none
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string(let value): self = .string(value)
        }
    }

    /// What Python calls the type, for errors.
    var typeName: String {
        switch self {
        case .undefined(let name): "\(name), which is undefined"
        case .none: "none"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .float: "a float"
        case .string: "a string"
        case .list(let list): list.isTuple ? "a tuple" : "a list"
        case .map: "a mapping"
        case .namespace: "a namespace"
        case .loop: "the loop"
        case .macro, .function, .method: "a function"
        }
    }

    /// Whether the value counts as true in a condition.
    var isTrue: Bool {
        switch self {
        case .undefined, .none: false
        case .bool(let value): value
        case .integer(let value): value != 0
        case .float(let value): value != 0
        case .string(let value): !value.isEmpty
        case .list(let list): !list.elements.isEmpty
        case .map(let map): !map.members.isEmpty
        case .namespace, .loop, .macro, .function, .method: true
        }
    }

    var isUndefined: Bool {
        if case .undefined = self { true } else { false }
    }

    var isNone: Bool {
        if case .none = self { true } else { false }
    }

    /// How deep and how large the value is.
    var extent: TemplateExtent {
        switch self {
        case .list(let list): list.extent
        case .map(let map): map.extent
        case .string(let text): TemplateExtent(depth: 0, weight: 1 + text.utf8.count / 32)
        default: TemplateExtent(depth: 0, weight: 1)
        }
    }

    /// Whether the value may be put into another one: what has an identity may not, so that no value holds itself.
    var isPlain: Bool {
        switch self {
        case .namespace, .loop, .macro, .function, .method: false
        default: true
        }
    }

    /// A boolean or an integer as an integer.
    var integerValue: Int? {
        switch self {
        case .bool(let value): value ? 1 : 0
        case .integer(let value): value
        default: nil
        }
    }

    /// A number as a double.
    var floatValue: Double? {
        if case .float(let value) = self { value } else { integerValue.map(Double.init) }
    }

    /// Python's `==`: numbers by value whatever their type, texts by their scalars.
    static func areEqual(_ first: TemplateValue, _ second: TemplateValue) -> Bool {
        switch (first, second) {
        case (.undefined, .undefined), (.none, .none): true
        case (.string(let first), .string(let second)): first.utf8.elementsEqual(second.utf8)
        case (.list(let first), .list(let second)):
            first.isTuple == second.isTuple && first.elements.elementsEqual(second.elements, by: areEqual)
        case (.map(let first), .map(let second)): first.isEqual(to: second)
        case (.namespace(let first), .namespace(let second)): first === second
        default:
            if let first = first.integerValue, let second = second.integerValue {
                first == second
            } else if let first = first.floatValue, let second = second.floatValue {
                first == second
            } else {
                false
            }
        }
    }
}
