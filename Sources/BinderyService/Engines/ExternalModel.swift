public import Completions
internal import Cryptography
internal import HTTPClient

/// A model of an external engine: how to ask it, and what a document says of it.
public struct ExternalModel: Sendable {
    /// The engine.
    public let client: CompletionClient
    /// The model's name there.
    public let name: String
    /// Who runs it; the engine's host unless another is given.
    public let provider: String
    /// The model's version; what the engine says with its answer unless another is given.
    public let version: String?

    /// A model of an engine.
    ///
    /// - Parameter name: its name there; without one the engine's only model, which is asked for.
    /// - Throws: `ServiceError.usage` where the engine has several models, or none; what the client throws.
    public init(
        _ client: CompletionClient, name: String? = nil, provider: String? = nil, version: String? = nil
    ) async throws {
        self.client = client
        self.name = if let name { name } else { try await Self.onlyModel(of: client) }
        self.provider = provider ?? client.engine.host
        self.version = version
    }

    private static func onlyModel(of client: CompletionClient) async throws -> String {
        let names = try await client.models()
        guard names.count == 1 else {
            let known = names.prefix(8).joined(separator: ", ")
            throw ServiceError(
                .usage, at: "--engine-model",
                "the engine has \(names.count) models, expected one" + (known.isEmpty ? "" : ": \(known)"),
                remedy: "Name the one to ask.")
        }
        return names[0]
    }
}

extension Bindery {
    /// A client of an external engine.
    ///
    /// - Parameters:
    ///   - address: the address below which its pages are; where nothing stands behind the host, `/v1` is added.
    ///   - keyFile: a file of mode 0600 whose first line is the key that it wants.
    ///   - allowsPlain: whether plain `http` may lead to another machine.
    /// - Throws: `HTTPClientError` where the address is none, or is insecure; `ServiceError` for a key file that others
    ///   can read or that has no key.
    public func engine(
        at address: String, keyFile: String? = nil, allowsPlain: Bool = false, limits: CompletionLimits = .init()
    ) throws -> CompletionClient {
        let location = try HTTPLocation(address, allowsPlain: allowsPlain)
        let key = try keyFile.map {
            try SafeFile.token(
                $0, kind: "key", minimumCount: 1, remedy: "Write the engine's key alone on the first line.")
        }
        let token = key.map { key in
            BearerToken { key.withBytes { $0.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } } }
        }
        return CompletionClient(engine: location, token: token, limits: limits)
    }
}
