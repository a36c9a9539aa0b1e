"""A full sample of each `--json` output: (schema, members that may be absent, sample)."""

_ADDRESS = "sha256:" + "01" * 32
_CLAIM = "sha256:" + "ab" * 32
_KEY = "z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z"
_LINEAGE = "abcdefghijklmnopqrstuvwxyz"
_COMMIT = "0123456789" * 4
_DIGEST = "uEiAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHw"
_FINDING = {
    "code": "bad-signature",
    "severity": "error",
    "pointer": "/proof/0/proofValue",
    "problem": "the signature does not match",
    "remedy": "Fetch the object again.",
}
_KEY_OUTPUT = {
    "file": "keys/publisher.pem",
    "did": f"did:key:{_KEY}",
    "publicKeyMultibase": _KEY,
    "fingerprint": "SHA256:z/fSv0Z0RZS+Lccbc6ZoOWwt/fbj1VFJGSBKQbo4icE",
    "encrypted": True,
}


def _half(name):
    """One half of the mutation suite, with one kind."""
    return {
        "half": name,
        "pairs": 100,
        "lowest_recall": 0.99,
        "false_equivalent": 0,
        "false_contradicted": 0.01,
        "passes": True,
        "kinds": [
            {
                "kind": "negation",
                "label": "contradicted",
                "pairs": 100,
                "recall": 0.99,
                "gated": True,
                "verdicts": {
                    "identical": 0,
                    "equivalent": 0,
                    "revised": 0,
                    "undecided": 1,
                    "contradicted": 99,
                    "unanswerable": 0,
                    "unstable": 0,
                },
            }
        ],
    }


_RECEIPT = {
    "object": _ADDRESS,
    "claim": _CLAIM,
    "type": "BoundDocument",
    "lineage": _LINEAGE,
    "version": 1,
    "commit": _COMMIT,
    "status": "published",
    "draft": "drafts/one.jsonld",
}
_RECEIPT_OPTIONAL = {"lineage", "version", "commit", "draft"}
_PROPOSAL_OPTIONAL = {"note", "published", "problem", "decided", "decisionNote"}
_PROPOSAL = {
    "proposal": "0123456789ab",
    "state": "accepted",
    "object": _ADDRESS,
    "lineage": _LINEAGE,
    "version": 4,
    "question": "What is demand response?",
    "outcome": "revised",
    "date": "2026-11-23T00:00:00Z",
    "note": "One sentence more.",
    "published": _CLAIM,
    "problem": "version 4 was published meanwhile",
    "decided": "2026-11-24T00:00:00Z",
    "decisionNote": "Better.",
}
_OUTCOMES = ("failed", "identical", "unanswerable", "unstable", "contradicted", "revised", "equivalent", "undecided")
_COST = {"prefilledTokens": 2264, "generatedTokens": 12, "cpuSeconds": 1.25, "joules": 20.5}

