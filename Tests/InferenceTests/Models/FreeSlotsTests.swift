import BinderyTestSupport
import Inference
import Testing

@Suite struct FreeSlotsTests {
    @Test func `the first that are enough are taken, and neighbours come together again`() throws {
        var free = FreeSlots(count: 10)
        #expect(free.take(4) == 0..<4 && free.take(3) == 4..<7 && free.take(4) == nil && free.take(3) == 7..<10)
        #expect(free.take(1) == nil && free.ranges.isEmpty)
        free.give(0..<4)
        free.give(7..<10)
        #expect(free.ranges == [0..<4, 7..<10] && free.take(5) == nil)
        free.give(4..<7)
        #expect(free.ranges == [0..<10])
        free.give(3..<3)
        #expect(free.ranges == [0..<10] && FreeSlots(count: 0).ranges.isEmpty)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `no slot is taken twice, and none is lost`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed), free = FreeSlots(count: 200), taken: [Range<Int>] = []
        for _ in 0..<500 {
            if Bool.random(using: &random), let index = taken.indices.randomElement(using: &random) {
                free.give(taken.remove(at: index))
            } else if let range = free.take(Int.random(in: 1...40, using: &random)) {
                taken.append(range)
            }
            let slots = (taken + free.ranges).sorted { $0.lowerBound < $1.lowerBound }
            #expect(slots.first?.lowerBound == 0 && slots.last?.upperBound == 200)
            #expect(zip(slots, slots.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
            #expect(zip(free.ranges, free.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        }
    }
}
