"""What the page of a person or organisation says about its names: aliases and addresses."""

from __future__ import annotations

import re
from typing import Final

from graphkit.extract.names import bare_name
from graphkit.vault.note import Note
from graphkit.vault.values import as_list, text_of

_ALIASES: Final = ("aliases", "alias", "also_known_as", "aka", "nickname", "nicknames", "misspellings")
_MAILS: Final = ("email", "e-mail", "emails", "mail")
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def page_name(note: Note) -> str:
    """The name of the person or organisation whose page this is: `name`, the folder's, or the title."""
    name = bare_name(text_of(note.front.values.get("name")))
    return name or (note.place.name if note.place.page else "") or bare_name(note.title)


def aliases_of(note: Note) -> tuple[tuple[str, str], ...]:
    """Pairs (name, other way to write it) that the page states, its folder's and title's among them."""
    name = page_name(note)
    given = [alias for key in _ALIASES for alias in as_list(note.front.values.get(key))]
    if note.place.page:
        given.append(note.place.name)
    return tuple((name, alias) for alias in dict.fromkeys(given) if alias and name and alias != name)


def mailboxes_of(note: Note) -> tuple[tuple[str, str], ...]:
    """Pairs (name, e-mail address) that the page states, addresses in lower case."""
    name = page_name(note)
    found: dict[str, None] = {}
    for key in _MAILS:
        for text in as_list(note.front.values.get(key)):
            found.update((address.lower(), None) for address in _ADDRESS.findall(text))
    return tuple((name, address) for address in found if name)
