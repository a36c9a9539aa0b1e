internal import Foundation
internal import Synchronization

/// A server on loopback whose every byte a test decides: one thread, one connection after another.
public final class RawServer: Sendable {
    /// What a client sent.
    public struct Request: Sendable {
        /// Everything before the body.
        public let head: String
        /// As many bytes as Content-Length says.
        public let body: [UInt8]
    }

    /// One accepted connection, its request read.
    public struct Connection: Sendable {
        /// What was asked.
        public let request: Request
        fileprivate let descriptor: Int32
        fileprivate let listener: Listener

        /// Sends bytes; false when the client takes no more.
        @discardableResult
        public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        /// Sends bytes; false when the client takes no more.
        @discardableResult
        public func send(_ bytes: [UInt8]) -> Bool {
            Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        }

        /// Has the server take no connection after this one: whoever comes is refused.
        public func endListening() { listener.shutDown() }

        /// Waits until the client ends the connection.
        public func waitForEnd() {
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) > 0 {}
        }
    }

    /// The socket that connections come to.
    fileprivate final class Listener: Sendable {
        private let descriptor: Mutex<Int32?>

        init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

        /// Ends the wait of the thread that accepts, which then closes the socket.
        func shutDown() { descriptor.withLock { if let socket = $0 { shutdown(socket, Int32(SHUT_RDWR)) } } }

        /// Only who uses a descriptor may close it: the next server of the process gets the same number.
        func close() {
            descriptor.withLock { socket in
                if let open = socket { Foundation.close(open) }
                socket = nil
            }
        }
    }

    private final class Log: Sendable {
        private let requests = Mutex<[Request]>([])

        var all: [Request] { requests.withLock { $0 } }

        func append(_ request: Request) { requests.withLock { $0.append(request) } }
    }

    /// The port on 127.0.0.1.
    public let port: UInt16
    private let listener: Listener
    private let log = Log()

    /// The requests so far, as they came.
    public var requests: [Request] { log.all }

    /// Answers each connection with `respond`; the connection ends when it returns.
    public init(_ respond: @escaping @Sendable (Connection) -> Void) {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(socket, $0, size)
                getsockname(socket, $0, &size)
            }
        }
        let listener = Listener(socket)
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        listen(socket, 8)
        Thread { [log] in
            while true {
                let descriptor = accept(socket, nil, nil)
                guard descriptor >= 0 else { break }
                var timeout = timeval(tv_sec: 20, tv_usec: 0)
                setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
                let request = Self.request(descriptor)
                log.append(request)
                if !request.head.isEmpty {
                    respond(Connection(request: request, descriptor: descriptor, listener: listener))
                }
                close(descriptor)
            }
            listener.close()
        }.start()
    }

    deinit { listener.shutDown() }

    private static func request(_ descriptor: Int32) -> Request {
        var head = ""
        while !head.hasSuffix("\r\n\r\n"), let byte = bytes(1, from: descriptor).first {
            head.unicodeScalars.append(Unicode.Scalar(byte))
        }
        let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { $0 != ":" }.dropFirst().filter { $0 != " " }) }
        return Request(head: head, body: bytes(length ?? 0, from: descriptor))
    }

    /// As many bytes, or those before the end of the connection.
    private static func bytes(_ count: Int, from descriptor: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let read = bytes[filled...].withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard read > 0 else { break }
            filled += read
        }
        return Array(bytes[..<filled])
    }
}
