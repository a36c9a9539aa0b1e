/// An error about the content of a file, by a target that does not know where the bytes came from.
public struct FileError: Error, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with its content.
    public let underlying: any Error

    /// An error about the content of the file at `path`.
    public init(_ underlying: any Error, at path: String) {
        self.path = path
        self.underlying = underlying
    }

    /// What people read.
    public var description: String { "\(path): \(underlying)" }

    /// Runs `body`, whose errors about content then name the file; those that name it already pass through.
    public static func naming<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as ServiceError {
            throw error
        } catch {
            throw FileError(error, at: path)
        }
    }
}
