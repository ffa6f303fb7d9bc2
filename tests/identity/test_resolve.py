"""What holds for every vault: order does not matter, copies do not count, references lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.extract.statement import Extraction, Statement
from graphkit.identity.evidence import Evidence
from graphkit.identity.resolution import Placed, Ref, Resolution, ResolvedNote
from graphkit.identity.resolve import resolve
from graphkit.vault.config import Config
from graphkit.vault.note import Place
from tests.identity.notes import asked, attends, decided, member, note, person, right, task, unknown

NAMES = (
    "Ada Roth", "Lena Holm", "Lena Okafor", "LENA HOLM", "Lena", "Léna Holm", "Mats Lund", "Lund, Mats", "Mats",
    "M. Lund", "Myself", "AR", "TBD", "Speaker 1", "Harbour team", "Juno",
    "Juno (last name unknown)", "Orbis", "CFO", "Ada Ro",
)  # fmt: skip
TEXTS = (
    "Oak is bought.", "Oak is no longer bought.", "The wheel turns left", "Keys are lent for 14 days",
    "Keys are lent for 7 days instead of 14 days", "The mill closes at noon", "Paint comes from Orbis",
)  # fmt: skip
FOLDERS = ("", "People/Lena Holm/", "Projects/Mill/", "Customers/Orbis/", "ROB/Mill Council/", "Old/")
EVIDENCE = Evidence(owner="Ada Roth", aliases=(("Lena Okafor", "Leni"), ("Orbis", "Orbis Ltd")))

names = st.sampled_from(NAMES)
texts = st.sampled_from(TEXTS)


def statements() -> st.SearchStrategy[Statement]:
    """Statements of all kinds."""
    lines = st.integers(20, 24)
    return st.one_of(
        st.builds(lambda text, who, line: task(text, who, line=line), texts, names, lines),
        st.builds(lambda text, line: decided(text, line=line), texts, lines),
        st.builds(lambda text, line: asked(text, line=line), texts, lines),
        st.builds(lambda text, who, line: right(text, who, line=line), texts, names, lines),
        st.builds(lambda text, line: right(text, unknown("Squads", "role"), line=line), texts, lines),
        st.builds(lambda who, line: member(who, "Orbis", "COO", line=line), names, lines),
    )


@st.composite
def vaults(draw: st.DrawFn) -> list[Extraction]:
    """Small vaults in which names, days, sources and statements meet often."""
    notes = []
    for number in range(draw(st.integers(1, 7))):
        day = draw(st.sampled_from(("2026-02-10", "2026-02-11", "2026-03-01", "")))
        folder = draw(st.sampled_from(FOLDERS))
        stem = draw(st.sampled_from(("Plan", "README", f"{day} - Talk", f"n{number}")))
        listed = attends(*draw(st.lists(names, max_size=4, unique=True)))
        said = draw(st.lists(statements(), max_size=4))
        notes.append(
            note(
                f"{folder}{number}/{stem}.md", listed, *said, date=day,
                title=draw(st.sampled_from(("Weekly, wood", "Weekly, oak", "Ada Roth 1:1 with Mats Lund"))),
                kind=draw(st.sampled_from(("meeting", "meeting", "correspondence", "page", "note"))),
                source=draw(st.sampled_from(("", "transcript", "2026-02-10 - Talk about wood"))),
                names=[person(name) for name in draw(st.lists(names, max_size=2))],
            )
        )  # fmt: skip
    return notes


many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _resolve(notes: Sequence[Extraction]) -> Resolution:
    return resolve(notes, EVIDENCE, Config())


@many
@given(vaults(), st.randoms(use_true_random=False))
def test_the_order_of_notes_does_not_matter(vault: list[Extraction], random: Any) -> None:
    shuffled = list(vault)
    random.shuffle(shuffled)
    assert msgspec.structs.asdict(_resolve(shuffled)) == msgspec.structs.asdict(_resolve(vault))


@many
@given(vaults())
def test_every_reference_leads_somewhere(vault: list[Extraction]) -> None:
    found = _resolve(vault)
    known = {entity.ref for entity in found.entities} | set(found.occasions) | {n.ref for n in found.notes.values()}
    assert len({entity.ref for entity in found.entities}) == len(found.entities)
    stated = [one.ref for each in found.notes.values() for one in each.placed]
    assert len(set(stated)) == len(stated)
    used: set[Ref] = {found.owner} if found.owner else set()
    for occasion in found.occasions.values():
        used |= {*occasion.participants, *occasion.mentions, *occasion.about, *filter(None, [occasion.forum])}
        assert set(occasion.attended) <= set(occasion.participants)
        assert not set(occasion.mentions) & set(occasion.participants)
    for each in found.notes.values():
        used |= {*each.organisations.values(), *each.roles.values(), *filter(None, [each.occasion])}
        for one in each.placed:
            used |= {*one.about, *one.also_in}
            assert all(ref in stated for _, ref in one.links)
        for open_name in each.ambiguous:
            used |= set(open_name.candidates)
    assert used <= known


@many
@given(vaults())
def test_every_statement_stands_once_and_every_note_is_resolved(vault: list[Extraction]) -> None:
    found = _resolve(vault)
    assert set(found.notes) == {each.path for each in vault}
    by_path = {each.path: each for each in vault}
    for path, each in found.notes.items():
        for one in each.placed:
            assert one.statement in by_path[path].statements


@many
@given(vaults())
def test_copies_do_not_count(vault: list[Extraction]) -> None:
    doubled = [
        *vault,
        *(
            msgspec.structs.replace(each, path=f"Backup/{at}/copy {at}.md", place=Place(), kind=_demoted(each))
            for at, each in enumerate(vault)
        ),
    ]  # fmt: skip
    once, twice = _resolve(vault), _resolve(doubled)
    assert _said(twice) == _said(once)
    assert sum(map(_places, twice.notes.values())) >= sum(map(_places, once.notes.values()))


def _demoted(each: Extraction) -> str:
    """A page that is copied elsewhere no longer lies where pages lie."""
    return "note" if each.kind == "page" else each.kind


def _places(each: Any) -> int:
    return sum(1 + len(one.also_in) for one in each.placed)


def _gist(one: Placed, each: ResolvedNote, labels: Mapping[Ref, tuple[str, str]]) -> tuple[Any, ...]:
    """A statement without its place: kind, words, and who is meant."""
    said = one.statement
    agents = [*getattr(said, "owners", ()), *(getattr(said, part) for part in ("holder", "who") if hasattr(said, part))]
    meant = sorted(labels[each.agents[agent]] for agent in agents if agent in each.agents)
    return one.ref.kind, getattr(said, "text", said.span.quote), tuple(meant)


def _said(found: Resolution) -> dict[str, Any]:
    """What a resolution says, without the names of notes."""
    labels = {entity.ref: (entity.type, entity.label) for entity in found.entities}
    stated = Counter(_gist(one, each, labels) for each in found.notes.values() for one in each.placed)
    return {
        "owner": found.owner,
        "entities": sorted((entity.type, entity.label) for entity in found.entities),
        "occasions": sorted(
            (one.type, one.label, one.date, one.participants, one.attended, one.mentions)
            for one in found.occasions.values()
        ),
        "links": Counter(change for each in found.notes.values() for one in each.placed for change, _ in one.links),
        "stated": stated,
    }
