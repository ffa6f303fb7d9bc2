"""Extractions by hand: what notes say, without notes."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from graphkit.extract.statement import (
    Action,
    AgentKind,
    Attendance,
    Decision,
    Extraction,
    Membership,
    Mention,
    Power,
    Question,
    Right,
    Statement,
)
from graphkit.identity.evidence import Evidence
from graphkit.identity.resolution import Entity, Occasion, Placed, Ref, Resolution
from graphkit.identity.resolve import resolve
from graphkit.vault.config import Config
from graphkit.vault.note import Span
from graphkit.vault.place import place_of


def person(name: str, handle: str = "") -> Mention:
    """A name where a person stands."""
    return Mention(name, "person", handle)


def unknown(name: str, kind: AgentKind = "unknown") -> Mention:
    """A name of which the context says nothing (or `kind`)."""
    return Mention(name, kind)


def attends(*names: str, line: int = 5, certain: bool = False) -> tuple[Attendance, ...]:
    """A list of participants on one line; parentheses stay in the quote."""
    return tuple(Attendance(Span(line, name), person(name.split(" (")[0]), certain) for name in names)


def task(text: str, *owners: str, line: int = 20, **more: Any) -> Action:
    """A task and its owners."""
    return Action(Span(line, f"- [ ] {text}"), text, tuple(person(owner) for owner in owners), **more)


def decided(text: str, *by: str, line: int = 30) -> Decision:
    """A decision, with those it names as deciders."""
    return Decision(Span(line, text), text, tuple(unknown(name) for name in by))


def asked(text: str, line: int = 50) -> Question:
    """An open question."""
    return Question(Span(line, text), text)


def right(quote: str, holder: str | Mention, power: Power = "Decide", line: int = 40, **more: Any) -> Right:
    """A right as one sentence states it."""
    holder = unknown(holder) if isinstance(holder, str) else holder
    return Right(Span(line, quote), holder, power, more.pop("scope", quote), **more)


def member(name: str, organisation: str = "", role: str = "", line: int = 5, **more: Any) -> Membership:
    """A membership."""
    return Membership(Span(line, f"{name} ({role} {organisation})"), person(name), organisation, role, **more)


def note(
    path: str,
    *statements: Statement | Sequence[Statement],
    date: str = "2026-02-10",
    title: str = "",
    kind: str = "meeting",
    names: Sequence[Mention] = (),
    **more: Any,
) -> Extraction:
    """A note that says these things; its folder is read from `path`."""
    said = tuple(one for item in statements for one in (item if isinstance(item, tuple | list) else (item,)))
    title = title or path.rsplit("/", 1)[-1].removesuffix(".md")
    digest = blake2b(repr((title, date, said)).encode(), digest_size=16).hexdigest()
    given: dict[str, Any] = {
        "digest": more.pop("digest", f"b2:{digest}"), "dialect": "generic", "generated": False, "private": False,
        "source": "", "source_kind": "", "place": place_of(path), "entities": {}, "topics": (), "phrases": {},
    }  # fmt: skip
    given.update(more)
    return Extraction(
        path=path, title=title, date=date, kind=kind, statements=said,
        names=tuple((mention, 60 + at) for at, mention in enumerate(names)), **given,
    )  # fmt: skip


def resolved(*notes: Extraction, evidence: Evidence | None = None, owner: str = "") -> Resolution:
    """All of these notes, resolved."""
    return resolve(notes, evidence or Evidence(owner=owner), Config(owner=owner))


def entities(resolution: Resolution, *types: str) -> dict[str, Entity]:
    """The entities of these types by their labels."""
    return {entity.label: entity for entity in resolution.entities if entity.type in types}


def people(resolution: Resolution) -> set[str]:
    """The labels of all people."""
    return set(entities(resolution, "Person"))


def label(resolution: Resolution, ref: Ref | None) -> str | None:
    """What the entity is called; None for no entity."""
    return next((entity.label for entity in resolution.entities if entity.ref == ref), None)


def who(resolution: Resolution, path: str, mention: Mention | str) -> str | None:
    """Whom a mention in a note means."""
    mention = person(mention) if isinstance(mention, str) else mention
    return label(resolution, resolution.notes[path].agents.get(mention))


def participants(resolution: Resolution, occasion: Occasion) -> set[str | None]:
    """The labels of an occasion's participants."""
    return {label(resolution, ref) for ref in occasion.participants}


def placed(resolution: Resolution, kind: type[Statement]) -> list[Placed]:
    """All statements of a kind, each at its first place."""
    return [one for found in resolution.notes.values() for one in found.placed if isinstance(one.statement, kind)]


def kinds(resolution: Resolution) -> list[str]:
    """The kinds of the problems told, sorted."""
    return [problem.kind for problem in resolution.problems]
