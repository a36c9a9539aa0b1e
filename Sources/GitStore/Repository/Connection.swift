internal import CLibgit2

/// The libgit2 handles of one opened repository.
struct Connection: ~Copyable {
    // The object database is freed before the repository that it came from.
    private let objects: Handle
    private let repository: Handle
    private let packFolder: String
    private var packFolderState: Int64
    private var changeCount = 0

    /// libgit2 finds new packs by itself and never forgets deleted ones: after so many changes it is opened again.
    private static let changeLimit = 16

    init(_ gitDirectory: String) throws(GitStoreError) {
        let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_BARE.rawValue
        let repository = try unsafe Handle(gitDirectory, free: git_repository_free) {
            unsafe git_repository_open_ext(&$0, gitDirectory, flags, nil)
        }
        let pointer = unsafe repository.pointer
        let objects = try unsafe Handle(gitDirectory, free: git_odb_free) { unsafe git_repository_odb(&$0, pointer) }
        let packFolder = "\(gitDirectory)/objects/pack"
        packFolderState = try StoreFiles.status(packFolder)?.modification ?? 0
        self.packFolder = packFolder
        self.repository = repository
        self.objects = objects
    }

    /// Opens again once the folder of packs changed often enough for deleted packs to pile up.
    mutating func refreshIfStale(_ gitDirectory: String) throws(GitStoreError) {
        let state = try StoreFiles.status(packFolder)?.modification ?? 0
        guard state != packFolderState else { return }
        packFolderState = state
        changeCount += 1
        if changeCount >= Self.changeLimit { self = try Connection(gitDirectory) }
    }

    func content(of id: GitObjectID, _ kind: ObjectKind) throws(GitStoreError) -> [UInt8] {
        var oid = id.oid
        let database = unsafe objects.pointer
        let object = try unsafe Handle("object \(id)", free: git_odb_object_free) {
            unsafe git_odb_read(&$0, database, &oid)
        }
        try Self.require(unsafe git_odb_object_type(object.pointer), of: id, kind)
        let count = unsafe git_odb_object_size(object.pointer)
        guard count > 0, let data = unsafe git_odb_object_data(object.pointer) else { return [] }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: count))
    }

    /// The size that the object's header states.
    func byteCount(of id: GitObjectID, _ kind: ObjectKind) throws(GitStoreError) -> Int {
        var (oid, count, found) = (id.oid, 0, GIT_OBJECT_INVALID)
        let status = unsafe git_odb_read_header(&count, &found, objects.pointer, &oid)
        guard status == 0 else { throw LibraryError.last(status, at: "object \(id)") }
        try Self.require(found, of: id, kind)
        return count
    }

    private static func require(_ found: git_object_t, of id: GitObjectID, _ kind: ObjectKind) throws(GitStoreError) {
        guard found.rawValue != Int32(kind.rawValue) else { return }
        throw GitStoreError(
            .missingObject, at: "object \(id)", "found type \(found.rawValue), expected a \(kind.name)",
            remedy: "Give the id of a \(kind.name).")
    }

    func target(of name: String) throws(GitStoreError) -> GitObjectID? {
        var made: OpaquePointer?
        let status = unsafe git_reference_lookup(&made, repository.pointer, name)
        if status == GIT_ENOTFOUND.rawValue { return nil }
        let reference = try unsafe Handle(name, free: git_reference_free) {
            unsafe $0 = made
            return status
        }
        guard let target = unsafe git_reference_target(reference.pointer) else {
            throw GitStoreError(
                .hostileConfiguration, at: name, "found a symbolic ref, expected an object id",
                remedy: "Point \(name) at a commit.")
        }
        return unsafe GitObjectID(target.pointee)
    }
}

extension GitObjectID {
    var oid: git_oid {
        var oid = git_oid()
        let bytes = rawBytes
        unsafe withUnsafeMutableBytes(of: &oid.id) { unsafe $0.copyBytes(from: bytes) }
        return oid
    }

    init(_ oid: git_oid) {
        var bytes: [20 of UInt8] = .init(repeating: 0)
        unsafe withUnsafeBytes(of: oid.id) { for index in bytes.indices { bytes[index] = unsafe $0[index] } }
        self.init(bytes)
    }
}
