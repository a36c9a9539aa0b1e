internal import ArgumentParser
internal import Inference
internal import JSON

/// `bindery embed`.
struct EmbedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed", abstract: "Print the vector of a text: close in meaning is close in direction.",
        discussion: """
            Vectors have length 1, so that the sum of the products of two is the cosine
            between them. The same text gives the same bits on every machine. What follows
            256 tokens is left out. `make models` installs the model, all-MiniLM-L6-v2.
            Example: bindery embed "Who signs an answer?" --json
            """)

    @Argument(help: "The texts; each has a line of its own.")
    var texts: [String]
    @OptionGroup var model: EncoderOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let encoder = try model.encoder()
        for (text, vector) in zip(texts, try encoder.embed(texts)) {
            guard output.json else {
                Console.print(vector.map { "\($0)" }.joined(separator: " "))
                continue
            }
            let line: JSONValue = [
                "text": .string(text), "numerics": .string(Engine.numerics),
                "precision": .string(encoder.precision.rawValue),
                "tokens": .integer(Int64(try encoder.tokens(of: text).count)),
                "vector": .array(vector.map { .number(Double($0)) }),
            ]
            Console.print(line.text())
        }
    }
}
