extension Int {
    /// The count with what is counted, for people: `1 document`, `2 documents`.
    func counting(_ noun: String) -> String { "\(self) \(noun)" + (self == 1 ? "" : "s") }
}
