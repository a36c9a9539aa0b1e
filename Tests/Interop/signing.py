"""Addresses, digests, lineages and proofs, written a second time.

Follows docs/format/objects.md and the eddsa-jcs-2022 section of docs/format/proofs.md, and shares no code with the
Swift targets: agreement between the two is what the interop tests show.
"""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LARGEST_INTEGER = 2**53 - 1


def jcs(value):
    """The RFC 8785 bytes of a value whose numbers are integers and whose names are in the basic plane.

    Within these bounds Python's order by code point is the order by UTF-16 code unit, and its escapes are RFC 8785's.
    """
    _require_exact(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _require_exact(value):
    if isinstance(value, dict):
        for name, member in value.items():
            if any(ord(character) > 0xFFFF for character in name):
                raise ValueError(f"the name {name!r} is outside the basic plane")
            _require_exact(member)
    elif isinstance(value, list):
        for element in value:
            _require_exact(element)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > LARGEST_INTEGER):
        raise ValueError(f"{value!r} has no exact canonical form here")


def sha256(data):
    """The 32 bytes of SHA-256."""
    return hashlib.sha256(data).digest()


def address(secured):
    """`sha256:` and the hexadecimal SHA-256 of an object's JCS bytes, proof included."""
    return "sha256:" + sha256(jcs(secured)).hex()


def without_proof(secured):
    """The object that every proof of it signs."""
    return {name: member for name, member in secured.items() if name != "proof"}


def claim(secured):
    """`sha256:` and the hexadecimal SHA-256 of an object's JCS bytes without proof."""
    return address(without_proof(secured))


def digest_multibase(data):
    """`u` and the unpadded base64url of the SHA-256 multihash."""
    return "u" + base64.urlsafe_b64encode(b"\x12\x20" + sha256(data)).decode().rstrip("=")


def base32(data):
    """Unpadded lower-case base32."""
    return base64.b32encode(data).decode().rstrip("=").lower()


def lineage(question, scope):
    """The first 26 base32 characters of SHA-256 over the JCS of question and scope."""
    return base32(sha256(jcs({"question": question, "scope": scope})))[:26]


def base58(data):
    """base58btc without a multibase prefix."""
    number, digits = int.from_bytes(data, "big"), ""
    while number:
        number, remainder = divmod(number, 58)
        digits = BASE58[remainder] + digits
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + digits


def base58_decoded(text, count):
    """The bytes of base58btc text, which must be `count` bytes."""
    number = 0
    for character in text:
        number = number * 58 + BASE58.index(character)
    data = number.to_bytes(count, "big")
    if base58(data) != text:
        raise ValueError(f"{text!r} is not the base58 of {count} bytes")
    return data


class TestKey:
    """An Ed25519 key that anyone can derive: it guards nothing."""

    def __init__(self, role):
        self._private = Ed25519PrivateKey.from_private_bytes(sha256(f"bindery test key: {role}".encode()))
        public = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.multikey = "z" + base58(b"\xed\x01" + public)
        self.did = f"did:key:{self.multikey}"
        self.verification_method = f"{self.did}#{self.multikey}"

    def proof(self, document, created, expires=None, signed=None):
        """A complete eddsa-jcs-2022 proof over a document that has none; `signed` are its bytes where `jcs` cannot write them."""
        config = {
            "@context": document["@context"],
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": created,
            "verificationMethod": self.verification_method,
            "proofPurpose": "assertionMethod",
        }
        if expires is not None:
            config["expires"] = expires
        signature = self._private.sign(sha256(jcs(config)) + sha256(signed or jcs(document)))
        return config | {"proofValue": "z" + base58(signature)}


def secured(document, proofs):
    """The document with its proofs in the order that objects.md section 2 demands."""
    return document | {"proof": sorted(proofs, key=lambda proof: proof["verificationMethod"].encode())}


def verify(document):
    """The DIDs whose proofs hold; raises `InvalidSignature` or `ValueError` for one that doesn't."""
    unsecured, signers = without_proof(document), []
    for proof in document["proof"]:
        config = {name: member for name, member in proof.items() if name != "proofValue"}
        if config.get("@context", unsecured["@context"]) != unsecured["@context"]:
            raise ValueError("the proof's context differs from the document's")
        did, _, fragment = proof["verificationMethod"].partition("#")
        if did != f"did:key:{fragment}" or not proof["proofValue"].startswith("z"):
            raise ValueError("the verification method or proof value is malformed")
        multicodec = base58_decoded(fragment.removeprefix("z"), 34)
        if multicodec[:2] != b"\xed\x01":
            raise ValueError("the key is not Ed25519")
        signature = base58_decoded(proof["proofValue"][1:], 64)
        message = sha256(jcs(config)) + sha256(jcs(unsecured))
        Ed25519PublicKey.from_public_bytes(multicodec[2:]).verify(signature, message)
        signers.append(did)
    return signers
