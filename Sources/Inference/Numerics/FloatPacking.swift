internal import CKernels
internal import Synchronization

/// The rearrangement of a tensor of floats into the layout of the kernels, quantised on the way where that is wanted.
@safe struct FloatPacking {
    private let conversion: FloatConversion
    private let rowCount: Int
    private let columnCount: Int
    private let target: Target
    private let kernels: Kernels

    /// Where the weights go.
    enum Target {
        case floats(PagedMemory)
        /// Quants, and the scales behind them.
        case quantised(PagedMemory, scaleOffset: Int)
    }

    init(
        _ conversion: FloatConversion, rowCount: Int, columnCount: Int, to target: Target, _ kernels: Kernels
    ) {
        self.conversion = conversion
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.target = target
        self.kernels = kernels
    }

    /// Packs the tensor's bytes; false if a weight or scale is not finite.
    func run(_ bytes: RawSpan, by pool: ThreadPool) -> Bool {
        let isFinite = Atomic(true)
        let groupCount = (rowCount + Int(BK1_GROUP) - 1) / Int(BK1_GROUP)
        let step = groupCount / ThreadPool.mostChunks + 1
        unsafe bytes.withUnsafeBytes { source in
            pool.run(chunkCount: (groupCount + step - 1) / step) { chunk in
                for group in chunk * step..<min(groupCount, (chunk + 1) * step) {
                    if unsafe !pack(group, source) { isFinite.store(false, ordering: .relaxed) }
                }
            }
        }
        return isFinite.load(ordering: .relaxed)
    }

    @unsafe private func pack(_ group: Int, _ source: UnsafeRawBufferPointer) -> Bool {
        let first = group * Int(BK1_GROUP)
        let rows = min(Int(BK1_GROUP), rowCount - first)
        let values = unsafe conversion.values(source, first * columnCount, count: rows * columnCount)
        switch target {
        case .floats(let memory):
            return unsafe bk1_pack_f32(
                values, rows, columnCount, 0, 1, memory.pointer(to: Float.self) + first * columnCount)
        case .quantised(let memory, let offset):
            let blocks = quantised(values, rowCount: rows)
            let scales = unsafe memory.pointer(to: UInt16.self, atByte: offset)
            return unsafe bk1_pack_q8_0(
                blocks, rows, columnCount, 0, 1, memory.pointer(to: UInt8.self) + first * columnCount,
                scales + first * columnCount / Int(BK1_BLOCK))
        }
    }

    /// Blocks of Q8_0 in the layout of GGUF: quants by section 3 of docs/numerics-bk1.md, the scale as binary16.
    private func quantised(_ values: [Float], rowCount: Int) -> [UInt8] {
        let length = Int(BK1_BLOCK), blockCount = values.count / length
        var quants = [Int8](repeating: 0, count: values.count)
        var scales = [Float](repeating: 0, count: blockCount)
        // A bias for each block, then its two sums of 16 quants: the kernel writes them, and weights need neither.
        var unread = [Int32](repeating: 0, count: 3 * blockCount)
        unsafe quants.withUnsafeMutableBufferPointer { quants in
            unsafe scales.withUnsafeMutableBufferPointer { scales in
                unsafe unread.withUnsafeMutableBufferPointer { unread in
                    guard let quants = quants.baseAddress, let scales = scales.baseAddress,
                        let biases = unread.baseAddress
                    else { return }
                    var output = unsafe bk1_q8_activations(
                        quants: quants, scales: scales, biases: biases, sums: biases + blockCount,
                        columns: columnCount)
                    unsafe kernels.table.quantise(values, columnCount, rowCount, &output)
                }
            }
        }
        var blocks: [UInt8] = []
        blocks.reserveCapacity(blockCount * (length + 2))
        for block in 0..<blockCount {
            let scale = Float16(scales[block]).bitPattern
            blocks += [UInt8(truncatingIfNeeded: scale), UInt8(scale >> 8)]
            for quant in quants[block * length..<(block + 1) * length] { blocks.append(UInt8(bitPattern: quant)) }
        }
        return blocks
    }
}
