public import ArgumentParser
internal import Foundation
public import Inference

/// Which encoder, in which precision, on how many threads.
struct EncoderOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The encoder's folder, in place of the one that `make models` installs.", valueName: "dir"))
    var model: String?
    @Option(name: .long, help: "How its matrices are stored: f32, or int8 in a quarter of the memory.")
    var precision = EncoderPrecision.f32
    @Option(name: .long, help: "How many threads compute; the vectors are the same.")
    var threads = 1

    func encoder() throws -> SentenceEncoder {
        let variables = ProcessInfo.processInfo.environment
        return try SentenceEncoder(
            folder: model ?? Self.installed(variables), precision: precision,
            engine: Engine(threadCount: threads, environment: variables))
    }

    /// Where `make models` installs it.
    private static func installed(_ variables: [String: String]) -> String {
        func folder(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
        let data = folder("XDG_DATA_HOME") ?? "\(NSHomeDirectory())/.local/share"
        return "\(folder("BINDERY_MODELS") ?? "\(data)/bindery/models")/all-minilm-l6-v2"
    }
}

extension EncoderPrecision: ExpressibleByArgument {}
