"""The JavaScript of others that the project carries, fetched by npm: `python tools/vendor.py`.

Versions are those of package.json. vis-network goes into the page; axe-core is for the tests only. Beside each file
stands its licence, and `versions.json` says what it is: name, version, and the digests of the file as published and
as it is here. They differ for vis-network: the style sheets of controls that the page does not use are left out, a
third of the file, which the page's policy would not let in anyway; its first line says so.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
#: For each package: where its files go, and which they are, by the name they get.
WANTED: Final = {
    "vis-network": (
        ROOT / "graphkit" / "view" / "vendor",
        {
            "vis-network.min.js": "standalone/umd/vis-network.min.js",
            "vis-network.LICENSE-APACHE-2.0": "LICENSE-APACHE-2.0",
            "vis-network.LICENSE-MIT": "LICENSE-MIT",
        },
    ),
    "axe-core": (
        ROOT / "tests" / "view" / "vendor",
        {
            "axe.min.js": "axe.min.js",
            "axe.LICENSE": "LICENSE",
            "axe.LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt",
        },
    ),
}
#: A style sheet that a script hands to the function that inserts it.
_STYLE: Final = re.compile(r"""\b[A-Za-z_$]{1,3}\(("[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')\)""")
_NOTICE: Final = "/* Changed by graphkit: the style sheets in it are left out. */\n"


def main() -> None:
    """Fetch every package of package.json that the project carries."""
    versions = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    for name, (folder, files) in WANTED.items():
        folder.mkdir(parents=True, exist_ok=True)
        put(name, versions[name], folder, files)


def put(name: str, version: str, folder: Path, files: dict[str, str]) -> None:
    """Unpack the wanted files of a package, and write down what they are."""
    with tempfile.TemporaryDirectory() as temporary:
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"{name}@{version}"], cwd=temporary, check=True, capture_output=True, text=True
        ).stdout.split()[-1]
        with tarfile.open(Path(temporary) / packed) as archive:
            content = {target: _read(archive, source) for target, source in files.items()}
    script = next(target for target in files if target.endswith(".js"))
    known = {"name": name, "version": version, "file": script, "published": digest(content[script])}
    if name == "vis-network":
        content[script] = without_styles(content[script])
    for target, found in content.items():
        (folder / target).write_bytes(found)
    known["sha256"] = digest(content[script])
    (folder / "versions.json").write_text(json.dumps(known, indent=2) + "\n", "utf-8")


def _read(archive: tarfile.TarFile, source: str) -> bytes:
    member = archive.extractfile(f"package/{source}")
    if member is None:
        raise SystemExit(f"The package has no file {source}.")
    return member.read()


def without_styles(script: bytes) -> bytes:
    """The script with every style sheet that it would insert made empty."""
    code = _STYLE.sub(
        lambda found: found[0] if "{" not in found[1] or "}" not in found[1] else _empty(found[0]),
        script.decode("utf-8"),
    )
    return (_NOTICE + code).encode("utf-8")


def _empty(call: str) -> str:
    return call[: call.index("(")] + '("")'


def digest(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    main()
