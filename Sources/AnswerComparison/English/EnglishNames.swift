/// Words that are names where they begin a sentence, though any word has a capital there.
///
/// Names in the middle of a sentence are told by their capital; this list is for the first word only, and short.
enum EnglishNames {
    static let known = EnglishFunctionWords.words(
        """
        afghanistan africa albania alexander algeria amazon america amsterdam andorra angola antarctica apple argentina
        aristotle armenia asia athens atlantic australia austria azerbaijan babbage bach baghdad bangkok bangladesh
        beethoven beijing belarus belgium bergen berlin berne bern bitcoin bohr bolivia bologna boston botswana brazil
        britain brussels budapest bulgaria cairo california cambodia cameroon canada canberra ceres chicago chile
        china churchill colombia congo copenhagen copernicus croatia cuba curie cyprus czechia damascus darwin delhi
        denmark descartes dublin earth ecuador edinburgh edison egypt einstein elizabeth england estonia ethereum
        ethiopia euclid euler europe everest faraday fermat feynman finland florence florida france frankfurt franklin
        freud galileo gandhi ganymede gauss geneva georgia germany ghana google greece greenland guatemala gutenberg
        hadoop haiti hamburg hanoi havana hawaii hawking helsinki hilbert homer honduras hubble hungary iceland india
        indonesia intel iran iraq ireland israel istanbul italy jakarta jamaica japan java javascript jerusalem
        johannesburg jordan jupiter kafka kant kazakhstan kennedy kenya kepler kiev korea kotlin kuwait kyiv laos
        latvia lavoisier lebanon leibniz lenin leonardo liberia libya lincoln linux lisbon lithuania london lovelace
        lucerne luxembourg lyon macedonia madrid malaysia mali malta manchester manhattan mars marx maxwell mecca
        melbourne mendel mendeleev mercury mexico microsoft milan moldova monaco mongolia montenegro montreal morocco
        moscow mozart mumbai munich myanmar nairobi namibia napoleon naples nepal neptune netherlands newton nicaragua
        nietzsche niger nigeria nile nobel norway nvidia oman openai oslo ottawa oxford pacific pakistan panama
        paraguay paris pascal pasteur persia perl peru philadelphia philippines picasso planck plato pluto poland
        portugal prague prussia python quebec rembrandt riga romania rome russia rust rutherford rwanda samsung saturn
        scotland seattle senegal seoul serbia shakespeare shanghai singapore slovakia slovenia socrates sofia somalia
        spain stalin stockholm sudan sweden swift switzerland sydney syria taiwan tanzania tehran tesla texas thailand
        thames tokyo tolstoy toronto trondheim tunisia turing turkey uganda ukraine uranus uruguay utah uzbekistan
        venezuela venice venus vienna vietnam volta voltaire wales warsaw washington watt wikipedia windows yemen
        zagreb zambia zimbabwe zurich
        """)
}
