"""Texts of our own: what the vocabularies of the vectors are trained on, what is encoded, and random strings."""

TRAINING = [
    "A registry binds each question to one answer, and the answer is signed by people who can be asked about it.",
    "The next reader doesn't compute again; she fetches the document, checks its hash and reads what it's made of.",
    "When the model changes we'll derive the answers again, and only what changed materially gets a new version.",
    "It isn't the model that you trust, it's the signature: they've signed 1234 documents in 2026, I'd say.",
    "    for index in range(10):\n        if index % 2 == 0:\n            print(index, 'even')\n\n    return None\n",
    "Übung macht den Meister; die Größe des Flusses läßt sich messen. Où est la forêt? À côté de l'église.",
    "Η απάντηση υπογράφεται. Ответ подписан и хранится в реестре. Її перевіряють. 答案已签名，并保存在登记簿中。",
    "答えは署名されて登録簿に保存されます。カタカナとひらがな。 답은 서명되어 등록부에 저장됩니다.",
    "الجواب موقّع ومحفوظ في السجل. התשובה חתומה ושמורה במרשם. उत्तर पर हस्ताक्षर हैं। คำตอบถูกลงนามแล้ว",
    "Prices: €12.50, $3,400.00, £7; 50 % off! (really?) [yes] {no} <tag> a=b; c+=d; x->y; http://example.org/a?b=c",
    "emoji 😀 👍🏽 👩‍👩‍👧 🇫🇷 ❤️ math ∑∫√ arrows →⇒ box ┌─┐ numerals ½ ² Ⅳ ٣ ४ 五",
] * 3

CASES = [
    "", " ", "  ", "   ", "\n", "\n\n", " \n", "\n ", "\r\n", "\r\n\r\n x", "\t", "\ta", " \t b", "a ", "a  ", "a \n b", "  a",
    "hello", "Hello world", " Hello  world ", "don't DON'T Don'T we'LL they'Ve I'D 'm 'S it's's", "'ſ can'ſt 'Ll 'lL '", "''s",
    "1", "12", "123", "1234", "12345678", " 1 22 333", "3.14159", "a1b22c333", "½²Ⅳ٣४", "１２３", "x²+y²",
    "Straße Größe naïve coöperate Ångström", "e\u0301 é a\u0308\u0323 a\u0323\u0308 \u1e69 s\u0323\u0307", "\u0301a", "\u0130 I\u0307 ı",
    "ΑΣ Σας ὈΔΥΣΣΕΎΣ", "Привет, мир!", "你好，世界", "漢字\u3400\u9fff\U00020000\U0002b820\U0002b920\uf900", "こんにちは カタカナ",
    "한국어 \u1100\u1161\u11a8 각", "שלום עולם", "مرحبا بالعالم", "नमस्ते दुनिया", "สวัสดีชาวโลก", "ສະບາຍດີ", "ကမ္ဘာ", "ગુજરાતી", "தமிழ்",
    "😀", "👍🏽👩‍👩‍👧‍👦🇫🇷🏴\U000e0067\U000e0062\U000e007f", "❤️ ☃ ♥︎", "a😀b", " 😀 😀", "→ ∑ ┌─┐",
    "\x00", "a\x00b", "\x01\x02\x1f\x7f", "\x80\x85\x9f", "\u00a0x\u00a0", "\u200b\u200d\ufeff", "\u2028a\u2029b", "\u3000全角\u3000",
    "\x0b\x0c x", "\ufffd", "\ufffe\uffff", "\ue000\uf8ff", "\U0010ffff", "\ud7ff\ue000", "\u0378\u088f\ua7ce\U0001e6c0",
    "!!!", "!!!\n", " ...\r\n\r\n", "a.b.c", "(a) [b] {c}", "--- *** ___", "$5 €6 £7 ¥8", "`code` ~x~ ^y^ |z|", "«quote» „x“ ‘y’",
    "http://example.org/path?query=1&b=%20#frag", "user@example.org", "C:\\path\\to\\file", "if (a && b) { return c; }",
    "def f(x):\n    return x + 1\n", "\tif x:\n\t\ty\n\n\n\nz", "a\n\n\nb", "   leading", "trailing   ", " \u00a0 mixed \u2003 spaces ",
    "<|im_start|>user\nHi<|im_end|>\n", "<|im_start|", "<|im_", "<|endoftext|><|endoftext|>", "a<|im_end|> b", "<s>[INST] Hi [/INST]</s>",
    "<unk> <0x41> </s>", "[CLS] a [SEP] [MASK] [PAD] [UNK]", "[cls]", "▁", "▁▁ a▁b", "Ġ Ċ", "##ing",
    "\u1734\u1885\u1886\ua9bd\u166d\U000111c9\U0001171e", "\u0890\u08e2\U000110cd", "\U00011938", "a\u1df6\u0316 a\u08d4\u0316",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    *TRAINING[:11],
]

