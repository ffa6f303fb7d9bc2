"""Who reports to whom: "Ann reports to Bo", "her boss", "Bo’s direct reports: …", and the fields of a person's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights import dates
from graphkit.extract.rights.clauses import Clause
from graphkit.extract.rights.context import context_lexicon
from graphkit.extract.rights.keyed import holders_of, key_lexicon
from graphkit.extract.rights.masks import TOKEN, Masked, Names
from graphkit.extract.rights.modality import UNNAMED, people
from graphkit.extract.rights.verbs import BE, MOD
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, ReportingLine, Standing
from graphkit.vault.note import Note, Span
from graphkit.vault.values import as_list


class _Lexicon(Struct, frozen=True):
    patterns: tuple[tuple[re.Pattern[str], bool], ...]
    appositions: tuple[re.Pattern[str], ...]


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("reporting.toml")
    slots = {"{W}": r"⟨(?P<who>\d+)⟩", "{T}": r"⟨(?P<to>\d+)⟩", "{m}": MOD, "{b}": BE}

    def compiled(entry: dict[str, Any], end: str) -> re.Pattern[str]:
        regex = entry["regex"]
        for slot, text in slots.items():
            regex = regex.replace(slot, text)
        return re.compile(regex + end, re.IGNORECASE)

    return _Lexicon(
        tuple((compiled(entry, "$"), entry.get("people", False)) for entry in data["pattern"]),
        tuple(compiled(entry, "") for entry in data["apposition"]),
    )


def reporting_lines(clauses: list[Clause], masked: Masked, sentence: Sentence, said: str) -> Iterator[ReportingLine]:
    """The reporting lines that one sentence states, each once."""
    seen: set[tuple[Mention, Mention]] = set()
    for clause in clauses:
        if clause.context.question or clause.context.void:
            continue
        for text in {clause.text: None, _with_lead(clause): None}:
            for line in _of_clause(text, clause, masked, sentence, said):
                if (line.who, line.to) not in seen:
                    seen.add((line.who, line.to))
                    yield line
    if (
        "boss" in sentence.text
        or "manager" in sentence.text
        or "superior" in sentence.text
        or "supervisor" in sentence.text
    ):
        yield from _apposed(masked, sentence, seen)


def _with_lead(clause: Clause) -> str:
    """ "Ann’s direct reports: Bo, Cy": the label and what follows it."""
    return f"{clause.leads[-1].rstrip(', ')}: {clause.text}" if clause.leads else clause.text


def _of_clause(text: str, clause: Clause, masked: Masked, sentence: Sentence, said: str) -> Iterator[ReportingLine]:
    for regex, only_people in _lexicon().patterns:
        match = regex.match(text)
        if not match:
            continue
        who, to = masked.groups[int(match["who"])], masked.groups[int(match["to"])]
        who = (*who, *_listed(match.groupdict().get("tail") or "", masked)) if "direct reports" in text else who
        if only_people and any(agent.kind == "unit" for agent in who):
            continue
        standing, negated = _standing(match, clause, said)
        if standing == "Hypothetical":
            return
        believed = tuple(m for source in clause.context.believed for m in people(source, masked))
        believed = believed or ((UNNAMED,) if clause.context.rumour else ())
        for one in who:
            for other in to:
                if one != other:
                    yield ReportingLine(Span(sentence.line, sentence.quote), one, other, standing, negated, believed)
        return


_LIST: Final = re.compile(r"^(?:,\s(?:and\s)?|\sand\s)⟨(\d+)⟩")


def _listed(tail: str, masked: Masked) -> tuple[Mention, ...]:
    found: list[Mention] = []
    while match := _LIST.match(tail):
        found += masked.groups[int(match[1])]
        tail = tail[match.end() :]
    return tuple(found)


def _standing(match: re.Match[str], clause: Clause, said: str) -> tuple[Standing, bool]:
    words = context_lexicon().words
    named = match.groupdict()
    mod = named.get("mod") or ""
    around = " ".join(clause.leads) + (named.get("tail") or "")
    text = match.group()
    if words["ended"].search(mod):
        return "Past", False
    negated = clause.negated != bool(words["negation"].search(mod))
    if words["maybe"].search(mod):
        return "Hypothetical", negated
    if clause.context.proposed or words["should"].search(mod):
        return "Proposed", negated
    past = re.search(
        r"\b(?:reported|answered|managed|supervised|was|were|had|former|previous)\b",
        TOKEN.sub("", text.split(named.get("tail") or "\0")[0]),
    )
    until = dates.until(around, said)
    if past or words["used"].search(mod) or (until and said and until < said):
        return "Past", negated
    return "Current", negated


def _apposed(masked: Masked, sentence: Sentence, seen: set[tuple[Mention, Mention]]) -> Iterator[ReportingLine]:
    people_named = {group for group in masked.groups if len(group) == 1 and group[0].kind in ("unknown", "person")}
    if len(people_named) != 2 or sentence.text.rstrip().endswith("?"):
        return
    for regex in _lexicon().appositions:
        match = regex.search(masked.text)
        if not match:
            continue
        who, to = masked.groups[int(match["who"])][0], masked.groups[int(match["to"])][0]
        if who == to or (who, to) in seen:
            continue
        standing: Standing = "Past" if re.search(r"\b(?:former|previous|ex-)\b", match.group()) else "Current"
        seen.add((who, to))
        yield ReportingLine(Span(sentence.line, sentence.quote), who, to, standing, confidence=0.85)
        return


def field_lines(note: Note, names: Names) -> Iterator[ReportingLine]:
    """`manager:`, `reports_to:` and `direct_reports:` of a person's page."""
    if not note.place.page or note.place.kind != "person" or not note.place.name:
        return
    lexicon = key_lexicon()
    me = Mention(note.place.name, "person")
    given = [(key, value, note.front.lines.get(key, 1)) for key, value in note.front.values.items()]
    given += [(field.key.lower(), field.value, field.line) for field in note.fields]
    seen: set[tuple[Mention, Mention]] = set()
    for key, value, line in given:
        up, down = key in lexicon.manager, key in lexicon.reports
        if not (up or down):
            continue
        quote = note.lines[line - 1].strip() if 0 < line <= len(note.lines) else f"{key}: {value}"
        for item in as_list(value):
            for other in holders_of(item, names):
                who, to = (me, other) if up else (other, me)
                if who != to and (who, to) not in seen:
                    seen.add((who, to))
                    yield ReportingLine(Span(line, quote), who, to, confidence=1.0)
