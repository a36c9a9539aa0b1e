/// The members of a JSON object in a chosen order, each name once.
public struct JSONObject: Sendable {
    /// A name and its value.
    public struct Member: Sendable {
        /// The name.
        public let name: String
        /// The value.
        public var value: JSONValue

        /// A member.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The members in their order.
    public private(set) var members: [Member] = []

    /// An object without members.
    public init() {}

    /// Members whose names are known to differ.
    init(distinct members: [Member]) {
        self.members = members
    }

    /// The members in the given order; of several with one name the last value stays, in the place of the first.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (name, value) in members { self[name] = value }
    }

    /// The value of a member, by the UTF-8 of its name; a new member comes last, and nil removes one.
    ///
    /// - Complexity: O(number of members).
    public subscript(_ name: String) -> JSONValue? {
        get { members.first { $0.name.hasSameUTF8(as: name) }?.value }
        set {
            let index = members.firstIndex { $0.name.hasSameUTF8(as: name) }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: Equatable {
    /// Whether both have the same members, in any order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count
            && left.members.indices.allSatisfy { index in
                let member = left.members[index]
                // Most often the members stand in the same order.
                if right.members[index].name.hasSameUTF8(as: member.name) {
                    return right.members[index].value == member.value
                }
                return right[member.name] == member.value
            }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The members of a literal, in its order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}

extension String {
    /// Whether two texts have the same bytes; `==` would merge canonically equivalent ones.
    func hasSameUTF8(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
