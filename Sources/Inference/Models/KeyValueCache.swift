internal import CKernels

/// Keys and values of every layer, in f32, in slots: each sequence has adjacent ones, one a position.
///
/// Keys stand in blocks of 16 slots, `[layer][head][slot / 16][width][16]`, so that a kernel's lanes are positions;
/// values are `[layer][head][slot][width]`, so that they are columns. A sequence begins with a block.
@safe struct KeyValueCache: Sendable {
    /// The number of slots, a multiple of 16.
    let capacity: Int
    private let headCount: Int
    private let width: Int
    private let keys: PagedMemory
    private let values: PagedMemory

    /// The bytes that a full cache takes.
    var byteCount: Int { keys.byteCount + values.byteCount }

    init(_ configuration: LlamaConfiguration, positionCount: Int) throws(InferenceError) {
        capacity = Self.slotCount(of: positionCount)
        headCount = configuration.keyValueHeadCount
        width = configuration.headWidth
        let count = configuration.layerCount * configuration.keyValueWidth * capacity
        keys = try PagedMemory(byteCount: count * MemoryLayout<Float>.stride)
        values = try PagedMemory(byteCount: count * MemoryLayout<Float>.stride)
    }

    /// The slots that a sequence of `positionCount` positions takes: whole blocks.
    static func slotCount(of positionCount: Int) -> Int {
        let group = Int(BK1_GROUP)
        return (positionCount + group - 1) / group * group
    }

    /// The keys of one head of one layer, from the first slot of a sequence on.
    @unsafe func keys(layer: Int, head: Int, from slot: Int) -> UnsafeMutablePointer<Float> {
        unsafe keys.pointer(to: Float.self) + ((layer * headCount + head) * capacity + slot) * width
    }

    /// The values of one head of one layer, from a slot on.
    @unsafe func values(layer: Int, head: Int, from slot: Int) -> UnsafeMutablePointer<Float> {
        unsafe values.pointer(to: Float.self) + ((layer * headCount + head) * capacity + slot) * width
    }

    /// Stores the keys and values of one position: all heads, one after the other.
    @unsafe func store(keys: UnsafePointer<Float>, values: UnsafePointer<Float>, layer: Int, slot: Int) {
        precondition(slot < capacity, "slot \(slot) of \(capacity)")
        let group = Int(BK1_GROUP), lane = slot % group
        for head in 0..<headCount {
            let block = unsafe self.keys(layer: layer, head: head, from: slot - lane)
            for index in 0..<width { unsafe block[index * group + lane] = unsafe keys[head * width + index] }
            let row = unsafe self.values(layer: layer, head: head, from: slot)
            unsafe row.update(from: values + head * width, count: width)
        }
    }

    /// Copies what one layer keeps of the first `count` positions of a sequence to another, each given by its first slot.
    func copy(layer: Int, count: Int, from source: Int, to target: Int) {
        precondition(max(source, target) + count <= capacity, "\(max(source, target)) and \(count) of \(capacity)")
        let group = Int(BK1_GROUP), whole = count / group * group
        for head in 0..<headCount {
            let from = unsafe keys(layer: layer, head: head, from: source)
            let to = unsafe keys(layer: layer, head: head, from: target)
            unsafe to.update(from: from, count: whole * width)
            // The other lanes of the last block are the sequence's own.
            for row in 0..<(count > whole ? width : 0) {
                unsafe (to + whole * width + row * group)
                    .update(from: from + whole * width + row * group, count: count - whole)
            }
            unsafe values(layer: layer, head: head, from: target)
                .update(from: values(layer: layer, head: head, from: source), count: count * width)
        }
    }
}
