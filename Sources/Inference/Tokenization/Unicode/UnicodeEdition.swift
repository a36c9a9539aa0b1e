/// A version of Unicode as data: what was assigned later counts as not assigned.
///
/// A vocabulary was learnt with the tables of its day, so a tokenizer must not follow the newer tables of this
/// program's standard library. The editions are those that Hugging Face `tokenizers` 0.23 was measured to use, over all
/// scalars; `Tests/Interop/tokenizers` repeats the comparison.
struct UnicodeEdition: Sendable {
    private let major: Int

    /// `\p{L}` and `\p{N}` in pre-tokenizers: Oniguruma's tables.
    static let patterns = UnicodeEdition(major: 16)
    /// NFC and NFD.
    static let normalisation = UnicodeEdition(major: 9)
    /// Categories in the rules of BERT.
    static let bert = UnicodeEdition(major: 8)

    /// Whether the edition assigns the scalar.
    func assigns(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return true }
        guard let age = scalar.properties.age else { return false }
        return age.major <= major
    }

    /// The category of a scalar in this edition.
    func category(_ scalar: Unicode.Scalar) -> Unicode.GeneralCategory {
        assigns(scalar) ? scalar.properties.generalCategory : .unassigned
    }
}
