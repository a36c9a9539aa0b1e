"""What docs/format/objects.md says about members, stated apart from the schemas so that an error shows."""

import re

OPAQUE = ("extensions", "evidence", "policy", "differences", "draft")

# Members with a `?` whose absence is always allowed. What a rule ties to another member (previous, derivation,
# rawOutput, edit, a document's reviewBy) is not here: once present it may not go.
OPTIONAL = re.compile(
    r"validUntil|relatedResource|proof\.\*\.(created|expires)|policy"
    r"|credentialSubject\.(extensions|continues|sources|topics|translationOf|source|trainingEnergy|model|evidence|reviewBy"
    r"|replacedBy|note|scope\.(jurisdiction|audience|subject)|change\.note"
    r"|sources\.\*\.(url|digestMultibase|locator|retrieved)"
    r"|derivation\.(seed|noiseFloor|noiseFloor\.sampleDigests|started|ended|energy|model\.(systemFingerprint|responseId)"
    r"|sampler\.(topK|topP|minP|typicalP|repetitionPenalty|repetitionWindow|presencePenalty|frequencyPenalty|maxTokens"
    r"|stop))|roles\.\w+\.keys\.\*\.(validFrom|expires|scope))"
)
OPTIONAL_UNLESS_BITWISE = re.compile(
    r"credentialSubject\.derivation\.(numerics|templateDigest|inputTokens|outputTokens)"
)
OPTIONAL_IN_MODELS = re.compile(r"credentialSubject\.previous")
OPTIONAL_WHEN_TIMELESS = re.compile(r"credentialSubject\.freshness\.reviewBy")


def may_go(document, shape):
    """Whether objects.md lets this member be absent from this document, all else equal."""
    subject = document.get("credentialSubject", {})
    return bool(
        OPTIONAL.fullmatch(shape)
        or (subject.get("reproducibility") != "bitwise" and OPTIONAL_UNLESS_BITWISE.fullmatch(shape))
        or ("weights" in subject and OPTIONAL_IN_MODELS.fullmatch(shape))
        or (subject.get("freshness", {}).get("class") == "timeless" and OPTIONAL_WHEN_TIMELESS.fullmatch(shape))
    )


_OTHER = "sha256:" + "0" * 64
_OLD = "did:key:z6Mk" + "1" * 44
_S = "credentialSubject"
_D = (_S, "derivation")

