import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import Inference
import Testing

@Suite(.temporaryDirectory) struct ModelManifestTests {
    @Test func `a manifest says what the file is, and the file is kept under its digest`() throws {
        let models = try ModelService()
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: ShippedModel.path(1))))
        let manifest = models.model.manifest
        #expect(manifest.weights.map(\.digest) == [SHA256.digest(of: bytes)])
        #expect(manifest.weights[0].byteSize == Int64(bytes.count) && manifest.weights[0].name == "bindery-demo-1.gguf")
        #expect(manifest.architecture == "llama" && manifest.quantisation == "Q8_0" && manifest.numerics == "bk1")
        #expect(manifest.contextLength == 256 && manifest.license == "CC-BY-4.0" && manifest.previous == nil)
        #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: models.file))) == bytes)
    }

    @Test func `the same file again changes nothing, and another one needs another version`() throws {
        let models = try ModelService()
        guard case .unchanged(models.model.address) = try ModelService.add(1, to: models.service, models.engine) else {
            Issue.record("the manifest was made again")
            return
        }
        let request = ModelRequest(path: ShippedModel.path(2), name: "demo", version: "1")
        let error = try #require(throws: ServiceError.self) {
            _ = try models.service.bindery.addModel(
                request, to: models.service.open(), with: models.service.key, engine: models.engine)
        }
        #expect(error.code == .cannotCreate)
    }

    @Test func `a later version names the one before, and is meant where no version is said`() throws {
        let models = try ModelService()
        try ModelService.add(2, to: models.service, models.engine)
        let registry = try models.service.open()
        let newest = try models.service.bindery.model(#require(ModelReference("demo")), in: registry)
        #expect(newest.manifest.version == "2" && newest.manifest.previous == models.model.address)
        let first = try models.service.bindery.model(#require(ModelReference("demo@1")), in: registry)
        #expect(first.address == models.model.address)
        for unknown in ["demo@3", "Demo", "other"] {
            let error = try #require(throws: ServiceError.self) {
                _ = try models.service.bindery.model(#require(ModelReference(unknown)), in: registry)
            }
            #expect(error.code == .noInput)
        }
    }

    @Test func `a file that is cut short is refused, and nothing of it is kept`() throws {
        let service = try TestService()
        let cut = TemporaryDirectory.file("cut.gguf")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: ShippedModel.path(1)))
        try bytes.dropLast(1).write(to: URL(fileURLWithPath: cut))
        let engine = try Engine(threadCount: 1)
        #expect(throws: InferenceError.self) {
            _ = try service.bindery.addModel(
                ModelRequest(path: cut, name: "demo", version: "1"), to: service.open(), with: service.key,
                engine: engine)
        }
        #expect(TestService.names(in: service.bindery.modelFolder.path).isEmpty)
    }

    @Test func `what a killed process left unfinished is removed, and a damaged copy replaced`() throws {
        let models = try ModelService()
        let leftover = "\(models.file).99.tmp"
        try Data("half".utf8).write(to: URL(fileURLWithPath: leftover))
        try Data("damaged".utf8).write(to: URL(fileURLWithPath: models.file))
        let digest = try models.service.bindery.installModel(at: ShippedModel.path(1), engine: models.engine)
        #expect(!FileManager.default.fileExists(atPath: leftover))
        #expect(try SHA256.digest(of: [UInt8](Data(contentsOf: URL(fileURLWithPath: models.file)))) == digest)
    }

    @Test(arguments: [("demo", "demo", nil), ("a@b", "a", "b"), ("a@b@1", "a@b", "1"), ("é@1", "é", "1")])
    func `a reference is a name, or a name and a version`(text: String, name: String, version: String?) throws {
        let reference = try #require(ModelReference(text))
        #expect(reference.name == name && reference.version == version && reference.description == text)
    }

    @Test(arguments: ["", "@1", "demo@"]) func `a reference without a name or version is none`(text: String) {
        #expect(ModelReference(text) == nil)
    }
}
