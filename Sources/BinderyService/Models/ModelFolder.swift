internal import BoundKnowledge
public import Cryptography
internal import Foundation
public import Inference

/// Where this user's model files are, each under the digest of its bytes, whatever registry names it.
public struct ModelFolder: Sendable {
    /// The folder.
    public let path: String

    /// The folder at `path`; it is made when a file is added.
    public init(_ path: String) { self.path = path }

    /// Where the file of a digest is, or would be.
    public func path(of digest: Digest) -> String { "\(path)/\(digest).gguf" }

    /// Whether there is a file of this digest; its bytes are not looked at.
    public func contains(_ digest: Digest) -> Bool { FileManager.default.fileExists(atPath: path(of: digest)) }

    /// Keeps a copy of a model file; a sound one that is there already stays.
    ///
    /// The copy gets its name when it is whole and on the disk. One that a killed process left unfinished is removed.
    ///
    /// - Complexity: O(size of the file).
    public func keep(_ file: GGUFFile, _ digest: Digest) throws {
        try SafeFile.makePrivateFolder(path)
        try SafeFile.exclusively(on: "\(path)/folder") {
            if let kept = try? GGUFFile(mapping: self.path(of: digest)), kept.digest() == digest { return }
            let unfinished = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".tmp") }
            for name in unfinished { unlink("\(path)/\(name)") }
            try file.withBytes { try SafeFile.write($0, to: self.path(of: digest)) }
        }
    }

    /// The file with the weights of a manifest.
    ///
    /// - Throws: `ServiceError.noInput` where there is none, `badData` where it holds other bytes; what `GGUFFile` throws.
    /// - Complexity: O(size of the file), which is hashed.
    func open(_ weights: WeightsFile) throws -> GGUFFile {
        let path = path(of: weights.digest)
        guard contains(weights.digest) else {
            throw ServiceError(
                .noInput, at: path, "the model file \(weights.name) is not in the model folder",
                remedy: "Fetch it from where the model is published, and run `bindery model install FILE`.")
        }
        let file = try GGUFFile(mapping: path)
        let digest = file.digest()
        guard digest == weights.digest else {
            throw ServiceError(
                .badData, at: path,
                "the file was changed: found the digest \(digest), expected \(weights.digest)",
                remedy: "Fetch \(weights.name) again, and run `bindery model install FILE`.")
        }
        return file
    }
}
