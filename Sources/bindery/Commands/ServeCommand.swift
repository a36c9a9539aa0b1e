internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Foundation
internal import Gateway
internal import Logging

/// `bindery serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve a library over HTTP.",
        discussion: """
            Listens on this machine only, unless --host says otherwise; put a reverse proxy with TLS in front of it.
            The access log goes to standard error. SIGTERM and SIGINT end it when open requests are answered.
            Example: bindery serve library --port 8080
            """)

    @Argument(help: ArgumentHelp("The registry's folder.", valueName: "registry"))
    var registry: String
    @Option(name: .long, help: "The address to listen on.")
    var host = "127.0.0.1"
    @Option(name: .long, help: "The port to listen on; 0 takes any that is free.")
    var port: UInt16 = 8080
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file of mode 0600 with the token that opens restricted documents; without it nobody is shown them.",
            valueName: "file"))
    var readTokenFile: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A list of objects that are answered with 451: on each line an address and why. Read again when it changes.",
            valueName: "file"))
    var withheld: String?
    @Flag(name: .long, help: "Take signed objects at POST /objects. Holds the writer's lock.")
    var publish = false
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder with the registry's commit key, in place of the one that `init` recorded; implies --publish.",
            valueName: "dir"))
    var keyFolder: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The trust root for what is resolved and published, in place of the pinned one.", valueName: "sha256:…"))
    var root: Address?
    @Option(name: .long, help: ArgumentHelp("Event loops; by default as many as cores.", valueName: "count"))
    var threads: Int?
    @OptionGroup var limits: ServeLimitOptions
    @Option(name: .long, help: ArgumentHelp("trace, debug, info, notice, warning or error.", valueName: "level"))
    var logLevel: String = "info"

    /// Files that the server has open beside its connections: packs, indexes, event loops.
    private static let ownFileCount = 100

    func validate() throws {
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level: expected trace, debug, info, notice, warning or error")
        }
        guard threads.map({ (1...256).contains($0) }) ?? true else {
            throw ValidationError("--threads: expected 1 to 256")
        }
    }

    func run() async throws {
        // A client that goes away must not end the server.
        signal(SIGPIPE, SIG_IGN)
        let openFileLimit = OpenFiles.raiseLimit()
        if openFileLimit < limits.maxConnections + Self.ownFileCount {
            Console.note(
                "warning: at most \(openFileLimit) files can be open, and --max-connections is \(limits.maxConnections)."
                    + " Raise the limit (LimitNOFILE, ulimit -n) or lower --max-connections.")
        }
        let bindery = Bindery(.process())
        let token = try readTokenFile.map { try ReadToken(file: $0) }
        let writing = publish || keyFolder != nil ? ServedLibrary.Writing(keyFolder: keyFolder) : nil
        let library = try ServedLibrary(
            opening: registry, for: bindery, root: root, writing: writing,
            withheldFile: withheld.map { try WithheldFile($0) })
        if try library.pinnedRoot() == nil {
            Console.note(
                "warning: no trust root is pinned for the library, so /resolve cannot say whose its documents are."
                    + " Give its address with --root.")
        }
        let place = Gateway.Place(host: host, port: Int(port))
        if !place.isLoopback {
            Console.note(
                "warning: \(host) may be reached from other machines, and what goes over it is not encrypted."
                    + " Put a reverse proxy with TLS in front.")
        }
        var logger = Logger(label: "bindery", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        try await Gateway(library, token: token, limits: limits.limits, logger: logger)
            .run(at: place, threadCount: threads) { port in
                Console.print("serving \(library.path) at http://\(host.contains(":") ? "[\(host)]" : host):\(port)/")
            }
    }
}

/// How much clients may ask of `bindery serve`.
struct ServeLimitOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The longest body of a publication, in bytes.", valueName: "bytes"))
    var maxBody = GatewayLimits().bodyByteCount
    @Option(name: .long, help: ArgumentHelp("The longest head of a request, in bytes.", valueName: "bytes"))
    var maxHead = GatewayLimits().headByteCount
    @Option(
        name: .long, help: ArgumentHelp("Seconds that a client may take to send a request.", valueName: "seconds"))
    var requestTime: Int64 = 30
    @Option(
        name: .long,
        help: ArgumentHelp("Seconds that a connection may rest, or its client read nothing.", valueName: "seconds"))
    var idleTime: Int64 = 60
    @Option(name: .long, help: ArgumentHelp("Connections at a time; more wait.", valueName: "count"))
    var maxConnections = GatewayLimits().connectionCount
    @Option(name: .long, help: ArgumentHelp("Memory for objects, in bytes; 0 for none.", valueName: "bytes"))
    var cache = GatewayLimits().cacheByteCount
    @Option(
        name: .long, help: ArgumentHelp("Publications under way at a time; more come again.", valueName: "count"))
    var maxPublications = GatewayLimits().publicationCount

    var limits: GatewayLimits {
        var limits = GatewayLimits()
        limits.bodyByteCount = maxBody
        limits.headByteCount = maxHead
        limits.cacheByteCount = cache
        limits.requestTime = .seconds(requestTime)
        limits.idleTime = .seconds(idleTime)
        limits.connectionCount = maxConnections
        limits.publicationCount = maxPublications
        return limits
    }

    func validate() throws {
        guard [maxBody, maxHead, maxConnections, maxPublications].allSatisfy({ (1...(1 << 40)).contains($0) }),
            maxHead >= 1_024, (1...86_400).contains(idleTime),
            (1...86_400).contains(requestTime), (0...(1 << 40)).contains(cache)
        else {
            throw ValidationError("a limit is too small or too large: at least 1, --max-head at least 1024")
        }
    }
}
