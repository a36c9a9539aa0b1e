import BinderyTestSupport
import CKernels
import Foundation
import Inference
import Testing

/// Each instruction set against the scalar reference, and the reference against plain arithmetic.
@Suite struct KernelTests {
    static let sets = [BK1_SSE41, BK1_AVX2, BK1_AVX512VNNI, BK1_NEON].filter { bk1_kernels_for($0) != nil }

    private let scalar: bk1_kernels

    init() throws { scalar = try #require(bk1_kernels_for(BK1_SCALAR)).pointee }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `products with a Q8_0 matrix agree to the bit with the reference and with exact sums`(seed: UInt64) throws {
        let product = QuantisedProduct(seed: seed)
        let expected = product.run(scalar)
        for set in Self.sets { #expect(product.run(try #require(bk1_kernels_for(set)).pointee) == expected) }
        for (found, exact) in zip(expected, product.naive()) {
            // Blocks are added in f32: each addition errs by 2^-24 of what is summed.
            #expect(abs(Double(found) - exact.sum) <= exact.magnitude * 0x1p-20)
        }
    }

    @Test(arguments: [TensorType.q4_0, .q5_0, .q4_K, .q5_K, .q6_K], 0..<20 as Range<UInt64>)
    func `products with a matrix in nibbles agree to the bit with the reference and with exact sums`(
        type: TensorType, seed: UInt64
    ) throws {
        let product = BlockProduct(type, seed: seed)
        let expected = product.run(scalar)
        for set in Self.sets { #expect(product.run(try #require(bk1_kernels_for(set)).pointee) == expected) }
        for (found, exact) in zip(expected, product.naive(scalar)) {
            // Up to 24 blocks, and a handful of roundings in each: they err by 2^-24 of what is summed.
            #expect(abs(Double(found) - exact.sum) <= exact.magnitude * 0x1p-19)
        }
    }

    @Test(arguments: [TensorType.q4_0, .q5_0, .q4_K, .q5_K, .q6_K])
    func `a row that is looked up has the weights of the file`(type: TensorType) {
        for (found, stored) in BlockProduct(type, seed: 3).lookedUp() {
            // A difference of two values below 1, rounded to f32.
            #expect(abs(Double(found) - stored) <= 0x1p-23)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a vector of any length gives the same bits in every kernel of values`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...100, using: &generator)
        let values = (0..<3).map { _ in floats(count, &generator) }
        func outputs(_ kernels: bk1_kernels) -> [[Float]] {
            [
                map(count) { kernels.exponential(values[0], count, $0) },
                map(count) { kernels.gelu(values[0], count, $0) },
                map(count) { kernels.swiglu(values[0], values[1], count, $0) },
                map(count) { kernels.rms_norm(values[0], values[1], count, 1e-5, $0) },
                map(count) { kernels.layer_norm(values[0], values[1], values[2], count, 1e-12, $0) },
            ]
        }
        let expected = outputs(scalar)
        for set in Self.sets { #expect(outputs(try #require(bk1_kernels_for(set)).pointee) == expected) }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `attention agrees to the bit, whatever the shape and the batch`(seed: UInt64) throws {
        let problem = AttentionProblem(seed: seed)
        let expected = problem.run(scalar)
        for set in Self.sets {
            let kernels = try #require(bk1_kernels_for(set)).pointee
            #expect(problem.run(kernels) == expected)
            if problem.causal { #expect(problem.runTokenByToken(kernels) == expected) }
        }
        // Scores up to 200 err by 1e-5 or so in f32, weights in the same proportion; values are up to 8.
        for (found, exact) in zip(expected, problem.naive()) { #expect(abs(Double(found) - exact) < 2e-4) }
    }

    @Test func `exponentials, GELU and SwiGLU are as good as f32 allows`() {
        let inputs = (-8700...8800).map { Float($0) / 100 }
        for (x, y) in zip(inputs, map(inputs.count) { scalar.exponential(inputs, inputs.count, $0) }) {
            // Four roundings of an ulp or less each.
            #expect(abs(Double(y) / exp(Double(x)) - 1) < 4 * 0x1p-23)
        }
        for (x, y) in zip(inputs, map(inputs.count) { scalar.gelu(inputs, inputs.count, $0) }) {
            // The series for erf errs by 1.5e-7.
            let expected = 0.5 * Double(x) * (1 + erf(Double(x) / 2.squareRoot()))
            #expect(abs(Double(y) - expected) <= 4e-7 * max(1, abs(Double(x))))
        }
        let ones = [Float](repeating: 1, count: inputs.count)
        for (x, y) in zip(inputs, map(inputs.count) { scalar.swiglu(inputs, ones, inputs.count, $0) }) {
            let expected = Double(x) / (1 + exp(-Double(x)))
            #expect(abs(Double(y) - expected) <= 1e-6 * max(abs(expected), 1e-30))
        }
    }

    @Test(arguments: [10_000.0, 500_000, 1_000_000])
    func `rotations are right to the last place of f32 up to a million positions`(base: Double) {
        let width = 64
        var frequencies = [Double](repeating: 0, count: width / 2)
        bk1_rope_frequencies(base, width, &frequencies)
        for (index, frequency) in frequencies.enumerated() {
            #expect(abs(frequency / pow(base, -Double(2 * index) / Double(width)) - 1) < 1e-13)
        }
        for position in [0, 1, 2, 3, 77, 4095, 131_071, 1_048_575] {
            var cosines = [Float](repeating: 0, count: width / 2)
            var sines = cosines
            bk1_rope_angles(frequencies, width / 2, position, &cosines, &sines)
            for index in frequencies.indices {
                let angle = Double(position) * frequencies[index]
                #expect(abs(Double(cosines[index]) - cos(angle)) < 0x1p-24)
                #expect(abs(Double(sines[index]) - sin(angle)) < 0x1p-24)
            }
        }
    }

    @Test func `the sampler's exponential is right to the last places of f64`() {
        for index in -700...700 {
            #expect(abs(bk1_exponential_f64(Double(index) * 0.99) / exp(Double(index) * 0.99) - 1) < 1e-13)
        }
    }

    @Test func `every binary16 becomes the f32 of the same value`() {
        for bits in UInt16.min...UInt16.max {
            let value = bk1_from_f16(bits), expected = Float(Float16(bitPattern: bits))
            #expect(value == expected || value.isNaN && expected.isNaN, "\(bits)")
        }
    }

    @Test func `a NaN in an input is seen in every output that depends on it`() throws {
        for set in [BK1_SCALAR] + Self.sets {
            let kernels = try #require(bk1_kernels_for(set)).pointee
            for bad in [Float.nan, .infinity] {
                var product = QuantisedProduct(seed: 7)
                product.input[3] = bad
                let output = product.run(kernels)
                for (index, value) in output.enumerated() { #expect(value.isFinite == (index >= product.rows)) }
            }
        }
    }

    @Test(arguments: [1, 15, 16, 17, 32]) func `the index of the largest is one of them where a NaN hides it`(
        count: Int
    ) {
        #expect(bk1_index_of_largest([Float](repeating: .nan, count: count), count) < count)
    }
}

/// What a kernel writes to `count` values.
private func map(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialisedCount in
        if let base = buffer.baseAddress { body(base) }
        initialisedCount = count
    }
}

/// Values around 0 whose magnitudes differ.
func floats(_ count: Int, _ generator: inout SeededGenerator) -> [Float] {
    (0..<count).map { _ in Float.random(in: -4...4, using: &generator) * Float.random(in: 0...2, using: &generator) }
}
