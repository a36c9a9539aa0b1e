/// The words of English that carry the sentence and not what it says.
enum EnglishFunctionWords {
    /// Articles, pronouns, auxiliaries, conjunctions, and words that only comment.
    static let dropped = words(
        """
        a an the this that these those it its itself they them their theirs themselves we us our
        ours you your yours i me my mine myself yourself ourselves one's oneself who whom whose which
        what is are was were be been being am equals do does did doing done have has had having will would shall and
        or but so as if than whether because while although though however therefore thus hence also moreover
        furthermore additionally accordingly consequently nevertheless nonetheless otherwise then there here where
        when how why since very really quite rather just even still already yet indeed actually basically simply
        literally essentially fact well ok okay sure now again etc eg ie vs respectively namely especially
        particularly such own same's et al please like get gets got getting become becomes became becoming called
        known named termed refers refer referred means mean meant say says said 'm 're 've 'll 'd let's briefly anyway
        besides firstly secondly thirdly lastly whereas albeit whenever wherever whatever whichever whoever notably
        importantly interestingly meanwhile
        """)

    /// Prepositions: what stands after one depends on it.
    static let prepositions = words(
        """
        of in on at by for with from to into onto upon about as than per via through throughout across along among
        amongst between beyond during within toward towards over under above below beneath before after until till
        since against behind beside besides near out off inside outside up down around despite without
        """)

    /// Prepositions and particles that say where, when or which way: they are compared, too.
    static let directions = words(
        """
        before after above below under near beneath against inside outside down up off until till within if because
        """)

    /// Prepositions whose exchange for one another between the same words is not a change of sense.
    static let conjunctions = words("and or nor plus")

    /// The words that point to what was said before, or say that something follows on it.
    static let anaphoric = words(
        """
        it they he she this these those that such its their his her then next finally afterwards therefore thus hence so
        otherwise instead similarly likewise consequently both here there him them
        """)

    static let copulas = words("is are was were be been being am become becomes became equals")

    static let auxiliaries = words("do does did have has had can could will would shall should may might must")

    static let articles = words("the this that these those its their his her our your my whose")

    /// Abbreviations after which a full stop ends no sentence.
    static let abbreviations = words(
        """
        dr mr mrs ms prof st vs etc approx ca cf fig figs no nos vol ed eds pp inc ltd co corp al jr sr sec ch est dept
        gen gov sen rep rev hon capt lt col jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
        """)

    static let negations = words(
        "not no never none nobody nothing nowhere neither nor hardly scarcely barely non without unless")

    /// Words that deny what depends on them.
    static let denials = words(
        """
        prevent avoid keep stop deny refuse exclude forbid lose miss absence impossible unlikely fail except unless free
        lack prohibit ban cease end reject hinder spare too remain stay protect save against resist withstand immune
        """)

    /// Pronouns that say who is meant, each with what it is compared by.
    static let persons: [String: String] = [
        "he": "@m", "him": "@m", "his": "@m", "himself": "@m", "she": "@f", "her": "@f", "hers": "@f",
        "herself": "@f",
    ]

    /// Forms of "to be" that say when.
    static let past = words("was were")
    static let present = words("is are am")
    static let future = words("will shall")

    static let quantifiers: [String: Quantifier] = table([
        .all: "all every each entire whole everyone everybody everything", .any: "any anyone anybody anything",
        .most: "most majority", .many: "many numerous lots countless plenty",
        .some: "some several multiple certain various someone somebody something", .few: "few",
        .always: "always necessarily constantly invariably continually continuously forever",
        .usually: "usually generally typically normally commonly mostly mainly largely primarily chiefly ordinarily",
        .often: "often frequently regularly repeatedly", .sometimes: "sometimes occasionally",
        .rarely: "rarely seldom infrequently", .only: "only solely exclusively merely alone",
        .both: "both", .either: "either", .almost: "almost nearly virtually practically partly partially",
    ])

    static let modals: [String: Modal] = table([
        .must:
            "must required requires require necessary mandatory obligatory needs need needed compulsory",
        .should: "should ought recommended advisable",
        .may:
            "may might could possibly perhaps maybe optional optionally probably apparently presumably potentially"
            + " seemingly allegedly supposedly reportedly theoretically",
        .can: "can able",
    ])

    static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static func table<Value>(_ lines: KeyValuePairs<Value, String>) -> [String: Value] {
        var table: [String: Value] = [:]
        for (value, text) in lines { for word in words(text) { table[word] = value } }
        return table
    }
}
