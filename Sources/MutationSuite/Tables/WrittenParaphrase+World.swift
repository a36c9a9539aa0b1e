extension WrittenParaphrase {
    /// Answers on living things, matter and the sky.
    static let nature: [WrittenParaphrase] = [
        .init(
            "absolute-zero", "Absolute zero is 0 kelvin, which is -273.15 °C.",
            [
                "0 kelvin, or -273.15 °C, is absolute zero.",
                "Absolute zero lies at -273.15 degrees Celsius, that is, at 0 kelvin.",
            ], adding: "No real thing can be cooled to exactly this temperature."),
        .init(
            "boiling-water", "Water boils at about 100 °C at sea level, and at lower temperatures on high mountains.",
            [
                "At sea level the boiling point of water is about 100 °C; on high mountains it is lower.",
                "On high mountains water boils at lower temperatures than at sea level, where it takes about 100 °C.",
            ], adding: "The pressure of the air is the reason."),
        .init(
            "bones", "An adult human has about 206 bones; a baby has more, some of which grow together.",
            [
                "There are about 206 bones in an adult human and more in a baby, some of which grow together.",
                "A baby has more bones than an adult, who has about 206, because some of them grow together.",
            ], adding: "The longest one is in the thigh."),
        .init(
            "chromosomes", "Human cells normally have 46 chromosomes in 23 pairs.",
            [
                "Normally there are 46 chromosomes in a human cell, in 23 pairs.",
                "A human cell normally has 23 pairs of chromosomes, 46 in all.",
            ], adding: "Egg and sperm cells have half of them."),
        .init(
            "earth-age", "The Earth is about 4.5 billion years old.",
            [
                "The age of the Earth is about 4.5 billion years.", "Our planet Earth is some 4,500 million years old.",
                "The Earth came into being about 4.5 billion years ago.",
            ], adding: "The oldest known rocks are a little younger."),
        .init(
            "universe-age", "The universe is about 13.8 billion years old.",
            [
                "The age of the universe is about 13.8 billion years.",
                "It is about 13.8 billion years since the universe began.",
            ], adding: "The number comes from measurements of the oldest light."),
        .init(
            "enzyme", "An enzyme is a protein that speeds up a chemical reaction without being used up.",
            [
                "A protein that makes a chemical reaction faster and is not used up by it is an enzyme.",
                "Enzymes are proteins which speed up a chemical reaction without being consumed.",
            ], adding: "Its name often ends in -ase."),
        .init(
            "gravity", "Things fall with about 9.81 metres a second squared near the Earth's surface.",
            [
                "Near the surface of the Earth, the acceleration of falling things is about 9.81 m/s².",
                "Close to the Earth's surface, things fall with an acceleration of about 9.81 metres per second squared.",
            ], adding: "At the poles it is a little more than at the equator."),
        .init(
            "green-leaves",
            "Leaves are green because chlorophyll absorbs red and blue light and reflects more of the green.",
            [
                "Chlorophyll absorbs blue and red light and reflects more of the green, so leaves are green.",
                "The reason why leaves are green is that chlorophyll absorbs red and blue light and reflects more of "
                    + "the green light.",
            ], adding: "In autumn other colours appear."),
        .init(
            "half-life",
            "A half-life is the time in which half of the atoms of a radioactive substance decay.",
            [
                "The time in which half of a radioactive substance's atoms decay is its half-life.",
                "Within one half-life, half of the atoms of a radioactive substance decay.",
            ], adding: "It does not depend on the temperature."),
        .init(
            "heart-chambers", "The human heart has four chambers: two atria and two ventricles.",
            [
                "There are four chambers in the human heart, two atria and two ventricles.",
                "The human heart's 4 chambers are two ventricles and two atria.",
            ], adding: "Valves lie between them."),
        .init(
            "ice-floats",
            "Ice floats because water expands when it freezes, so ice is less dense than liquid water.",
            [
                "Water expands when it freezes; ice is therefore less dense than liquid water, and floats.",
                "Since water expands on freezing, ice is less dense than liquid water, which is why it floats.",
            ], adding: "Most of an iceberg is under water."),
        .init(
            "largest-animal", "The blue whale is the largest animal known; it can be about 30 metres long.",
            [
                "The largest known animal is the blue whale, which can be about 30 metres long.",
                "With a length of up to about 30 m, the blue whale is the largest animal that is known.",
            ], adding: "It eats krill."),
        .init(
            "mitochondria", "Mitochondria are the parts of a cell that turn food and oxygen into usable energy.",
            [
                "The parts of a cell which turn oxygen and food into usable energy are its mitochondria.",
                "In a cell, food and oxygen are turned into usable energy by the mitochondria.",
            ], adding: "They have DNA of their own."),
        .init(
            "moon-distance", "The Moon is on average about 384,400 kilometres away.",
            [
                "On average the distance to the Moon is about 384,400 km.",
                "The Moon's average distance is about 384,400 kilometres.",
            ], adding: "It moves away by a few centimetres a year."),
        .init(
            "octopus-hearts", "An octopus has three hearts and blue blood.",
            [
                "Octopuses have blue blood and three hearts.", "The blood of an octopus is blue, and it has 3 hearts.",
            ], adding: "It has eight arms."),
        .init(
            "penguins", "Penguins are birds that cannot fly; their wings serve as flippers for swimming.",
            [
                "Penguins are birds, but they can't fly: they use their wings as flippers to swim.",
                "Penguins, which are birds, are not able to fly; for swimming, their wings serve as flippers.",
            ], adding: "Most of them live in the south."),
        .init(
            "photon", "A photon is the smallest portion of light; it has energy but no rest mass.",
            [
                "The smallest portion of light is the photon, which has energy but no rest mass.",
                "A photon has no rest mass but does have energy; it is the smallest portion of light.",
            ], adding: "Its energy grows with the frequency."),
        .init(
            "planets", "The Solar System has eight planets; Pluto has counted as a dwarf planet since 2006.",
            [
                "There are 8 planets in the Solar System, and since 2006 Pluto has counted as a dwarf planet.",
                "Eight planets belong to the Solar System. Pluto has been counted among the dwarf planets since 2006.",
            ], adding: "Jupiter is the largest of them."),
        .init(
            "rainbow",
            "Raindrops refract and reflect sunlight, and each colour leaves them at a slightly different angle.",
            [
                "Sunlight is refracted and reflected by raindrops, and every colour leaves them at a slightly "
                    + "different angle.",
                "In raindrops sunlight is reflected and refracted; each color comes out at a slightly different angle.",
            ], adding: "It is seen with the sun behind you."),
        .init(
            "skin",
            "The skin is the largest organ of the human body, with an area of about two square metres.",
            [
                "With an area of about 2 square metres, the skin is the human body's largest organ.",
                "The largest organ of the human body is the skin; its area is about two square meters.",
            ], adding: "It renews itself within weeks."),
        .init(
            "speed-of-sound", "Sound travels at about 343 metres a second in dry air at 20 °C.",
            [
                "In dry air at 20 °C, the speed of sound is about 343 metres per second.",
                "At 20 degrees Celsius sound moves through dry air at about 343 m/s.",
            ], adding: "In water it is faster."),
        .init(
            "spider-legs", "A spider has eight legs; insects have six.",
            ["Spiders have eight legs, insects have six.", "Insects have 6 legs, whereas a spider has 8."],
            adding: "A crab has ten."),
        .init(
            "sun-distance",
            "The Sun is about 150 million kilometres away; its light takes a little over eight minutes.",
            [
                "The distance to the Sun is about 150 million km, for which light needs a little more than 8 minutes.",
                "It takes the light of the Sun a little over eight minutes to reach us, for it is about 150,000,000 "
                    + "kilometres away.",
            ], adding: "The distance changes during the year."),
    ]

    /// Answers on the map.
    static let places: [WrittenParaphrase] = [
        .init(
            "capital-australia", "The capital of Australia is Canberra.",
            [
                "Canberra is the capital of Australia.", "Australia's capital is Canberra.",
                "The city of Canberra is Australia's capital.",
            ], adding: "Sydney is larger."),
        .init(
            "capital-canada", "The capital of Canada is Ottawa.",
            ["Ottawa is Canada's capital.", "Canada has Ottawa as its capital."], adding: "It lies in Ontario."),
        .init(
            "capital-iceland", "The capital of Iceland is Reykjavík.",
            ["Reykjavík is the capital of Iceland.", "Iceland's capital city is Reykjavík."],
            adding: "It is the northernmost capital of a sovereign state."),
        .init(
            "capital-new-zealand", "The capital of New Zealand is Wellington.",
            ["Wellington is the capital of New Zealand.", "New Zealand's capital is the city of Wellington."],
            adding: "It lies on the North Island."),
        .init(
            "capital-brazil", "The capital of Brazil is Brasília; São Paulo is its largest city.",
            [
                "Brasília is the capital of Brazil, and São Paulo is its largest city.",
                "Brazil's largest city is São Paulo; its capital is Brasília.",
            ], adding: "Until 1960 the capital was Rio de Janeiro."),
        .init(
            "deepest-lake", "Lake Baikal in Siberia is the deepest lake, 1,642 metres deep.",
            [
                "The deepest lake is Lake Baikal in Siberia with a depth of 1,642 metres.",
                "With 1642 m, Siberia's Lake Baikal is the deepest lake.",
            ], adding: "It holds about a fifth of the liquid fresh water on the surface."),
        .init(
            "highest-waterfall", "Angel Falls in Venezuela is the highest waterfall, 979 metres in all.",
            [
                "The highest waterfall is Angel Falls in Venezuela with 979 metres in all.",
                "At 979 m in total, Venezuela's Angel Falls is the highest waterfall.",
            ], adding: "It is named after a pilot."),
        .init(
            "largest-country",
            "Russia is the largest country by area, with about 17 million square kilometres.",
            [
                "By area the largest country is Russia, which has about 17 million square kilometres.",
                "With about 17,000,000 km², Russia is the country with the largest area.",
            ], adding: "It spans eleven time zones."),
        .init(
            "linux-author", "Linus Torvalds released the first version of the Linux kernel in 1991.",
            [
                "The first version of the Linux kernel was released by Linus Torvalds in 1991.",
                "In 1991 Linus Torvalds brought out the first version of the Linux kernel.",
            ], adding: "He was a student in Helsinki then."),
    ]

    /// Answers on units and numbers.
    static let measures: [WrittenParaphrase] = [
        .init(
            "equator-length", "The equator is about 40,075 kilometres long.",
            ["The length of the equator is about 40,075 km.", "About 40,075 kilometres is how long the equator is."],
            adding: "A circle through the poles is a little shorter."),
        .init(
            "hectare", "One hectare is 10,000 square metres, a square with sides of 100 metres.",
            [
                "A hectare has 10,000 square metres: a square whose sides are 100 metres.",
                "A square with sides of 100 m, that is 10 000 m², is one hectare.",
            ], adding: "A football field is a little smaller."),
        .init(
            "hours-in-week", "A week has 168 hours.", ["There are 168 hours in a week.", "168 hours make a week."],
            adding: "A third of them is sleep for many people."),
        .init(
            "inch", "One inch is exactly 25.4 millimetres.",
            [
                "An inch is exactly 25.4 mm.", "Exactly 25.4 millimetres make one inch.",
                "One inch equals 2.54 cm exactly.",
            ],
            adding: "Twelve inches are a foot."),
        .init(
            "kwh-joule", "One kilowatt-hour is 3.6 million joules.",
            ["A kilowatt-hour equals 3.6 megajoules.", "There are 3,600,000 joules in one kilowatt-hour."],
            adding: "Electricity is billed in this unit."),
        .init(
            "pi", "Pi is the ratio of a circle's circumference to its diameter, about 3.14159.",
            [
                "The ratio of the circumference of a circle to its diameter is pi, about 3.14159.",
                "Pi, about 3.14159, is a circle's circumference divided by its diameter.",
            ], adding: "Its digits never repeat."),
        .init(
            "speed-of-light", "Light travels at exactly 299,792,458 metres a second in vacuum.",
            [
                "In vacuum the speed of light is exactly 299,792,458 metres per second.",
                "The speed at which light travels in a vacuum is exactly 299 792 458 m/s.",
            ], adding: "In glass it is slower."),
        .init(
            "triangle-angles", "The angles of a triangle in the plane add up to 180 degrees.",
            [
                "In the plane, the sum of a triangle's angles is 180 degrees.",
                "A triangle in the plane has angles that sum to 180°.",
            ], adding: "On a sphere they add up to more."),
        .init(
            "kibibyte", "A kilobyte is 1,000 bytes and a kibibyte is 1,024 bytes.",
            [
                "A kibibyte has 1,024 bytes, a kilobyte has 1,000.",
                "There are 1000 bytes in a kilobyte and 1024 bytes in a kibibyte.",
            ], adding: "Memory is usually counted in powers of two."),
        .init(
            "seconds-in-day", "A day of 24 hours has 86,400 seconds.",
            ["There are 86,400 seconds in a day of 24 hours.", "24 hours, that is one day, are 86400 seconds."],
            adding: "A leap second can make it longer."),
    ]
}
