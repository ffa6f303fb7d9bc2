"""Where a note can be opened from the page: a relative link, and one for Obsidian."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from urllib.parse import quote


def file_link(vault: Path | None, page: Path, note: str) -> str:
    """The link from a page to a note of the vault, "" when the vault is not known.

    It begins with a dot, so that no path of a note reads as the address of something else.

    >>> file_link(Path("/v"), Path("/v/out/page.html"), "People/1 on 1.md")
    '../People/1%20on%201.md'
    >>> file_link(Path("/v"), Path("/v/page.html"), "javascript:alert(1).md")
    './javascript%3Aalert%281%29.md'
    """
    if vault is None or not note:
        return ""
    target = vault.absolute() / note
    try:
        relative = PurePath(os.path.relpath(target, page.absolute().parent)).as_posix()
    except ValueError:
        # Another drive, where Windows knows no relative path.
        return target.as_uri()
    link = quote(relative, errors="surrogateescape")
    return link if link.startswith("../") else f"./{link}"


def obsidian_link(vault: Path | None, note: str) -> str:
    """The link that opens a note in Obsidian, "" when the vault is none of Obsidian's.

    >>> obsidian_link(None, "a.md")
    ''
    """
    if vault is None or not note or not (vault / ".obsidian").is_dir():
        return ""
    name = vault.absolute().name
    return "obsidian://open?vault={}&file={}".format(
        *(quote(part, safe="", errors="surrogateescape") for part in (name, note))
    )
