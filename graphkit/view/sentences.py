"""Statements as sentences, in parts: text, and things that the page makes into links."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from typing import Any, Final, TypeAlias

from graphkit.network.rights import ReportingLine, Right
from graphkit.network.things import Thing

#: A sentence in parts: text as it is, and IRIs of things by their position in the page.
Parts: TypeAlias = list[str | int]
_FIELD: Final = re.compile(r"\{(\w+)\}")
_PLURAL: Final = re.compile(r"(?:^|\s)(?:[A-Z]{2,}s|[a-z-]+[^su\W]s)$|^[A-Z][a-z-]+[^su\W]s$")


def wording() -> dict[str, Any]:
    """The words of `wording.toml`."""
    return tomllib.loads((resources.files(__package__) / "wording.toml").read_text("utf-8"))


def fill(template: str, fields: Mapping[str, Parts]) -> Parts:
    """A template with its fields in place, neighbouring texts joined.

    >>> fill("{who} decides {what}", {"who": [3], "what": ["the bill"]})
    [3, ' decides the bill']
    """
    found: Parts = []
    for at, piece in enumerate(_FIELD.split(template)):
        found += fields[piece] if at % 2 else [piece]
    return joined(found)


def joined(parts: Sequence[str | int]) -> Parts:
    """The same parts with neighbouring texts made one."""
    found: Parts = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return found


def listed(items: Sequence[Parts]) -> Parts:
    """`a`, `a and b`, `a, b and c`.

    >>> listed([["a"], ["b"], [3]])
    ['a, b and ', 3]
    """
    found: Parts = []
    for at, item in enumerate(items):
        found += ["" if not at else " and " if at == len(items) - 1 else ", ", *item]
    return joined(found)


def is_plural(thing: Thing) -> bool:
    """Whether a role's name is that of several people: "architects", "PMs", not "head of sales"."""
    return thing.kind == "role" and " of " not in thing.label and bool(_PLURAL.search(thing.label))


class Sentences:
    """Makes sentences; `position` is where an IRI is among the page's things, None when it is not."""

    def __init__(self, things: Mapping[str, Thing], position: Callable[[str], int | None]) -> None:
        self.things = things
        self.position = position
        self.words = wording()

    def name(self, iri: str) -> Parts:
        """A thing: a link where the page has it, else its name."""
        place = self.position(iri)
        if place is not None:
            return [place]
        return [self.things[iri].label if iri in self.things else iri]

    def names(self, iris: Sequence[str]) -> Parts:
        """Several things."""
        return listed([self.name(iri) for iri in iris])

    def right(self, right: Right) -> Parts:
        """What the note says of a right, with whose belief or proposal it is."""
        verbs, around = self.words["power"].get(right.power), self.words["around"]
        number = "many" if right.holder in self.things and is_plural(self.things[right.holder]) else "one"
        form = _form(right.standing, right.negated, number)
        fields = {"who": self.name(right.holder), "what": self.what(right), "to": self.names(right.to)}
        own = f"to_{form}" if right.to else form
        sentence = fill(verbs.get(own, verbs[form]), fields)
        if right.to and own not in verbs:
            sentence = fill(verbs.get("to", around["to"]), {"sentence": sentence, "to": fields["to"]})
        if right.condition:
            condition: Parts = [self.lowered(right.condition)]
            sentence = fill(around["condition"], {"sentence": sentence, "condition": condition})
        if right.stated_by == (right.holder,):
            sentence = fill(around["own_words"], {"sentence": sentence})
            return self._source(sentence, right.standing, right.believed_by, ())
        return self._source(sentence, right.standing, right.believed_by, right.stated_by)

    def what(self, right: Right) -> Parts:
        """What a right is about: in the note's words, a link where these are a topic's own name."""
        article, bare = self._bare(right.scope)
        for topic in right.topics:
            if bare and bare.casefold() == self.things[topic].label.casefold():
                return joined([article, *self.name(topic)])
        if right.scope:
            return [self.lowered(right.scope)]
        return self.names(right.topics) or [self.words["around"]["unnamed"]]

    def lowered(self, text: str) -> str:
        """A text that began a sentence, as it reads within one: only where its first word is no name."""
        first = text.partition(" ")[0]
        return text[0].lower() + text[1:] if first.casefold() in self.words["openers"] else text

    def is_whole(self, scope: str, topic: str) -> bool:
        """Whether the words of a scope are no more than one of a topic's names."""
        thing = self.things[topic]
        names = {name.casefold() for name in (thing.label, *thing.aliases)}
        return not scope or bool(names & {scope.casefold(), self._bare(scope)[1].casefold()})

    def _bare(self, scope: str) -> tuple[str, str]:
        """The article before a scope, with its space, and the rest."""
        first, space, rest = scope.partition(" ")
        return (first + space, rest) if rest and first.casefold() in self.words["articles"] else ("", scope)

    def reporting(self, line: ReportingLine) -> Parts:
        """Who reports to whom."""
        template = self.words["reporting"][_form(line.standing, line.negated, "one")]
        sentence = fill(template, {"who": self.name(line.who), "to": self.name(line.to)})
        return self._source(sentence, line.standing, line.believed_by, ())

    def membership(self, member: str, role: str, place: str, standing: str) -> Parts:
        """Who has which role where."""
        form = "both" if role and place else "role" if role else "place"
        template = self.words["membership"]["past_" * (standing == "Past") + form]
        fields = {"who": self.name(member), "role": self.name(role), "place": self.name(place)}
        return self._source(fill(template, fields), standing, (), ())

    def decision(self, text: str, by: Sequence[str]) -> Parts:
        """What was decided, and by whom where that is said."""
        if not by:
            return [text]
        return fill(self.words["decision"]["named"], {"who": self.names(by), "what": [text]})

    def edge(self, name: str, source: str, target: str, count: Parts) -> Parts:
        """The sentence of an edge that many statements are behind."""
        fields = {"who": self.name(source), "to": self.name(target), "count": count}
        return fill(self.words["edge"][name], fields)

    def count(self, name: str, n: int) -> str:
        """`one meeting`, `3 meetings`."""
        one, many = self.words["count"][name]
        return str(one if n == 1 else many.replace("{n}", str(n)))

    def mark(self, status: str) -> str:
        """The words of a status that is no fact; "" for one that is."""
        return str(self.words["mark"].get(status, ""))

    def _source(self, sentence: Parts, standing: str, believed_by: Sequence[str], stated_by: Sequence[str]) -> Parts:
        around = self.words["around"]
        if standing == "Proposed":
            sentence = fill(around["proposed"], {"sentence": sentence})
            first = sentence[0]
            if (believed_by or stated_by) and isinstance(first, str):
                sentence = [first[:1].lower() + first[1:], *sentence[1:]]
        if believed_by:
            return fill(around["believed"], {"sentence": sentence, "by": self.names(believed_by)})
        if stated_by:
            return fill(around["stated"], {"sentence": sentence, "by": self.names(stated_by)})
        return sentence


def _form(standing: str, negated: bool, number: str) -> str:
    if negated:
        return f"not_{number}"
    return {"Past": "past", "Hypothetical": "would"}.get(standing, number)
