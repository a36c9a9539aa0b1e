"""The example trust roots."""

from example_envelope import KEYS, ORIGIN, signed, urn
from signing import digest_multibase


def _role(names, threshold=1, **details):
    return {
        "threshold": threshold,
        "keys": [
            {"id": KEYS[name].did, "name": f"Example {name}"} | details.get(name.replace("-", "_"), {})
            for name in names
        ],
    }


def _roles(root_keys, root_threshold, publisher):
    return {
        "root": _role(root_keys, root_threshold),
        "publisher": publisher,
        "auditor": _role(["auditor"]),
        "log": _role(["log"]),
        "commit": _role(["commit"]),
        "witness": _role([]),
    }


def first_trust_root():
    """Version 1: one root key."""
    subject = {
        "version": 1,
        "expires": "2027-11-23T00:00:00Z",
        "roles": _roles(["root"], 1, _role(["publisher", "publisher-old"])),
        "revoked": [],
    }
    return signed("TrustRoot", urn("trust-root", "root 1"), "Example Library, root 1", subject, ["root"])


def trust_root(previous):
    """Version 2: two root keys, a narrowed publisher, a witness, a revoked key."""
    publisher = _role(
        ["publisher", "publisher-2"],
        publisher_2={
            "validFrom": "2026-01-01T00:00:00Z",
            "expires": "2029-01-01T00:00:00Z",
            "scope": ["BoundDocument", "Withdrawal"],
        },
    )
    subject = {
        "version": 2,
        "previous": previous,
        "expires": "2028-11-23T00:00:00Z",
        "roles": _roles(["root", "root-2"], 2, publisher) | {"witness": _role(["witness"])},
        "revoked": [
            {
                "key": KEYS["publisher-old"].did,
                "revokedFrom": 7,
                "asOf": {"origin": ORIGIN, "size": 12, "rootHash": digest_multibase(b"bindery test tree")},
                "reason": "superseded",
            }
        ],
        "extensions": {"https://library.example/extensions/ceremony": {"room": "2.14", "present": 3}},
    }
    return signed("TrustRoot", urn("trust-root", "root 2"), "Example Library, root 2", subject, ["root", "root-2"])
