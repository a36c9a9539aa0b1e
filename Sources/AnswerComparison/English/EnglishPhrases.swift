/// Groups of words that mean one thing.
///
/// What stands after the arrow is read in their place: words, and operators of the form `@kind.name`. Nothing after the
/// arrow drops the phrase.
enum EnglishPhrases {
    static let lines = """
        at least -> @bound.atLeast
        no less than -> @bound.atLeast
        no fewer than -> @bound.atLeast
        not less than -> @bound.atLeast
        not fewer than -> @bound.atLeast
        a minimum of -> @bound.atLeast
        at most -> @bound.atMost
        no more than -> @bound.atMost
        not more than -> @bound.atMost
        up to -> @bound.atMost
        a maximum of -> @bound.atMost
        more than -> @bound.moreThan
        greater than -> @bound.moreThan
        larger than -> @bound.moreThan
        higher than -> @bound.moreThan
        in excess of -> @bound.moreThan
        over -> @bound.moreThan
        above -> @bound.moreThan
        less than -> @bound.lessThan
        fewer than -> @bound.lessThan
        smaller than -> @bound.lessThan
        lower than -> @bound.lessThan
        under -> @bound.lessThan
        below -> @bound.lessThan
        just under -> @bound.lessThan
        just over -> @bound.moreThan
        about -> @bound.about
        approximately -> @bound.about
        roughly -> @bound.about
        around -> @bound.about
        circa -> @bound.about
        ca -> @bound.about
        approx -> @bound.about
        some -> @bound.about
        nearly -> @bound.about
        almost -> @bound.about
        close to -> @bound.about
        an estimated -> @bound.about
        in the region of -> @bound.about
        on the order of -> @bound.about
        exactly -> @bound.precisely
        precisely -> @bound.precisely
        near -> @bound.about
        nowhere near -> @bound.farFrom
        far from -> @bound.farFrom
        only about -> @bound.about
        only roughly -> @bound.about
        only around -> @bound.about
        only approximately -> @bound.about
        as little as -> @bound.exactly
        as much as -> @bound.atMost
        it is not the case that -> @not
        it is not true that -> @not
        it is not so that -> @not
        it is false that -> @not
        it is untrue that -> @not
        it is wrong that -> @not
        it is wrong to say that -> @not
        it is incorrect to say that -> @not
        it is incorrect that -> @not
        it is not correct that -> @not
        it is not correct to say that -> @not
        it is a myth that -> @not
        by no means -> @not
        under no circumstances -> @not
        on no account -> @not
        at no time -> @not
        at no point -> @not
        in no case -> @not
        in no way -> @not
        not at all -> @not
        far from being -> @not
        no longer -> @not longer
        not any longer -> @not longer
        not anymore -> @not longer
        any more -> longer
        not only -> also
        not just -> also
        not merely -> also
        not necessarily -> @quantifier.notAlways
        not always -> @quantifier.notAlways
        not all -> @quantifier.notAll
        not every -> @quantifier.notAll
        not everyone -> @quantifier.notAll
        whether or not -> whether
        or not ->
        not least ->
        no doubt ->
        without doubt ->
        no matter -> regardless
        no one -> @not
        rather than -> @not
        instead of -> @not
        as opposed to -> @not
        in contrast to -> unlike
        fail to -> @not
        refuse to -> @not
        lack -> @not have
        lack of -> @not
        absence of -> @not
        free of -> @not
        free from -> @not
        devoid of -> @not
        unable to -> @not @modal.can
        incapable of -> @not @modal.can
        impossible to -> @not @modal.can
        not possible to -> @not @modal.can
        it is possible to -> @modal.can
        it is possible that -> @modal.may
        possible to -> @modal.can
        capable of -> @modal.can
        be able to -> @modal.can
        have to -> @modal.must
        has to -> @modal.must
        had to -> @modal.must
        must be -> @modal.must
        need to -> @modal.must
        be required to -> @modal.must
        required to -> @modal.must
        ought to -> @modal.should
        be allowed to -> @modal.may
        is allowed to -> @modal.may
        are allowed to -> @modal.may
        be permitted to -> @modal.may
        likely to -> likely
        used to be -> formerly
        known to everyone -> public
        known to all -> public
        caused by -> because
        use up -> consume
        hinge on -> depend
        be due to -> because
        a small number of -> @quantifier.some
        a small amount of -> little
        the bulk of -> @quantifier.most
        the vast majority of -> @quantifier.most
        almost all -> @quantifier.most
        nearly all -> @quantifier.most
        a single -> @one
        a single time -> once
        for ever -> forever
        as of -> since
        in charge of -> responsible
        put together -> assemble
        take away -> remove
        take over -> assume
        carry on -> continue
        go on -> continue
        keep on -> continue
        end up -> become
        account for -> cause
        deal with -> handle
        cope with -> handle
        set off -> trigger
        stand for -> mean
        get bigger -> grow
        get smaller -> shrink
        become larger -> grow
        become smaller -> shrink
        a lot of -> @quantifier.many
        lots of -> @quantifier.many
        a large number of -> @quantifier.many
        a great many -> @quantifier.many
        a great deal of -> much
        a number of -> @quantifier.some
        a handful of -> @quantifier.some
        a few -> @quantifier.some
        a couple of -> two
        a little -> slightly
        a bit -> slightly
        only a few -> @quantifier.few
        very few -> @quantifier.few
        the majority of -> @quantifier.most
        a majority of -> @quantifier.most
        most of the time -> @quantifier.usually
        most of -> @quantifier.most
        as a rule -> @quantifier.usually
        in general -> @quantifier.usually
        in most cases -> @quantifier.usually
        for the most part -> @quantifier.usually
        at all times -> @quantifier.always
        all the time -> @quantifier.always
        every time -> @quantifier.always
        in every case -> @quantifier.always
        in all cases -> @quantifier.always
        at times -> @quantifier.sometimes
        now and then -> @quantifier.sometimes
        from time to time -> @quantifier.sometimes
        in some cases -> @quantifier.sometimes
        hardly ever -> @quantifier.rarely
        all of -> @quantifier.all
        each of -> @quantifier.all
        every one of -> @quantifier.all
        each and every -> @quantifier.all
        one of -> among
        one another -> mutual
        each other -> mutual
        nothing but -> @quantifier.only
        none but -> @quantifier.only
        in order to ->
        so as to ->
        so that ->
        such that ->
        as well as -> and
        along with -> and
        together with -> and
        in addition to -> and
        in addition ->
        such as -> example
        for example -> example
        for instance -> example
        e.g. -> example
        eg -> example
        like -> example
        including -> include
        that is ->
        i.e. ->
        ie ->
        put simply ->
        simply put ->
        to put it simply ->
        to put it briefly ->
        in brief ->
        in summary ->
        to summarise ->
        to summarize ->
        in a nutshell ->
        in essence ->
        in simple terms ->
        strictly speaking ->
        as you know ->
        that said ->
        what is more ->
        equal to ->
        amount to ->
        one after another -> sequential
        one after the other -> sequential
        one by one -> sequential
        capital city -> capital
        in other words ->
        in fact ->
        of course ->
        as a matter of fact ->
        in short ->
        to sum up ->
        it is important to note that ->
        it is worth noting that ->
        note that ->
        keep in mind that ->
        this means that ->
        which means that ->
        on the other hand ->
        by contrast ->
        in contrast ->
        at the same time -> simultaneous
        as soon as -> when
        as long as -> if
        provided that -> if
        because of -> because
        due to -> because
        owing to -> because
        thanks to -> because
        as a result of -> because
        on account of -> because
        as a result ->
        for this reason ->
        that is why ->
        this is why ->
        the reason is that -> because
        with regard to ->
        with respect to ->
        in terms of ->
        in the case of -> for
        a kind of ->
        a type of ->
        a sort of ->
        a form of ->
        prior to -> before
        ahead of -> before
        in front of -> before
        subsequent to -> after
        following -> after
        out of -> from
        in favour of -> for
        in favor of -> for
        based on -> base
        consist of -> comprise
        be made up of -> comprise
        made up of -> comprise
        composed of -> comprise
        made of -> comprise
        be comprised of -> comprise
        depend on -> depend
        rely on -> depend
        carry out -> perform
        find out -> discover
        go up -> increase
        go down -> decrease
        come down -> decrease
        turn on -> activate
        switch on -> activate
        turn off -> deactivate
        switch off -> deactivate
        turn into -> convert
        change into -> convert
        make sure -> ensure
        take place -> occur
        take part -> participate
        point out -> state
        set up -> establish
        break down -> decompose
        give off -> emit
        take up -> absorb
        take in -> absorb
        make use of -> use
        get rid of -> remove
        keep up -> maintain
        look for -> search
        think of -> consider
        bring about -> cause
        lead to -> cause
        result in -> cause
        give rise to -> cause
        speed up -> accelerate
        slow down -> decelerate
        add up -> add
        grow up -> grow
        as many as -> @bound.atMost
        on average -> average
        in total -> total
        to a large extent -> @quantifier.usually
        data center -> data centre
        datacentre -> data centre
        datacenter -> data centre
        power station -> power plant
        world wide -> worldwide
        round the world -> worldwide
        around the world -> worldwide
        across the world -> worldwide
        all over the world -> worldwide
        in the world -> worldwide
        of the world -> worldwide
        united states of america -> @name.us
        united states -> @name.us
        united kingdom -> @name.uk
        great britain -> @name.uk
        european union -> @name.eu
        united nations -> @name.un
        artificial intelligence -> @name.ai
        machine learning -> @name.ml
        """
}
