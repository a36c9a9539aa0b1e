"""Logits of `bindery bench kernel-probe` beside those of llama.cpp, for the same GGUF: prints one JSON object."""

import json
import os
import subprocess
import sys

import llama_cpp
import numpy

from bench_kernel_peer import opened


def ours(bindery, path, count):
    command = [bindery, "bench", "kernel-probe", "--model", path, "--threads", "1"]
    output = subprocess.run(command, input=f"logits {count}\n", text=True, check=True, stdout=subprocess.PIPE).stdout
    return numpy.array([line.split() for line in output.splitlines()[1:]], dtype=numpy.float64)


def theirs(path, count):
    context, vocabulary = opened(path, 1)
    batch = llama_cpp.llama_batch_init(count, 0, 1)
    batch.n_tokens = count
    for index in range(count):
        batch.token[index], batch.pos[index] = index * 37 % vocabulary, index
        batch.n_seq_id[index], batch.seq_id[index][0], batch.logits[index] = 1, 0, 1
    status = llama_cpp.llama_decode(context, batch)
    if status:
        raise RuntimeError(f"llama_decode returned {status}")
    rows = [llama_cpp.llama_get_logits_ith(context, index) for index in range(count)]
    return numpy.stack([numpy.ctypeslib.as_array(row, shape=(vocabulary,)) for row in rows]).astype(numpy.float64)


def log_softmax(logits):
    shifted = logits - logits.max(1, keepdims=True)
    return shifted - numpy.log(numpy.exp(shifted).sum(1, keepdims=True))


def main(bindery, path, count, least):
    found, expected = ours(bindery, path, int(count)), theirs(path, int(count))
    norms = numpy.linalg.norm(found, axis=1) * numpy.linalg.norm(expected, axis=1)
    cosine = (found * expected).sum(1) / norms
    p, q = log_softmax(expected), log_softmax(found)
    print(json.dumps({
        "name": f"{os.path.basename(path)[:-5]}-logits",
        "cosine_least": round(cosine.min(), 6),
        "divergence_mean": float(f"{(numpy.exp(p) * (p - q)).sum(1).mean():.3g}"),
        "same_greedy_token": round(float((found.argmax(1) == expected.argmax(1)).mean()), 3),
        "reference_name": "llama.cpp, native build",
    }), flush=True)
    if cosine.min() < float(least):
        sys.exit(f"{path}: a cosine of {cosine.min():.6f}, expected at least {least}")


if __name__ == "__main__":
    main(*sys.argv[1:])
