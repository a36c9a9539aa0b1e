"""Reads the library's pages in a real browser, as a reader does: `check_pages.py BINDERY`."""

import pathlib
import sys
import tempfile

from axe_core_python.selenium import Axe
from browser import DESKTOP, PHONE, chromium, prefer
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from shown_library import HOSTILE, REVISED, ShownLibrary


def main():
    """Every check is run, and each that fails is printed."""
    with ShownLibrary(sys.argv[1]) as library, tempfile.TemporaryDirectory() as folder:
        library.export(folder)
        failures = []
        for check in (reading, searching_by_keyboard, attacks, narrow, accessible, exported, reported):
            try:
                check(library, pathlib.Path(folder))
                print(f"  {check.__name__}: ok")
            except Exception as error:  # the other checks still have to say what they find
                failures.append(check.__name__)
                print(f"  {check.__name__}: {error or type(error).__name__}", file=sys.stderr)
        if failures:
            raise SystemExit(f"failed: {', '.join(failures)}")


def places(library):
    """The address of every kind of page."""
    document = f"/documents/{library.revised}"
    return [
        "/", "/search?q=energy", "/search?q=nothinghasthisword", "/topics/energy", document, document + "/versions",
        document + "/versions/1", document + "/diff/1/2", f"/documents/{library.withdrawn}",
        f"/documents/{library.hostile}", "/changes", "/about", "/there-is-no-such-page",
    ]


def addresses(library):
    """Every kind of page, and the report that stands alone."""
    return [library.url + place for place in places(library)] + [library.report]


def reading(library, _):
    """From the front page to a difference between versions, by links, without a script."""
    with chromium() as driver:
        driver.get(library.url + "/")
        driver.find_element(By.LINK_TEXT, REVISED).click()
        expect(REVISED, driver.find_element(By.TAG_NAME, "h1").text)
        driver.get(driver.current_url + "/diff/1/2")
        expect(True, any("second version" in e.text for e in driver.find_elements(By.TAG_NAME, "ins")))
        driver.get(f"{library.url}/documents/{library.revised}/versions/1")
        driver.find_element(By.CSS_SELECTOR, f"a[href*='{library.revised}']")
        driver.get(f"{library.url}/documents/{library.withdrawn}")
        expect(True, "withdrawn" in driver.find_element(By.TAG_NAME, "main").text.lower())
        expect([], complaints(driver))


def searching_by_keyboard(library, _):
    """The first stop of the tabulator skips the navigation; a search needs no pointer."""
    with chromium() as driver:
        driver.get(library.url + "/")
        driver.switch_to.active_element.send_keys(Keys.TAB)
        expect("#content", driver.switch_to.active_element.get_attribute("href")[-8:])
        field = driver.find_element(By.NAME, "q")
        field.send_keys("heat pump", Keys.ENTER)
        expect(True, "/search?q=heat" in driver.current_url)
        expect(True, REVISED in [link.text for link in driver.find_elements(By.CSS_SELECTOR, "main a")])


def attacks(library, _):
    """A script could run here, and the answer's still does not; nothing is fetched from elsewhere."""
    with chromium(script=True) as driver:
        driver.get(f"{library.url}/documents/{library.hostile}")
        expect(True, driver.title.startswith(HOSTILE))
        expect([], [e.tag_name for e in driver.find_elements(By.CSS_SELECTOR, "script, img, iframe, style, svg, object")])
        allowed = ("http://", "https://", "mailto:", "#")
        links = [e.get_attribute("href") for e in driver.find_elements(By.CSS_SELECTOR, "a[href]")]
        expect([], [link for link in links if not link.startswith(allowed)])
        expect("visible", driver.find_element(By.TAG_NAME, "body").value_of_css_property("visibility"))
        loaded = driver.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
        expect([], [name for name in loaded if not name.startswith(library.url)])
        expect([], complaints(driver))


def narrow(library, _):
    """No page is wider than a telephone."""
    with chromium(PHONE, script=True) as driver:
        for place in addresses(library):
            driver.get(place)
            width = driver.execute_script("return document.documentElement.scrollWidth")
            expect((place, True), (place, width <= PHONE[0]))


def accessible(library, _):
    """axe finds nothing, in the light and in the dark, at both widths."""
    for size in (PHONE, DESKTOP):
        with chromium(size, script=True) as driver:
            for scheme in ("light", "dark"):
                prefer(driver, scheme)
                for place in addresses(library):
                    driver.get(place)
                    found = Axe().run(driver)["violations"]
                    expect((place, scheme, []), (place, scheme, [(v["id"], v["nodes"][0]["html"][:120]) for v in found]))


def exported(library, folder):
    """The static site is read from the disk, by links alone."""
    with chromium() as driver:
        driver.get((folder / "index.html").as_uri())
        driver.find_element(By.LINK_TEXT, REVISED).click()
        expect(REVISED, driver.find_element(By.TAG_NAME, "h1").text)
        size = driver.find_element(By.TAG_NAME, "h1").value_of_css_property("font-size")
        expect(True, float(size.removesuffix("px")) > 20)
        expect([], complaints(driver))


def reported(library, _):
    """The report has its colours in the light and in the dark, under a policy that lets nothing else in."""
    with chromium(script=True) as driver:
        drawn = set()
        for scheme in ("light", "dark"):
            prefer(driver, scheme)
            driver.get(library.report)
            marks = driver.find_elements(By.CSS_SELECTOR, "#solidHolds .mark")
            drawn |= {mark.value_of_css_property("fill") for mark in marks}
            expect(True, all(bar.size["width"] > 300 for bar in driver.find_elements(By.CSS_SELECTOR, ".bar")))
        expect(2, len(drawn))
        expect(True, HOSTILE in driver.find_element(By.ID, "findings").find_element(By.XPATH, "..").text)
        expect([], complaints(driver))


def complaints(driver):
    """What the browser has written to its console: refused by the policy, not found, thrown."""
    return [entry["message"] for entry in driver.get_log("browser") if "favicon.ico" not in entry["message"]]


def expect(expected, found):
    """One comparison."""
    if expected != found:
        raise AssertionError(f"expected {expected}, found {found}")


if __name__ == "__main__":
    main()
