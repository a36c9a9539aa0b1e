"""Writes the documents of a running server as files: `bench_http_objects.py URL DIR` makes DIR/files/objects and DIR/objects."""

import json
import pathlib
import sys
import urllib.request


def main():
    """Fetches every document once, which also warms the server's cache, and checks nothing: the caller compares bytes."""
    url, work = sys.argv[1], pathlib.Path(sys.argv[2])
    folder = work / "files" / "objects"
    folder.mkdir(parents=True)
    names, after, more = [], -1, True
    while more:
        page = json.load(urllib.request.urlopen(f"{url}/changes?after={after}&limit=200"))
        after, more = page["next"], page["more"]
        names += [change["object"] for change in page["changes"] if change["type"] == "BoundDocument"]
    for name in names:
        (folder / name).write_bytes(urllib.request.urlopen(f"{url}/objects/{name}").read())
    (work / "objects").write_text("".join(f"{name}\n" for name in names))
    sizes = sorted((folder / name).stat().st_size for name in names)
    print(f"{len(names)} objects, {sizes[len(sizes) // 2]} bytes in the middle", flush=True)


if __name__ == "__main__":
    main()
