"""The example documents, models, attestations, withdrawals and alias sets."""

from example_envelope import signed, urn
from signing import address, claim, digest_multibase, lineage

QUESTION = "What is demand response"
SCOPE = {"language": "en", "jurisdiction": "EU", "audience": "general public", "subject": "electricity grids"}
TEMPLATE = b"{% for message in messages %}<{{ message.role }}>{{ message.content }}{% endfor %}"
ENERGY = {"joules": "412.5", "method": "RAPL package domain, idle subtracted", "low": "380", "high": "450.25"}
SOURCE = {
    "id": "s1",
    "role": "citation",
    "title": "Demand response",
    "url": "https://www.iea.org/energy-system/energy-efficiency-and-demand/demand-response",
    "digestMultibase": digest_multibase(b"bindery test source"),
    "locator": 'section "Tracking", § 2',
    "retrieved": "2026-11-20",
}
NOTE_SOURCE = {"id": "s2", "role": "further", "title": "Notes on tariffs: cent/kWh, 15 minutes"}


def _digest(text):
    return digest_multibase(text.encode())


def _answer(text, origin, media_type="text/markdown"):
    return {"text": text, "mediaType": media_type, "digestMultibase": _digest(text), "origin": origin}


def _document(question, scope, version, name, subject, signers=("publisher",), **envelope):
    line = lineage(question, scope)
    subject = {"lineage": line, "question": question, "scope": scope, "version": version, **subject}
    return signed("BoundDocument", f"urn:bound-knowledge:{line}:{version}", name, subject, list(signers), **envelope)


def _authored_subject(text, change, freshness, **optional):
    return {
        "change": change,
        "answer": _answer(text, "human"),
        "sources": [SOURCE, NOTE_SOURCE],
        "asOf": "2026-11-23",
        "freshness": freshness,
        "license": "CC-BY-4.0",
        "distribution": "public",
        "reproducibility": "authored",
        "recheck": "compare",
        **optional,
    }


def first_authored(continued):
    """Version 1, written by a person, continuing an earlier wording of the question."""
    text = "Demand response means that consumers shift or lower their use when asked [^s1].\n"
    subject = _authored_subject(
        text,
        {"kind": "initial"},
        {"class": "general", "reviewBy": "2027-11-23"},
        continues=continued["credentialSubject"]["lineage"],
    )
    return _document(QUESTION, SCOPE, 1, "Demand response", subject)


def authored(previous):
    """Version 2, approved by two publishers, with every optional envelope member."""
    text = (
        "Demand response means that consumers shift or lower their use of electricity when the grid asks [^s1].\n\n"
        "1. **Price**: a tariff of 0 to 40 ct/kWh.\n2. **Incentive**: a payment for each kWh not used.\n"
    )
    subject = _authored_subject(
        text,
        {"kind": "correction", "note": "The first version left out payments.\nReported by a reader."},
        {"class": "numeric", "reviewBy": "2027-05-23"},
        previous=address(previous),
        continues=previous["credentialSubject"]["continues"],
        topics=["energy", "markets"],
        extensions={"https://library.example/extensions/shelf": {"row": 4, "labels": ["grün", "blue"], "empty": []}},
    )
    figure = {
        "id": "https://library.example/figures/load-shift.svg",
        "digestMultibase": digest_multibase(b"bindery test figure"),
        "mediaType": "image/svg+xml",
        "name": "A day's load before and after",
        "byteSize": 18231,
    }
    return _document(
        QUESTION,
        SCOPE,
        2,
        "Demand response",
        subject,
        ("publisher", "publisher-2"),
        validUntil="2028-11-23T00:00:00Z",
        relatedResource=[figure, figure | {"id": "urn:example:load-table"}],
    )


def declared(original):
    """A translation by an external engine, edited by a person; every optional derivation member but numerics."""
    raw = "Laststeuerung heisst, dass Verbraucher ihren Strombezug verschieben.\n"
    text = "Laststeuerung heißt, dass Verbraucher ihren Strombezug verschieben, etwa auf 13\u202fUhr [^s1].\n"
    derivation = {
        "model": {
            "provider": "Example Engines",
            "name": "example-large",
            "version": "2026-09-01",
            "systemFingerprint": "fp_44709d6fcb",
            "responseId": "resp-0001",
        },
        "numerics": "provider default",
        "messages": [
            {"role": "system", "content": "Antworte knapp.\n\tKeine Anrede."},
            {"role": "user", "content": "Übersetze: What is demand response?"},
            {"role": "assistant", "content": "Einen Augenblick."},
            {"role": "tool", "content": '{"glossary": "Laststeuerung"}'},
        ],
        "templateDigest": digest_multibase(TEMPLATE),
        "sampler": {
            "temperature": "0.7",
            "topK": "40",
            "topP": "0.95",
            "minP": "0.05",
            "typicalP": "1",
            "repetitionPenalty": "1.1",
            "repetitionWindow": "64",
            "presencePenalty": "-0.5",
            "frequencyPenalty": "0",
            "maxTokens": "512",
            "stop": ["</s>", "Frage:"],
        },
        "seed": "18446744073709551615",
        "inputTokens": 61,
        "outputTokens": 19,
        "outputDigest": _digest(raw),
        "rawOutput": raw,
        "edit": {"note": "Rechtschreibung, Uhrzeit ergänzt."},
        "noiseFloor": {
            "samples": 3,
            "identical": 1,
            "equivalent": 2,
            "sampleDigests": [_digest(raw), _digest("b"), _digest("c")],
        },
        "started": "2026-11-22T10:00:00Z",
        "ended": "2026-11-22T10:00:04Z",
        "energy": ENERGY,
    }
    subject = {
        "change": {"kind": "initial"},
        "answer": _answer(text, "model-edited"),
        "sources": [SOURCE | {"role": "grounding"}],
        "asOf": "2026-11-22",
        "freshness": {"class": "general", "reviewBy": "2027-11-23"},
        "license": "https://library.example/licence",
        "topics": ["Energie"],
        "translationOf": original,
        "distribution": "restricted",
        "reproducibility": "declared",
        "recheck": "compare",
        "derivation": derivation,
    }
    return _document("Was ist Laststeuerung", {"language": "de"}, 1, "Laststeuerung", subject)


