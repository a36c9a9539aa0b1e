"""Queues a draft as a proposal: `make_proposal.py DRAFT REGISTRY` prints its name (docs/format/store.md, section 7.1).

Written after the description alone, so that it says whether the description is enough.
"""

import hashlib
import json
import pathlib
import sys


def canonical(value):
    """JCS bytes of a value without fractions and without names beyond ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def name(subject):
    """The first 12 digits of the digest of what is proposed, without days, times and energy."""
    subject = {key: value for key, value in subject.items() if key != "asOf"}
    subject["freshness"] = subject["freshness"]["class"]
    if "derivation" in subject:
        times = ("started", "ended", "energy")
        subject["derivation"] = {key: value for key, value in subject["derivation"].items() if key not in times}
    return hashlib.sha256(canonical(subject)).hexdigest()[:12]


def main():
    """Writes the proposal's file and prints its name."""
    draft = json.loads(pathlib.Path(sys.argv[1]).read_bytes())
    del draft["proof"]
    subject = draft["credentialSubject"]
    proposal = {
        "formatVersion": 1,
        "made": draft["validFrom"],
        "reason": {"outcome": "revised", "differences": [{"kind": "added"}], "note": "A sentence more."},
        "draft": draft,
    }
    folder = pathlib.Path(sys.argv[2]) / ".bindery" / "proposals"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / f"{subject['lineage']}-{name(subject)}.json").write_bytes(canonical(proposal))
    print(name(subject))


if __name__ == "__main__":
    main()
