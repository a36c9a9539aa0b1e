/// Phrases, and what says the same where the first stand in a suitable place.
enum Synonyms {
    /// Where a phrase means what its synonym means.
    enum Place {
        case anywhere
        /// After `to`, `can` and the like: `to need` is a verb.
        case infinitive
        /// Before an object: in `turns the`, but not in `takes turns`, it is a verb.
        case verb
        /// After `is` or `are`.
        case predicate
        /// After an article.
        case noun
        /// Before an article.
        case preposition
        /// Before a number.
        case bound
        /// After what is counted in a time: `3 metres a second`.
        case rate
        /// Before a plural.
        case plural
        /// After a comma.
        case clause
        /// Not in a comparison: `more often`, `the usually`.
        case adverb
    }

    static let table: [(place: Place, phrases: [String: [String]])] = [
        (.anywhere, anywhere), (.infinitive, infinitives), (.verb, verbs), (.predicate, predicates), (.noun, nouns),
        (.preposition, ["without": ["with no"]]),
        (.bound, ["more than": ["over"], "less than": ["under"], "about": ["approximately", "roughly", "around"]]),
        (.rate, ["a second": ["per second"], "a day": ["per day"], "a year": ["per year", "each year"]]),
        (.plural, ["many": ["numerous", "a great many"], "several": ["a number of"], "a few": ["a small number of"]]),
        (.clause, ["while": ["whereas"], "because": ["since"], "although": ["even though"]]),
        (.adverb, ["often": ["frequently"], "usually": ["normally", "as a rule"], "widely": ["commonly"]]),
    ]

    private static let anywhere = [
        "about half": ["roughly half", "around half"], "therefore": ["for this reason", "hence"],
        "for example": ["for instance"], "begin to": ["start to"], "nearly": ["almost"], "almost": ["nearly"],
        "is called": ["is known as"], "are called": ["are known as"], "today": ["nowadays", "at present"],
        "mainly": ["chiefly", "primarily"], "as well": ["too"], "in place of": ["instead of"],
        "rather than": ["instead of"], "such as": ["like"], "quickly": ["rapidly"], "wrong": ["incorrect"],
        "kind of": ["type of", "sort of"], "kinds of": ["types of", "sorts of"], "nobody": ["no one"],
        "anyone": ["anybody"], "everyone": ["everybody"], "somebody": ["someone"],
        "most of": ["the greater part of"], "in the same way": ["likewise"], "at the same time": ["simultaneously"],
        "depends on": ["hinges on"], "far from": ["a long way from"], "by itself": ["on its own"],
        "larger": ["bigger"], "largest": ["biggest"], "smallest": ["tiniest"], "built": ["constructed"],
        "mistakes": ["errors"], "somewhat": ["a little"], "slightly": ["a little"], "exactly": ["precisely"],
        "whole": ["entire"], "serves as": ["acts as"], "difficult": ["hard"],
        "approximately": ["roughly"],
    ]
    private static let infinitives = [
        "need": ["require"], "copy": ["duplicate"], "check": ["verify"], "build": ["construct"], "reach": ["attain"],
        "shrink": ["get smaller"], "improve": ["get better"], "buy": ["purchase"], "reduce": ["cut", "lower"],
    ]
    private static let verbs = [
        "uses": ["makes use of", "employs"], "needs": ["requires"], "shows": ["reveals"], "keeps": ["retains"],
        "gives": ["yields", "provides"], "turns": ["converts"], "chooses": ["picks"], "stores": ["keeps"],
        "allows": ["permits"], "reduces": ["cuts", "lowers"], "checks": ["verifies"], "describes": ["sets out"],
    ]
    private static let predicates = [
        "fast": ["quick"], "hard": ["difficult"], "easy": ["simple"], "cheap": ["inexpensive"], "large": ["big"],
        "expensive": ["costly"], "enough": ["sufficient"], "important": ["significant"], "cheaper": ["less expensive"],
    ]
    private static let nouns = [
        "mistake": ["error"], "task": ["job"], "chip": ["microchip"], "picture": ["image"], "car": ["automobile"],
        "answer": ["reply"], "person": ["human being"],
    ]

    /// Phrases that an answer may open with and that claim nothing.
    static let openings = [
        "In short: ", "Put simply: ", "Here is the answer: ", "Briefly: ", "Sure! ", "Of course. ", "Good question. ",
        "To answer your question: ", "In other words: ",
    ]
    static let contractions = [
        ("does not", "doesn't"), ("do not", "don't"), ("is not", "isn't"), ("are not", "aren't"), ("cannot", "can't"),
        ("was not", "wasn't"), ("were not", "weren't"), ("it is", "it's"), ("should not", "shouldn't"),
        ("has not", "hasn't"), ("have not", "haven't"), ("must not", "mustn't"), ("they are", "they're"),
        ("will not", "won't"), ("would not", "wouldn't"),
    ]
}
