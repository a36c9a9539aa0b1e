internal import BinderyService
internal import BoundKnowledge
internal import HTTPTypes
internal import NIOCore
internal import Synchronization

/// Responses of immutable objects, rendered whole, within a bound of bytes.
///
/// Two generations: what is asked for moves to the younger one; when that is half the bound, the elder one is forgotten. So what
/// was used lately stays, no look-up costs more than two, and nothing is sorted.
final class ObjectCache: Sendable {
    /// Which of the responses of an object.
    enum Form: Hashable { case whole, head, notModified }

    private struct State {
        var younger: [ObjectKey: CachedObject] = [:]
        var elder: [ObjectKey: CachedObject] = [:]
        var youngerByteCount = 0
        /// What is never kept, whoever read it when.
        var withheld: Set<ObjectKey> = []
        var date = HTTPDate(Timestamp(secondsSinceEpoch: 0))
    }

    private let state = Mutex(State())
    private let byteCount: Int
    private let clock: @Sendable () -> Timestamp

    /// A cache of at most `byteCount` bytes of objects.
    init(byteCount: Int, clock: @escaping @Sendable () -> Timestamp) {
        self.byteCount = byteCount
        self.clock = clock
    }

    /// Keeps the responses of a public object, unless it alone would take a good part of the room.
    func insert(_ object: ServedObject) {
        let cached = CachedObject(object)
        guard cached.cost <= byteCount / 16 else { return }
        let key = ObjectKey(object.address)
        state.withLock { state in
            guard !state.withheld.contains(key) else { return }
            Self.insert(cached, for: key, into: &state, byteCount / 2)
        }
    }

    /// Forgets objects that are withheld from now on, and keeps none of them until another list comes.
    func withhold(_ objects: WithheldObjects) {
        let keys = Set(objects.bases.keys.map(ObjectKey.init))
        state.withLock { state in
            state.withheld = keys
            for key in keys {
                state.elder[key] = nil
                if let cached = state.younger.removeValue(forKey: key) { state.youngerByteCount -= cached.cost }
            }
        }
    }

    /// The response to be written as it is; `nil` for an object that is not here.
    func response(_ form: Form, for key: ObjectKey) -> ByteBuffer? {
        let now = clock()
        return state.withLock { state -> ByteBuffer? in
            if state.date.instant != now { state.date = HTTPDate(now) }
            if let index = state.younger.index(forKey: key) {
                return state.younger.values[index].response(form, state.date)
            }
            guard var cached = state.elder.removeValue(forKey: key) else { return nil }
            let response = cached.response(form, state.date)
            Self.insert(cached, for: key, into: &state, byteCount / 2)
            return response
        }
    }

    private static func insert(_ cached: CachedObject, for key: ObjectKey, into state: inout State, _ limit: Int) {
        if state.youngerByteCount + cached.cost > limit {
            state.elder = state.younger
            state.younger = [:]
            state.youngerByteCount = 0
        }
        if state.younger.updateValue(cached, forKey: key) == nil { state.youngerByteCount += cached.cost }
    }
}

/// The responses of one object. Their `Date` is renewed in the first second in which they are asked for again.
private struct CachedObject {
    private static let statusOfWhole = "HTTP/1.1 200 OK\r\nContent-Type: application/vc\r\nContent-Length: "
    private static let statusOfNotModified = "HTTP/1.1 304 Not Modified\r\n"

    private let headers: String
    private var whole: ByteBuffer
    private var headByteCount: Int
    private var notModified: ByteBuffer
    private var wholeInstant: Timestamp?
    private var notModifiedInstant: Timestamp?
    private let bodyByteCount: Int

    /// Bytes that it takes, with what the tables need beside them.
    var cost: Int { bodyByteCount + 2 * headers.utf8.count + 1_024 }

    init(_ object: ServedObject) {
        headers =
            object.headers(of: ServedObject.mediaType).map { "\($0.name.rawName): \($0.value)\r\n" }.joined()
            + "X-Content-Type-Options: nosniff\r\n"
        whole = ByteBuffer(bytes: object.bytes)
        bodyByteCount = object.bytes.count
        headByteCount = 0
        notModified = ByteBuffer()
    }

    mutating func response(_ form: ObjectCache.Form, _ date: HTTPDate) -> ByteBuffer? {
        switch form {
        case .whole, .head:
            if wholeInstant != date.instant { renderWhole(date) }
            return form == .whole ? whole : whole.getSlice(at: whole.readerIndex, length: headByteCount)
        case .notModified:
            if notModifiedInstant != date.instant {
                notModified = ByteBuffer(string: Self.statusOfNotModified + headers + date.header + "\r\n")
                notModifiedInstant = date.instant
            }
            return notModified
        }
    }

    private mutating func renderWhole(_ date: HTTPDate) {
        let head = Self.statusOfWhole + "\(bodyByteCount)\r\n" + headers + date.header + "\r\n"
        var rendered = ByteBufferAllocator().buffer(capacity: head.utf8.count + bodyByteCount)
        rendered.writeString(head)
        var body = whole
        body.moveReaderIndex(forwardBy: headByteCount)
        rendered.writeBuffer(&body)
        (whole, headByteCount, wholeInstant) = (rendered, head.utf8.count, date.instant)
    }
}
