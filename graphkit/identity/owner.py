"""Whose vault it is, when nobody says so: the titles of conversations of two tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphkit.extract.statement import Extraction
from graphkit.identity.directory import Directory, Person
from graphkit.identity.names import Names
from graphkit.identity.uses import Use


def find_owner(
    written: str,
    directory: Directory,
    extractions: Sequence[Extraction],
    uses: Sequence[Sequence[Use]],
    names: Names,
) -> Person | None:
    """The person called `written`; without it, who stands in most titles such as "Ann Lee 1:1 with Bo Kim".

    Only notes whose keeper writes of themselves ("@Myself") count, when there are any. Of two who stand in equally
    many the one who is named first more often is the keeper; without a difference nobody is.
    """
    if written:
        return _called(written, directory, names)
    own = [at for at, used in enumerate(uses) if any(names.of(use.mention.name).shape == "self" for use in used)]
    found, first = Counter[Person](), Counter[Person]()
    for at in own or range(len(extractions)):
        pair = _pair(extractions[at].title, directory, names)
        if pair:
            found.update(pair)
            first[pair[0]] += 1
    if not found:
        return None
    ranked = sorted(found, key=lambda person: (-found[person], -first[person], person.keys))
    best, *others = ranked
    if others and (found[others[0]], first[others[0]]) == (found[best], first[best]):
        return None
    return best


def _pair(title: str, directory: Directory, names: Names) -> tuple[Person, Person] | None:
    """The two of a conversation's title, when both are people of the vault."""
    for pattern in names.lexicon.pairs:
        match = pattern.match(title)
        if match:
            one, other = (_called(match[part], directory, names) for part in ("a", "b"))
            return (one, other) if one and other and one is not other else None
    return None


def _called(written: str, directory: Directory, names: Names) -> Person | None:
    name = names.of(written)
    if name.shape == "full":
        return directory.by_key.get(name.key)
    found = directory.called(name) if name.shape in ("single", "short") else []
    return found[0] if len(found) == 1 else None
