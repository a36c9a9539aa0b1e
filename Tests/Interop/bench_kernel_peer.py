"""llama.cpp's side of `make bench-kernel`: answers each line `prefill COUNT` or `decode COUNT` by the seconds that it took."""

import sys
import time

import llama_cpp
import numpy


def silence(level, text, data):
    """What llama.cpp logs goes nowhere."""


# ctypes keeps no reference to a callback.
SILENT = llama_cpp.llama_log_callback(silence)


def opened(path, threads):
    """A context for the model of the file, and the size of its vocabulary."""
    llama_cpp.llama_log_set(SILENT, None)
    llama_cpp.llama_backend_init()
    model = llama_cpp.llama_model_load_from_file(path.encode(), llama_cpp.llama_model_default_params())
    settings = llama_cpp.llama_context_default_params()
    settings.n_ctx = 2048
    settings.n_batch = settings.n_ubatch = 512
    settings.n_threads = settings.n_threads_batch = int(threads)
    context = llama_cpp.llama_init_from_model(model, settings)
    return context, llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(model))


def main(path, threads):
    context, vocabulary = opened(path, threads)

    def feed(tokens):
        array = (llama_cpp.llama_token * len(tokens))(*tokens)
        status = llama_cpp.llama_decode(context, llama_cpp.llama_batch_get_one(array, len(tokens)))
        if status:
            raise RuntimeError(f"llama_decode returned {status}")
        return llama_cpp.llama_get_logits_ith(context, -1)

    def prefill(count):
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(context), True)
        feed([index * 37 % vocabulary for index in range(count)])

    def decode(count):
        prefill(3)
        token = 0
        for _ in range(count):
            token = int(numpy.argmax(numpy.ctypeslib.as_array(feed([token]), shape=(vocabulary,))))

    print("ready", flush=True)
    for line in sys.stdin:
        work, count = line.split()
        start = time.process_time(), time.monotonic()
        (prefill if work == "prefill" else decode)(int(count))
        print(time.process_time() - start[0], time.monotonic() - start[1], flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
