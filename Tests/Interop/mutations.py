"""Ways to damage a JSON document, each named by the JSON Pointer it touches."""

import copy

WRONG = object()


def walk(value, path=(), opaque=()):
    """Every (path, value) below and including `value`, without what lies inside a member named in `opaque`."""
    yield path, value
    if path and path[-1] in opaque:
        return
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield from walk(child, (*path, name), opaque)


def pointer(path):
    """The RFC 6901 pointer of a path; array positions as numbers."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def shape(path):
    """The path with `*` for array positions: what objects.md names."""
    return ".".join("*" if isinstance(step, int) else step for step in path)


def at(document, path):
    """The value at a path."""
    for step in path:
        document = document[step]
    return document


def replaced(document, path, value):
    """A copy with another value at `path`; `WRONG` gives one of another JSON type."""
    if value is WRONG:
        value = "7" if isinstance(at(document, path), (int, float)) else 7
    if not path:
        return value
    changed = copy.deepcopy(document)
    at(changed, path[:-1])[path[-1]] = value
    return changed


def dropped(document, path):
    """A copy without the member or element at `path`."""
    changed = copy.deepcopy(document)
    del at(changed, path[:-1])[path[-1]]
    return changed
