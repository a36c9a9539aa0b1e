/// How many levels a value has, and about how many steps it takes to go through it.
///
/// What stands in a value twice counts twice: thirty lists, each of which holds the one before it twice, are a billion
/// elements.
struct TemplateExtent {
    var depth: Int
    var weight: Int

    /// A value that holds one of this extent too.
    mutating func add(_ part: TemplateExtent) {
        depth = max(depth, 1 + part.depth)
        let (sum, overflow) = weight.addingReportingOverflow(part.weight)
        weight = overflow ? .max : sum
    }
}

/// A list or a tuple.
struct TemplateList {
    let elements: [TemplateValue]
    let isTuple: Bool
    let extent: TemplateExtent

    init(_ elements: [TemplateValue], isTuple: Bool = false) {
        self.elements = elements
        self.isTuple = isTuple
        extent = elements.reduce(into: TemplateExtent(depth: 1, weight: 1)) { $0.add($1.extent) }
    }
}

/// A mapping of texts to values, in the order of insertion; of two members with one name the last counts, at the
/// first's place.
struct TemplateMap {
    private(set) var members: [(name: String, value: TemplateValue)] = []
    /// By the bytes of the name: equal strings may be other texts.
    private var index: [[UInt8]: Int] = [:]
    private(set) var extent = TemplateExtent(depth: 1, weight: 1)

    init() {}

    subscript(name: String) -> TemplateValue? { index[Array(name.utf8)].map { members[$0].value } }

    mutating func set(_ name: String, _ value: TemplateValue) {
        extent.add(value.extent)
        let key = Array(name.utf8)
        if let place = index[key] {
            members[place].value = value
        } else {
            index[key] = members.count
            members.append((name, value))
        }
    }

    func isEqual(to other: TemplateMap) -> Bool {
        members.count == other.members.count
            && members.allSatisfy { name, value in other[name].map { TemplateValue.areEqual(value, $0) } ?? false }
    }

    /// The members as pairs.
    var items: [TemplateValue] { members.map(Self.pair) }

    /// The members as pairs, in the order of their names, capitals like small letters.
    var itemsByName: [TemplateValue] {
        let keys = members.enumerated().map { (Array($1.name.lowercased().utf8), $0) }
        // Equal names keep their order.
        let sorted = keys.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0.lexicographicallyPrecedes($1.0) }
        return sorted.map { Self.pair(members[$0.1]) }
    }

    private static func pair(_ member: (name: String, value: TemplateValue)) -> TemplateValue {
        .list(TemplateList([.string(member.name), member.value], isTuple: true))
    }
}

/// A value whose members `set` changes wherever it is seen from: what carries something out of a loop.
final class TemplateNamespace {
    var members = TemplateMap()
}

/// What `loop` is inside of a loop.
struct TemplateLoopState {
    let elements: [TemplateValue]
    let index: Int

    /// [Jinja, `for`](https://jinja.palletsprojects.com/en/stable/templates/#for)
    func attribute(_ name: String) -> TemplateValue? {
        switch name {
        case "index": .integer(index + 1)
        case "index0": .integer(index)
        case "revindex": .integer(elements.count - index)
        case "revindex0": .integer(elements.count - index - 1)
        case "first": .bool(index == 0)
        case "last": .bool(index == elements.count - 1)
        case "length": .integer(elements.count)
        // The depth of recursion, and there is none.
        case "depth": .integer(1)
        case "depth0": .integer(0)
        case "previtem": index > 0 ? elements[index - 1] : .undefined("loop.previtem")
        case "nextitem": index + 1 < elements.count ? elements[index + 1] : .undefined("loop.nextitem")
        case "cycle": .method(.loop(self), "cycle")
        default: nil
        }
    }
}

/// A macro, and where it was defined.
struct TemplateMacroValue {
    let macro: TemplateMacro
    let scope: TemplateScope
}
