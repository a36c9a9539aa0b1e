internal import BinderyService
internal import Logging
internal import ServiceLifecycle

/// Keeps the list of withheld objects as its file is, and what is answered from memory as the list is.
struct WithheldWatch: Service {
    let file: WithheldFile
    let cache: ObjectCache
    let logger: Logger

    /// The file is looked at once a second.
    private static let interval = Duration.seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                look()
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    private func look() {
        do {
            guard try file.refresh() else { return }
            cache.withhold(file.objects)
            logger.notice("the list of withheld objects was read", metadata: ["objects": "\(file.objects.bases.count)"])
        } catch {
            logger.error("the list of withheld objects stays as it was", metadata: ["error": "\(error)"])
        }
    }
}
