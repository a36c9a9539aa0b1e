"""A library that `bindery serve` serves, and what a liar would serve in its place, for the clients of docs/guides/client.md."""

import http.server
import json
import os
import pathlib
import re
import subprocess
import tempfile
import threading
import urllib.request

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from signing import TestKey, digest_multibase, jcs, lineage, secured, sha256

GUIDE = pathlib.Path(__file__).parents[2] / "docs/guides/client.md"
ANSWER = "A hash function maps bytes to a short digest.\n"
# What a parser that writes JSON again would change: numbers, names that look like indices, a member named `proof`, escapes.
FREE = r'{"https://library.example/x":{"10":1e-7,"9":0.1,"proof":[{"proof":"\",\"proof\":["}],"s":"\u001f€"}}'


def guide_block(language):
    """The first code block of a language in the guide."""
    return re.search(rf"\n```{language}\n(.*?)\n```", GUIDE.read_text(), re.DOTALL)[1] + "\n"


class ServedLibrary:
    """`with ServedLibrary(program) as library`: a registry with one published document, served on loopback."""

    def __init__(self, program):
        self.program = str(pathlib.Path(program).resolve())

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        key = Ed25519PrivateKey.from_private_bytes(sha256(b"bindery test key: publisher"))
        pem = self.folder / "publisher.pem"
        pem.touch(0o600)
        pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        made = self._run("init", "library", "--key", "publisher.pem", "--name", "A library", "--key-folder", "keys")
        self.root, self.origin = made["root"], made["origin"]
        self.text = self.document("publisher")
        (self.folder / "draft.jsonld").write_text(self.text)
        self.object = self._run("publish", "draft.jsonld", "--registry", "library")["object"]
        self._server = subprocess.Popen(
            [self.program, "serve", "library", "--port", "0", "--log-level", "error"], cwd=self.folder,
            env=self._environment(), stdout=subprocess.PIPE, text=True)
        self.url = self._server.stdout.readline().split(" at ")[1].strip().rstrip("/")
        return self

    def __exit__(self, *_):
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def document(self, signer, answer=ANSWER, registry=None):
        """The canonical text of a document whose extensions no careless re-writing survives."""
        question, scope, key = "What is a hash function?", {"language": "en"}, TestKey(signer)
        line = lineage(question, scope)
        subject = {
            "formatVersion": 1, "lineage": line, "question": question, "scope": scope, "version": 1,
            "change": {"kind": "initial"}, "asOf": "2026-11-23", "license": "CC-BY-4.0",
            "answer": {"text": answer, "mediaType": "text/markdown", "digestMultibase": digest_multibase(answer.encode()),
                       "origin": "human"},
            "freshness": {"class": "timeless"}, "distribution": "public", "reproducibility": "authored",
            "recheck": "compare", "extensions": "@",
        }
        document = {
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v1"],
            "id": f"urn:bound-knowledge:{line}:1", "type": ["VerifiableCredential", "BoundDocument"],
            "registry": registry or self.origin, "name": question, "issuer": {"id": key.did, "name": "A library"},
            "validFrom": "2026-11-23T00:00:00Z", "credentialSubject": subject,
        }
        free = lambda value: jcs(value).decode().replace('"extensions":"@"', f'"extensions":{FREE}')
        return free(secured(document, [key.proof(document, "2026-11-23T00:00:00Z", signed=free(document).encode())]))

    def _run(self, *arguments):
        ran = subprocess.run(
            [self.program, *arguments, "--json"], cwd=self.folder, env=self._environment(), capture_output=True, text=True)
        if ran.returncode != 0:
            raise SystemExit(f"bindery {' '.join(arguments)}: {ran.stderr}")
        return json.loads(ran.stdout)

    def _environment(self):
        return os.environ | {"XDG_CONFIG_HOME": f"{self.folder}/config", "XDG_DATA_HOME": f"{self.folder}/data"}


def cases(library):
    """What a client is tried with, by name: address, the text that is served for it, and whether it holds."""
    text = library.text
    tampered, stranger = text.replace("short", "long"), library.document("stranger")
    another = library.document("publisher", "Another answer.\n")
    moved = json.loads(another)["proof"][0]["proofValue"]
    swapped = re.sub(r'("proofValue":")[^"]+', rf"\g<1>{moved}", text)
    unsigned = re.sub(r'"proof":\[\{"@context".*?\}\],"registry"', '"proof":[],"registry"', text)
    elsewhere = library.document("publisher", registry="other.example/library")
    return {
        "good": (library.object, text, True),
        "other bytes": (library.object, another, False),
        "a changed answer": (_address(tampered), tampered, False),
        "a stranger's signature": (_address(stranger), stranger, False),
        "a signature of another document": (_address(swapped), swapped, False),
        "no signature": (_address(unsigned), unsigned, False),
        "another library's": (_address(elsewhere), elsewhere, False),
    }


def _address(text):
    return "sha256:" + sha256(text.encode()).hex()


class Mirror:
    """`with Mirror(cases, pages) as mirror`: serves each case at `/<number>/objects/<address>`, and every root as it is."""

    def __init__(self, library, cases, pages=None):
        self.received = threading.Event()
        self.result = None
        self._pages = dict(pages or {})
        for number, (address, text, _) in enumerate(cases):
            root = urllib.request.urlopen(f"{library.url}/objects/{library.root}").read()
            self._pages[f"/{number}/objects/{library.root}"] = ("application/vc", root)
            self._pages[f"/{number}/objects/{address}"] = ("application/vc", text.encode())
        mirror = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path not in mirror._pages:
                    return self.send_error(404)
                self._send(*mirror._pages[self.path])

            def do_POST(self):
                mirror.result = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self._send("text/plain", b"")
                mirror.received.set()

            def _send(self, kind, body):
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
