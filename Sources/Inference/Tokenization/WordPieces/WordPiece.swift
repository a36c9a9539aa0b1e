/// WordPiece, as BERT has it: words, and in each word the longest token first.
struct WordPiece: Sendable {
    private let vocabulary: Vocabulary
    private let normalizer: BertNormalizer
    private let unknown: Int32
    /// What marks a token that does not begin a word.
    private let prefix: [UInt8]
    /// Words of more characters are unknown: the search below is quadratic.
    private let maximumWordLength: Int

    init(
        _ vocabulary: Vocabulary, normalizer: BertNormalizer = .init(), unknown: Int32, prefix: String = "##",
        maximumWordLength: Int = 100
    ) {
        self.vocabulary = vocabulary
        self.normalizer = normalizer
        self.unknown = unknown
        self.prefix = Array(prefix.utf8)
        self.maximumWordLength = maximumWordLength
    }

    /// Appends the tokens of a text without special tokens.
    ///
    /// - Complexity: O(n · longest word)
    func encode(_ text: String, into ids: inout [Int32]) {
        var word: [Unicode.Scalar] = []
        for scalar in normalizer.normalised(text).unicodeScalars {
            let isPunctuation = BertNormalizer.isPunctuation(scalar)
            guard isPunctuation || scalar.properties.isWhitespace else {
                word.append(scalar)
                continue
            }
            encode(word: word, into: &ids)
            word = []
            if isPunctuation { encode(word: [scalar], into: &ids) }
        }
        encode(word: word, into: &ids)
    }

    private func encode(word: [Unicode.Scalar], into ids: inout [Int32]) {
        guard !word.isEmpty else { return }
        guard word.count <= maximumWordLength else { return ids.append(unknown) }
        var pieces: [Int32] = []
        var start = 0
        while start < word.count {
            guard let (id, end) = longestToken(in: word, from: start) else { return ids.append(unknown) }
            pieces.append(id)
            start = end
        }
        ids += pieces
    }

    private func longestToken(in word: [Unicode.Scalar], from start: Int) -> (Int32, Int)? {
        var text = start > 0 ? prefix : []
        var ends = [text.count]
        for scalar in word[start...] {
            text += String(scalar).utf8
            ends.append(text.count)
        }
        for length in ends.indices.dropFirst().reversed() {
            if let id = vocabulary.id(of: text[..<ends[length]]) { return (id, start + length) }
        }
        return nil
    }
}
