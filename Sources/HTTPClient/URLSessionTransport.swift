internal import Foundation
internal import FoundationNetworking
internal import Synchronization

/// The network, by the `URLSession` of FoundationNetworking: libcurl, with the system's TLS and certificates.
///
/// No cookies, credentials or cache; connections are kept and used again.
public final class URLSessionTransport: HTTPTransport {
    private let session: URLSession
    private let exchanges: Exchanges

    /// A transport.
    ///
    /// - Parameter silence: how long nothing may arrive, connecting included.
    public init(silence: Duration = .seconds(10)) {
        let settings = URLSessionConfiguration.ephemeral
        settings.httpCookieStorage = nil
        settings.httpShouldSetCookies = false
        settings.httpCookieAcceptPolicy = .never
        settings.urlCache = nil
        settings.requestCachePolicy = .reloadIgnoringLocalCacheData
        settings.urlCredentialStorage = nil
        let (seconds, attoseconds) = silence.components
        settings.timeoutIntervalForRequest = Double(seconds) + Double(attoseconds) / 1e18
        exchanges = Exchanges()
        session = URLSession(configuration: settings, delegate: exchanges, delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    /// Sends a request over the network, as `HTTPTransport` says.
    public func exchange(
        _ request: HTTPRequest, receive: @escaping @Sendable (HTTPHead, [UInt8]) -> Bool
    ) async throws -> HTTPHead {
        let text = request.location.description
        let task = session.dataTask(with: try Self.message(request))
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    exchanges.begin(task, Exchange(receive: receive, continuation: continuation))
                }
            } onCancel: {
                task.cancel()
            }
        } catch let error as URLError {
            try Task.checkCancellation()
            throw Self.failure(error, at: text)
        }
    }

    private static func message(_ request: HTTPRequest) throws(HTTPClientError) -> URLRequest {
        let text = request.location.description
        // Whatever Foundation would ask for in place of the text is not asked for.
        guard let url = URL(string: text), url.absoluteString == text else {
            throw HTTPClientError(
                .malformedLocation, at: text, "Foundation reads another address in it", remedy: "Report this as a bug.")
        }
        var message = URLRequest(url: url)
        message.setValue(request.accept, forHTTPHeaderField: "Accept")
        message.setValue("bindery", forHTTPHeaderField: "User-Agent")
        if let content = request.content {
            message.httpMethod = "POST"
            message.httpBody = Data(content.bytes)
            message.setValue(content.mediaType, forHTTPHeaderField: "Content-Type")
        }
        if let token = request.token { message.setValue(token.authorization, forHTTPHeaderField: "Authorization") }
        return message
    }

    private static func failure(_ error: URLError, at location: String) -> HTTPClientError {
        error.code == .timedOut
            ? HTTPClientError(
                .timedOut, at: location, "the server was silent for too long",
                remedy: "Try again later, or ask another server.")
            : HTTPClientError(
                .unreachable, at: location, "the server could not be asked: \(error.localizedDescription)",
                remedy: "Check the address and the network, or ask another server.")
    }
}

/// One request under way.
private struct Exchange {
    let receive: @Sendable (HTTPHead, [UInt8]) -> Bool
    let continuation: CheckedContinuation<HTTPHead, any Error>
    var head: HTTPHead?
    var isEnough = false
}

/// The requests under way in a session, by its task identifiers; hears what becomes of them.
private final class Exchanges: NSObject, URLSessionDataDelegate, Sendable {
    private let running = Mutex<[Int: Exchange]>([:])

    func begin(_ task: URLSessionDataTask, _ exchange: Exchange) {
        running.withLock { $0[task.taskIdentifier] = exchange }
        task.resume()
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        running.withLock { $0[dataTask.taskIdentifier]?.head = HTTPHead(response) }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let exchange = running.withLock { $0[dataTask.taskIdentifier] }
        guard let exchange, !exchange.isEnough, let head = exchange.head ?? dataTask.response.flatMap(HTTPHead.init),
            !exchange.receive(head, Array(data))
        else { return }
        running.withLock { $0[dataTask.taskIdentifier]?.isEnough = true }
        dataTask.cancel()
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = running.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
        if let error, !exchange.isEnough {
            exchange.continuation.resume(throwing: error)
        } else if let head = exchange.head ?? task.response.flatMap(HTTPHead.init) {
            exchange.continuation.resume(returning: head)
        } else {
            exchange.continuation.resume(throwing: URLError(.badServerResponse))
        }
    }
}

extension HTTPHead {
    fileprivate init?(_ response: URLResponse) {
        guard let response = response as? HTTPURLResponse else { return nil }
        let fields = response.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        self.init(status: response.statusCode, headers: Dictionary(fields, uniquingKeysWith: { "\($0), \($1)" }))
    }
}
