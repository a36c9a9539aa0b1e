/// Nouns that name one kind among many: where one stands in the place of another, the statement is another one.
///
/// They have few synonyms, so that a word in the place of one of them is taken for another kind, unless it is one of
/// the general words, which may stand for it.
enum EnglishKinds {
    static let names = EnglishFunctionWords.words(
        """
        dog cat horse cow bull sheep goat pig donkey camel llama rabbit mouse rat squirrel bat bear wolf fox lion tiger
        leopard elephant giraffe zebra hippopotamus rhinoceros kangaroo koala monkey gorilla chimpanzee whale dolphin
        seal walrus otter beaver deer moose bison hare hedgehog penguin eagle hawk falcon owl swallow sparrow swan
        goose duck chicken turkey ostrich pigeon crow raven parrot gull stork heron robin shark salmon trout tuna cod
        herring eel crab lobster shrimp squid octopus snail snake lizard turtle tortoise crocodile alligator frog toad
        spider ant bee wasp butterfly moth beetle mosquito grasshopper worm jellyfish hydrogen helium lithium
        beryllium boron carbon nitrogen oxygen fluorine neon sodium magnesium aluminium silicon phosphorus sulphur
        chlorine argon potassium calcium titanium chromium manganese iron cobalt nickel copper zinc arsenic bromine
        krypton silver tin iodine xenon tungsten platinum gold mercury lead radon radium uranium plutonium thorium
        methane ethane propane butane ethanol methanol ammonia ozone glucose fructose sucrose cellulose starch protein
        lipid insulin haemoglobin hemoglobin chlorophyll steel bronze brass concrete glass rubber plastic wood paper
        cotton wool silk leather diamond graphite quartz granite marble limestone basalt clay coal petroleum heart
        liver kidney lung stomach brain skin spleen pancreas bladder bone muscle nerve intestine retina cornea ear eye
        nose tongue finger thumb elbow knee shoulder ankle wrist skull spine rib mitochondrion mitochondria ribosome
        chloroplast nucleus lysosome vacuole membrane chromosome apple pear banana orange lemon grape cherry plum
        peach strawberry tomato potato carrot onion cabbage lettuce rice wheat barley maize oats rye bread butter
        cheese milk coffee tea wine beer sugar honey salt pepper oak pine birch beech maple willow palm fern moss
        fungus mushroom rose tulip daisy lily violin viola cello piano guitar flute clarinet trumpet drum harp organ
        saxophone bicycle motorcycle bus tram train lorry truck ship submarine aeroplane airplane helicopter rocket
        football tennis golf hockey basketball cricket rugby chess hammer saw screwdriver drill wrench axe knife fork
        spoon triangle square rectangle pentagon hexagon circle ellipse sphere cube cylinder cone pyramid earthquake
        volcano hurricane tornado tsunami avalanche glacier desert planet comet asteroid galaxy nebula quasar photon
        electron proton neutron neutrino quark muon gluon tuesday king queen bishop knight rook pawn kettle oven
        fridge toaster lamp radio television telephone camera measles malaria tuberculosis cholera influenza polio
        smallpox diabetes cancer asthma
        """)

    /// Words for many kinds.
    static let general = EnglishFunctionWords.words(
        """
        animal bird fish mammal insect reptile creature organism species gas metal element compound molecule chemical
        substance material mineral rock liquid solid fluid plant tree fruit vegetable food drink grain flower organ
        tissue cell body part bone particle planet star object thing item tool instrument device machine vehicle sport
        game disease illness shape figure one kind type form product fuel
        """)
}
