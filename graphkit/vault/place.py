"""What the folder of a note says about it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from graphkit.vault.note import Place

#: Folder names whose sub-folders are entities, and the kind of entity.
ENTITY_FOLDERS: Final = MappingProxyType(
    {
        "people": "person",
        "projects": "project",
        "customers and partners": "organisation",
        "customers & partners": "organisation",
        "customers": "organisation",
        "partners": "organisation",
        "accounts": "organisation",
        "organisations": "organisation",
        "organizations": "organisation",
        "companies": "organisation",
        "rob": "forum",
        "forums": "forum",
    }
)


def place_of(path: str) -> Place:
    """The entity a note is filed under: `Work/People/Ann Lee/2026-02-10 - 1to1.md` is about the person Ann
    Lee.

    `path` has `/` between its parts. The innermost entity folder counts; `area` is the folder path above it.
    `page` is true for README.md and for `Ann Lee.md` within the entity's folder, and for `People/Ann Lee.md`.
    """
    *folders, file = path.split("/")
    stem = file.rsplit(".", 1)[0]
    for at in range(len(folders) - 1, -1, -1):
        kind = ENTITY_FOLDERS.get(folders[at].strip().lower())
        if not kind:
            continue
        area = "/".join(folders[:at])
        if at + 1 < len(folders):
            name = folders[at + 1].strip()
            own = at + 2 == len(folders) and stem.casefold() in ("readme", "index", name.casefold())
            return Place(kind, name, area, own)
        if stem.casefold() in ("readme", "index", "_manifest") or stem[:2].isdigit():
            return Place("", "", area, False)
        return Place(kind, stem.strip(), area, True)
    return Place()
