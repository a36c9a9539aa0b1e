extension GitCommit {
    /// Reads the content of a commit object.
    package init(id: GitObjectID, content: [UInt8]) throws(GitStoreError) {
        var tree: GitObjectID?
        var parents: [GitObjectID] = []
        var author: Person?
        var committer: Person?
        var signature: [UInt8]?
        var payload: [UInt8] = []
        payload.reserveCapacity(content.count)
        var lines = HeaderLines(content: content)
        while let header = lines.next() {
            if header.key == Array("gpgsig".utf8), signature == nil {
                signature = header.value
                continue
            }
            payload += content[header.range]
            switch String(decoding: header.key, as: UTF8.self) {
            case "tree": tree = GitObjectID(hex: header.value[...])
            case "parent": if let parent = GitObjectID(hex: header.value[...]) { parents.append(parent) }
            case "author": author = Person(line: header.value)
            case "committer": committer = Person(line: header.value)
            default: break
            }
        }
        guard let tree, let author, let committer, let body = lines.bodyOffset else {
            throw GitStoreError(
                .corrupt, at: "commit \(id)", "a tree, author or committer line is missing or malformed",
                remedy: "Run git fsck and restore the repository from a mirror.")
        }
        self.id = id
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        self.signature = signature.map { String(decoding: $0, as: UTF8.self) }
        message = String(decoding: content[(body + 1)...], as: UTF8.self)
        signedPayload = payload + content[body...]
    }
}

/// The header lines of a commit, continuation lines joined, up to the blank line.
private struct HeaderLines {
    let content: [UInt8]
    private var offset = 0
    /// The offset of the blank line's line break, once it was reached.
    private(set) var bodyOffset: Int?

    init(content: [UInt8]) { self.content = content }

    mutating func next() -> (key: [UInt8], value: [UInt8], range: Range<Int>)? {
        let start = offset
        guard let first = line(from: start) else { return nil }
        if first.isEmpty {
            bodyOffset = start
            return nil
        }
        offset = first.endIndex + 1
        let space = first.firstIndex(of: UInt8(ascii: " ")) ?? first.endIndex
        var value = Array(first[space...].dropFirst())
        while let more = line(from: offset), more.first == UInt8(ascii: " ") {
            value.append(UInt8(ascii: "\n"))
            value += more.dropFirst()
            offset = more.endIndex + 1
        }
        return (Array(first[..<space]), value, start..<offset)
    }

    private func line(from start: Int) -> ArraySlice<UInt8>? {
        guard start < content.count, let end = content[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return content[start..<end]
    }
}

extension GitCommit.Person {
    fileprivate init?(line: [UInt8]) {
        guard let open = line.firstIndex(of: UInt8(ascii: "<")), let close = line.lastIndex(of: UInt8(ascii: ">")),
            open < close
        else { return nil }
        let tail = line[(close + 1)...].split(separator: UInt8(ascii: " "))
        guard let time = tail.first, let seconds = Int64(String(decoding: time, as: UTF8.self)) else { return nil }
        name = String(decoding: line[..<open].dropLast(open > 0 ? 1 : 0), as: UTF8.self)
        email = String(decoding: line[(open + 1)..<close], as: UTF8.self)
        secondsSinceEpoch = seconds
        offset = tail.count > 1 ? String(decoding: tail[tail.startIndex + 1], as: UTF8.self) : "+0000"
    }
}
