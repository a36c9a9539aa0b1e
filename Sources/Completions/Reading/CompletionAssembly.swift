/// An answer that grows by what an engine says, and what must hold before it is whole.
struct CompletionAssembly: Sendable {
    private let textByteLimit: Int
    private var text = ""
    private var finishReason: String?
    private var responseID: String?
    private var model: String?
    private var systemFingerprint: String?
    private var usage: CompletionUsage?

    /// An answer of which nothing has come.
    init(textByteLimit: Int) { self.textByteLimit = textByteLimit }

    /// The bytes of text so far.
    var byteCount: Int { text.utf8.count }

    /// Adds what the engine says next.
    mutating func add(_ chunk: CompletionChunk) throws(CompletionFault) {
        guard finishReason == nil || chunk.text.isEmpty else {
            throw .malformed("the answer goes on behind its `finish_reason`")
        }
        guard chunk.text.utf8.count <= textByteLimit - byteCount else {
            throw CompletionFault(
                .tooLarge, "the answer is longer than \(textByteLimit) bytes",
                remedy: "Ask for something shorter, or another engine.")
        }
        text += chunk.text
        finishReason = finishReason ?? chunk.finishReason
        responseID = responseID ?? chunk.responseID
        model = model ?? chunk.model
        systemFingerprint = systemFingerprint ?? chunk.systemFingerprint
        usage = chunk.usage ?? usage
    }

    /// The answer, if the engine said that the model came to its end.
    func completion() throws(CompletionFault) -> Completion {
        guard let finishReason else {
            throw CompletionFault(
                .brokenOff, "the engine stopped after \(byteCount) bytes of text without a `finish_reason`",
                remedy: "Ask again, or see the engine's log.")
        }
        guard finishReason.utf8.elementsEqual("stop".utf8) else {
            let reason = EngineJSON.isIdentifier(finishReason) ? "`\(finishReason)`" : "another one"
            throw CompletionFault(
                .unfinished, "the answer is not whole: its `finish_reason` is \(reason), expected `stop`",
                remedy: "Ask something that has a shorter answer, or give the engine a longer context.")
        }
        guard !text.isEmpty else {
            throw CompletionFault(
                .empty, "the model's answer is empty", remedy: "Ask in another way, or another model.")
        }
        return Completion(
            text: text, responseID: responseID, model: model, systemFingerprint: systemFingerprint, usage: usage)
    }
}
