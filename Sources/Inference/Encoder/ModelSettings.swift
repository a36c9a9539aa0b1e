internal import JSON

/// Members of a JSON file that stands beside the weights of a model; an error names the file and the member.
struct ModelSettings {
    /// The most bytes of such a file: 1 MiB; published ones have under 2 kB.
    static let maximumByteCount = 1 << 20

    private let root: JSONNode
    private let name: String

    /// - Parameter name: what errors call the file.
    init(parsing bytes: [UInt8], name: String) throws(InferenceError) {
        self.name = name
        do {
            root = try JSONDocument(parsing: bytes, limits: JSONLimits(maximumByteCount: Self.maximumByteCount)).root
        } catch {
            throw InferenceError(
                .malformed, at: "\(name): \(error.location)", error.problem,
                remedy: "The file is damaged: install the model again.")
        }
    }

    /// Refuses a file whose member is not `expected`.
    func require(_ member: String, _ expected: String, isOptional: Bool = false) throws(InferenceError) {
        guard let node = root[member] else {
            guard isOptional else { throw malformed(member, "found nothing, expected \(expected)") }
            return
        }
        guard !node.isString(expected) else { return }
        throw unsupported(member, "found \(node.stringValue ?? "no string"), expected \(expected)")
    }

    /// Refuses a file whose member is not `expected`; nothing stands for false.
    func require(_ member: String, _ expected: Bool) throws(InferenceError) {
        guard (root[member]?.boolValue ?? false) != expected else { return }
        throw unsupported(member, "found \(!expected), expected \(expected)")
    }

    func count(_ member: String, most: Int) throws(InferenceError) -> Int {
        guard let number = root[member]?.integerValue, (1...Int64(most)).contains(number) else {
            throw malformed(member, "expected an integer from 1 to \(most)")
        }
        return Int(number)
    }

    func positive(_ member: String) throws(InferenceError) -> Float {
        guard let number = root[member]?.doubleValue.map({ Float($0) }), number > 0, number.isFinite else {
            throw malformed(member, "expected a number above 0")
        }
        return number
    }

    func malformed(_ member: String, _ problem: String) -> InferenceError {
        InferenceError(
            .malformed, at: "\(name): /\(member)", problem,
            remedy: "The file is damaged or belongs to another model: install the model again.")
    }

    private func unsupported(_ member: String, _ problem: String) -> InferenceError {
        InferenceError(
            .unsupported, at: "\(name): /\(member)", problem,
            remedy: "Use a sentence encoder such as all-MiniLM-L6-v2: BERT with the mean of its tokens.")
    }
}
