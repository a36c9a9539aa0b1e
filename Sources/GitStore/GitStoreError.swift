/// What went wrong in the git store, for programs (`code`) and for people (the rest).
public struct GitStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String {
            case notARepository, notBare, hostileConfiguration, notEmpty, locked, lostRace, refLocked, invalidInput
            case missingObject, missingPath, pathConflict, corrupt, merge, notAnAncestor, noSpace, io, libgit2,
                libcrypto
        }
        private let value: Value

        /// The folder holds no git repository.
        public static let notARepository = Code(value: .notARepository)
        /// A repository with a working tree, where a bare one is needed.
        public static let notBare = Code(value: .notBare)
        /// A setting or file that would make git read outside the repository or show other objects than it holds.
        public static let hostileConfiguration = Code(value: .hostileConfiguration)
        /// A folder that already holds something.
        public static let notEmpty = Code(value: .notEmpty)
        /// Another writer holds the writer's lock.
        public static let locked = Code(value: .locked)
        /// The ref moved since it was read: read it again and rebuild the commit.
        public static let lostRace = Code(value: .lostRace)
        /// git's own lock file of the ref exists.
        public static let refLocked = Code(value: .refLocked)
        /// A path, name or message that git cannot hold.
        public static let invalidInput = Code(value: .invalidInput)
        /// An object id that the repository does not hold.
        public static let missingObject = Code(value: .missingObject)
        /// A path that the commit does not hold.
        public static let missingPath = Code(value: .missingPath)
        /// A path that is a file where a folder is needed, or the other way round.
        public static let pathConflict = Code(value: .pathConflict)
        /// Bytes that do not have the form or the hash that they should.
        public static let corrupt = Code(value: .corrupt)
        /// A commit with several parents, where history must be one line.
        public static let merge = Code(value: .merge)
        /// A commit that is not reached by following first parents.
        public static let notAnAncestor = Code(value: .notAnAncestor)
        /// The disk or the quota is full.
        public static let noSpace = Code(value: .noSpace)
        /// Any other failure of the file system.
        public static let io = Code(value: .io)
        /// Any other failure inside libgit2.
        public static let libgit2 = Code(value: .libgit2)
        /// A failure inside libcrypto.
        public static let libcrypto = Code(value: .libcrypto)

        /// The code's name.
        public var description: String { value.rawValue }
    }

    /// The class of failure.
    public let code: Code
    /// The file, path or object concerned.
    public let location: String
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    package init(_ code: Code, at location: String, _ problem: String, remedy: String) {
        self.code = code
        self.location = location
        self.problem = problem
        self.remedy = remedy
    }

    /// The location, problem and remedy in one line.
    public var description: String { "\(location): \(problem). \(remedy)" }
}
