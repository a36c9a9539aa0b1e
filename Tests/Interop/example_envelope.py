"""The members that every example shares, and the example keys."""

from signing import TestKey, base32, secured, sha256

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v1"]
ORIGIN = "library.example/a1b2c3d4"
SIGNED_AT = "2026-11-23T00:00:00Z"

KEYS = {
    role: TestKey(role)
    for role in ("root", "root-2", "publisher", "publisher-2", "publisher-old", "auditor", "log", "commit", "witness")
}


def urn(kind, label):
    """`urn:bound-knowledge:<kind>:<26 characters>`, with fixed bits in place of random ones."""
    return f"urn:bound-knowledge:{kind}:{base32(sha256(f'bindery test id: {label}'.encode())[:16])}"


def signed(kind, identifier, name, subject, signers, proof_expires=None, **envelope):
    """A secured object; the first signer is the issuer."""
    document = {
        "@context": CONTEXT,
        "id": identifier,
        "type": ["VerifiableCredential", kind],
        "registry": ORIGIN,
        "name": name,
        "issuer": {"id": KEYS[signers[0]].did, "name": "Example Library"},
        "validFrom": SIGNED_AT,
        **envelope,
        "credentialSubject": {"formatVersion": 1, **subject},
    }
    return secured(document, [KEYS[signer].proof(document, SIGNED_AT, proof_expires) for signer in signers])
