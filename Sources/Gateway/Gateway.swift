public import BinderyService
internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import UnixSignals

/// A library behind HTTP: objects by their addresses, and what moves around them.
public struct Gateway: Sendable {
    /// Where it listens.
    public struct Place: Sendable, Hashable {
        /// A host name or an address.
        public var host: String
        /// A port; 0 takes any that is free.
        public var port: Int

        /// A place; by default it is reached from this machine only.
        public init(host: String = "127.0.0.1", port: Int = 8080) {
            self.host = host
            self.port = port
        }

        /// Whether only this machine reaches it.
        public var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
    }

    /// How long open requests may take to end once the server is told to.
    private static let shutdownTime = Duration.seconds(10)

    let responder: GatewayResponder
    private let cache: ObjectCache
    private let watch: WithheldWatch?
    private let limits: GatewayLimits
    private let logger: Logger

    /// A server of `library`.
    ///
    /// - Parameters:
    ///   - library: what is served.
    ///   - token: opens restricted documents; without one they are shown to nobody.
    ///   - limits: what clients may ask.
    ///   - logger: where the access log goes.
    public init(
        _ library: ServedLibrary, token: ReadToken? = nil, limits: GatewayLimits = GatewayLimits(), logger: Logger
    ) {
        self.limits = limits
        self.logger = logger
        cache = ObjectCache(byteCount: limits.cacheByteCount, clock: library.clock)
        watch = library.withheldFile.map { [cache] in WithheldWatch(file: $0, cache: cache, logger: logger) }
        cache.withhold(library.withheld)
        responder = GatewayResponder(
            library: library, token: token, desk: PublicationDesk(library, limits), cache: cache, logger: logger)
    }

    /// Serves until the task is cancelled or a signal comes, SIGTERM or SIGINT; open requests are ended first.
    ///
    /// - Parameters:
    ///   - place: where to listen.
    ///   - threadCount: event loops; as many as cores where nothing is given.
    ///   - onRunning: called with the port when clients can connect; their requests wait until it returns.
    public func run(
        at place: Place, threadCount: Int? = nil, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threadCount ?? System.coreCount)
        let connections = OpenConnections()
        let result: Result<Void, any Error>
        do {
            try await serve(at: place, on: group, connections, onRunning)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await connections.closeAll(on: group)
        try await group.shutdownGracefully()
        try result.get()
    }

    private func serve(
        at place: Place, on group: MultiThreadedEventLoopGroup, _ connections: OpenConnections,
        _ onRunning: @escaping @Sendable (Int) async -> Void
    ) async throws {
        // What Hummingbird says of itself is for developers.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            responder: responder, server: server(keeping: connections),
            configuration: ApplicationConfiguration(
                address: .hostname(place.host, port: place.port), backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connectionCount)),
            onServerRunning: {
                connections.listen(on: $0)
                await onRunning($0.localAddress?.port ?? place.port)
            },
            eventLoopGroupProvider: .shared(group), logger: quiet)
        var configuration = ServiceGroupConfiguration(
            services: [application] + (watch.map { [$0] } ?? []), gracefulShutdownSignals: [.sigterm, .sigint],
            logger: quiet)
        configuration.maximumGracefulShutdownDuration = Self.shutdownTime
        let services = ServiceGroup(configuration: configuration)
        // Cancelled, it ends as after a signal: a cancelled NIO server traps on connections that nobody took up yet. The task
        // ends before this function does.
        let running = Task { try await services.run() }
        try await withTaskCancellationHandler {
            try await running.value
        } onCancel: {
            Task { await services.triggerGracefulShutdown() }
        }
    }

    private func server(keeping connections: OpenConnections) -> HTTPServerBuilder {
        HTTPServerBuilder { [cache, limits] responder in
            FastPathChannel(responder: responder, cache: cache, limits: limits, connections: connections)
        }
    }
}
