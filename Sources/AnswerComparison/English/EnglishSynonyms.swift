/// Words that can stand for one another in an answer; the first of a line names the concept.
///
/// A word is in one line at most. Lines hold what is the same in nearly every sentence: a word with a narrower or wider
/// sense is left out, so that it is found as a difference.
enum EnglishSynonyms {
    static let lines = """
        use utilise utilize employ usage utilisation utilization
        big large huge enormous sizeable sizable
        small little tiny
        quick fast rapid swift speedy
        start begin commence beginning
        end finish conclude
        stop halt cease
        show demonstrate illustrate display indicate
        help assist aid
        buy purchase
        get obtain acquire
        give provide supply offer
        make create produce generate creation
        build construct construction
        change alter modify alteration modification
        choose select pick choice selection
        need requirement
        allow permit enable let
        prevent avert
        forbid prohibit ban
        keep retain
        store save storage
        remove delete eliminate erase removal deletion
        increase rise grow growth
        decrease decline fall drop reduce reduction lower lessen diminish
        improve enhance better improvement enhancement
        worsen deteriorate
        discover detect
        measure measurement
        compute calculate computation calculation
        determine establish
        explain clarify explanation
        describe description
        contain include comprise
        part portion piece fraction component
        whole entire
        total overall
        about concerning regarding
        answer reply response respond
        question query
        method approach technique
        way manner
        aim goal objective purpose
        result outcome
        problem issue difficulty
        error mistake
        fault defect
        danger hazard
        important significant crucial essential vital
        main chief principal primary
        basic fundamental
        typical usual
        common widespread
        rare uncommon unusual scarce
        different distinct
        difference distinction
        similar alike
        identical same equal
        true correct right accurate
        false incorrect wrong inaccurate untrue
        exact precise
        approximate rough
        easy simple straightforward effortless
        hard difficult tough
        complex complicated
        clear obvious evident
        old ancient
        new novel
        modern contemporary
        present current
        former previous earlier
        later subsequent
        near close nearby
        far distant
        cheap inexpensive affordable
        expensive costly pricey
        rich wealthy
        strong powerful
        weak feeble
        sick ill
        illness disease sickness
        doctor physician
        car automobile
        road street
        city town
        nation country
        area region
        place location site
        house home
        job occupation
        worker employee
        company firm corporation business
        money cash
        price cost
        pay payment
        law statute
        child kid
        student pupil
        teacher instructor
        scientist researcher
        study research
        test examine
        check verify verification
        proof evidence
        idea concept notion
        opinion view
        believe think
        understand comprehend
        remember recall
        say state tell claim
        speak talk
        see observe observation
        send transmit transmission
        turn rotate rotation spin
        travel journey
        come arrive
        leave depart
        close shut
        connect link join connection
        separate divide split division
        combine merge combination
        collect gather collection
        spread distribute distribution
        mix blend mixture
        cold chilly
        speed velocity
        earth globe
        worldwide global globally
        ocean sea
        river stream
        animal creature
        human person
        eat consume consumption
        live reside
        protect guard protection
        damage harm
        destroy destruction
        repair fix mend
        replace substitute replacement
        fail failure
        succeed success
        try attempt
        perform execute execution performance
        happen occur
        exist existence
        remain stay
        continue persist
        copy duplicate
        picture image
        amount quantity
        moment instant
        constant steady
        safe secure
        safety security
        dangerous unsafe hazardous
        attack assault
        attacker adversary
        enemy foe
        leader head
        king monarch
        woman female
        man male
        customer client buyer
        seller vendor
        maker producer manufacturer
        machine device
        tool instrument
        program software
        data information
        secret confidential
        encrypt encryption
        decrypt decryption
        sign signature
        hash digest
        order sequence
        centre center middle
        high tall
        wide broad
        long lengthy
        short brief
        empty vacant
        enough sufficient
        lack shortage
        extra additional further
        limit limitation
        average mean
        possible feasible
        impossible infeasible
        likely probable
        unlikely improbable
        probability chance likelihood
        useful helpful
        famous renowned
        quiet silent
        loud noisy
        immediate instantaneous immediately instantly
        suddenly abruptly
        gradually progressively
        together jointly
        accelerate hasten
        emit release
        convert transform conversion transformation
        depend reliance
        ensure guarantee
        search seek
        suggest propose
        recommend recommendation
        reject refuse
        approve approval
        confirm confirmation
        announce announcement
        publish publication
        introduce introduction
        invent invention
        develop development
        decide decision
        manage management
        operate operation
        maintain maintenance
        adapt adjust adaptation adjustment
        evolve evolution
        react reaction
        interact interaction
        compare comparison
        define definition
        classify categorise categorize
        kind type sort
        class category
        example instance
        property characteristic feature attribute
        ability capability capacity
        advantage benefit
        disadvantage drawback downside
        role function
        colour color
        red crimson
        liquid fluid
        rock stone
        soil ground
        organise organize organisation organization
        analyse analyze analysis
        behaviour behavior
        neighbour neighbor
        grey gray
        litre liter
        metre meter
        optimise optimize
        minimise minimize
        maximise maximize
        recognise recognize recognition
        quantise quantize quantisation quantization
        tokenise tokenize
        fibre fiber
        defence defense
        licence license
        catalogue catalog
        labour labor
        favour favor
        aluminium aluminum
        sulphur sulfur
        ageing aging
        """
}
