"""Random expressions of the subset: whatever jinja2 makes of them, value or error, is what is expected."""

ATOMS = [
    "s",
    "n",
    "f",
    "l",
    "m",
    "e",
    "z",
    "t",
    "u",
    "msgs",
    "nothing",
    "true",
    "false",
    "none",
    "0",
    "1",
    "-1",
    "2",
    "7",
    "0.5",
    "''",
    "'a'",
    "'b c'",
    "' x\\n'",
    "'é'",
    "[]",
    "{}",
    "[1, 'a']",
    "(1, 2)",
    "{'k': 1}",
    "[[1, 2], [3]]",
    "msgs[0]",
    "m.a",
    "m['b']",
    "m.q",
]
BINARY = ["+", "-", "*", "//", "%", "/", "~", "==", "!=", "<", ">=", "and", "or", "in", "not in"]
FILTERS = [
    "trim",
    "upper",
    "lower",
    "length",
    "default('d')",
    "default('d', true)",
    "first",
    "last",
    "join('-')",
    "list",
    "string",
    "int",
    "tojson",
    "replace('a', 'b')",
    "capitalize",
    "title",
    "reverse|list",
    "items|list",
    "abs",
    "map('string')|list",
    "select|list",
    "select('string')|list",
    "map(attribute='role')|list",
    "selectattr('role')|list",
    "tojson(indent=1)",
    "indent(2)",
    "float",
    "join",
]
TESTS = [
    "defined",
    "undefined",
    "none",
    "string",
    "number",
    "integer",
    "float",
    "boolean",
    "mapping",
    "iterable",
    "sequence",
    "true",
    "false",
    "even",
    "odd",
    "divisibleby 2",
    "eq 1",
    "in [1, 'a']",
    "ne none",
    "lt 2",
]
TAILS = [
    "[0]",
    "[-1]",
    "['a']",
    ".a",
    ".role",
    "[1:]",
    "[::-1]",
    "[:1]",
    ".strip()",
    ".split()",
    ".split('a')",
    ".upper()",
    ".items()|list",
    ".get('a')",
    ".startswith('a')",
    ".keys()|list",
    ".replace('a', '')",
    ".count('a')",
    ".index(1)",
]


def expression(generator, depth=0):
    kind = generator.random()
    if depth >= 3 or kind < 0.3:
        return generator.choice(ATOMS)
    inner = expression(generator, depth + 1)
    if kind < 0.5:
        return f"({inner} {generator.choice(BINARY)} {expression(generator, depth + 1)})"
    if kind < 0.55:
        return f"{inner} {generator.choice(BINARY)} {expression(generator, depth + 1)}"
    if kind < 0.7:
        return f"({inner})|{generator.choice(FILTERS)}"
    if kind < 0.8:
        return f"(({inner}) is {generator.choice(['', 'not '])}{generator.choice(TESTS)})"
    if kind < 0.9:
        return f"({inner}){generator.choice(TAILS)}"
    if kind < 0.94:
        return f"(not {inner})"
    if kind < 0.97:
        return f"({inner} if {expression(generator, depth + 1)} else {expression(generator, depth + 1)})"
    return f"[{inner}, {expression(generator, depth + 1)}]"
