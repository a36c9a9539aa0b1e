import AnswerComparison

/// Pairs of which one says more, and pairs that only a judge could settle.
extension JudgedPair {
    static let others: [JudgedPair] = [
        JudgedPair(.revised, "Oslo has trams. Bergen has buses.", "Oslo has trams."),
        JudgedPair(.revised, "Oslo has trams.", "Oslo has trams. Bergen has buses."),
        JudgedPair(
            .revised, "- Oslo has trams.\n- Bergen has buses.\n- Voss has neither.",
            "- Oslo has trams.\n- Voss has neither."),
        JudgedPair(.revised, "Oslo has trams.", "Oslo has electric trams."),
        JudgedPair(.revised, "It was published in May 2024.", "It was published on 3 May 2024."),
        JudgedPair(.revised, "Oslo has trams, and Bergen has buses.", "Oslo has trams."),
        JudgedPair(.revised, "The key is secret. It is stored offline.", "The key is secret."),
        JudgedPair(.revised, "{\"a\": 1, \"b\": 2}", "{\"a\": 1}"),
        JudgedPair(.revised, "{\"a\": 1}", "{\"a\": 1, \"c\": \"x\"}"),
        JudgedPair(.revised, "Signatures use Ed25519.", "Signatures use Ed25519. Hashes use SHA-256."),
        JudgedPair(
            .revised, "| City | Lines |\n|---|---|\n| Oslo | 5 |\n| Bergen | 2 |",
            "| City | Lines |\n|---|---|\n| Oslo | 5 |"),
        JudgedPair(
            .revised, "Photosynthesis turns light into sugar. It takes place in chloroplasts. Oxygen is released.",
            "Photosynthesis turns light into sugar. It takes place in chloroplasts."),
        JudgedPair(.revised, "Prices rose in 2021. Wages did not.", "Prices rose in 2021."),
        JudgedPair(
            .revised, "The log signs its root.",
            "The log signs its root. The signature does not cover the leaves directly."),
        JudgedPair(.revised, "The answer is 42.", "The answer is 42. It was computed by a machine in 1979."),
        JudgedPair(
            .revised, "Run this:\n\n```sh\nmake\n```",
            "Run this:\n\n```sh\nmake\n```\n\n```sh\nmake install\n```"),
        JudgedPair(.revised, "It is too weak.", "It is weak."),
        JudgedPair(.revised, "It is fast.", "It is fast and cheap."),
        JudgedPair(.revised, "The library opens at 9:00.", "The library opens at 9:00 on weekdays."),
        JudgedPair(.revised, "Water boils at 100 °C.", "Water boils at 100 °C at sea level."),
        JudgedPair(.undecided, "Only members vote.", "Not only members vote."),
        JudgedPair(.undecided, "The log keeps entries.", "The log arranges entries."),
        JudgedPair(.undecided, "Oslo has trams.", "Oslo might have trams."),
        JudgedPair(.undecided, "Models hallucinate.", "Most models hallucinate."),
        JudgedPair(
            .undecided, "1. Open the lid.\n2. Pour the water.\n3. Close the lid.",
            "1. Pour the water.\n2. Open the lid.\n3. Close the lid."),
        JudgedPair(.undecided, "Photosynthesis turns light into sugar.", "I cannot help with that."),
        JudgedPair(.undecided, "Cats are mammals.", "Mammals are cats."),
        JudgedPair(.undecided, "Oslo and Bergen have trams.", "Oslo or Bergen have trams."),
        JudgedPair(.undecided, "```python\nprint(a)\n```", "```python\nfor x in y: print(x)\n```"),
        JudgedPair(.undecided, "The engine hums softly at dawn.", "The motor purrs quietly in the morning."),
        JudgedPair(.undecided, "The plan covers five keys.", "The plan covers at least five keys."),
        JudgedPair(
            .undecided, "Oslo has trams. It is old. Bergen has buses.",
            "Bergen has buses. It is old. Oslo has trams."),
        JudgedPair(.undecided, "{\"note\": \"it is open today\"}", "{\"note\": \"it is shut today\"}"),
        JudgedPair(.undecided, "The door is not large.", "The door is small."),
        JudgedPair(.undecided, "Oslo was the capital.", "Oslo is the capital."),
        JudgedPair(.undecided, "Only servers keep the key.", "Servers keep only the key."),
        JudgedPair(
            .undecided, "## Pros\n\n- It is fast.\n\n## Cons\n\n- It costs much.",
            "## Pros\n\n- It costs much.\n\n## Cons\n\n- It is fast."),
        JudgedPair(
            .undecided, "| City | Lines | Stops |\n|---|---|---|\n| Oslo | 5 | 9 |",
            "| City | Stops | Lines |\n|---|---|---|\n| Oslo | 5 | 9 |"),
        JudgedPair(.undecided, "It does not open all doors.", "It does not open any doors."),
        JudgedPair(.undecided, "They know.", "They do not."),
        JudgedPair(.undecided, "See [the guide](https://example.org/a).", "See [the guide](https://example.org/b)."),
        JudgedPair(.undecided, "The cure works.", "The cure seemingly works."),
        JudgedPair(
            .undecided, "Oslo uses Java. Bergen uses Haskell, and it is cold.",
            "Oslo uses Java and it is cold, Bergen uses Haskell."),
    ]
}
