"""onnxruntime's side of the comparison: reads JSON arrays of texts, answers with seconds of processor time and vectors.

Tokens are made before the clock starts, on both sides; pooling and normalisation count.
usage: bench_peer.py MODEL_FOLDER MODEL.onnx THREADS
"""

import json
import os
import sys
import time

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


def main(folder, model, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.enable_padding()
    tokenizer.enable_truncation(256)
    print("ready", flush=True)
    for line in sys.stdin:
        encodings = tokenizer.encode_batch(json.loads(line))
        tokens = np.array([encoding.ids for encoding in encodings], np.int32)
        mask = np.array([encoding.attention_mask for encoding in encodings], np.int32)
        start = time.process_time()
        hidden = session.run(None, {"tokens": tokens, "segments": np.zeros_like(tokens), "mask": mask})[0]
        vectors = (hidden * mask[:, :, None]).sum(1)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        seconds = time.process_time() - start
        print(json.dumps({"seconds": seconds, "vectors": vectors.tolist()}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
