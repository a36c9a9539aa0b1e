public import JSON

/// Wordings of a lineage's question: the `credentialSubject` of an AliasSet (`docs/format/objects.md` section 7).
///
/// Whole and versioned: the highest published version holds. A user's own words never stand here.
public struct AliasSet: ObjectPart {
    /// The lineage that the wordings ask for.
    public var lineage: LineageID
    /// 1, 2, …
    public var version: Int64
    /// The version before this one.
    public var previous: Address?
    /// Wordings that ask the same.
    public var wordings: [String]
    /// Wordings that look alike and ask something else.
    public var refused: [String]
    /// Members that never affect verification.
    public var extensions: JSONValue?

    init?(_ reader: inout MemberReader) {
        let lineage = reader.required("lineage", .lineage)
        let version = reader.required("version", .positiveCount)
        previous = reader.optional("previous", .address)
        let wordings = reader.array("wordings", of: .line, isNonEmpty: false)
        let refused = reader.array("refused", of: .line, isNonEmpty: false)
        extensions = reader.extensions()
        guard let lineage, let version, let wordings, let refused else { return nil }
        if (previous == nil) != (version == 1) {
            reader.report(
                "version-chain", "previous", "version 1 names no predecessor, and every later version names one",
                remedy: "Correct the member and sign again.")
        }
        if TextRules.holdsDuplicate(wordings + refused) {
            reader.report(
                "duplicate", "wordings", "a wording stands twice, in one list or in both",
                remedy: "Remove one and sign again.")
        }
        (self.lineage, self.version, self.wordings, self.refused) = (lineage, version, wordings, refused)
    }

    /// The `credentialSubject` as it stands in an object.
    public var json: JSONValue {
        var value: JSONValue = ["formatVersion": 1, "lineage": .string(lineage.text), "version": .integer(version)]
        value.set("previous", previous.map { .string("\($0)") })
        value.set("wordings", .array(wordings.map(JSONValue.string)))
        value.set("refused", .array(refused.map(JSONValue.string)))
        value.set("extensions", extensions)
        return value
    }
}
