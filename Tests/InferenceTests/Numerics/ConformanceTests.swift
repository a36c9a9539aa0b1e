import CKernels
import Foundation
import Inference
import Testing

@Suite struct ConformanceTests {
    @Test(arguments: InstructionSet.available)
    func `each instruction set of this machine gives the results that bk1 fixes`(set: InstructionSet) throws {
        #expect(try Engine(instructionSet: set, threadCount: 1).instructionSet == set)
    }

    @Test func `the scalar reference is everywhere, and the environment chooses`() throws {
        #expect(InstructionSet.available.first == .scalar)
        #expect(try InstructionSet.chosen(environment: [:]) == InstructionSet.available.last)
        #expect(try InstructionSet.chosen(environment: ["BINDERY_ISA": "scalar"]) == .scalar)
        #expect(try Engine(threadCount: 1, environment: ["BINDERY_ISA": "scalar"]).instructionSet == .scalar)
        expectRefusal(.invalidInput, "BINDERY_ISA") { try InstructionSet.chosen(environment: ["BINDERY_ISA": "mmx"]) }
    }

    @Test func `an instruction set of another processor is refused by name`() throws {
        let missing = try #require(InstructionSet.allCases.first { !$0.isAvailable })
        expectRefusal(.unavailable, missing.rawValue) { try Engine(instructionSet: missing, threadCount: 1) }
    }

    @Test func `the page of the numerics has the hashes that are checked at start`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        let page = try String(contentsOf: root.appendingPathComponent("docs/numerics-bk1.md"), encoding: .utf8)
        var hashes = [UInt64](repeating: 0, count: Int(BK1_PARTS.rawValue))
        bk1_conformance(try #require(bk1_kernels_for(BK1_SCALAR)), &hashes)
        for hash in hashes {
            let digits = String(hash, radix: 16)
            let padded = String(repeating: "0", count: 16 - digits.count) + digits
            #expect(page.contains("| `\(padded)` |"))
        }
    }
}

/// How this thread rounds.
@Suite struct FloatEnvironmentTests {
    @Test func `a thread that rounds otherwise is set right for the work and left as it was`() {
        let before = bk1_float_control()
        defer { bk1_set_float_control(before) }
        #if arch(x86_64)
            let flushing = before | 0x8040
        #else
            let flushing = before | 0x0100_0000
        #endif
        bk1_set_float_control(flushing)
        #expect(!FloatEnvironment.isStandard)
        let wasStandard = FloatEnvironment.withStandard { FloatEnvironment.isStandard }
        #expect(wasStandard)
        #expect(bk1_float_control() == flushing)
    }
}