# (example, path, value): each breaks one rule. A missing member is added.
REFUSED = [
    ("bound-document-authored-1", (_S, "previous"), _OTHER),
    ("bound-document-authored-1", (_S, "version"), 2),
    ("bound-document-authored-1", (_S, "version"), 0),
    ("bound-document-authored-1", (_S, "change", "kind"), "update"),
    ("bound-document-authored", (_S, "change", "kind"), "initial"),
    ("bound-document-authored", (_S, "version"), 1),
    ("bound-document-authored", (_S, "version"), 2**53),
    ("bound-document-authored", (_S, "version"), 2.5),
    ("bound-document-authored", (_S, "reproducibility"), "declared"),
    ("bound-document-authored", (_S, "answer", "origin"), "model"),
    ("bound-document-authored", (_S, "derivation"), {}),
    ("bound-document-authored", (_S, "question"), " What"),
    ("bound-document-authored", (_S, "question"), "What  is"),
    ("bound-document-authored", (_S, "question"), "What\nis"),
    ("bound-document-authored", (_S, "question"), ""),
    ("bound-document-authored", (_S, "answer", "text"), "a\rb"),
    ("bound-document-authored", (_S, "answer", "text"), ""),
    ("bound-document-authored", (_S, "answer", "mediaType"), "text/html"),
    ("bound-document-authored", (_S, "sources"), []),
    ("bound-document-authored", (_S, "sources", 0, "id"), "s0"),
    ("bound-document-authored", (_S, "sources", 0, "url"), "ftp://example.org/"),
    ("bound-document-authored", (_S, "sources", 0, "url"), "https://example.org/ü"),
    ("bound-document-authored", (_S, "topics"), ["a", "a"]),
    ("bound-document-authored", (_S, "asOf"), "2026-02-30"),
    ("bound-document-authored", (_S, "asOf"), "2026-11-23\n"),
    ("bound-document-authored", (_S, "asOf"), "2026-11-3"),
    (
        "bound-document-authored",
        ("proof",),
        [
            {
                "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v1"],
                "type": "DataIntegrityProof",
                "cryptosuite": "eddsa-jcs-2022",
                "verificationMethod": f"{_OLD}#{_OLD[8:]}",
                "proofPurpose": "assertionMethod",
                "proofValue": "z" + "1" * 64,
            }
        ]
        * 65,
    ),
    ("bound-document-authored", (_S, "license"), ""),
    ("bound-document-authored", (_S, "license"), "CC BY 4.0"),
    ("bound-document-authored", (_S, "license"), " MIT"),
    ("bound-document-authored", (_S, "license"), "MIT "),
    ("bound-document-authored", (_S, "license"), "MIT\n"),
    ("bound-document-authored", (_S, "license"), "MIT\tOR Apache-2.0"),
    ("bound-document-authored", (_S, "license"), "MIT/Apache-2.0"),
    ("bound-document-authored", (_S, "license"), "MIT OR"),
    ("bound-document-authored", (_S, "license"), "MIT Or Apache-2.0"),
    ("bound-document-authored", (_S, "license"), "MIT Apache-2.0"),
    ("bound-document-authored", (_S, "license"), "GPL-2.0 +"),
    ("bound-document-authored", (_S, "license"), "()"),
    ("bound-document-authored", (_S, "license"), "(MIT) WITH x"),
    ("bound-document-authored", (_S, "license"), "MIT WITH x+"),
    ("bound-document-authored", (_S, "license"), "LicenseRef-a_b"),
    ("bound-document-authored", (_S, "license"), "DocumentRef-a:MIT"),
    ("bound-document-authored", (_S, "license"), "ftp://example.org/"),
    ("bound-document-authored", (_S, "license"), "a" * 2001),
    ("bound-document-authored", (_S, "extensions"), {}),
    ("bound-document-authored", (_S, "extensions"), {"shelf": 1}),
    ("bound-document-authored", ("name",), "a\tb"),
    ("bound-document-authored", ("registry",), "a b"),
    ("bound-document-authored", ("registry",), "a+b"),
    ("bound-document-authored", ("registry",), "a" * 256),
    ("bound-document-authored", ("validFrom",), "2026-11-23T00:00:00.0Z"),
    ("bound-document-authored", ("validFrom",), "2026-11-23T00:00:00+00:00"),
    ("bound-document-authored", ("validFrom",), "2026-11-31T00:00:00Z"),
    ("bound-document-authored", ("validFrom",), "2026-11-23T24:00:00Z"),
    ("bound-document-authored", ("type",), ["BoundDocument", "VerifiableCredential"]),
    ("bound-document-authored", ("type",), ["VerifiableCredential", "Withdrawal"]),
    ("bound-document-authored", ("@context",), ["https://www.w3.org/ns/credentials/v2"]),
    ("bound-document-authored", ("id",), "urn:bound-knowledge:attestation:" + "a" * 26),
    ("bound-document-authored", ("issuer", "id"), "did:web:library.example"),
    ("bound-document-authored", ("proof",), []),
    ("bound-document-authored", ("proof", 0, "cryptosuite"), "eddsa-rdfc-2022"),
    ("bound-document-authored", ("proof", 0, "proofPurpose"), "authentication"),
    ("bound-document-authored", ("proof", 0, "proofValue"), "u" + "A" * 86),
    ("bound-document-authored", ("relatedResource",), []),
    ("bound-document-authored", ("relatedResource", 0, "byteSize"), -1),
    ("bound-document-declared", (*_D, "model"), _OTHER),
    ("bound-document-declared", (*_D, "messages"), []),
    ("bound-document-declared", (*_D, "messages", 0, "role"), "developer"),
    ("bound-document-declared", (*_D, "sampler", "temperature"), "0.70"),
    ("bound-document-declared", (*_D, "sampler", "temperature"), "00.7"),
    ("bound-document-declared", (*_D, "sampler", "temperature"), "7e-1"),
    ("bound-document-declared", (*_D, "sampler", "temperature"), ".7"),
    ("bound-document-declared", (*_D, "sampler", "temperature"), "-0"),
    ("bound-document-declared", (*_D, "sampler", "stop"), []),
    ("bound-document-declared", (*_D, "seed"), "-1"),
    ("bound-document-declared", (*_D, "seed"), "-0"),
    ("bound-document-declared", (*_D, "seed"), "01"),
    ("bound-document-declared", (_S, "reproducibility"), "authored"),
    ("bound-document-declared", (_S, "reproducibility"), "bitwise"),
    ("bound-document-declared", (_S, "answer", "origin"), "model"),
    ("bound-document-bitwise", (_S, "answer", "origin"), "model-edited"),
    ("bound-document-bitwise", (_S, "answer", "origin"), "human"),
    ("bound-document-bitwise", (_S, "freshness", "class"), "news"),
    ("bound-document-bitwise", (*_D, "rawOutput"), "x"),
    ("bound-document-bitwise", (*_D, "edit"), {"note": "x"}),
    ("bound-document-bitwise", (*_D, "model"), {"provider": "a", "name": "b", "version": "c"}),
    ("model-manifest", (_S, "weights"), []),
    ("model-manifest", (_S, "contextLength"), 0),
    ("model-manifest", (_S, "license"), "Llama 3 Community License"),
    ("model-manifest", (_S, "tokenizerDigest"), "zQmUArAFf2A9LABbGypjCNe2EL1a7muKQYHob7tQaqZ1TgQ"),
    ("attestation", (_S, "kind"), "audited"),
    ("attestation", (_S, "outcome"), "bitwise"),
    ("attestation", (_S, "outcome"), "identical"),
    ("attestation", (_S, "evidence"), {}),
    ("attestation", (_S, "object"), "sha256:" + "A" * 64),
    ("attestation-rederived", (_S, "reviewBy"), "2027-01-01"),
    ("attestation-rederived", (_S, "outcome"), "passed"),
    ("attestation-rederived", (_S, "kind"), "recomputed"),
    ("withdrawal", (_S, "reason"), "other"),
    ("withdrawal", (_S, "severity"), "warn"),
    ("alias-set", (_S, "version"), 1),
    ("alias-set-1", (_S, "version"), 2),
    ("alias-set-1", (_S, "previous"), _OTHER),
    ("alias-set", (_S, "wordings"), ["a", "a"]),
    ("alias-set", (_S, "refused"), ["a", "a"]),
    ("trust-root", (_S, "version"), 1),
    ("trust-root-1", (_S, "version"), 2),
    ("trust-root-1", (_S, "previous"), _OTHER),
    ("trust-root", (_S, "roles", "root", "keys"), []),
    ("trust-root", (_S, "roles", "publisher", "threshold"), 0),
    ("trust-root", (_S, "roles", "publisher", "keys", 1, "scope"), []),
    ("trust-root", (_S, "roles", "publisher", "keys", 1, "scope"), ["Attestation"]),
    ("trust-root", (_S, "roles", "auditor", "keys", 0, "scope"), ["BoundDocument"]),
    ("trust-root", (_S, "roles", "auditor", "keys", 0, "scope"), ["Attestation", "Attestation"]),
    ("trust-root", (_S, "roles", "root", "keys", 0, "scope"), ["BoundDocument"]),
    ("trust-root", (_S, "roles", "root", "keys", 0, "scope"), ["TrustRoot", "TrustRoot"]),
    ("trust-root", (_S, "roles", "log", "keys", 0, "scope"), ["BoundDocument"]),
    ("trust-root", (_S, "roles", "reader"), {"threshold": 1, "keys": []}),
    ("trust-root", (_S, "revoked", 0, "reason"), "lost"),
    ("trust-root", (_S, "revoked", 0, "asOf"), "2026-11-23"),
    ("registry", ("defaults", "freshness"), "weekly"),
    ("registry", ("defaults", "license"), "CC BY 4.0"),
]

ALLOWED = [
    ("bound-document-bitwise", (_S, "freshness", "reviewBy"), "2030-01-01"),
    ("bound-document-declared", (_S, "version"), 1),
    ("bound-document-authored", (_S, "license"), "GPL-2.0+ with Bison-exception-2.2 or MIT"),
    ("bound-document-authored", (_S, "license"), "MIT AND(LGPL-2.1-or-later OR (BSD-3-Clause))"),
    ("bound-document-authored", (_S, "license"), "DocumentRef-a.b:LicenseRef-c WITH DocumentRef-d:AdditionRef-e"),
    ("bound-document-authored", (_S, "license"), "https://example.org/licence"),
    ("model-manifest", (_S, "license"), "LicenseRef-Llama-3"),
    ("attestation", (_S, "outcome"), "failed"),
    ("trust-root", (_S, "roles", "publisher", "keys"), []),
    ("trust-root", (_S, "revoked", 0, "key"), _OLD),
    ("withdrawal", (_S, "note"), "a\n\tb"),
]