SAMPLES = [
    ("key-new", {"file", "encrypted"}, _KEY_OUTPUT),
    ("key-new", set(), {"file": "publisher.pem", "dryRun": True}),
    ("key-show", {"file", "encrypted"}, _KEY_OUTPUT),
    ("bind", {"lineage", "version", "commit"}, _RECEIPT | {"status": "draft"}),
    ("publish", _RECEIPT_OPTIONAL, _RECEIPT),
    ("withdraw", _RECEIPT_OPTIONAL, _RECEIPT | {"type": "Withdrawal", "status": "dry-run"}),
    (
        "init",
        set(),
        {"registry": "library", "root": _ADDRESS, "origin": "library.example/a1b2c3d4", "keys": "keys"},
    ),
    ("init", {"origin", "keys"}, {"registry": "library", "origin": "library.example/x", "keys": "keys", "dryRun": True}),
    (
        "approve",
        {"required"},
        {
            "draft": "one.jsonld",
            "object": _ADDRESS,
            "claim": _CLAIM,
            "approvals": [f"did:key:{_KEY}"],
            "status": "approved",
            "required": 2,
        },
    ),
    (
        "export",
        {"dryRun"},
        {
            "folder": "site",
            "objects": 3,
            "files": 22,
            "bytes": 90000,
            "restricted": 0,
            "withheld": 0,
            "dryRun": True,
        },
    ),
    (
        "import",
        {"question", "draft", "claim", "lineage", "version", "existing", "problems", "problems.*.field"},
        {
            "file": "faq.csv",
            "line": 12,
            "status": "draft",
            "question": "What is a hash function?",
            "draft": "drafts/0011-what-is-a-hash-function.json",
            "claim": _CLAIM,
            "lineage": _LINEAGE,
            "version": 1,
            "existing": _ADDRESS,
            "problems": [
                {
                    "severity": "warning",
                    "line": 12,
                    "column": 1,
                    "field": "question",
                    "problem": "the question differs only in case or space from the one at faq.csv:3:1",
                    "remedy": "If both ask the same, keep one of them.",
                }
            ],
        },
    ),
    (
        "demo",
        set(),
        {"registry": "library", "root": _ADDRESS, "origin": "demo.bindery.example/starter", "objects": [_ADDRESS]},
    ),
    (
        "demo",
        set(),
        {"registry": "library", "origin": "demo.bindery.example/starter", "documents": 100, "dryRun": True},
    ),
    (
        "root-show",
        set(),
        {
            "formatVersion": 1,
            "version": 1,
            "expires": "2027-11-23T00:00:00Z",
            "roles": {
                role: {"threshold": 1, "keys": [{"id": f"did:key:{_KEY}", "name": "root key"}] if role == "root" else []}
                for role in ("root", "publisher", "auditor", "log", "commit", "witness")
            },
            "revoked": [],
        },
    ),
    (
        "root-pin",
        {"replaced", "dryRun"},
        {
            "root": _ADDRESS,
            "origin": "library.example/a1b2c3d4",
            "replaced": _CLAIM,
            "version": 2,
            "expires": "2027-11-23T00:00:00Z",
            "dryRun": True,
        },
    ),
    (
        "verify",
        {"type", "claim", "name", "lineage", "version", "status"},
        {
            "object": _ADDRESS,
            "verdict": "rejected",
            "type": "BoundDocument",
            "claim": _CLAIM,
            "name": "Demand response",
            "lineage": _LINEAGE,
            "version": 3,
            "signers": [f"did:key:{_KEY}"],
            "status": "superseded",
            "findings": [_FINDING],
        },
    ),
    (
        "audit",
        {"root", "byType.BoundDocument", "findings.*.object", "findings.*.path", "findings.*.commit"},
        {
            "registry": "library",
            "origin": "library.example/a1b2c3d4",
            "head": _COMMIT,
            "root": _ADDRESS,
            "verdict": "rejected",
            "commits": 4,
            "objects": 44,
            "byType": {"BoundDocument": 44},
            "findings": [_FINDING | {"object": _ADDRESS, "path": "objects/01/01/x.jsonld", "commit": _COMMIT}],
        },
    ),
    (
        "list",
        {"lineage", "version", "language", "topics", "asOf", "reviewBy", "overdue"},
        {
            "object": _ADDRESS,
            "type": "BoundDocument",
            "name": "What is demand response?",
            "status": "withdrawn",
            "date": "2026-11-23T00:00:00Z",
            "lineage": _LINEAGE,
            "version": 3,
            "language": "en",
            "topics": ["energy", "grids"],
            "asOf": "2026-11-23",
            "reviewBy": "2027-11-23",
            "overdue": True,
        },
    ),
    (
        "history",
        {
            "continues",
            "versions.*.note",
            "versions.*.withdrawals.*.replacedBy",
            "versions.*.withdrawals.*.note",
        },
        {
            "lineage": _LINEAGE,
            "question": "What is demand response?",
            "continues": _LINEAGE[::-1],
            "versions": [
                {
                    "object": _ADDRESS,
                    "version": 1,
                    "change": "initial",
                    "note": "The first one.",
                    "date": "2026-11-23T00:00:00Z",
                    "asOf": "2026-11-23",
                    "status": "withdrawn",
                    "withdrawals": [
                        {
                            "object": _CLAIM,
                            "date": "2026-11-24T00:00:00Z",
                            "reason": "error",
                            "severity": "prefer-replacement",
                            "replacedBy": _ADDRESS,
                            "note": "Read the other.",
                        }
                    ],
                }
            ],
        },
    ),
    (
        "diff",
        {"members.*.old", "members.*.new"},
        {
            "old": {"object": _ADDRESS, "date": "2026-11-23T00:00:00Z", "lineage": _LINEAGE, "version": 1},
            "new": {"object": _CLAIM, "date": "2026-11-24T00:00:00Z", "lineage": _LINEAGE, "version": 2},
            "answer": [{"change": "kept", "text": "One. "}, {"change": "removed", "text": "Two.\n"}],
            "members": [{"pointer": "/credentialSubject/topics", "old": "[\"grids\"]", "new": ""}],
        },
    ),
    (
        "resolve",
        {"match", "documents.*.scope.jurisdiction", "documents.*.scope.audience", "documents.*.scope.subject"},
        {
            "result": "withdrawn",
            "language": "en",
            "match": "question-form",
            "documents": [
                {
                    "object": _ADDRESS,
                    "question": "What is demand response?",
                    "lineage": _LINEAGE,
                    "version": 3,
                    "scope": {
                        "language": "en-GB",
                        "jurisdiction": "United Kingdom",
                        "audience": "engineers",
                        "subject": "grids",
                    },
                    "status": "withdrawn",
                    "verdict": "stale",
                    "date": "2026-11-23T00:00:00Z",
                    "asOf": "2026-11-23",
                    "findings": [_FINDING],
                }
            ],
        },
    ),
    (
        "ask",
        set(),
        {
            "bound": True,
            "mediaType": "text/markdown",
            "text": "A number.\n",
            "resolution": {"result": "none", "language": "en", "documents": []},
        },
    ),
    ("ask", {"resolution"}, {"bound": False, "resolution": {"result": "none", "language": "en", "documents": []}}),
    (
        "ask",
        {"resolution", "model.systemFingerprint", "model.responseId"},
        {
            "bound": False,
            "model": {
                "provider": "127.0.0.1",
                "name": "demo",
                "version": "demo-2026",
                "systemFingerprint": "fp_1",
                "responseId": "chat-1",
            },
            "text": "A number.",
            "resolution": {"result": "none", "language": "en", "documents": []},
        },
    ),
    ("ask", set(), {"bound": False, "model": _ADDRESS, "text": "A number."}),
    (
        "search",
        {"topics"},
        {
            "object": _ADDRESS,
            "question": "What is demand response?",
            "lineage": _LINEAGE,
            "version": 3,
            "language": "en",
            "status": "withdrawn",
            "date": "2026-11-23T00:00:00Z",
            "topics": ["energy"],
            "passage": [{"text": "Loads ", "match": False}, {"text": "respond", "match": True}],
        },
    ),
    ("model-add", {"lineage", "version", "commit", "draft"}, _RECEIPT | {"type": "ModelManifest"}),
    ("model-install", {"dryRun"}, {"file": "models/00.gguf", "digest": "01" * 32, "dryRun": True}),
    (
        "model-list",
        set(),
        {
            "object": _ADDRESS,
            "name": "demo",
            "version": "1",
            "status": "current",
            "architecture": "llama",
            "quantisation": "Q8_0",
            "numerics": "bk1",
            "contextLength": 256,
            "weights": [{"name": "demo.gguf", "digest": "01" * 32, "byteSize": 2998912}],
            "license": "CC-BY-4.0",
            "installed": True,
        },
    ),
    (
        "model-logits",
        set(),
        {
            "file": "demo.gguf",
            "numerics": "bk1",
            "isa": "avx2",
            "threads": 2,
            "batch": 512,
            "tokens": 12,
            "hash": "01" * 32,
        },
    ),
    ("rederive", set(), {"object": _ADDRESS, "outcome": "bitwise", "model": _ADDRESS, "tokens": 14}),
    (
        "rederive",
        {"attestation", "attestation.lineage", "attestation.version", "attestation.commit", "attestation.draft"},
        {
            "object": _ADDRESS,
            "outcome": "bitwise",
            "model": _ADDRESS,
            "tokens": 14,
            "attestation": _RECEIPT | {"type": "Attestation"},
        },
    ),
    (
        "rederive",
        {"difference.found", "difference.expected"},
        {
            "object": _ADDRESS,
            "outcome": "failed",
            "model": _ADDRESS,
            "tokens": 7,
            "difference": {"index": 6, "offset": 31, "found": " 9", "expected": " 10:00 on weekda"},
        },
    ),
    (
        "rederive",
        {"model"},
        {
            "object": _ADDRESS,
            "outcome": "unknown",
            "model": _ADDRESS,
            "tokens": 0,
            "problem": "models/00.gguf: the model file demo.gguf is not in the model folder",
            "remedy": "Fetch it and run `bindery model install FILE`.",
        },
    ),
    (
        "reverify",
        set(),
        {"object": _ADDRESS, "model": _ADDRESS, "outcome": "identical", "followed": 14, "tokens": 14},
    ),
    (
        "reverify",
        {"difference.found", "difference.expected"},
        {
            "object": _ADDRESS,
            "model": _ADDRESS,
            "outcome": "different",
            "followed": 6,
            "tokens": 13,
            "difference": {"index": 6, "offset": 36, "found": "10", "expected": "9:00 on weekdays"},
            "text": "The library opens at 10:00.",
        },
    ),
    (
        "recompute",
        {f"{place}.{outcome}" for place in ("outcomes", "parts.*.outcomes") for outcome in _OUTCOMES}
        | {f"{place}.{name}" for place in ("spent", "regeneration") for name in ("cpuSeconds", "joules")}
        | {"parts.*.bySample", "findings.*.outcome", "findings.*.proposal", "findings.*.by", "causes.*.cause"}
        | {"nothingNewSince", "nextPolicyDigest", "earlierPolicyDigest"},
        {
            "model": "answers@2",
            "state": "done",
            "started": "2026-11-26T05:42:00Z",
            "nothingNewSince": "2026-11-26T05:42:00Z",
            "policyDigest": _DIGEST,
            "policySource": "library",
            "nextPolicyDigest": _DIGEST,
            "earlierPolicyDigest": _DIGEST,
            "documents": {"all": 160, "authored": 4, "ofOtherModels": 3, "unaffected": 1, "neverRechecked": 1},
            "outcomes": dict.fromkeys(_OUTCOMES, 1),
            "parts": [
                {
                    "name": "class general, traffic 0",
                    "documents": 151,
                    "outcomes": dict.fromkeys(_OUTCOMES, 1),
                    "attestedBySample": 92,
                    "voided": 0,
                    "bySample": {
                        "probes": 59,
                        "material": 0,
                        "bound": 0.0495,
                        "confidence": 0.95,
                        "tolerance": 0.05,
                    },
                }
            ],
            "findings": [
                {
                    "document": _ADDRESS,
                    "question": "What is demand response?",
                    "outcome": "contradicted",
                    "proposal": "0123456789ab",
                    "state": "reviewed",
                    "by": _ADDRESS,
                }
            ],
            "causes": [{"changed": ["weights", "template"], "cause": "weights", "documents": 1}],
            "changedSources": [{"document": _ADDRESS, "sources": ["s1"]}],
            "effects": {"attested": 150, "unsigned": 1, "superseded": 0, "waitingUndecided": 1},
            "spent": _COST,
            "regeneration": _COST,
        },
    ),
    (
        "recompute",
        set(),
        {
            "model": "answers@2",
            "state": "nothingToDo",
            "started": "2026-11-26T05:42:00Z",
            "policyDigest": _DIGEST,
            "policySource": "defaults",
            "documents": dict.fromkeys(("all", "authored", "ofOtherModels", "unaffected", "neverRechecked"), 0),
            "outcomes": {},
            "parts": [],
            "findings": [],
            "causes": [],
            "changedSources": [],
            "effects": dict.fromkeys(("attested", "unsigned", "superseded", "waitingUndecided"), 0),
            "spent": {"prefilledTokens": 0, "generatedTokens": 0},
            "regeneration": {"prefilledTokens": 0, "generatedTokens": 0},
        },
    ),
    (
        "recompute-policy-show",
        {"policy.formatVersion", "policy.samples"},
        {"policySource": "library", "policyDigest": _DIGEST, "policy": {"formatVersion": 1, "samples": 3}},
    ),
    (
        "recompute-policy-set",
        {"commit"},
        {"status": "published", "policyDigest": _DIGEST, "commit": _COMMIT},
    ),
    (
        "recompute-plan",
        {"strata.*.probes"}
        | {
            f"estimate.{place}.{name}"
            for place in ("least", "most", "regeneration")
            for name in ("cpuSeconds", "joules")
        },
        {
            "model": "answers@2",
            "policyDigest": _DIGEST,
            "policySource": "given",
            "documents": {
                "all": 160,
                "authored": 4,
                "ofOtherModels": 3,
                "finished": 8,
                "unaffected": 1,
                "neverRechecked": 1,
                "checkedEach": 2,
            },
            "changes": [{"components": ["weights", "template"], "documents": 151}],
            "strata": [
                {
                    "name": "class general, traffic 0",
                    "documents": 151,
                    "probes": 59,
                    "tolerance": 0.05,
                    "deadlineDays": 30,
                }
            ],
            "changedSources": [{"document": _ADDRESS, "sources": ["s1"]}],
            "estimate": {
                "leastChecked": 59,
                "least": _COST,
                "mostChecked": 151,
                "most": _COST,
                "regeneration": _COST,
            },
        },
    ),
    ("proposals-list", _PROPOSAL_OPTIONAL, _PROPOSAL),
    (
        "proposals-list",
        set(),
        {"state": "damaged", "file": "library/.bindery/proposals/x.json", "problem": "the file is no JSON"},
    ),
    (
        "proposals-show",
        _PROPOSAL_OPTIONAL | {"evidence"},
        _PROPOSAL | {"differences": [{"kind": "added"}], "evidence": {"x": 1}, "draft": {"x": 1}},
    ),
    ("proposals-accept", _RECEIPT_OPTIONAL, _RECEIPT),
    ("proposals-reject", set(), {"proposal": "0123456789ab", "status": "rejected"}),
    (
        "embed",
        set(),
        {
            "text": "Who signs an answer?",
            "numerics": "bk1",
            "precision": "int8",
            "tokens": 7,
            "vector": [-0.6000000238418579, 0.800000011920929],
        },
    ),
    (
        "bench",
        set(),
        {
            "name": "publish",
            "unit": "documents/s",
            "ours": 9100.5,
            "reference": 7000,
            "reference_name": "git fast-import",
            "ratio": 1.3,
        },
    ),
    (
        "bench-recompute",
        set(),
        {
            "name": "comparison",
            "unit": "share",
            "ours": 0.99,
            "reference": 0.98,
            "reference_name": "least recall of a gated kind of contradiction, held out",
            "ratio": 1.0102,
            "passes": True,
            "answers": 209,
            "seed": "1",
            "halves": [_half("development"), _half("held-out")],
        },
    ),
    (
        "error",
        {"error.findings"},
        {
            "error": {
                "code": "not-a-registry",
                "location": "library",
                "problem": "the folder has no registry.jsonld",
                "remedy": "Make a registry with `bindery init`.",
                "findings": [_FINDING],
            }
        },
    ),
]
