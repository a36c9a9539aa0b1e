"""Runs the Python client of docs/guides/client.md as printed: `check_python_client.py BINDERY`."""

import subprocess
import sys

from served_library import ANSWER, Mirror, ServedLibrary, cases, guide_block


def main():
    """It prints the answer of a good object, and nothing of a forged one."""
    with ServedLibrary(sys.argv[1]) as library:
        client = library.folder / "client.py"
        client.write_text(guide_block("python"))
        tried = cases(library)
        with Mirror(library, tried.values()) as mirror:
            for number, (name, (address, _, is_good)) in enumerate(tried.items()):
                ran = run(client, f"{mirror.url}/{number}", address, library.root)
                if (ran.returncode == 0) != is_good or ran.stdout != (ANSWER if is_good else ""):
                    raise SystemExit(f"{name}: exit {ran.returncode}, {ran.stdout!r}\n{ran.stderr}")
        direct = run(client, library.url, library.object, library.root)
        if direct.stdout != ANSWER:
            raise SystemExit(f"from bindery serve: {direct.stderr}")
        print(f"{len(tried)} objects, {sum(not case[2] for case in tried.values())} of them refused")


def run(client, *arguments):
    """One run of the client."""
    return subprocess.run([sys.executable, client, *arguments], capture_output=True, text=True, timeout=60)


if __name__ == "__main__":
    main()
