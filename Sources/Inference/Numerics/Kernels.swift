internal import CKernels

/// The kernels of one instruction set, after their results have been compared with those that `bk1` fixes.
@safe struct Kernels: @unchecked Sendable {
    /// The name of the numerics: part of every derivation.
    static let numerics = "bk1"

    /// The conformance hashes of docs/numerics-bk1.md, section 14, with the kernels that each stands for.
    static let conformance: [(part: bk1_part, name: String, hash: UInt64)] = [
        (BK1_QUANTISE, "quantise", 0xed08_1307_ffcc_119a),
        (BK1_MATMUL_Q8_0, "matmul-q8_0", 0x3585_48b7_be5e_7543),
        (BK1_MATMUL_Q4_0, "matmul-q4_0", 0xa5b0_fc2c_5500_b2a8),
        (BK1_MATMUL_Q4_K, "matmul-q4_k", 0xea76_c5ca_1cb2_3efc),
        (BK1_MATMUL_Q5_K, "matmul-q5_k", 0x27fb_3987_ab71_2da4),
        (BK1_MATMUL_Q6_K, "matmul-q6_k", 0x78bc_278e_1193_51cd),
        (BK1_MATMUL_Q5_0, "matmul-q5_0", 0x2f70_7f0e_cce5_93f0),
        (BK1_MATMUL_F32, "matmul-f32", 0xa4b7_f836_fa56_744d),
        (BK1_NORMS, "norms", 0xf00e_c948_18a9_9442),
        (BK1_EXPONENTIAL, "exponential", 0xfef2_f657_85af_900c),
        (BK1_ACTIVATIONS, "activations", 0xee1d_a1cb_830e_a273),
        (BK1_ATTENTION, "attention", 0xe46b_be97_3ae5_6102),
        (BK1_ROPE, "rope", 0x2f61_8d8e_a256_fc1b),
    ]

    let instructionSet: InstructionSet
    // Sendable: the table is a constant of the C library.
    private let pointer: UnsafePointer<bk1_kernels>

    /// Kernels for an instruction set.
    ///
    /// - Throws: `unavailable` where this machine does not have it, `nonconformant` where a result differs.
    /// - Complexity: under a millisecond.
    init(_ instructionSet: InstructionSet) throws(InferenceError) {
        guard let pointer = unsafe bk1_kernels_for(instructionSet.code) else {
            let names = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
            throw InferenceError(
                .unavailable, at: instructionSet.rawValue,
                "this machine does not have the instruction set; it has \(names)",
                remedy: "Use one of these; the results are the same.")
        }
        self.instructionSet = instructionSet
        unsafe self.pointer = unsafe pointer
        try FloatEnvironment.withStandard { () throws(InferenceError) in try requireConformance() }
    }

    /// The functions.
    @unsafe var table: bk1_kernels { unsafe pointer.pointee }

    private func requireConformance() throws(InferenceError) {
        var hashes = [UInt64](repeating: 0, count: Int(BK1_PARTS.rawValue))
        unsafe hashes.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { unsafe bk1_conformance(pointer, base) }
        }
        for (part, name, expected) in Self.conformance {
            let found = hashes[Int(part.rawValue)]
            guard found == expected else {
                throw InferenceError(
                    .nonconformant, at: "\(instructionSet.rawValue), \(name)",
                    "the conformance hash is \(String(found, radix: 16)), expected \(String(expected, radix: 16))",
                    remedy: "This build does not compute \(Self.numerics): try another instruction set or compiler.")
            }
        }
    }
}
