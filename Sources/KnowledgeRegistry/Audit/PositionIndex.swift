/// Finds positions by keys that are kept elsewhere: four bytes a slot, where a dictionary would hold every key again.
///
/// Open addressing with linear probing. `Hasher` is seeded for each process, so that nobody can choose keys that collide.
package struct PositionIndex<Key: Hashable>: Sendable {
    /// 0 for an empty slot, the position and one otherwise; a power of two of them.
    private var slots: [UInt32]
    package private(set) var count = 0

    package init() { slots = [UInt32](repeating: 0, count: 16) }

    /// The position of `key`, or `nil` where there is none.
    ///
    /// - Parameter key(at:): the key of a position that was put in.
    package func position(of key: Key, _ keyAt: (Int) -> Key) -> Int? {
        let found = slots[slot(of: key, keyAt)]
        return found == 0 ? nil : Int(found) - 1
    }

    /// Puts in `position` for `key`, in place of another one.
    package mutating func set(_ key: Key, to position: Int, _ keyAt: (Int) -> Key) {
        if 4 * (count + 1) > 3 * slots.count { grow(keyAt) }
        let slot = slot(of: key, keyAt)
        if slots[slot] == 0 { count += 1 }
        slots[slot] = UInt32(position + 1)
    }

    /// The slot that holds `key`, or the empty one where it belongs.
    private func slot(of key: Key, _ keyAt: (Int) -> Key) -> Int {
        let mask = slots.count - 1
        var slot = key.hashValue & mask
        while slots[slot] != 0, keyAt(Int(slots[slot]) - 1) != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow(_ keyAt: (Int) -> Key) {
        let old = slots
        slots = [UInt32](repeating: 0, count: 2 * old.count)
        let mask = slots.count - 1
        for entry in old where entry != 0 {
            var slot = keyAt(Int(entry) - 1).hashValue & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = entry
        }
    }
}
