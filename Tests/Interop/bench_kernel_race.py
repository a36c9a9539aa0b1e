"""Lets both sides of `make bench-kernel` take turns, and prints one JSON object for each kind of work."""

import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WORKS = ["prefill 128", "prefill 512", "decode 64"]


def start(command):
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    if process.stdout.readline() != "ready\n":
        raise RuntimeError(f"{command[0]} did not start")
    return process


def ask(process, work):
    """Seconds of processor time and on the wall."""
    process.stdin.write(work + "\n")
    process.stdin.flush()
    return tuple(map(float, process.stdout.readline().split()))


def main(bindery, model, threads, rounds):
    ours = start([bindery, "bench", "kernel-probe", "--model", model, "--threads", threads])
    peer = start([sys.executable, os.path.join(HERE, "bench_kernel_peer.py"), model, threads])
    # On one thread processor time is what a free core would need; on more, waiting counts too.
    clock = 0 if threads == "1" else 1
    for work in WORKS:
        count = int(work.split()[1])
        ask(ours, work), ask(peer, work)
        pairs = [(ask(ours, work)[clock], ask(peer, work)[clock]) for _ in range(int(rounds))]
        print(json.dumps({
            "name": f"{os.path.basename(model)[:-5]}-{work.replace(' ', '-')}-threads-{threads}",
            "unit": "tokens/s of processor time" if clock == 0 else "tokens/s",
            "ours": round(count / statistics.median(pair[0] for pair in pairs), 1),
            "reference": round(count / statistics.median(pair[1] for pair in pairs), 1),
            "reference_name": "llama.cpp, native build",
            "ratio": round(statistics.median(pair[1] / pair[0] for pair in pairs), 2),
        }), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
