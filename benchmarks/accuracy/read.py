"""What graphkit reads out of the labelled notes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from graphkit.extract.statement import Extraction
from graphkit.identity.evidence import gather
from graphkit.identity.resolution import Resolution
from graphkit.identity.resolve import resolve
from graphkit.vault.config import load_config
from graphkit.vault.files import Vault
from graphkit.worker import Setup, read_batch, reading, reads


def extractions(root: Path, paths: Iterable[str] | None = None) -> dict[str, Extraction]:
    """The notes below a folder (or those of `paths`) as they are read, by path."""
    config, _ = load_config(root)
    wanted = None if paths is None else set(paths)
    files = [
        file for file in Vault(root, config).files() if file.kind == "note" and (wanted is None or file.path in wanted)
    ]
    read = reads(read_batch(reading(Setup(str(root.resolve()), config), files)))
    return {one.file.path: msgspec.msgpack.decode(one.extraction, type=Extraction) for one in read if one.extraction}


def resolution(root: Path) -> tuple[dict[str, Extraction], Resolution]:
    """A whole folder, read and resolved as a build does it."""
    config, _ = load_config(root)
    others = [file for file in Vault(root, config).files() if file.kind != "note"]
    notes = extractions(root)
    return notes, resolve(list(notes.values()), gather(Vault(root, config), others, config), config)
