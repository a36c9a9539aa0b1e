internal import CKernels
internal import Synchronization

/// The rearrangement of one tensor of a file into the layout of the kernels, group by group.
@safe struct MatrixPacking {
    private let tensor: GGUFTensor
    private let memory: PagedMemory
    private let layout: MatrixLayout

    init(_ tensor: GGUFTensor, into memory: PagedMemory, _ layout: MatrixLayout) {
        self.tensor = tensor
        self.memory = memory
        self.layout = layout
    }

    /// Packs the tensor's bytes; false if a weight or scale is not finite.
    func run(_ bytes: RawSpan, by pool: ThreadPool) -> Bool {
        let isFinite = Atomic(true)
        let group = Int(BK1_GROUP)
        let groupCount = (tensor.rowCount + group - 1) / group
        // About a megabyte a chunk.
        let step = max(1, (1 << 20) / (group * tensor.rowLength), groupCount / ThreadPool.mostChunks + 1)
        unsafe bytes.withUnsafeBytes { source in
            pool.run(chunkCount: (groupCount + step - 1) / step) { chunk in
                let groups = chunk * step..<min(groupCount, (chunk + 1) * step)
                if unsafe !pack(groups, source) { isFinite.store(false, ordering: .relaxed) }
            }
        }
        return isFinite.load(ordering: .relaxed)
    }

    @unsafe private func pack(_ groups: Range<Int>, _ source: UnsafeRawBufferPointer) -> Bool {
        guard let blocks = unsafe source.assumingMemoryBound(to: UInt8.self).baseAddress else { return true }
        switch layout.storage {
        case .quantised:
            return unsafe bk1_pack_q8_0(
                blocks, tensor.rowCount, tensor.rowLength, groups.lowerBound, groups.upperBound,
                memory.pointer(to: UInt8.self), memory.pointer(to: UInt16.self, atByte: layout.scaleOffset))
        case .blocks(let format):
            return unsafe bk1_pack_blocks(
                format, blocks, tensor.rowCount, tensor.rowLength, groups.lowerBound, groups.upperBound,
                memory.pointer(to: UInt8.self), memory.pointer(to: UInt8.self, atByte: layout.scaleOffset))
        case .floats:
            return groups.reduce(true) { unsafe packFloats(of: $1, source) && $0 }
        }
    }

    /// Converts the rows of a group to f32, then packs them.
    @unsafe private func packFloats(of group: Int, _ source: UnsafeRawBufferPointer) -> Bool {
        let first = group * Int(BK1_GROUP)
        let rows = min(Int(BK1_GROUP), tensor.rowCount - first)
        let values = unsafe FloatConversion(tensor.type).values(
            source, first * tensor.rowLength, count: rows * tensor.rowLength)
        let target = unsafe memory.pointer(to: Float.self) + first * tensor.rowLength
        return unsafe values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return true }
            return unsafe bk1_pack_f32(base, rows, tensor.rowLength, 0, 1, target)
        }
    }
}
