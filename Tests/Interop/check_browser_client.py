"""Runs the module of docs/guides/client.md in Debian's Chromium as printed: `check_browser_client.py BINDERY`."""

import json
import shutil
import subprocess
import sys
import tempfile

from served_library import ANSWER, Mirror, ServedLibrary, cases, guide_block

# The page imports the module, tries every case, and posts what came of it.
PAGE = b"""<!doctype html><meta charset="utf-8"><title>cases</title><script type="module">
import { verifiedObject } from "/client.js";
const { root, addresses } = await (await fetch("/cases.json")).json();
const results = [];
for (const [number, address] of addresses.entries()) {
  try {
    const object = await verifiedObject(`${location.origin}/${number}`, address, root);
    results.push({ text: object.credentialSubject.answer.text });
  } catch (error) {
    results.push({ error: String(error) });
  }
}
await fetch("/results", { method: "POST", body: JSON.stringify(results) });
</script>"""


def main():
    """It returns a good object, and throws for a forged one."""
    browser = shutil.which("chromium")
    if browser is None:
        print("skipped: there is no chromium; `make test-browser` installs it")
        return
    with ServedLibrary(sys.argv[1]) as library:
        tried = cases(library)
        results = results_in(browser, library, list(tried.values()))
        for (name, (_, _, is_good)), result in zip(tried.items(), results, strict=True):
            if ("error" in result) == is_good or result.get("text", ANSWER) != ANSWER:
                raise SystemExit(f"{name}: {result}")
            print(f"  {name}: {result.get('error', 'verified')}")


def results_in(browser, library, tried):
    """What the page makes of each case."""
    listed = {"root": library.root, "addresses": [address for address, _, _ in tried]}
    pages = {
        "/": ("text/html", PAGE),
        "/client.js": ("text/javascript", guide_block("js").encode()),
        "/cases.json": ("application/json", json.dumps(listed).encode()),
    }
    # The browser's other processes may write a moment longer than the first one lives.
    profiles = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    with Mirror(library, tried, pages) as mirror, profiles as profile:
        running = subprocess.Popen(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}",
             "--disable-background-networking", "--remote-debugging-port=0", mirror.url + "/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            if not mirror.received.wait(60):
                raise SystemExit("the page did not say within a minute what came of it")
        finally:
            running.terminate()
            running.wait()
        return mirror.result


if __name__ == "__main__":
    main()
