internal import ArgumentParser
internal import Foundation
internal import Inference
internal import JSON

extension BenchCommand {
    /// `bindery bench encoder-probe`: our side of `make bench-encoder`.
    ///
    /// Each line of standard input is a JSON array of texts; the answer has the seconds of processor time that their
    /// vectors took, tokens apart, and the vectors.
    struct EncoderProbing: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "encoder-probe", abstract: "Embed what standard input asks for, print what it took.",
            shouldDisplay: false)

        @OptionGroup var model: EncoderOptions

        func run() throws {
            let encoder = try model.encoder()
            Console.print("ready")
            while let line = readLine() {
                let texts = try JSONDocument(parsing: Array(line.utf8)).root.elements.compactMap(\.stringValue)
                let tokens = try texts.map { try encoder.tokens(of: $0) }
                let start = Self.seconds
                let vectors = try encoder.embed(tokens: tokens)
                let seconds = Self.seconds - start
                let answer: JSONValue = [
                    "seconds": .number(seconds),
                    "vectors": .array(vectors.map { .array($0.map { .number(Double($0)) }) }),
                ]
                Console.print(answer.text())
            }
        }

        /// The seconds that all threads of this process ran.
        private static var seconds: Double {
            var now = timespec()
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
            return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
        }
    }
}
