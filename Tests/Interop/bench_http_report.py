"""Prints what bench_http.sh measured: a table, then one JSON object a line, the one for GET last."""

import json
import os
import pathlib
import sys

MODES = [
    ("not-modified", "http-not-modified", "304"),
    ("pipelined", "http-pipelined-16", "GET, 16 at a time"),
    ("get", "http-get-by-hash", "GET by hash"),
]


def best(work, mode, side):
    """The run with the most requests a second: (requests/s, p50 in us, p99 in us, CPU in us a request)."""
    runs = []
    for path in sorted(work.glob(f"{mode}-{side}-*")):
        lines = path.read_text().splitlines()
        line = next((line for line in lines if line.startswith("RESULT")), None)
        if line is None:
            sys.exit(f"{path.name}: wrk gave no result\n{path.read_text()}")
        requests, duration, p50, p99, errors = map(int, line.split()[1:])
        if errors:
            sys.exit(f"{path.name}: {errors} errors\n{path.read_text()}")
        ticks = int(lines[-1].split()[1])
        cpu = ticks / os.sysconf("SC_CLK_TCK") * 1e6 / requests
        runs.append((requests * 1e6 / duration, p50, p99, cpu))
    return max(runs)


def main():
    """Reads the folder that is named; exits 1 where a side had errors."""
    work = pathlib.Path(sys.argv[1])
    print(f"32 connections, one core each; load of the machine {os.getloadavg()[0]:.1f}")
    lines, rates = [], {}
    for mode, name, title in MODES:
        ours, nginx = best(work, mode, "ours"), best(work, mode, "nginx")
        rates[mode] = ours[0]
        for side, (rate, p50, p99, cpu) in (("bindery", ours), ("nginx", nginx)):
            print(f"{title:18} {side:8} {rate:9.0f} requests/s  p50 {p50:6} us  p99 {p99:6} us"
                  f"  server CPU {cpu:5.1f} us a request")
        lines.append(
            {"name": name, "unit": "requests/s", "ours": round(ours[0]), "reference": round(nginx[0]),
             "reference_name": "nginx", "ratio": round(ours[0] / nginx[0], 3)})
    print(f"304 against 200 of ours: {rates['not-modified'] / rates['get']:.2f}")
    for line in lines:
        print(json.dumps(line))


if __name__ == "__main__":
    main()
