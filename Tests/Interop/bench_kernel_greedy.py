"""Greedy answers of the trained model by llama.cpp beside the corpus, whose answers ours gives exactly (DemoModelTests)."""

import json
import sys

import llama_cpp


def main(model, corpus):
    llama = llama_cpp.Llama(model, n_ctx=256, n_threads=1, verbose=False)
    with open(corpus, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    same = 0
    for record in records:
        messages = [{"role": "user", "content": record["wordings"][0]}]
        reply = llama.create_chat_completion(messages, temperature=0, max_tokens=128)
        same += reply["choices"][0]["message"]["content"] == record["answer"]
    print(json.dumps({
        "name": "trained-model-greedy",
        "answers": len(records),
        "same_answer": round(same / len(records), 4),
        "reference_name": "llama.cpp, native build",
    }), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
