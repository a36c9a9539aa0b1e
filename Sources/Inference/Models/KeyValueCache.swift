internal import CKernels

/// Keys and values of every layer for the positions of one context, in f32.
///
/// Keys stand in blocks of 16 positions, `[layer][head][position / 16][width][16]`, so that a kernel's lanes are
/// positions; values are `[layer][head][position][width]`, so that they are columns.
@safe struct KeyValueCache: Sendable {
    /// The number of positions, a multiple of 16.
    let capacity: Int
    private let headCount: Int
    private let width: Int
    private let keys: PagedMemory
    private let values: PagedMemory

    /// The bytes that a full cache takes.
    var byteCount: Int { keys.byteCount + values.byteCount }

    init(_ configuration: LlamaConfiguration, positionCount: Int) throws(InferenceError) {
        let group = Int(BK1_GROUP)
        capacity = (positionCount + group - 1) / group * group
        headCount = configuration.keyValueHeadCount
        width = configuration.headWidth
        let count = configuration.layerCount * configuration.keyValueWidth * capacity
        keys = try PagedMemory(byteCount: count * MemoryLayout<Float>.stride)
        values = try PagedMemory(byteCount: count * MemoryLayout<Float>.stride)
    }

    /// The keys of one head of one layer.
    @unsafe func keys(layer: Int, head: Int) -> UnsafeMutablePointer<Float> {
        unsafe keys.pointer(to: Float.self) + (layer * headCount + head) * capacity * width
    }

    /// The values of one head of one layer.
    @unsafe func values(layer: Int, head: Int) -> UnsafeMutablePointer<Float> {
        unsafe values.pointer(to: Float.self) + (layer * headCount + head) * capacity * width
    }

    /// Stores the keys and values of one position: all heads, one after the other.
    @unsafe func store(
        keys: UnsafePointer<Float>, values: UnsafePointer<Float>, layer: Int, position: Int
    ) {
        precondition(position < capacity, "position \(position) of \(capacity)")
        let group = Int(BK1_GROUP)
        for head in 0..<headCount {
            let block = unsafe self.keys(layer: layer, head: head) + position / group * group * width
            for index in 0..<width {
                unsafe block[index * group + position % group] = unsafe keys[head * width + index]
            }
            let row = unsafe self.values(layer: layer, head: head) + position * width
            unsafe row.update(from: values + head * width, count: width)
        }
    }
}
