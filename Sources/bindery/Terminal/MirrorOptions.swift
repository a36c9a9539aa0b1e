internal import ArgumentParser
internal import BinderyClient
internal import BinderyService
internal import BoundKnowledge

/// `--from URL`, in place of a registry's folder.
struct MirrorOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A server of the library, in place of a folder; several are asked in turn. Needs --root.", valueName: "url")
    )
    var from: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Where fetched objects are kept; by default the user's cache.", valueName: "dir"))
    var cache: String?

    @Flag(name: .long, help: "Ask servers on other machines without TLS too.")
    var allowHttp = false

    /// A client of the servers; `nil` where none is named.
    func client(root: Address?) throws -> BinderyClient? {
        guard !from.isEmpty else { return nil }
        guard let root else {
            throw ServiceError(
                .usage, at: "--root", "a server says nothing about its own trust",
                remedy: "Give the address of the library's trust root that you were told.")
        }
        return try Bindery(.process()).client(of: from, root: root, cacheFolder: cache, allowsPlain: allowHttp)
    }

    /// Refuses servers together with a folder, and a command without either.
    func requireOneSource(registry: String?) throws {
        guard from.isEmpty == (registry != nil) else {
            throw ValidationError("Name the library's folder with --registry, or its servers with --from.")
        }
    }
}
