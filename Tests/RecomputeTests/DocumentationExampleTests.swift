import BinderyTestSupport
import BoundKnowledge
import Recompute
import Testing

/// The example of the landing page.
@Suite struct DocumentationExampleTests {
    @Test func `the example of the landing page checks every document`() throws {
        let newModel = SampleAnswers.model("new")
        let entries = RecomputePlanTests.library(30)
        func check(_ document: Address) throws -> Outcome { .identical }

        let policy = RecomputePolicy()
        let seed = RecomputePlan.seed(for: newModel, under: policy)
        let plan = try RecomputePlan(entries, policy: policy, seed: seed)
        var recomputation = try Recomputation(plan)
        while case .check(let documents) = recomputation.next(limit: 16) {
            for document in documents {
                try recomputation.record(.checked(document, try check(document), .zero))
            }
        }

        #expect(recomputation.next(limit: 16) == .done)
        #expect(recomputation.total.outcomes == [.identical: 30])
        try expectExample(of: "Recompute")
    }
}
