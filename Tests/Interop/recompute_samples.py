"""A full policy and full evidence of recomputation: (schema, members that may be absent, sample); what is refused."""

_DIGEST = "uEiAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHw"
_ADDRESS = "sha256:" + "01" * 32
_DECLARED = {"provider": "example", "name": "answers", "version": "2"}
_CLASSES = ("timeless", "general", "numeric", "safety", "news")
_RULE = {"deadlineDays": 30, "tolerance": 0.05, "severity": 2.5}
_SPAN = {"start": 0, "end": 6, "text": "42 kWh"}

_POLICY = {
    "formatVersion": 1,
    "samples": 5,
    "attempts": 2,
    "confidence": 0.95,
    "acceptedMaterial": 0,
    "strata": ["class", "traffic", "age"],
    "classes": {name: dict(_RULE) for name in _CLASSES},
    "actions": {
        "failed": "retry",
        "identical": "attest",
        "unanswerable": "annotate",
        "unstable": "review",
        "contradicted": "quarantine",
        "revised": "supersede",
        "equivalent": "attest",
    },
    "budget": {"cpuSeconds": 3600, "joules": 1.5e6},
    "maxAutoSupersedePerDay": 0.02,
    "maxSuspectShare": 0.5,
    "judge": {"heard": True, "votes": 3, "mayAffirm": False},
}

_EVIDENCE = {
    "formatVersion": 1,
    "outcome": "contradicted",
    "reasons": ["mostContradict", "judged"],
    "changed": ["weights"],
    "cause": "weights",
    "oldModel": _ADDRESS,
    "newModel": _DECLARED,
    "basis": "proved",
    "divergence": {"token": 5, "byteOffset": 21},
    "samples": [
        {
            "seed": "18446744073709551615",
            "digestMultibase": _DIGEST,
            "standing": "contradicted",
            "judgement": "contradicts",
        }
    ],
    "comparison": "language",
    "noiseFloor": {"basis": "recorded", "samples": 5, "identical": 3, "equivalent": 1},
    "judge": _DECLARED,
    "cost": {
        "cpuSeconds": "0.25",
        "joules": "7.5",
        "prefilledTokens": 300,
        "generatedTokens": 12,
        "method": "measured:rapl",
    },
    "policyDigest": _DIGEST,
    "bySample": {
        "stratum": {"class": "general", "traffic": 9, "age": 0},
        "population": 412,
        "probes": 59,
        "material": 0,
        "bound": "0.049508",
        "confidence": "0.95",
        "tolerance": "0.05",
        "seed": "7",
    },
    "differences": [
        {"kind": "number", "weight": "contradiction", "earlier": _SPAN, "later": _SPAN, "note": "42 and 420 kWh differ"}
    ],
    "differencesOmitted": 3,
}
_OPTIONAL = {
    "reasons",
    "cause",
    "basis",
    "divergence",
    "samples",
    "samples.*.seed",
    "samples.*.judgement",
    "comparison",
    "noiseFloor",
    "judge",
    "cost.joules",
    "bySample",
    "bySample.stratum.class",
    "bySample.stratum.traffic",
    "bySample.stratum.age",
    "differences",
    "differences.*.earlier",
    "differences.*.later",
    "differencesOmitted",
}


class _Every:
    """Every member may be absent."""

    def __contains__(self, _):
        return True


SAMPLES = [("policy/recompute", _Every(), _POLICY), ("evidence/recomputed", _OPTIONAL, _EVIDENCE)]

REFUSED = [
    ("policy/recompute", _POLICY, path, value)
    for path, value in [
        (("samples",), 0),
        (("samples",), 101),
        (("samples",), 5.5),
        (("attempts",), 11),
        (("confidence",), 1),
        (("confidence",), 0.49),
        (("strata",), ["class", "class"]),
        (("classes", "news", "tolerance"), 1),
        (("classes", "news", "tolerance"), 0.00001),
        (("classes", "news", "severity"), 0),
        (("classes", "news", "deadlineDays"), 0),
        (("actions", "contradicted"), "supersede"),
        (("actions", "identical"), "review"),
        (("budget", "cpuSeconds"), 0),
        (("maxAutoSupersedePerDay",), 1.1),
        (("maxSuspectShare",), 0),
        (("judge", "votes"), 2),
    ]
] + [
    ("evidence/recomputed", _EVIDENCE, path, value)
    for path, value in [
        (("outcome",), "bitwise"),
        (("cost", "cpuSeconds"), "0.250"),
        (("cost", "cpuSeconds"), "0.1234567"),
        (("bySample", "seed"), "07"),
        (("bySample", "stratum", "traffic"), 10),
        (("noiseFloor", "basis"), "unrecorded"),
        (("differencesOmitted",), 0),
    ]
]

ALLOWED = [
    ("policy/recompute", _POLICY, (), {}),
    ("policy/recompute", _POLICY, ("classes", "news", "tolerance"), 0),
    ("policy/recompute", _POLICY, ("maxAutoSupersedePerDay",), 0),
    ("policy/recompute", _POLICY, ("strata",), []),
    ("evidence/recomputed", _EVIDENCE, ("noiseFloor",), {"basis": "unrecorded"}),
]
