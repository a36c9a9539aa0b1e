import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Inference
import KnowledgeRegistry
import Testing

/// A service with a registry that knows the model that ships.
struct ModelService {
    let service: TestService
    let engine: Engine
    let model: RegisteredModel

    /// A registry that knows version 1.
    init(_ edit: (inout FoundingRequest) -> Void = { _ in }) throws {
        service = try TestService("library", edit)
        engine = try Engine(threadCount: 2)
        try Self.add(1, to: service, engine)
        model = try service.bindery.model(#require(ModelReference("demo")), in: service.open())
    }

    /// Where the file of the model is kept.
    var file: String { service.bindery.modelFolder.path(of: model.manifest.weights[0].digest) }

    /// Adds and publishes a version.
    @discardableResult static func add(
        _ version: Int, to service: TestService, _ engine: Engine
    ) throws -> ModelOutcome {
        let registry = try service.open()
        let request = ModelRequest(path: ShippedModel.path(version), name: "demo", version: "\(version)")
        let outcome = try service.bindery.addModel(request, to: registry, with: service.key, engine: engine)
        if case .object(let object) = outcome {
            let writer = try service.bindery.writer(of: registry)
            _ = try writer.publish([writer.admit(object.bytes)])[0].get()
        }
        return outcome
    }

    /// What the model answers.
    func derive(_ question: String, sampler: BoundKnowledge.Sampler? = nil, seed: String? = nil) throws -> DerivedAnswer
    {
        try service.bindery.derive(
            [Message(role: .user, content: question)], with: model,
            sampler: sampler ?? BoundKnowledge.Sampler(temperature: "0"), seed: seed, engine: engine)
    }

    /// Binds and publishes what the model answers.
    func publish(_ question: String, _ answer: DerivedAnswer? = nil) throws -> Address {
        let request = BindRequest(question: question, derived: try answer ?? derive(question))
        return try #require(try service.publish(request)).address
    }

    /// The result of deriving an object again.
    func rederive(_ address: Address) throws -> Rederivation {
        try service.bindery.rederive(address, in: service.open(), engine: engine)
    }
}
