internal import Inference
internal import Synchronization

/// Reading a file's bytes and nothing more: what the memory allows.
struct PlainRead: ~Copyable {
    /// Where sums go, so that no compiler leaves the reading out.
    private let sink = Atomic<UInt64>(0)

    /// Reads every byte once, on this thread.
    func read(_ file: GGUFFile) {
        let sum = file.withBytes { (bytes: RawSpan) in
            var lanes = [8 of UInt64](repeating: 0)
            for offset in stride(from: 0, to: bytes.byteCount - 63, by: 64) {
                for lane in 0..<8 {
                    lanes[lane] &+= bytes.unsafeLoadUnaligned(fromByteOffset: offset + 8 * lane, as: UInt64.self)
                }
            }
            return lanes.indices.reduce(0) { $0 &+ lanes[$1] }
        }
        sink.store(sum, ordering: .relaxed)
    }
}
