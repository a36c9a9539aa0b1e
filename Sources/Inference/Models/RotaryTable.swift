internal import CKernels

/// Cosines and sines of every position of a context: docs/numerics-bk1.md, section 10.
@safe struct RotaryTable: Sendable {
    /// The pairs of a head that are rotated.
    let pairCount: Int
    /// The positions that it has.
    var positionCount: Int { angles.rowCount }
    private let rotatesHalves: Bool
    private let angles: FloatRows

    /// A table of `positionCount` positions.
    ///
    /// - Parameter factors: what the frequency of each pair is divided by, as `rope_freqs.weight` has it.
    init(
        _ configuration: LlamaConfiguration, factors: [Float]?, positionCount: Int
    ) throws(InferenceError) {
        pairCount = configuration.ropeWidth / 2
        rotatesHalves = configuration.architecture.rotatesHalves
        angles = try FloatRows(rowCount: positionCount, width: 2 * pairCount)
        let frequencies = Self.frequencies(configuration, factors)
        FloatEnvironment.withStandard {
            for position in 0..<positionCount {
                let row = unsafe angles.row(position)
                unsafe bk1_rope_angles(frequencies, pairCount, position, row, row + pairCount)
            }
        }
    }

    /// Rotates adjacent heads of `width` values in place.
    @unsafe func rotate(_ heads: UnsafeMutablePointer<Float>, count: Int, width: Int, position: Int) {
        let row = unsafe angles.row(position)
        for head in 0..<count {
            unsafe bk1_rope(heads + head * width, pairCount, rotatesHalves, row, row + pairCount)
        }
    }

    private static func frequencies(_ configuration: LlamaConfiguration, _ factors: [Float]?) -> [Double] {
        var frequencies = [Double](repeating: 0, count: configuration.ropeWidth / 2)
        FloatEnvironment.withStandard {
            unsafe bk1_rope_frequencies(Double(configuration.ropeBase), configuration.ropeWidth, &frequencies)
            for index in frequencies.indices {
                if let factors { frequencies[index] /= Double(factors[index]) }
                frequencies[index] /= Double(configuration.ropeFactor)
            }
        }
        return frequencies
    }
}
