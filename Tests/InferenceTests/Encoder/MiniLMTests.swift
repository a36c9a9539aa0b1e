import Foundation
import Inference
import JSON
import Testing

/// all-MiniLM-L6-v2 beside the vectors that `Tests/Interop/encoder/make_vectors.py` computed in binary64.
@Suite struct MiniLMTests {
    /// Where `make models` installs the model; `nil` where it has not.
    private static let folder: String? = {
        let environment = ProcessInfo.processInfo.environment
        func folder(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let data = folder("XDG_DATA_HOME") ?? "\(NSHomeDirectory())/.local/share"
        let path = "\(folder("BINDERY_MODELS") ?? "\(data)/bindery/models")/all-minilm-l6-v2"
        guard FileManager.default.fileExists(atPath: path) else {
            print("skipped: all-MiniLM-L6-v2 is not in \(path); `make models` installs it")
            return nil
        }
        return path
    }()

    /// A text, its tokens and its vector.
    private struct Case {
        let text: String
        let tokens: [Int32]
        let vector: [Double]
    }

    private static func cases() throws -> [Case] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("minilm_vectors.json")
        let root = try JSONDocument(parsing: Array(try Data(contentsOf: file))).root
        return try #require(root["cases"]).elements.map { node in
            Case(
                text: try #require(node["text"]?.stringValue),
                tokens: try #require(node["tokens"]).elements.map { Int32(try #require($0.integerValue)) },
                vector: try #require(node["vector"]).elements.map { try #require($0.doubleValue) })
        }
    }

    @Test(
        .enabled(if: folder != nil),
        arguments: [(EncoderPrecision.f32, 0.999_999, 0.999_999), (.int8, 0.999, 0.997)])
    func `vectors have the direction of the reference`(
        precision: EncoderPrecision, least: Double, leastOfNothing: Double
    ) throws {
        let encoder = try SentenceEncoder(
            folder: try #require(Self.folder), precision: precision, engine: Engine(threadCount: 2))
        let cases = try Self.cases()
        #expect(cases.count == 9)
        for (sample, vector) in zip(cases, try encoder.embed(cases.map(\.text))) {
            #expect(try encoder.tokens(of: sample.text) == sample.tokens)
            func dot(_ left: [Double], _ right: [Double]) -> Double { zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
            let found = vector.map(Double.init)
            let cosine =
                dot(found, sample.vector)
                / (dot(found, found) * dot(sample.vector, sample.vector)).squareRoot()
            // Nothing but marks was never trained for: rounding to eight bits weighs more there.
            #expect(cosine >= (sample.text.isEmpty ? leastOfNothing : least), "\(sample.text)")
        }
    }
}
