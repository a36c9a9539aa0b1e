/// How an answer says that it is none.
enum EnglishRefusals {
    /// Words that come first in a sentence of refusal; an apology or "unfortunately" before them is skipped.
    static let openings = lines(
        """
        i cannot answer
        i cannot help
        i cannot assist
        i cannot provide
        i cannot give
        i cannot say
        i cannot tell
        i cannot comply
        i cannot fulfil
        i cannot fulfill
        i cannot do that
        i cannot discuss
        i cannot offer
        i cannot respond
        i cannot comment
        i cannot share
        i cannot support
        i cannot engage
        i cannot generate
        i cannot create
        i cannot write
        i cannot access
        i cannot browse
        i cannot verify
        i cannot determine
        i cannot process
        i cannot continue
        i cannot be of help
        i cannot in good conscience
        i can not
        i can't
        i cant
        i could not find
        i couldn't find
        i am unable
        i'm unable
        i am not able
        i'm not able
        i am not allowed
        i'm not allowed
        i am not permitted
        i am not in a position
        i am not going to
        i'm not going to
        i am not comfortable
        i'm not comfortable
        i am not qualified
        i will not
        i won't
        i do not know
        i don't know
        i do not have
        i don't have
        i do not think i can
        i don't think i can
        i do not feel comfortable
        i don't feel comfortable
        i have no information
        i have no answer
        i have no idea
        i have no knowledge
        i have no way
        i have to decline
        i must decline
        i must refuse
        i refuse
        i decline
        i would rather not
        i'd rather not
        i lack
        i would prefer not
        i'd prefer not
        i am not sure
        i'm not sure
        i am just a language model
        i'm just a language model
        i am just an ai
        i'm just an ai
        i am only a language model
        i'm only a language model
        i am only an ai
        i'm only an ai
        i must not
        i do not wish
        i am prohibited
        i am not the right
        i have been instructed not
        i have been trained not
        it would be inappropriate for me
        it is against my
        it's against my
        that is beyond what i can
        that's beyond what i can
        this is beyond what i can
        answering that is beyond
        there is not enough information
        there isn't enough information
        there is insufficient information
        no information is available
        no answer is available
        cannot answer
        can't answer
        cannot comply
        can't help
        cannot help
        can't say
        declined
        request denied
        i am sorry but
        i'm sorry but
        sorry but i
        sorry i
        i apologise but
        i apologize but
        as an ai i
        as an ai language model
        as an ai assistant
        as an ai system
        as an ai developed
        as a language model
        as a large language model
        as an artificial intelligence
        being an ai
        unable to
        we cannot
        we are unable
        this request cannot
        this question cannot be answered
        the question cannot be answered
        that question cannot be answered
        it is not possible for me
        it's not possible for me
        it is not something i can
        this is not something i can
        that is not something i can
        that's not something i can
        this is something i cannot
        my guidelines
        my programming
        no answer
        no comment
        no information
        no data
        no response
        not available
        not applicable
        not known
        unknown
        none
        n a
        na
        null
        nil
        error
        """)

    /// What may stand before a refusal.
    static let prefaces = lines(
        """
        i am sorry
        i'm sorry
        i am very sorry
        i'm very sorry
        i am afraid
        i'm afraid
        i apologise
        i apologize
        my apologies
        apologies
        sorry
        unfortunately
        regrettably
        thank you for your question
        thanks for asking
        i understand your question
        i appreciate your question
        """)

    /// How the sentences around a refusal begin: they excuse, offer or refer.
    static let companions = lines(
        """
        i
        if you
        you
        please
        feel free
        let me
        is there
        would you
        can i
        may i
        my
        perhaps i
        however i
        but i
        for this
        for that
        for more
        instead i
        instead please
        it is best
        it's best
        consult
        ask
        try
        contact
        sorry
        unfortunately
        thank
        thanks
        this is because i
        that is because i
        """)

    static func lines(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }
}
