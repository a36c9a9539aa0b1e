/// Nouns that name one kind among many: where one stands in the place of another, the statement is another one.
///
/// They have few synonyms, so that a word in the place of one of them is taken for another kind, unless it is one of
/// the general words, which may stand for it.
package enum EnglishKinds {
    /// The words that name kinds.
    package static let names = EnglishFunctionWords.words(
        """
        dog cat horse cow sheep goat pig donkey camel llama rabbit mouse rat squirrel wolf fox lion tiger leopard
        elephant giraffe zebra hippopotamus rhinoceros kangaroo koala monkey gorilla chimpanzee whale dolphin walrus
        otter beaver deer moose bison hedgehog penguin eagle falcon owl sparrow swan goose chicken turkey ostrich
        pigeon raven gull stork heron robin shark salmon trout tuna cod herring eel crab lobster shrimp squid octopus
        snail snake lizard turtle tortoise crocodile alligator frog toad spider bee wasp butterfly moth mosquito
        grasshopper worm jellyfish hydrogen helium lithium beryllium boron carbon nitrogen oxygen fluorine neon sodium
        magnesium aluminium silicon phosphorus sulphur chlorine argon potassium calcium titanium chromium manganese
        cobalt nickel copper zinc arsenic bromine krypton silver iodine xenon tungsten platinum gold mercury radon
        radium uranium plutonium thorium methane ethane propane butane ethanol methanol ammonia ozone glucose fructose
        sucrose cellulose starch protein lipid insulin haemoglobin hemoglobin chlorophyll steel bronze brass concrete
        rubber plastic cotton wool silk leather diamond graphite quartz granite marble limestone basalt clay coal
        petroleum heart liver kidney lung stomach brain skin spleen pancreas bladder bone muscle nerve intestine
        retina cornea ear eye nose tongue finger thumb elbow knee shoulder ankle wrist skull mitochondrion
        mitochondria ribosome chloroplast nucleus lysosome vacuole membrane chromosome apple pear banana orange lemon
        grape cherry plum peach strawberry tomato potato carrot onion cabbage lettuce rice wheat barley maize rye
        bread butter cheese milk coffee tea wine beer sugar oak pine birch beech maple willow fern moss fungus
        mushroom tulip daisy lily violin viola cello piano guitar flute clarinet trumpet harp saxophone bicycle
        motorcycle tram lorry truck submarine aeroplane airplane helicopter rocket football tennis golf hockey
        basketball rugby screwdriver wrench axe knife fork spoon triangle rectangle pentagon hexagon ellipse sphere
        cube cylinder cone pyramid earthquake volcano hurricane tornado tsunami avalanche glacier desert comet
        asteroid galaxy nebula quasar photon electron proton neutron neutrino quark muon gluon oven fridge toaster
        lamp television telephone measles malaria tuberculosis cholera influenza polio smallpox diabetes cancer asthma
        planet moonlight sunlight starlight daylight rain snow hail fog kettle freezer refrigerator dishwasher
        microwave stove bulb candle lantern heater radiator boiler furnace fireplace chimney compressor turbine dynamo
        windmill pump motor telescope microscope thermometer barometer compass clock calculator typewriter cpu gpu tpu
        ram rom ssd hdd modem router processor keyboard monitor printer scanner laptop smartphone tablet transistor
        capacitor resistor diode compiler interpreter browser spreadsheet firewall webcam microphone loudspeaker
        headphone satellite tractor scooter wagon canoe ferry sofa chair table desk bed wardrobe carpet curtain pillow
        blanket mattress bookcase shirt trousers jacket coat sock shoe boot hat glove scarf belt skirt bridge tunnel
        castle church cathedral temple mosque museum theatre hospital stadium harbour airport lighthouse nurse lawyer
        engineer farmer baker butcher carpenter plumber electrician pilot sailor soldier dentist surgeon painter
        sculptor composer musician poet novelist librarian mathematician physicist chemist biologist astronomer
        geologist historian economist philosopher soup pasta pizza chocolate yoghurt yogurt cream egg beef pork lamb
        bacon sausage cake biscuit island peninsula valley canyon waterfall lagoon swamp savannah tundra nitrate
        sulphate phosphate carbonate chloride hydroxide acetone benzene ammonium bacterium virus enzyme hormone
        antibody antigen vitamin steroid algebra geometry calculus trigonometry arithmetic astronomy biology chemistry
        physics geology botany zoology kilometre parliament senate walnut almond peanut hazelnut garlic spinach
        broccoli cucumber pumpkin
        """)

    /// Words for many kinds.
    package static let general = EnglishFunctionWords.words(
        """
        animal bird fish mammal insect reptile creature organism species gas metal element compound molecule chemical
        substance material mineral rock liquid solid fluid plant tree fruit vegetable food drink grain flower organ
        tissue cell body part bone particle star object thing item tool instrument device machine vehicle sport
        game disease illness shape figure one kind type form product fuel
        """)
}
