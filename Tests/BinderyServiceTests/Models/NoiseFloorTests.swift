import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Testing

/// How far a local model strays from its own answer.
@Suite(.temporaryDirectory) struct NoiseFloorTests {
    @Test(arguments: ["0.7", "3"])
    func `samples that are drawn together are those that each seed gives alone`(temperature: String) async throws {
        let models = try ModelService()
        let sampler = BoundKnowledge.Sampler(temperature: temperature)
        let question = Corpus.kept[2].question
        let answer = try models.derive(question, sampler: sampler, seed: "40")
        let reference = try #require(ModelReference("demo@1"))
        let model = AnsweringModel.local(
            try models.service.bindery.model(reference, in: models.service.open()), models.engine)
        let measured = try await models.service.bindery.measuringNoise(
            of: answer, by: model, samples: 3, language: "en")
        let floor = try #require(measured.answer.derivation.noiseFloor)
        let alone = try ["41", "42", "43"].map { try models.derive(question, sampler: sampler, seed: $0).text }
        #expect(floor.samples == 3 && floor.sampleDigests == alone.map { SHA256.digest(of: $0) })
        #expect(floor.identical == Int64(alone.count { $0 == answer.text }))
    }
}
