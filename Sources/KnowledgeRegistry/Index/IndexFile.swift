internal import Cryptography
internal import Foundation
internal import GRDB

/// The SQLite file of an index beside the repository. It may be deleted at any time: whatever it says was read from git.
enum IndexFile {
    /// Opens or makes an index file; one of another layout, that cannot be read, or that was made elsewhere is emptied.
    ///
    /// Where the file cannot be written, as on a medium for reading only or on a full disk, the index is made in memory.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - layout: SQL that declares everything but the table `place`.
    ///   - emptying: SQL that removes what an index holds that was made elsewhere.
    static func open(_ path: String, layout: String, emptying: String) throws -> any DatabaseWriter {
        // A new file becomes one with a write-ahead log; for that SQLite does not wait for another process that does the same.
        let end = ContinuousClock.now + .seconds(busyTime)
        while true {
            do {
                return try openOnce(path, layout, emptying)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
                Thread.sleep(forTimeInterval: 0.01)
            }
        }
    }

    private static func openOnce(_ path: String, _ layout: String, _ emptying: String) throws -> any DatabaseWriter {
        do {
            return try openFile(path, layout, emptying)
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_NOTADB, .SQLITE_CORRUPT:
                for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
                return try openFile(path, layout, emptying)
            case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
                return try inMemory(layout: layout)
            default:
                guard meansNoRoom(error) else { throw error }
                return try inMemory(layout: layout)
            }
        }
    }

    /// An empty index in memory.
    static func inMemory(layout: String) throws -> any DatabaseWriter {
        try prepared(DatabaseQueue(configuration: configuration), layout)
    }

    /// Whether an error says that the disk is full; SQLite has a result for its own files and one for shared memory.
    static func meansNoRoom(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return error.resultCode == .SQLITE_FULL || error.extendedResultCode == .SQLITE_IOERR_SHMSIZE
            || error.extendedResultCode == .SQLITE_IOERR_WRITE
    }

    /// What a reader is told about a damaged file; any other error as it is.
    static func named(_ error: any Error, at description: String) -> any Error {
        guard let error = error as? DatabaseError, [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) else {
            return error
        }
        return RegistryError(
            .damaged, at: description, "the index is damaged",
            remedy: "Remove the files .bindery/*.sqlite* while nobody writes: they are made again from git.")
    }

    private static func openFile(_ path: String, _ layout: String, _ emptying: String) throws -> any DatabaseWriter {
        let database = try prepared(DatabasePool(path: path, configuration: configuration), layout)
        let place = try IndexPlace.stamp(of: path)
        guard try database.read({ try Data.fetchOne($0, sql: "SELECT stamp FROM place") }) != place else {
            return database
        }
        try database.write { database in
            try database.execute(sql: emptying)
            try database.execute(sql: "INSERT OR REPLACE INTO place (one, stamp) VALUES (1, ?)", arguments: [place])
        }
        return database
    }

    /// As many seconds as one process waits for another one.
    private static let busyTime = 10

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(TimeInterval(busyTime))
        configuration.prepareDatabase { database in
            // The index is rebuilt from git, so a transaction lost with the power costs nothing but a catch-up.
            try database.execute(sql: "PRAGMA synchronous = OFF")
            // The file may have come with a copied folder: nothing in its schema may run anything.
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        return configuration
    }

    private static func prepared(_ database: some DatabaseWriter, _ layout: String) throws -> any DatabaseWriter {
        let layout = layout + "\nCREATE TABLE place (one INTEGER PRIMARY KEY CHECK (one = 1), stamp BLOB NOT NULL);"
        let expected = try DatabaseQueue().write { database in
            try database.execute(sql: layout)
            return try schema(of: database)
        }
        // Not GRDB's migrator: to compare it writes a database into the temporary folder each time an index is opened.
        let found = try database.read(schema)
        if found == expected { return database }
        if !found.isEmpty { try database.erase() }
        try database.write { database in
            // Another process may have been faster.
            if try schema(of: database).isEmpty { try database.execute(sql: layout) }
        }
        return database
    }

    /// Everything that somebody declared in a database: tables, indexes, views and triggers.
    private static func schema(of database: Database) throws -> Set<String> {
        try String.fetchSet(
            database, sql: "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master")
    }
}
