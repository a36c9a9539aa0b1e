import BoundKnowledge
import Foundation
import Recompute
import Testing

/// The policies that the guide prints.
@Suite struct GuidePolicyTests {
    @Test func `each policy of the guide is one, and says what the guide says of it`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let guide = try String(contentsOf: root.appendingPathComponent("docs/guides/recompute.md"), encoding: .utf8)
        let policies = try guide.matches(of: /```json\n([\s\S]*?)```/).map {
            try RecomputePolicy(parsing: Array($0.output.1.utf8))
        }
        try #require(policies.count == 2)
        let (careful, relaxed) = (policies[0], policies[1])
        #expect(careful[.safety].tolerance == 0 && careful[.numeric].tolerance == 0)
        #expect(careful.action(for: .equivalent, in: .safety) == .review && careful.maxAutoSupersedePerDay == 0)
        #expect(careful.maxSuspectShare == 0.05)
        #expect(relaxed.action(for: .revised, in: .general) == .supersede && relaxed.maxAutoSupersedePerDay == 0.05)
        #expect(relaxed.budget.cpuSeconds == 3_600)
    }
}
