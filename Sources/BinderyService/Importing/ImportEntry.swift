/// A row of a CSV file, or a file of Markdown, as it was read.
struct ImportEntry: Sendable {
    /// The file.
    let file: String
    /// Where it begins.
    let place: TextPlace
    /// What it asks to bind; `nil` where it could not be read.
    var request: BindRequest?
    /// Where each member stands.
    var places: [String: TextPlace] = [:]
    /// What is wrong with it so far.
    var problems: [ImportProblem] = []

    /// Whether no draft is to be made of it.
    var isBad: Bool { request == nil || problems.contains { $0.severity == .error } }

    /// Where a member stands, or the whole entry.
    func place(of field: String?) -> TextPlace { field.flatMap { places[$0] } ?? place }
}