# One stretch of each script's block, so that every script comes up.
RANGES = [
    (0x20, 0x7e), (0x20, 0x7e), (0x20, 0x7e), (0x09, 0x0d), (0x00, 0x1f), (0x80, 0x9f), (0xa0, 0xff), (0x100, 0x24f), (0x250, 0x2ff),
    (0x300, 0x36f), (0x370, 0x3ff), (0x400, 0x52f), (0x530, 0x58f), (0x590, 0x5ff), (0x600, 0x6ff), (0x700, 0x7bf), (0x8a0, 0x8ff),
    (0x900, 0x97f), (0x980, 0xdff), (0xe00, 0xeff), (0xf00, 0x109f), (0x10a0, 0x10ff), (0x1100, 0x11ff), (0x1200, 0x139f),
    (0x13a0, 0x18af), (0x1900, 0x1cff), (0x1d00, 0x1dff), (0x1e00, 0x1fff), (0x2000, 0x206f), (0x2070, 0x218f), (0x2190, 0x2bff),
    (0x2c00, 0x2e7f), (0x2e80, 0x30ff), (0x3100, 0x33ff), (0x3400, 0x4dbf), (0x4e00, 0x9fff), (0xa000, 0xabff), (0xac00, 0xd7a3),
    (0xe000, 0xe0ff), (0xf900, 0xfaff), (0xfb00, 0xfdff), (0xfe00, 0xffff), (0x10000, 0x10fff), (0x11000, 0x11fff),
    (0x12000, 0x12fff), (0x13000, 0x1345f), (0x16000, 0x16fff), (0x1b000, 0x1bfff), (0x1d000, 0x1d7ff), (0x1e000, 0x1efff),
    (0x1f000, 0x1faff), (0x20000, 0x2ffff), (0x30000, 0x3347f), (0xe0000, 0xe01ef), (0x0, 0x10ffff),
]
PIECES = [" ", "  ", "\n", "'s", "'LL", "'", " the", "ing", "123", "<|im_end|>", "</s>", "[SEP]", "▁", "e\u0301", "\u200d", "\ufe0f"]


def random_character(generator, block):
    while True:
        code = generator.randint(*block)
        if not 0xd800 <= code <= 0xdfff:
            return chr(code)


def random_text(generator):
    """A string of up to 40 parts: characters of one block or of all, words of the training texts, and pieces that matter to patterns."""
    parts = []
    block = generator.choice(RANGES)
    for _ in range(generator.randint(0, 40)):
        kind = generator.random()
        if kind < 0.55:
            parts.append(random_character(generator, block))
        elif kind < 0.75:
            parts.append(random_character(generator, generator.choice(RANGES)))
        elif kind < 0.9:
            parts.append(generator.choice(PIECES))
        else:
            parts.append(generator.choice(generator.choice(TRAINING).split(" ")))
    return "".join(parts)
