internal import BinderyClient
internal import BinderyService
internal import BoundKnowledge
internal import Completions
internal import Cryptography
internal import DataIntegrity
internal import Foundation
internal import GitStore
internal import HTTPClient
internal import Inference
internal import JSON
internal import KnowledgeRegistry
internal import Recompute
internal import Signing

/// An error as the program reports it: the words of the target that threw it, and an exit code of `docs/guides/exit-codes.md`.
struct Failure {
    let exitCode: Int32
    let code: String
    private(set) var location: String
    let problem: String
    let remedy: String
    var findings: [Finding] = []

    /// An error about a file; its location names the file.
    init(_ error: any Error, in file: String) {
        self.init(error is ServiceError || error is FileError ? error : FileError(error, at: file))
    }

    init(_ error: any Error) {
        switch error {
        case let error as FileError:
            self.init(error.underlying)
            // What has no place of its own is somewhere in the file.
            location = ["key", "object", "proof"].contains(location) ? error.path : "\(error.path): \(location)"
        case let error as RegistryError:
            self.init(Self.codes[error.code] ?? (70, "internal"), error.location, error.problem, error.remedy)
            findings = error.findings
        case let error as BinderyClientError:
            self.init(Self.clientCodes[error.code] ?? (70, "internal"), error.location, error.problem, error.remedy)
            findings = error.findings
        case let error as HTTPClientError:
            let isUsage = error.code == .malformedLocation || error.code == .insecureLocation
            self.init(isUsage ? (64, "usage") : (69, "unavailable"), error.location, error.problem, error.remedy)
        case let error as CompletionError:
            self.init(Self.engineCodes[error.code] ?? (69, "unavailable"), error.location, error.problem, error.remedy)
        case let error as ServiceError:
            self.init(Self.serviceCodes[error.code] ?? (70, "internal"), error.location, error.problem, error.remedy)
        case let error as GitStoreError:
            self.init(Self.storeCodes[error.code] ?? (70, "store"), error.location, error.problem, error.remedy)
        case let error as CryptographyError:
            self.init(error.code == .passphrase ? (77, "passphrase") : (65, "key"), "key", error.problem, error.remedy)
        case let error as SigningError:
            self.init((65, "key"), "key", error.problem, error.remedy)
        case let error as DataIntegrityError:
            self.init((70, "signing"), "proof", error.problem, error.remedy)
        case let error as InferenceError:
            self.init(Self.inferenceCodes[error.code] ?? (65, "model"), error.location, error.problem, error.remedy)
        case let error as RecomputeError:
            self.init((65, "bad-data"), error.location, error.problem, error.remedy)
        case let error as JSONError:
            self.init((65, "json"), error.location, error.problem, error.remedy)
        case let error as ObjectError:
            self.init(
                (65, "object"), "object", "the object does not follow the format",
                "Correct what the findings name; docs/format/objects.md describes every member.")
            findings = error.findings.filter { $0.consequence == .rejects }
        case is CancellationError:
            self.init(
                (75, "cancelled"), "bindery", "the work was interrupted", "Run it again; nothing is half-written.")
        default:
            self.init((74, "io"), "bindery", "\(error)", "Check the disk and the permissions of the registry's folder.")
        }
    }

    private init(_ code: (Int32, String), _ location: String, _ problem: String, _ remedy: String) {
        exitCode = code.0
        self.code = code.1
        self.location = location
        self.problem = problem
        self.remedy = remedy
    }

    /// One error as text, or as JSON (`Schemas/output/error.schema.json`).
    func report(asJSON: Bool) {
        guard asJSON else {
            Console.note("bindery: \(Console.visible(location)): \(Console.visible(problem))")
            for finding in findings { Console.note("  \(Console.visible("\(finding)"))") }
            return Console.note("  \(remedy)")
        }
        var error: JSONValue = [
            "code": .string(code), "location": .string(location), "problem": .string(problem),
            "remedy": .string(remedy),
        ]
        if !findings.isEmpty { error.set("findings", .array(findings.map(\.json))) }
        Console.note((["error": error] as JSONValue).text())
    }

    private static let codes: [RegistryError.Code: (Int32, String)] = [
        .notARegistry: (66, "not-a-registry"), .notFound: (66, "not-found"), .conflict: (75, "conflict"),
        .refused: (1, "refused"), .configuration: (78, "configuration"), .cannotCreate: (73, "cannot-create"),
        .damaged: (65, "damaged"), .malformed: (65, "bad-data"),
    ]

    private static let clientCodes: [BinderyClientError.Code: (Int32, String)] = [
        .notFound: (66, "not-found"), .unavailable: (69, "unavailable"), .untrusted: (1, "refused"),
    ]

    /// An engine that gives no usable answer is unavailable, whatever it does instead.
    private static let engineCodes: [CompletionError.Code: (Int32, String)] = [
        .invalidRequest: (64, "usage"), .unauthorised: (77, "no-permission"), .notFound: (66, "not-found"),
        .refused: (65, "bad-data"), .unfinished: (65, "bad-data"), .empty: (65, "bad-data"),
    ]

    private static let serviceCodes: [ServiceError.Code: (Int32, String)] = [
        .usage: (64, "usage"), .badData: (65, "bad-data"), .noInput: (66, "no-input"),
        .cannotCreate: (73, "cannot-create"), .io: (74, "io"), .noPermission: (77, "no-permission"),
        .configuration: (78, "configuration"), .locked: (75, "locked"),
        .interrupted: (75, "cancelled"),
    ]

    private static let inferenceCodes: [InferenceError.Code: (Int32, String)] = [
        .notFound: (66, "not-found"), .io: (74, "io"), .noMemory: (75, "no-memory"),
        .unavailable: (69, "unavailable"), .nonconformant: (70, "nonconformant"), .context: (65, "context"),
        .invalidInput: (64, "usage"),
    ]

    private static let storeCodes: [GitStoreError.Code: (Int32, String)] = [
        .notARepository: (66, "not-a-registry"), .notBare: (78, "not-bare"),
        .hostileConfiguration: (78, "hostile-configuration"), .notEmpty: (73, "cannot-create"),
        .locked: (75, "locked"), .lostRace: (75, "conflict"), .refLocked: (75, "ref-locked"),
        .missingObject: (65, "damaged"), .missingPath: (66, "not-found"), .corrupt: (65, "damaged"),
        .noSpace: (74, "no-space"), .io: (74, "io"),
    ]
}
