internal import BoundKnowledge
public import JSON
public import KnowledgeRegistry

extension SearchHit {
    /// The document that was found, as `Schemas/output/search.schema.json` says.
    public var json: JSONValue {
        var value: JSONValue = ["object": .string("\(object.address)"), "question": .string(document.question)]
        value.set("lineage", .string(document.lineage.text))
        value.set("version", .integer(document.version))
        value.set("language", .string(document.scope.language))
        value.set("status", .string(status.name))
        value.set("date", .string("\(object.envelope.validFrom)"))
        value.set("topics", document.topics.map { .array($0.map(JSONValue.string)) })
        value.set("passage", .array(passage.map { ["text": .string($0.text), "match": .bool($0.isMatch)] }))
        return value
    }
}
