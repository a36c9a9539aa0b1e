extension WrittenParaphrase {
    /// Answers on computers, networks and secrets.
    static let computing: [WrittenParaphrase] = [
        .init(
            "ascii", "ASCII defines 128 characters with 7 bits each.",
            [
                "There are 128 characters in ASCII, and each of them takes 7 bits.",
                "In ASCII, 128 characters are defined, every one of which has 7 bits.",
                "ASCII is a set of 128 characters of seven bits each.",
            ], adding: "Its first standard dates from the 1960s."),
        .init(
            "base64",
            "Base64 writes every 3 bytes as 4 printable characters, so the text is about a third longer than the data.",
            [
                "In Base64, each group of three bytes becomes four printable characters, which makes the text roughly "
                    + "a third longer than the data.",
                "Base64 turns every 3 bytes into 4 printable characters; the text is therefore about one third longer "
                    + "than the data was.",
            ], adding: "It is used for attachments of e-mails."),
        .init(
            "byte-bits", "A byte has 8 bits and can hold 256 different values.",
            [
                "There are 8 bits in a byte, and it can take 256 different values.",
                "Eight bits make a byte, which can hold any of 256 values.",
                "With its 8 bits, a byte can store 256 distinct values.",
            ], adding: "Half a byte is called a nibble."),
        .init(
            "compiler", "A compiler translates source code into machine code or another lower form before it runs.",
            [
                "Before source code runs, a compiler translates it into machine code or some other lower form.",
                "Source code is translated by a compiler into machine code, or another lower form, before it is run.",
            ], adding: "An interpreter runs the source code itself."),
        .init(
            "context-window", "A context window is the number of tokens that a language model can read at once.",
            [
                "The number of tokens that a language model is able to read at once is its context window.",
                "How many tokens a language model can read at one time is called its context window.",
            ], adding: "What does not fit must be shortened."),
        .init(
            "cookie",
            "A cookie is a small piece of data that a website asks the browser to keep and to send back later.",
            [
                "A website can ask the browser to keep a small piece of data and to send it back later; that is a cookie.",
                "A cookie is a small bit of data which the browser is asked by a website to store and to return later.",
            ], adding: "Cookies can be deleted in the settings of the browser."),
        .init(
            "cpu", "The CPU is the processor that carries out a program's instructions one after another.",
            [
                "The processor that executes the instructions of a program one after the other is the CPU.",
                "A program's instructions are carried out one after another by a processor, the CPU.",
            ], adding: "Most CPUs today have several cores."),
        .init(
            "dns", "DNS translates names such as example.org into IP addresses.",
            [
                "Names such as example.org are translated into IP addresses by DNS.",
                "What DNS does is turn names like example.org into IP addresses.",
            ], adding: "Answers are cached for some time."),
        .init(
            "ed25519-signature-size", "An Ed25519 signature has 64 bytes.",
            [
                "Ed25519 signatures are 64 bytes long.", "The length of an Ed25519 signature is 64 bytes.",
                "64 bytes is the size of a signature with Ed25519.",
            ], adding: "It is made from a secret seed."),
        .init(
            "ed25519-key-size", "An Ed25519 public key has 32 bytes, and the secret seed has 32 bytes too.",
            [
                "Both the public key and the secret seed of Ed25519 have 32 bytes.",
                "In Ed25519 the public key is 32 bytes long, and so is the secret seed.",
            ], adding: "Signatures are longer."),
        .init(
            "hash-collision", "A collision is a pair of different inputs that have the same hash.",
            [
                "Two different inputs with the same hash are a collision.",
                "If two inputs differ and yet have the same hash, this pair is called a collision.",
            ], adding: "For SHA-256 none is known."),
        .init(
            "hash-vs-encryption",
            "Encryption can be undone with the key; a hash is one-way and has no key that brings the input back.",
            [
                "With the key, encryption can be reversed, whereas a hash goes one way only: no key recovers the input.",
                "A hash is one-way, and there is no key that brings the input back; encryption can be undone by "
                    + "whoever has the key.",
            ], adding: "Both are used in secure protocols."),
        .init(
            "hmac",
            "An HMAC is a keyed hash: whoever has the shared key can check that a message was not changed.",
            [
                "An HMAC is a hash with a key, so that everyone who has the shared key can check whether a message is "
                    + "unchanged.",
                "A keyed hash, called HMAC, lets holders of the shared key verify that nobody changed a message.",
            ], adding: "RFC 2104 describes it."),
        .init(
            "http-404", "Status 404 means that the server has found nothing at this address.",
            [
                "When the server has found nothing at the address, the status is 404.",
                "The meaning of status 404 is that nothing was found at this address by the server.",
            ], adding: "The page may have been moved."),
        .init(
            "https-port", "HTTPS uses TCP port 443 by default; plain HTTP uses port 80.",
            [
                "By default, port 443 of TCP is used for HTTPS, and port 80 for plain HTTP.",
                "The default port is 443 (TCP) for HTTPS and 80 for HTTP without encryption.",
                "Plain HTTP has port 80; HTTPS has TCP port 443 unless told otherwise.",
            ], adding: "Other ports can be named in the URL."),
        .init(
            "ip-address-length", "An IPv4 address has 32 bits and an IPv6 address has 128 bits.",
            [
                "IPv4 addresses are 32 bits long, IPv6 addresses 128 bits.",
                "The length of an address is 128 bits in IPv6 and 32 bits in IPv4.",
            ], adding: "IPv6 addresses are written in hexadecimal."),
        .init(
            "json",
            "JSON is a text format for data made of objects, arrays, strings, numbers, true, false and null.",
            [
                "JSON is a format in which data are written as text: objects, arrays, strings, numbers, true, false "
                    + "and null.",
                "Data made of objects, arrays, strings, numbers, true, false and null can be written in the text "
                    + "format JSON.",
            ], adding: "RFC 8259 is its specification."),
        .init(
            "md5-broken", "No. Collisions for MD5 have been known since 2004 and take seconds to make today.",
            [
                "No: since 2004 collisions for MD5 have been known, and today they can be made in seconds.",
                "No. People have known MD5 collisions since 2004, and making one now takes only seconds.",
            ], adding: "Use SHA-256 instead."),
        .init(
            "nonce",
            "A nonce is a number that is used only once, for example to keep messages from being replayed.",
            [
                "A number that is used only once is a nonce; it keeps messages from being replayed, for instance.",
                "A nonce is a number used a single time, for example so that messages cannot be replayed.",
            ], adding: "It need not be secret."),
        .init(
            "open-source",
            "Open source software comes with its source code and a licence to use, change and share it.",
            [
                "With open source software you get the source code and a licence to use, share and change it.",
                "Software is open source if it comes with its source code and with a licence that lets you use, "
                    + "change and share it.",
            ], adding: "Linux is an example."),
        .init(
            "public-private-key",
            "The private key signs and stays secret; the public key verifies and may be given to everyone.",
            [
                "Signing is done with the private key, which stays secret, and verifying with the public key, which "
                    + "everyone may have.",
                "The public key may be given to everyone and is for verifying; the private key is for signing and "
                    + "remains secret.",
            ], adding: "Both are made together."),
        .init(
            "ram",
            "RAM is the fast working memory of a computer; it loses its contents when the power goes off.",
            [
                "The fast working memory of a computer is called RAM, and its contents are lost when the power goes off.",
                "RAM is a computer's fast working memory. When the power is switched off, it loses what it holds.",
            ], adding: "A laptop often has 16 gigabytes of it."),
        .init(
            "sha1-broken",
            "No. A collision for SHA-1 was published in 2017, so it must not be used for new signatures.",
            [
                "No, since a SHA-1 collision was published in 2017; it must not be used for new signatures.",
                "No. In 2017 somebody published a collision for SHA-1, which is why new signatures must not use it.",
            ], adding: "SHA-256 is a common replacement."),
        .init(
            "sha256-length", "A SHA-256 digest has 256 bits, which is 32 bytes or 64 hexadecimal digits.",
            [
                "SHA-256 digests are 256 bits long, that is, 32 bytes or 64 hexadecimal digits.",
                "The digest of SHA-256 has 32 bytes: 256 bits, or 64 digits in hexadecimal.",
            ], adding: "It was published by NIST."),
        .init(
            "url", "A URL is the address of a resource on the web, with a scheme, a host and a path.",
            [
                "The address of a resource on the web is a URL; it has a scheme, a host and a path.",
                "A URL says where on the web a resource is, by a scheme, a host and a path.",
            ], adding: "It may end with a fragment."),
        .init(
            "utf-8", "UTF-8 writes each Unicode character in 1 to 4 bytes, and ASCII characters in one.",
            [
                "In UTF-8 every Unicode character takes 1 to 4 bytes; those of ASCII take one.",
                "Each character of Unicode is written in one to four bytes by UTF-8, ASCII characters in one byte.",
            ], adding: "It is the usual encoding of web pages."),
        .init(
            "vpn", "A VPN carries network traffic through an encrypted tunnel to another network.",
            [
                "Through an encrypted tunnel, a VPN carries network traffic to another network.",
                "With a VPN, network traffic is carried to another network in an encrypted tunnel.",
            ], adding: "Its operator can see where the traffic goes."),
        .init(
            "binary-number", "The number 10 is written 1010 in binary: 8 plus 2.",
            [
                "In binary, 10 is written as 1010, that is, 8 plus 2.",
                "1010 is the binary form of the number 10: 8 plus 2.",
            ],
            adding: "Each digit stands for a power of two."),
        .init(
            "phishing",
            "Phishing is a message that pretends to come from someone you trust, to get your password or money.",
            [
                "A message that claims to be from somebody you trust in order to get your money or password is phishing.",
                "In phishing, a message pretends to be from someone you trust, so as to obtain your password or money.",
            ], adding: "Look at the address of the sender."),
        .init(
            "ssd-hdd",
            "An SSD stores data in flash memory without moving parts; an HDD stores it on spinning magnetic disks.",
            [
                "Data are stored on spinning magnetic disks in an HDD, and in flash memory without moving parts in an SSD.",
                "An SSD keeps data in flash memory and has no moving parts, while an HDD keeps it on magnetic disks "
                    + "that spin.",
            ], adding: "SSDs cost more per gigabyte."),
    ]

    /// Answers on Git.
    static let git: [WrittenParaphrase] = [
        .init(
            "git-author", "Linus Torvalds wrote the first version of Git in April 2005 for the Linux kernel.",
            [
                "The first version of Git was written by Linus Torvalds for the Linux kernel in April 2005.",
                "It was Linus Torvalds who wrote Git's first version, in April 2005, for the Linux kernel.",
            ], adding: "Junio Hamano has maintained it since."),
        .init(
            "git-bisect",
            "Git bisect finds the commit that brought in a bug by binary search through the history.",
            [
                "By a binary search through the history, git bisect finds the commit that brought in a bug.",
                "The commit that introduced a bug is found by git bisect, which does a binary search of the history.",
            ], adding: "It can run a test by itself."),
        .init(
            "git-branch", "A branch is a movable name that points to a commit.",
            [
                "A movable name that points to a commit is a branch.",
                "A branch is a name for a commit that can be moved.",
            ], adding: "The usual first branch is called main."),
        .init(
            "git-clone", "Git clone copies a repository with its whole history into a new folder.",
            [
                "A repository is copied into a new folder, with its entire history, by git clone.",
                "What git clone does is copy a repository, its whole history included, into a new folder.",
            ], adding: "It also remembers where the copy came from."),
        .init(
            "git-revert",
            "Git revert makes a new commit that undoes an earlier one and leaves the history as it was.",
            [
                "With git revert, a new commit undoes an earlier one, and the history is left as it was.",
                "Git revert leaves the history as it was and undoes an earlier commit by making a new one.",
            ], adding: "The new commit can be reverted in turn."),
        .init(
            "git-stash", "Git stash puts uncommitted changes aside; git stash pop brings them back.",
            [
                "Uncommitted changes are put aside by git stash and brought back by git stash pop.",
                "To put uncommitted changes aside, there is git stash, and to get them back, git stash pop.",
            ], adding: "Several stashes can be kept."),
    ]
}
