import AnswerComparison

/// Pairs that say the same in another form.
extension JudgedPair {
    static let equivalent: [JudgedPair] = [
        JudgedPair(.equivalent, "A kilowatt-hour is 3.6 million joules.", "One kilowatt-hour is 3.6 MJ."),
        JudgedPair(.equivalent, "The battery holds 60 kWh.", "The battery holds 216 MJ."),
        JudgedPair(.equivalent, "The marathon is 42.195 km long.", "The marathon is 26.2 miles long."),
        JudgedPair(.equivalent, "Water boils at 100 °C.", "Water boils at 212 °F."),
        JudgedPair(.equivalent, "It takes 90 minutes.", "It takes 1.5 hours."),
        JudgedPair(.equivalent, "It takes 90 minutes.", "It takes an hour and a half."),
        JudgedPair(.equivalent, "The file has 2 MB.", "The file has 2,000 kB."),
        JudgedPair(.equivalent, "The file has 8 bits.", "The file has one byte."),
        JudgedPair(.equivalent, "Half of the users agree.", "50 % of the users agree."),
        JudgedPair(.equivalent, "One in five users agrees.", "20 percent of the users agree."),
        JudgedPair(.equivalent, "It costs $5 million.", "It costs 5,000,000 dollars."),
        JudgedPair(.equivalent, "There are 12 months in a year.", "There are twelve months in a year."),
        JudgedPair(.equivalent, "It was published on 3 May 2024.", "It was published on May 3, 2024."),
        JudgedPair(.equivalent, "It was published on 3 May 2024.", "It was published on 2024-05-03."),
        JudgedPair(.equivalent, "The library opens at 9:00 on weekdays.", "The library opens at 9 am on weekdays."),
        JudgedPair(.equivalent, "The library opens at 14:30.", "The library opens at 2:30 p.m."),
        JudgedPair(.equivalent, "The speed is 36 km/h.", "The speed is 10 m/s."),
        JudgedPair(.equivalent, "The room has 20 square metres.", "The room has 20 m²."),
        JudgedPair(.equivalent, "The tower is 1,500 m high.", "The tower is 1.5 km high."),
        JudgedPair(.equivalent, "The tower is 1 500 metres tall.", "The tower is 1.5 kilometers high."),
        JudgedPair(.equivalent, "Light travels at 3 × 10^8 m/s.", "Light travels at 300,000 km/s."),
        JudgedPair(.equivalent, "It doesn't work without power.", "It does not work without power."),
        JudgedPair(.equivalent, "Miners search for a number.", "A number is searched for by miners."),
        JudgedPair(.equivalent, "Brutus killed Caesar.", "Caesar was killed by Brutus."),
        JudgedPair(.equivalent, "In 2024, Norway exported 20 TWh.", "Norway exported 20 TWh in 2024."),
        JudgedPair(.equivalent, "Oslo is larger than Bergen.", "Bergen is smaller than Oslo."),
        JudgedPair(
            .equivalent, "**Weather** is the state of the atmosphere.",
            "Weather is the state of the atmosphere."),
        JudgedPair(.equivalent, "The parts are:\n\n- heat\n- light\n- sound", "The parts are heat, light and sound."),
        JudgedPair(.equivalent, "The parts are heat, light and sound.", "The parts are sound, heat and light."),
        JudgedPair(.equivalent, "- Oslo has trams.\n- Bergen has buses.", "- Bergen has buses.\n- Oslo has trams."),
        JudgedPair(.equivalent, "Oslo has trams. Bergen has buses.", "Bergen has buses. Oslo has trams."),
        JudgedPair(.equivalent, "The car is fast.", "The automobile is quick."),
        JudgedPair(.equivalent, "Scientists use large telescopes.", "Researchers utilise big telescopes."),
        JudgedPair(.equivalent, "The US exports oil.", "The United States exports oil."),
        JudgedPair(.equivalent, "The IEA estimated the use.", "The International Energy Agency estimated the use."),
        JudgedPair(.equivalent, "At least five keys are needed.", "No fewer than 5 keys are needed."),
        JudgedPair(.equivalent, "About 415 TWh were used.", "Approximately 415 TWh were used."),
        JudgedPair(.equivalent, "All users must sign.", "Every user has to sign."),
        JudgedPair(.equivalent, "Plants usually grow in spring.", "In spring, plants typically grow."),
        JudgedPair(.equivalent, "The colour of the sky is blue.", "The color of the sky is blue."),
        JudgedPair(
            .equivalent, "The key is kept secret; the signature is public.",
            "The key is kept secret. The signature is public."),
        JudgedPair(
            .equivalent, "The key is kept secret, and the signature is public.",
            "The key is kept secret. The signature is public."),
        JudgedPair(
            .equivalent, "The hash changes when the input changes.",
            "When the input changes, the hash changes."),
        JudgedPair(.equivalent, "## Oslo\n\nOslo has trams.", "Oslo has trams."),
        JudgedPair(.equivalent, "{\"a\": 1, \"b\": [1, 2.0]}", "{\"b\":[1,2],\"a\":1.0}"),
        JudgedPair(.equivalent, "```python\nprint(1)\n```", "```python\nprint(1)   \n\n```"),
        JudgedPair(.equivalent, "The door is not open.", "The door is closed."),
        JudgedPair(.equivalent, "The statement is false.", "The statement is not true."),
        JudgedPair(.equivalent, "Data centres use electricity.", "Data centers use electricity."),
        JudgedPair(.equivalent, "The bill fell by a third.", "The bill fell by 1/3."),
        JudgedPair(.equivalent, "It rose by 0.4 percent.", "It rose by 0.4 %."),
        JudgedPair(.equivalent, "It happened in the 19th century.", "It happened in the nineteenth century."),
        JudgedPair(.equivalent, "See [the guide](https://example.org/guide).", "See the guide."),
        JudgedPair(.equivalent, "Run `git push` to publish.", "Run git push to publish."),
        JudgedPair(
            .equivalent, "| City | Lines |\n|---|---|\n| Oslo | 5 |\n| Bergen | 2 |",
            "| City | Lines |\n|:--|--:|\n| Bergen | 2 |\n| Oslo | 5 |"),
        JudgedPair(
            .equivalent, "The system stores data and checks signatures.",
            "The system checks signatures and stores data."),
        JudgedPair(.equivalent, "Prices increased rapidly.", "Prices rose quickly."),
        JudgedPair(.equivalent, "The train goes from Oslo to Bergen.", "The train goes to Bergen from Oslo."),
        JudgedPair(.equivalent, "The capital of France is Paris.", "Paris is the capital of France."),
        JudgedPair(.equivalent, "It lasts two weeks.", "It lasts 14 days."),
        JudgedPair(.equivalent, "Neither Oslo nor Bergen has a metro.", "Oslo and Bergen have no metro."),
        JudgedPair(.equivalent, "Anyone can check the log.", "Everyone can check the log."),
        JudgedPair(.equivalent, "Ottawa is Canada's capital.", "The capital of Canada is Ottawa."),
        JudgedPair(
            .equivalent, "A kibibyte has 1,024 bytes, a kilobyte has 1,000.",
            "A kilobyte is 1,000 bytes and a kibibyte is 1,024 bytes."),
        JudgedPair(.equivalent, "Good question. Oslo has trams.", "Oslo has trams."),
        JudgedPair(.equivalent, "Without it, the work would grow.", "The work would grow without it."),
        JudgedPair(
            .equivalent, "The rest is stored, whereas the key is not.",
            "The rest is stored, while the key is not."),
        JudgedPair(.equivalent, "The half-life is 5 days.", "The half-life is five days."),
        JudgedPair(.equivalent, "Prices rose by 20 per cent.", "Prices rose by 20 %."),
        JudgedPair(.equivalent, "Caching saves energy and time.", "Caching saves time and energy."),
        JudgedPair(.equivalent, "A kilowatt-hour is 3.6 million joules.", "A kilowatt-hour equals 3.6 megajoules."),
        JudgedPair(
            .equivalent, "Put simply: a GPU is a processor with many small cores.",
            "A GPU is a processor with many small cores."),
        JudgedPair(
            .equivalent, "AES has keys of 128, 192 or 256 bits and always works on blocks of 128 bits.",
            "AES always works on 128-bit blocks and has keys of 128, 192 or 256 bits."),
        JudgedPair(
            .equivalent, "ASCII defines 128 characters with 7 bits each.",
            "128 characters of 7 bits each are defined by ASCII."),
        JudgedPair(
            .equivalent, "Keep three copies of your data, on two kinds of media, with one copy in another place.",
            "Keep 3 copies of your data on two types of media, with one copy in another location."),
        JudgedPair(
            .equivalent, "A lineage is the series of all versions that answer one question in one scope.",
            "The series of all versions that answer one question in one scope is called a lineage."),
        JudgedPair(
            .equivalent, "Water boils at about 100 °C at sea level, and at lower temperatures on high mountains.",
            "At sea level, water boils at approximately 212 °F; on high mountains, it boils at lower temperatures."),
        JudgedPair(.equivalent, "The capital of Iceland is Reykjavík.", "Iceland's capital is Reykjavík."),
        JudgedPair(.equivalent, "The capital of Iceland is Reykjavík.", "Reykjavík is Iceland's capital city."),
        JudgedPair(
            .equivalent, "A compiler translates source code into machine code or another lower form before it runs.",
            "Source code is translated by a compiler into machine code or another lower form before it runs."),
        JudgedPair(
            .equivalent, "The CPU is the processor that carries out a program's instructions one after another.",
            "The CPU is the processor which executes the instructions of a program one after another."),
        JudgedPair(
            .equivalent, "Lake Baikal in Siberia is the deepest lake, 1,642 metres deep.",
            "The deepest lake is Lake Baikal in Siberia, at 1642 m."),
        JudgedPair(
            .equivalent, "DNS translates names such as example.org into IP addresses.",
            "DNS converts names, for example example.org, to IP addresses."),
        JudgedPair(
            .equivalent, "The Earth is about 4.5 billion years old.",
            "The age of the Earth is roughly 4,500 million years."),
        JudgedPair(.equivalent, "An Ed25519 signature has 64 bytes.", "Ed25519 signatures are 64 bytes long."),
        JudgedPair(.equivalent, "An Ed25519 signature has 64 bytes.", "An Ed25519 signature is 512 bits long."),
        JudgedPair(
            .equivalent, "The equator is about 40,075 kilometres long.",
            "The length of the equator is around 40 075 km."),
        JudgedPair(
            .equivalent, "Linus Torvalds wrote the first version of Git in April 2005 for the Linux kernel.",
            "In April 2005, Linus Torvalds wrote Git's first version for the Linux kernel."),
        JudgedPair(
            .equivalent, "Linus Torvalds wrote the first version of Git in April 2005 for the Linux kernel.",
            "The first version of Git was written by Linus Torvalds in April 2005 for the Linux kernel."),
        JudgedPair(
            .equivalent, "Git clone copies a repository with its whole history into a new folder.",
            "`git clone` copies a repository, with its entire history, into a new folder."),
        JudgedPair(
            .equivalent, "Fetch only downloads new commits; pull also merges or rebases them into the current branch.",
            "Fetch downloads only new commits. Pull also merges or rebases them into the current branch."),
        JudgedPair(
            .equivalent,
            "Leaves are green because chlorophyll absorbs red and blue light and reflects more of the green.",
            "Because chlorophyll absorbs blue and red light and reflects more of the green, leaves are green."),
        JudgedPair(
            .equivalent, "The human heart has four chambers: two atria and two ventricles.",
            "There are 4 chambers in the human heart: two atria and two ventricles."),
        JudgedPair(
            .equivalent, "One hectare is 10,000 square metres, a square with sides of 100 metres.",
            "A hectare is 10,000 m², a square with sides of 100 m."),
        JudgedPair(.equivalent, "A week has 168 hours.", "There are 168 hours in a week."),
        JudgedPair(.equivalent, "A week has 168 hours.", "A week is 168 h long."),
        JudgedPair(.equivalent, "One inch is exactly 25.4 millimetres.", "An inch is exactly 2.54 cm."),
        JudgedPair(
            .equivalent, "An IPv4 address has 32 bits and an IPv6 address has 128 bits.",
            "IPv6 addresses have 128 bits, IPv4 addresses 32 bits."),
        JudgedPair(
            .equivalent, "Russia is the largest country by area, with about 17 million square kilometres.",
            "By area, Russia is the largest country, with approximately 17 million km²."),
        JudgedPair(
            .equivalent, "The Pacific Ocean is the largest; it covers about a third of the Earth's surface.",
            "The largest is the Pacific Ocean. It covers roughly one third of the surface of the Earth."),
        JudgedPair(.equivalent, "One mile is exactly 1,609.344 metres.", "A mile is exactly 1.609344 kilometres."),
        JudgedPair(
            .equivalent, "The Moon is on average about 384,400 kilometres away.",
            "On average, the Moon is around 384,400 km away."),
        JudgedPair(
            .equivalent, "Voltage equals current times resistance.",
            "The voltage equals the current times the resistance."),
        JudgedPair(
            .equivalent, "Penguins are birds that cannot fly; their wings serve as flippers for swimming.",
            "Penguins are birds that can't fly. Their wings serve as flippers for swimming."),
        JudgedPair(
            .equivalent,
            "The private key signs and stays secret; the public key verifies and may be given to everyone.",
            "The private key signs and remains secret, whereas the public key verifies and can be given to everyone."),
        JudgedPair(.equivalent, "A day of 24 hours has 86,400 seconds.", "86,400 seconds make a day of 24 hours."),
        JudgedPair(
            .equivalent, "Light travels at exactly 299,792,458 metres a second in vacuum.",
            "In vacuum, light travels at exactly 299 792 458 m/s."),
        JudgedPair(
            .equivalent, "The universe is about 13.8 billion years old.",
            "The universe is approximately 13.8 billion years of age."),
        JudgedPair(
            .equivalent, "The angles of a triangle in the plane add up to 180 degrees.",
            "In the plane, a triangle's angles add up to 180°."),
        JudgedPair(
            .equivalent, "Status 404 means that the server has found nothing at this address.",
            "Status 404 means the server found nothing at this address."),
        JudgedPair(
            .equivalent, "An octopus has three hearts and blue blood.",
            "Octopuses have blue blood and 3 hearts."),
        JudgedPair(
            .equivalent, "A tag is a fixed name for one commit, usually a release; an annotated tag can be signed.",
            "A tag is a fixed name for a single commit, typically a release. An annotated tag can be signed."),
        JudgedPair(.equivalent, "Light is faster than sound.", "Sound is slower than light."),
        JudgedPair(
            .equivalent, "The treaty was signed by both countries in 1990.",
            "Both countries signed the treaty in 1990."),
        JudgedPair(.equivalent, "You shouldn't share your key.", "You should not share your key."),
        JudgedPair(.equivalent, "The average temperature is 15 degrees Celsius.", "The mean temperature is 15 °C."),
        JudgedPair(.equivalent, "It takes 24 hours.", "It takes one day."),
        JudgedPair(.equivalent, "Three-quarters of users agree.", "75% of users agree."),
        JudgedPair(.equivalent, "The file is 1.5 GB.", "The file is 1,500 MB."),
        JudgedPair(.equivalent, "It costs €20.", "It costs 20 euros."),
        JudgedPair(
            .equivalent, "The first computer filled a room. It was built in 1945.",
            "The first computer filled a room; it was built in 1945."),
        JudgedPair(.equivalent, "In order to sign, one needs a key.", "To sign, you need a key."),
        JudgedPair(
            .equivalent, "- **Speed**: it is fast.\n- **Cost**: it is cheap.",
            "* Speed: it is fast.\n* Cost: it is cheap."),
        JudgedPair(.equivalent, "1. Open the lid.\n2. Pour the water.", "1) Open the lid.\n2) Pour the water."),
        JudgedPair(.equivalent, "Because it is cold, water freezes.", "Water freezes because it is cold."),
        JudgedPair(.equivalent, "Not only is it fast, but it is also cheap.", "It is fast and it is cheap."),
        JudgedPair(.equivalent, "If the key is lost, data is lost.", "Data is lost if the key is lost."),
        JudgedPair(
            .equivalent, "The committee has 12 members, of whom five are women.",
            "The committee has twelve members, 5 of them women."),
        JudgedPair(.equivalent, "Approximately a dozen people came.", "About 12 people came."),
        JudgedPair(.equivalent, "A week has 168 hours.", "168 hours make a week."),
        JudgedPair(
            .equivalent, "It is cold. Therefore:\n\n- Water freezes.",
            "It is cold. For this reason:\n\n- Water freezes."),
        JudgedPair(.equivalent, "Prices fell by 5 % in May.", "Prices were reduced by 5 % in May."),
    ]
}
