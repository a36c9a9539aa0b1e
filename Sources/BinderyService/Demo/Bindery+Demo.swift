public import BoundKnowledge
internal import Cryptography
internal import Foundation
public import KnowledgeRegistry

extension Bindery {
    /// The time of everything in the starter registry, so that building it again gives the same bytes.
    public static let demoInstant = Timestamp("2026-11-23T00:00:00Z") ?? Timestamp(secondsSinceEpoch: 0)

    /// A service for the demonstration: fixed time, and one fixed id for what has none of its content.
    public static func demo(_ environment: BinderyEnvironment) -> Bindery {
        var environment = environment
        environment.clock = { demoInstant }
        environment.random = RandomSource { count in
            Array(SHA256.digest(of: "bindery demo id").bytes.prefix(count))
        }
        return Bindery(environment)
    }

    /// Builds the starter registry from its sources with demonstration keys.
    ///
    /// - Parameters:
    ///   - sources: a folder with `questions/*.md`.
    ///   - path: the registry to make.
    ///   - progress: called with the number of documents bound and of all.
    /// - Returns: the founding, and the objects in the order in which they were published.
    public func buildDemo(
        from sources: String, at path: String, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> (founding: Founding, objects: [Receipt]) {
        let files = try demoFiles(in: sources)
        let publisher = try DemoKey.key(for: .publisher)
        let founding = try found(demoRequest(at: path))
        let registry = try Registry(opening: founding.path)
        let writer = try writer(of: registry, root: founding.root)
        let admissions = try files.enumerated().map { index, file in
            progress(index, files.count)
            guard case .object(let object) = try bind(file.content.request, for: registry, with: publisher) else {
                throw ServiceError(
                    .badData, at: file.path, "the question stands twice", remedy: "Remove one of the files.")
            }
            return try writer.admit(object.bytes)
        }
        progress(files.count, files.count)
        return (founding, try writer.publish(admissions).map { try $0.get() })
    }

    /// Reads the sources of the starter registry and checks that it can be made; the number of its documents.
    public func planDemo(from sources: String, at path: String) throws -> (plan: FoundingPlan, documentCount: Int) {
        let files = try demoFiles(in: sources)
        return (try planFounding(demoRequest(at: path)), files.count)
    }

    private func demoRequest(at path: String) throws -> FoundingRequest {
        var request = FoundingRequest(
            path: path, name: "Bindery starter library", publishers: [try DemoKey.key(for: .publisher).publicKey])
        request.auditors = [try DemoKey.key(for: .auditor).publicKey]
        request.origin = DemoKey.originPrefix + "starter"
        request.rootLifetimeInDays = 3_650
        request.keys = RegistryKeys(
            root: try DemoKey.key(for: .root), log: try DemoKey.key(for: .log), commit: try DemoKey.key(for: .commit))
        return request
    }

    private func demoFiles(in sources: String) throws -> [(path: String, content: QuestionFile)] {
        let folder = sources + "/questions"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw ServiceError(
                .noInput, at: folder, "the folder cannot be read", remedy: "Name the folder `Registry` of the project.")
        }
        let files = names.filter { $0.hasSuffix(".md") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return try files.map { name in
            let file = "\(folder)/\(name)"
            guard let text = String(validating: try SafeFile.read(file), as: UTF8.self) else {
                throw ServiceError(.badData, at: file, "the file is not UTF-8", remedy: "Save it as UTF-8.")
            }
            return (file, try QuestionFile(text: text, path: file))
        }
    }
}
