package import BoundKnowledge

/// Why what a list shows is not to be relied on.
package enum ListWarning: String, Sendable {
    case withdrawn, quarantined

    /// The word, as it follows other details.
    var html: HTML { " · <strong class=\"warning\">\(rawValue)</strong>" }
}

/// A document as a list shows it.
package struct DocumentEntry: Sendable {
    let lineage: LineageID
    let question: String
    let language: String
    let version: Int64
    let date: CalendarDate
    let warning: ListWarning?
    let isRestricted: Bool

    /// An entry for a document's newest version.
    package init(_ document: BoundDocument, issued: Timestamp, warning: ListWarning? = nil) {
        lineage = document.lineage
        question = document.question
        language = document.scope.language
        version = document.version
        date = issued.day
        self.warning = warning
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
