internal import CKernels

/// How the processor rounds on this thread: `bk1` needs round to nearest, subnormal numbers, and no traps.
package enum FloatEnvironment {
    /// Whether this thread computes as `bk1` needs it.
    package static var isStandard: Bool { bk1_float_control() & mask == standard & mask }

    /// Runs `body` as `bk1` needs it, and leaves the thread as it was: foreign code may have set it otherwise.
    package static func withStandard<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let before = bk1_float_control()
        bk1_set_float_control(bk1_standard_float_control(before))
        defer { bk1_set_float_control(before) }
        precondition(isStandard, "the floating-point control word is \(bk1_float_control()), expected \(standard)")
        return try body()
    }

    private static var standard: UInt32 { bk1_standard_float_control(0) }

    /// The bits that are set one way or the other, whatever the control word was: the rest is not ours.
    private static var mask: UInt32 { ~(bk1_standard_float_control(0) ^ bk1_standard_float_control(.max)) }
}
