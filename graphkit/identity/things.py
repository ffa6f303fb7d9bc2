"""Projects and forums: what folders and front matter name, and people only belong to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graphkit.extract.statement import Extraction
from graphkit.identity.agents import forum_of, project_of
from graphkit.identity.names import Names
from graphkit.identity.resolution import Entity, EntityType, Ref
from graphkit.identity.slugs import distinct, slug


class Things:
    """The projects and forums of a vault, by what they are called."""

    def __init__(self, extractions: Iterable[Extraction], names: Names) -> None:
        self._names = names
        written: dict[str, defaultdict[str, Counter[str]]] = {
            "project": defaultdict(Counter), "forum": defaultdict(Counter)
        }  # fmt: skip
        aliases: defaultdict[str, set[str]] = defaultdict(set)
        for note in extractions:
            for kind, field in (("project", project_of(note)), ("forum", forum_of(note))):
                for name in (field, note.place.name if note.place.kind == kind else ""):
                    if name:
                        written[kind][names.key(name)][name] += 1
            for canonical, other in note.aliases:
                aliases[names.key(canonical)].add(other)
        self._refs = {kind: _refs(kind, keys) for kind, keys in written.items()}
        self._written = written
        self._aliases = aliases
        self._by_alias = {
            kind: {names.key(way): ref for key, ref in refs.items() for way in sorted(aliases.get(key, ()))}
            for kind, refs in self._refs.items()
        }

    def project(self, name: str) -> Ref | None:
        """The project that is called so."""
        return self._find("project", name)

    def forum(self, name: str) -> Ref | None:
        """The forum that is called so."""
        return self._find("forum", name)

    @property
    def forum_names(self) -> list[str]:
        """The forums' labels."""
        return [entity.label for entity in self.entities() if entity.type == "Forum"]

    def is_one(self, key: str) -> bool:
        """Whether a folded name is a project's or a forum's."""
        return any(key in refs for refs in (*self._refs.values(), *self._by_alias.values()))

    def entities(self) -> list[Entity]:
        """All projects and forums, with their best attested names."""
        found = []
        kinds: tuple[tuple[str, EntityType], ...] = (("project", "Project"), ("forum", "Forum"))
        for kind, type_ in kinds:
            for key, ref in sorted(self._refs[kind].items()):
                forms = self._written[kind][key]
                label = min(forms, key=lambda form: (form.islower(), -forms[form], form))
                aliases = sorted({*forms, *self._aliases.get(key, ())} - {label})
                found.append(Entity(ref, type_, label, tuple(aliases)))
        return found

    def _find(self, kind: str, name: str) -> Ref | None:
        if not name:
            return None
        key = self._names.key(name)
        return self._refs[kind].get(key) or self._by_alias[kind].get(key)


def _refs(kind: str, keys: Iterable[str]) -> dict[str, Ref]:
    slugs = distinct({key: (slug(key), key) for key in sorted(keys)})
    return {key: Ref(kind, short) for key, short in slugs.items()}
