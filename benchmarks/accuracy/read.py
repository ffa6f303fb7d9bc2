"""What graphkit reads out of the labelled notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from graphkit.extract.statement import Extraction, Mention
from graphkit.identity.evidence import gather
from graphkit.identity.resolution import Resolution
from graphkit.identity.resolve import resolve
from graphkit.vault.config import load_config
from graphkit.vault.files import Vault
from graphkit.worker import Setup, read_batch, reading, reads


def extractions(root: Path, paths: Iterable[str] | None = None, parser: str = "") -> dict[str, Extraction]:
    """The notes below a folder (or those of `paths`) as they are read, by path; `parser` as in `Config`."""
    config, _ = load_config(root)
    config = msgspec.structs.replace(config, parser=parser or config.parser)
    wanted = None if paths is None else set(paths)
    files = [
        file for file in Vault(root, config).files() if file.kind == "note" and (wanted is None or file.path in wanted)
    ]
    read = reads(read_batch(reading(Setup(str(root.resolve()), config), files)))
    return {one.file.path: msgspec.msgpack.decode(one.extraction, type=Extraction) for one in read if one.extraction}


def resolution(root: Path, named: Mapping[str, Iterable[tuple[str, int]]]) -> tuple[dict[str, Extraction], Resolution]:
    """A whole folder, read and resolved as a build does it; `named` are more names of its notes, with their lines."""
    config, _ = load_config(root)
    others = [file for file in Vault(root, config).files() if file.kind != "note"]
    notes = extractions(root)
    for path, names in named.items():
        if path in notes:
            more = tuple((_mention(text), line) for text, line in names)
            notes[path] = msgspec.structs.replace(notes[path], names=(*notes[path].names, *more))
    return notes, resolve(list(notes.values()), gather(Vault(root, config), others, config), config)


def _mention(text: str) -> Mention:
    """A labelled name as the extractors give it."""
    plain = text.strip("*_[]: ").replace("’", "'").removesuffix("'s")
    return Mention("", handle=plain) if plain.startswith("@") else Mention(plain)
