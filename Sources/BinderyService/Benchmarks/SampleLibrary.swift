internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import KnowledgeRegistry

/// A registry to measure with: founded as any other, with keys and settings of its own.
struct SampleLibrary {
    let bindery: Bindery
    let founding: Founding
    let documents: SampleDocuments

    /// Founds a registry in `folder`/`name`; its keys stand beside it.
    init(in folder: String, name: String) throws {
        var environment = BinderyEnvironment.process()
        environment.configurationFolder = "\(folder)/\(name)-settings"
        environment.dataFolder = "\(folder)/\(name)-data"
        let publisher = try Ed25519PrivateKey.generate()
        let bindery = Bindery(environment)
        let request = FoundingRequest(
            path: "\(folder)/\(name)", name: "Benchmark \(name)", publishers: [publisher.publicKey])
        let founding = try bindery.found(request)
        self.bindery = bindery
        self.founding = founding
        documents = SampleDocuments(
            origin: founding.origin, publisher: publisher, instant: environment.clock())
    }

    func open() throws -> Registry { try Registry(opening: founding.path) }

    func writer(of registry: Registry) throws -> RegistryWriter { try bindery.writer(of: registry) }

    /// Makes documents on all cores, in order.
    func documents(_ numbers: Range<Int>) throws -> [[UInt8]] {
        try ParallelMap.map(numbers) { number in try documents.document(number).bytes }
    }
}

/// A folder that goes with its owner.
final class ScratchFolder {
    let path: String

    /// A new folder in the system's temporary folder, or in `parent`.
    init(in parent: String? = nil) throws {
        let parent = parent ?? NSTemporaryDirectory()
        path = "\(parent)/bindery-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
