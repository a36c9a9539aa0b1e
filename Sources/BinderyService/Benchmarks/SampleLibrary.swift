internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import KnowledgeRegistry

/// A registry to measure with: founded as any other, with keys and settings of its own.
struct SampleLibrary {
    let path: String
    let bindery: Bindery
    let root: Address
    let documents: SampleDocuments

    /// Founds a registry in `folder`/`name` with its keys and settings beside it, or takes the one that is there.
    init(in folder: String, name: String) throws {
        path = "\(folder)/\(name)"
        var environment = BinderyEnvironment.process()
        environment.configurationFolder = "\(path)-settings"
        environment.dataFolder = "\(path)-data"
        bindery = Bindery(environment)
        let keyFile = "\(path)-publisher.pem"
        if !FileManager.default.fileExists(atPath: keyFile) {
            let key = try Ed25519PrivateKey.generate()
            try SafeFile.makePrivateFolder(folder)
            _ = try bindery.found(FoundingRequest(path: path, name: "Benchmark \(name)", publishers: [key.publicKey]))
            try KeyFile.write(key, to: keyFile, passphrase: nil)
        }
        let origin = try Registry.origin(at: path)
        guard let pin = try bindery.settings.pin(for: origin) else {
            throw ServiceError(
                .configuration, at: path, "the benchmark's registry has lost its pin", remedy: "Remove the folder.")
        }
        root = pin.root
        documents = SampleDocuments(
            origin: origin, publisher: try KeyFile.readPrivate(keyFile) { nil }, instant: environment.clock())
    }

    func open() throws -> Registry { try Registry(opening: path) }

    func writer(of registry: Registry) throws -> RegistryWriter { try bindery.writer(of: registry) }

    /// Publishes documents until there are `count`, in few large commits.
    ///
    /// - Parameter progress: called with the number of documents published and of all.
    /// - Returns: how many were added.
    @discardableResult
    func grow(to count: Int, _ progress: (Int, Int) -> Void) throws -> Int {
        let registry = try open()
        let writer = try writer(of: registry)
        // The trust root is an object too.
        let first = Int(try registry.objectCount()) - 1
        var published = first
        while published < count {
            let end = min(published + Self.batchCount, count)
            let documents = try documents(published..<end)
            try writer.publish(batches: CollectionOfOne(documents)) { results in
                for result in results { _ = try result.get() }
            }
            published = end
            progress(published, count)
        }
        return published - first
    }

    private static let batchCount = 10_000

    /// Makes documents on all cores, in order.
    func documents(_ numbers: Range<Int>) throws -> [[UInt8]] {
        try ParallelMap.map(numbers) { number in try documents.document(number).bytes }
    }
}
