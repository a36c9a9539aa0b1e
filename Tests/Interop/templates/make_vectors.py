"""Renders templates with jinja2, set up as Hugging Face transformers does for chat templates.

Usage: make_vectors.py FILE [RANDOM_EXPRESSIONS]

The first line of FILE is the context of templates that have none of their own; each other line is a template and its
output, or `"error": true` where jinja2 refuses it.
"""

import copy
import json
import random
import sys
import warnings

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

import expressions
import pieces
import templates


def environment():
    def to_json(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    def raise_exception(message):
        raise jinja2.exceptions.TemplateError(message)

    made = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"])
    made.filters["tojson"] = to_json
    made.globals["raise_exception"] = raise_exception
    return made


def vector(env, name, template, context):
    line = {"name": name, "template": template}
    if context is not pieces.CONTEXT:
        line["context"] = context
    try:
        # A copy: the filter indent adds a newline to a list, in place.
        return {**line, "output": env.from_string(template).render(**copy.deepcopy(context))}
    except Exception:
        return {**line, "error": True}


def isolated(line):
    """Whether the output says something that is no part of the template: an address, or a generator."""
    output = line.get("output", "")
    return not any(
        mark in output for mark in ("<generator", "<built-in", "<function", "<bound", "dict_", " object at 0x")
    )


def main():
    # Python warns of constants that are subscripted or called.
    warnings.simplefilter("ignore")
    env = environment()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    lines = []
    for name, template in templates.TEMPLATES.items():
        for place, conversation in enumerate(templates.CONVERSATIONS):
            context = {"bos_token": "<s>", "eos_token": "</s>", "add_generation_prompt": False, **conversation}
            lines.append(vector(env, f"{name} {place}", template, context))
    for place, piece in enumerate(pieces.PIECES):
        lines.append(vector(env, f"piece {place}", piece, pieces.CONTEXT))
    generator = random.Random(1)
    for place in range(count):
        template = "{{ " + expressions.expression(generator) + " }}"
        lines.append(vector(env, f"random {place}", template, pieces.CONTEXT))
    with open(sys.argv[1], "w") as file:
        print(json.dumps({"context": pieces.CONTEXT}), file=file)
        for line in lines:
            if isolated(line):
                print(json.dumps(line), file=file)


main()
