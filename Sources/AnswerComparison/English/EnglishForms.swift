/// Irregular forms of English words, and adjectives that are compared with "-er" and "-est".
enum EnglishForms {
    /// A base form, and what is reduced to it.
    static let irregular = """
        arise arose arisen
        awake awoke awoken
        bear bore borne
        beat beaten
        begin began begun
        bend bent
        bind bound
        bite bit bitten
        blow blew blown
        break broke broken
        bring brought
        build built
        buy bought
        catch caught
        choose chose chosen
        come came
        creep crept
        deal dealt
        dig dug
        draw drew drawn
        drink drank drunk
        drive drove driven
        eat ate eaten
        fall fell fallen
        feed fed
        feel felt
        fight fought
        find found
        flee fled
        fly flew flown flies
        forbid forbade forbidden
        forget forgot forgotten
        freeze froze frozen
        give gave given
        go went gone goes
        grow grew grown
        hang hung
        hear heard
        hide hid hidden
        hold held
        keep kept
        know knew
        lay laid
        lead led
        leave left
        lend lent
        lose lost
        make made
        meet met
        overcome overcame
        pay paid
        prove proven
        ride rode ridden
        ring rang rung
        rise rose risen
        run ran
        seek sought
        see saw seen
        sell sold
        send sent
        shake shook shaken
        shine shone
        shoot shot
        show shown
        shrink shrank shrunk
        sing sang sung
        sink sank sunk
        sit sat
        sleep slept
        speak spoke spoken
        spend spent
        spin spun
        split splitting
        stand stood
        steal stole stolen
        stick stuck
        strike struck stricken
        swim swam swum
        swing swung
        take took taken
        teach taught
        tear tore torn
        tell told
        think thought
        throw threw thrown
        understand understood
        wear wore worn
        win won
        write wrote written
        withdraw withdrew withdrawn
        man men
        woman women
        child children
        person people persons
        foot feet
        tooth teeth
        mouse mice
        goose geese
        criterion criteria
        phenomenon phenomena
        datum data
        medium media
        analysis analyses
        basis bases
        axis axes
        crisis crises
        thesis theses
        hypothesis hypotheses
        index indices indexes
        matrix matrices
        vertex vertices
        leaf leaves
        half halves
        life lives
        knife knives
        wolf wolves
        nucleus nuclei
        bacterium bacteria
        virus viruses
        gas gases
        bus buses
        lens lenses
        process processes processing
        focus focuses focused focusing
        lie lay lain lying
        die dying died dies
        tie tying tied ties
        embed embedding embedded embeds
        """

    /// Adjectives whose comparative and superlative end in "-er" and "-est".
    static let adjectives = """
        big large small high low fast slow long short wide narrow deep shallow thick thin heavy light hot cold warm cool
        strong weak hard soft old young new early late near far close cheap dear rich poor great few tall broad dense
        bright dark loud quiet clean dirty dry wet safe simple easy busy happy healthy noisy risky costly likely clear
        tight loose rough smooth sharp dull fresh stale full empty mild harsh rare common quick steep tiny vast fine
        pure strict lazy sunny cloudy steady stable large friendly scarce tough plain fair calm rapid lean sweet sour
        """

    /// The stems of what is measured, and those of the adjectives that say it of a thing.
    static let dimensions: [String: String] = [
        "length": "long", "age": "old", "depth": "deep", "height": "high", "width": "wide", "weight": "heavi",
        "breadth": "wide", "thicknes": "thick", "speed": "quick", "size": "big",
    ]

    static let irregularComparisons: [String: (degree: String, adjective: String)] = [
        "better": ("more", "good"), "best": ("most", "good"), "worse": ("more", "bad"), "worst": ("most", "bad"),
        "further": ("more", "far"), "farther": ("more", "far"), "furthest": ("most", "far"),
        "farthest": ("most", "far"), "older": ("more", "old"), "elder": ("more", "old"), "eldest": ("most", "old"),
        "sooner": ("more", "soon"), "soonest": ("most", "soon"), "fewer": ("less", "many"),
    ]
}
