internal import BoundKnowledge
internal import HTTPClient

/// The order in which mirrors are asked: as given, with those behind that failed not long ago.
struct MirrorRotation: Sendable {
    private let mirrors: [HTTPLocation]
    private var restingUntil: [HTTPLocation: Timestamp] = [:]

    init(_ mirrors: [HTTPLocation]) { self.mirrors = mirrors }

    /// Every mirror, the resting ones last.
    func order(at instant: Timestamp) -> [HTTPLocation] {
        mirrors.filter { !isResting($0, at: instant) } + mirrors.filter { isResting($0, at: instant) }
    }

    /// The mirrors that do not rest; all of them if none is awake.
    func awake(at instant: Timestamp) -> [HTTPLocation] {
        let awake = mirrors.filter { !isResting($0, at: instant) }
        return awake.isEmpty ? mirrors : awake
    }

    mutating func rest(_ mirror: HTTPLocation, until end: Timestamp) { restingUntil[mirror] = end }

    private func isResting(_ mirror: HTTPLocation, at instant: Timestamp) -> Bool {
        restingUntil[mirror].map { instant < $0 } ?? false
    }
}
