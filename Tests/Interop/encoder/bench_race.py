"""Lets both sides of `make bench-encoder` take turns, and prints one JSON object for each kind of work.

usage: bench_race.py BINDERY MODEL_FOLDER ONNX_FOLDER ROUNDS
"""

import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# 12 tokens with their marks.
SENTENCE = "Who signs an answer and when is it checked?"
# Of other lengths, as texts are: 3 to 30 words.
SENTENCES = [" ".join((SENTENCE.split() * 4)[:3 + 27 * index // 31]) for index in range(32)]
WORKS = {"1 sentence": [SENTENCE], "32 sentences": SENTENCES, "32 sentences of one length": [SENTENCE] * 32}


def start(command):
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    if process.stdout.readline() != "ready\n":
        raise RuntimeError(f"{command[0]} did not start")
    return process


def ask(process, texts):
    process.stdin.write(json.dumps(texts) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def cosine(left, right):
    dot = sum(x * y for x, y in zip(left, right))
    return dot / (sum(x * x for x in left) * sum(y * y for y in right)) ** 0.5


def main(bindery, folder, onnx, rounds):
    exact = None
    for precision in ["f32", "int8"]:
        ours = start([bindery, "bench", "encoder-probe", "--model", folder, "--precision", precision])
        peer = start([sys.executable, os.path.join(HERE, "bench_peer.py"), folder,
                      os.path.join(onnx, precision + ".onnx"), "1"])
        sides = [ask(side, SENTENCES)["vectors"] for side in (ours, peer)]
        exact = exact or sides[1]
        least = [min(map(cosine, exact, vectors)) for vectors in sides]
        for work, texts in WORKS.items():
            ask(ours, texts), ask(peer, texts)
            pairs = [(ask(ours, texts)["seconds"], ask(peer, texts)["seconds"]) for _ in range(int(rounds))]
            print(json.dumps({
                "name": f"minilm-{precision}-{work.replace(' ', '-')}",
                "unit": "sentences/s of processor time, 1 thread",
                "ours": round(len(texts) / statistics.median(pair[0] for pair in pairs), 1),
                "reference": round(len(texts) / statistics.median(pair[1] for pair in pairs), 1),
                "reference_name": "onnxruntime, fused operators" + (", dynamic int8" if precision == "int8" else ""),
                "ratio": round(statistics.median(pair[1] / pair[0] for pair in pairs), 2),
                "cosine_to_reference_f32": round(least[0], 6),
                "cosine_of_reference": round(least[1], 6),
            }), flush=True)
        for side in (ours, peer):
            side.stdin.close()
            side.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
