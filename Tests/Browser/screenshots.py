"""Pictures of every kind of page, for people to look at: `screenshots.py BINDERY FOLDER`."""

import base64
import pathlib
import sys

from browser import DESKTOP, PHONE, chromium, prefer
from check_pages import places
from shown_library import ShownLibrary


def main():
    """Each page at the width of a telephone and of a desk, in the light and in the dark, and as it is printed."""
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with ShownLibrary(sys.argv[1]) as library:
        shown = [(library.url + place, name(place, library)) for place in places(library)] + [(library.report, "report")]
        for label, size in (("phone", PHONE), ("desktop", DESKTOP)):
            with chromium(size) as driver:
                for scheme in ("light", "dark"):
                    prefer(driver, scheme)
                    for address, title in shown:
                        driver.get(address)
                        whole = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
                        (folder / f"{title}.{label}.{scheme}.png").write_bytes(base64.b64decode(whole["data"]))
        with chromium() as driver:
            for address, title in ((f"{library.url}/documents/{library.revised}", "document"), (library.report, "report")):
                driver.get(address)
                printed = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
                (folder / f"{title}.print.pdf").write_bytes(base64.b64decode(printed["data"]))
    print(f"{len(list(folder.iterdir()))} files in {folder}")


def name(place, library):
    """A file name for a page."""
    for lineage, word in ((library.revised, "document"), (library.withdrawn, "withdrawn"), (library.hostile, "hostile")):
        place = place.replace(f"documents/{lineage}", word)
    return place.strip("/").replace("/", "-").replace("?q=", "-") or "front"


if __name__ == "__main__":
    main()
