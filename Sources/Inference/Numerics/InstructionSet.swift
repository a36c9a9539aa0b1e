internal import CKernels

/// The instructions that kernels are compiled for; all of them give the same results, at different speeds.
public enum InstructionSet: String, Sendable, Hashable, CaseIterable {
    /// One value at a time: the reference.
    case scalar
    /// x86-64 with SSE4.1.
    case sse41
    /// x86-64 with AVX2.
    case avx2
    /// x86-64 with AVX-512 and its instructions for products of bytes.
    case avx512vnni
    /// aarch64.
    case neon

    /// The environment variable that names the set to use.
    public static let environmentVariable = "BINDERY_ISA"

    /// The sets that this machine has, slowest first.
    public static var available: [InstructionSet] { allCases.filter(\.isAvailable) }

    /// Whether this machine has it.
    public var isAvailable: Bool { unsafe bk1_kernels_for(code) != nil }

    /// The set that `environment` names, or else the fastest of this machine.
    ///
    /// - Throws: `invalidInput` for a name that is none, `unavailable` for a set that this machine does not have.
    public static func chosen(environment: [String: String]) throws(InferenceError) -> InstructionSet {
        guard let name = environment[environmentVariable], !name.isEmpty else { return available.last ?? .scalar }
        guard let set = InstructionSet(rawValue: name) else {
            let names = allCases.map(\.rawValue).joined(separator: ", ")
            throw InferenceError(
                .invalidInput, at: environmentVariable, "found \(name), expected one of \(names)",
                remedy: "Unset the variable to use the fastest set of this machine.")
        }
        return set
    }

    var code: bk1_isa {
        switch self {
        case .scalar: BK1_SCALAR
        case .sse41: BK1_SSE41
        case .avx2: BK1_AVX2
        case .avx512vnni: BK1_AVX512VNNI
        case .neon: BK1_NEON
        }
    }
}
