package import BoundKnowledge

/// A document as a list shows it.
package struct DocumentEntry: Sendable {
    let lineage: LineageID
    let question: String
    let language: String
    let version: Int64
    let date: CalendarDate
    let isWithdrawn: Bool
    let isRestricted: Bool

    /// An entry for a document's newest version.
    package init(_ document: BoundDocument, issued: Timestamp, isWithdrawn: Bool) {
        lineage = document.lineage
        question = document.question
        language = document.scope.language
        version = document.version
        date = issued.day
        self.isWithdrawn = isWithdrawn
        isRestricted = document.distribution != .public
    }
}

/// A topic, and how many documents are about it.
package struct TopicEntry: Sendable, Hashable {
    /// The topic.
    package let name: String
    /// How many current documents have it.
    package let count: Int64

    /// A topic with its count.
    package init(name: String, count: Int64) {
        self.name = name
        self.count = count
    }
}