def bitwise(model):
    """An answer by a local model that anyone can derive again, bit by bit."""
    text = "A grid asks; consumers use less."
    subject = {
        "change": {"kind": "initial"},
        "answer": _answer(text, "model", "text/plain"),
        "asOf": "2026-11-23",
        "freshness": {"class": "timeless"},
        "license": "CC0-1.0 OR CC-BY-4.0",
        "distribution": "public",
        "reproducibility": "bitwise",
        "recheck": "rederive",
        "derivation": {
            "model": model,
            "numerics": "bk1",
            "messages": [{"role": "user", "content": "Explain demand response in six words"}],
            "templateDigest": digest_multibase(TEMPLATE),
            "sampler": {"temperature": "0"},
            "seed": "0",
            "inputTokens": 11,
            "outputTokens": 8,
            "outputDigest": _digest(text),
        },
    }
    return _document("Explain demand response in six words", {"language": "en"}, 1, "Demand response, briefly", subject)


def model_manifest(number, previous):
    """A model of two weight files."""
    weights = [
        {
            "name": f"example-{part}.gguf",
            "digestMultibase": _digest(f"weights {number}.{part}"),
            "byteSize": 4096 * part,
        }
        for part in (1, 2)
    ]
    subject = {
        "name": "example-tiny",
        "version": f"0.{number}",
        "weights": weights,
        "tokenizerDigest": _digest("tokenizer"),
        "templateDigest": digest_multibase(TEMPLATE),
        "architecture": "llama",
        "quantisation": "Q8_0",
        "numerics": "bk1",
        "contextLength": 2048,
        "license": "Apache-2.0",
    }
    if previous is not None:
        subject |= {
            "source": "https://models.example/example-tiny",
            "trainingEnergy": ENERGY | {"joules": "3600000", "low": "3000000", "high": "4200000.5"},
            "previous": previous,
            "extensions": {"urn:example:card": {"reviewed": True, "score": None}},
        }
    return signed(
        "ModelManifest", urn("model-manifest", f"model {number}"), f"example-tiny 0.{number}", subject, ["publisher"]
    )


def attestation(document, reviewed, model=None):
    """An auditor's statement: a review that extends the review date, or a derivation that agreed bit by bit."""
    subject = {"object": address(document), "claim": claim(document)}
    if reviewed:
        subject |= {
            "kind": "reviewed",
            "outcome": "passed",
            "evidence": {
                "checked": ["s1", "s2"],
                "minutes": 25,
                "remark": None,
                "by": {"id": "reader-7", "type": "person"},
            },
            "reviewBy": "2028-05-23",
            "extensions": {"https://library.example/extensions/desk": "reading room"},
        }
    else:
        subject |= {"kind": "rederived", "outcome": "bitwise", "model": model}
    label = subject["kind"]
    return signed(
        "Attestation",
        urn("attestation", label),
        f"Demand response: {label}",
        subject,
        ["auditor"],
        proof_expires="2036-11-23T00:00:00Z" if reviewed else None,
    )


def withdrawal(document, replacement):
    """The first version, withdrawn in favour of the second."""
    subject = {
        "object": address(document),
        "claim": claim(document),
        "reason": "error",
        "severity": "prefer-replacement",
        "replacedBy": replacement,
        "note": "Payments were missing.",
        "extensions": {"https://library.example/extensions/ticket": 17},
    }
    return signed("Withdrawal", urn("withdrawal", "first"), "Withdrawn: demand response, 1", subject, ["publisher"])


def alias_set(of, version, previous):
    """Other wordings of the question; the first version has none."""
    subject = {"lineage": of, "version": version}
    if previous is None:
        subject |= {"wordings": [], "refused": []}
    else:
        subject |= {
            "previous": previous,
            "wordings": [
                "What does demand response mean?",
                "Explain demand-side response",
                "Qu'est-ce que l'effacement ?",
            ],
            "refused": ["What is supply and demand?", "How do I respond to a demand?"],
            "extensions": {"https://library.example/extensions/origin": ["editor"]},
        }
    return signed(
        "AliasSet", urn("alias-set", f"aliases {version}"), "Wordings of demand response", subject, ["publisher"]
    )
