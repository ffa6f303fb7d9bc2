"""Rights that the network sees in sentences. Where it is unsure whether a right is a present fact, it says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import numpy as np
from msgspec import Struct, structs

from graphkit.extract.agents import AgentGroup, find_agents, load_lexicon, role_of
from graphkit.extract.learned.network import Floats, network, one_thread
from graphkit.extract.learned.words import Word, words_of
from graphkit.extract.rights.masks import Names, meant_by
from graphkit.extract.rights.modality import UNNAMED
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import LEARNED, Mention, Power, Right, Standing
from graphkit.vault.note import Span

_POWERS: Final[tuple[Power, ...]] = (
    "Decide", "Approve", "Veto", "Own", "Recommend", "Consult", "Perform", "Inform",
)  # fmt: skip
_STANDINGS: Final[tuple[Standing, ...]] = ("Current", "Past", "Proposed", "Hypothetical")
_SCOPE, _CONDITION, _TO, _BELIEVED, _STATED = range(1, 6)

#: How likely it has to be that a sentence is worth a look, a word a holder (the second pass decides), that a holder has
#: a right, this power, this state. Chosen on the development half of benchmarks/accuracy.
MAY_STATE: Final = 0.5
_MAY_HOLD: Final = 0.25
_HOLDS: Final = 0.6
#: Words that are no name, role or body that is known have to stand where only somebody can.
_ACTS: Final = 0.85
_IS_POWER: Final = 0.45
_SURE: Final = 0.65
#: How likely holder, power and state have to be together, so that a right is told, and that it counts before somebody
#: confirms it. Notes state few rights: what is likely among the labelled sentences is rare in the rest of a note.
_TOLD: Final = 0.75
_COUNTS: Final = 0.9
#: Nothing that is learned is as sure as what a rule reads.
_CONFIDENCE: Final = 0.85
_WORDS: Final = (4, 110)

_NOBODY: Final = frozenset(
    ("it", "its", "this", "that", "these", "those", "which", "i", "we", "you", "our", "my", "your", "us", "one", "who")
)
#: "They'd pick".
_SHORT: Final = re.compile(r"(?<=\w)['’](?:d|ll|re|ve|m)$", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"^(?:the|an?|our|their|its|his|her|this|each|every|all|any)\s+", re.IGNORECASE)


@cache
def _doubted() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_lexicon('learned.toml')['doubted'])})\b", re.IGNORECASE)


class Seen(Struct, frozen=True):
    """What the network says of one holder: places of words, probabilities."""

    sentence: int
    start: int
    end: int
    power: Power
    held: float
    sure: float
    standing: Standing
    negated: bool
    believed: bool
    slots: tuple[int, ...]


def learned_rights(
    sentences: list[Sentence], names: Names, standing: Iterable[Standing], before: list[Sentence | None]
) -> Iterator[Right]:
    """The rights that the network sees in `sentences`; `before` are the sentences before them, for their pronouns.

    `standing` is for each what its section makes of a present right.
    """
    cut = [words_of(sentence.text) for sentence in sentences]
    by_section = list(standing)
    for seen in look(cut):
        sentence = sentences[seen.sentence]
        if seen.standing == "Current" and sentence.text.rstrip().endswith("?"):
            continue
        earlier = before[seen.sentence]
        told = _Told(sentence, cut[seen.sentence], names, earlier)
        for right in told.rights(seen):
            if right.standing == "Current" and by_section[seen.sentence] != "Current":
                right = structs.replace(right, standing=by_section[seen.sentence])
            yield right


def look(cut: list[list[Word]]) -> list[Seen]:
    """What the network is sure of in sentences cut into words."""
    with one_thread():
        return list(_looked(cut))


def _looked(cut: list[list[Word]]) -> Iterator[Seen]:
    fitting = [at for at, words in enumerate(cut) if _WORDS[0] <= len(words) <= _WORDS[1]]
    if not fitting:
        return
    net = network()
    features, mask = net.features([cut[at] for at in fitting])
    open_ = np.flatnonzero(net.gate(features, mask) > MAY_STATE)
    if not open_.size:
        return
    fitting = [fitting[at] for at in open_]
    longest = max(len(cut[at]) for at in fitting)
    mask = mask[open_, :longest]
    states = net.encode(features.of(open_, longest), mask)
    found = net.holders(states)
    spans = [(row, *span) for row, at in enumerate(fitting) for span in spans_of(found[row, : len(cut[at])])]
    if not spans:
        return
    rows, starts, ends = (np.array(column, np.intp) for column in zip(*spans, strict=True))
    second = net.look(states, mask, rows, starts, ends)
    for at, (row, start, end) in enumerate(spans):
        powers, state = second.powers[at], second.states[at]
        power = int(powers[1:].argmax())
        if 1 - powers[0] < _HOLDS or powers[power + 1] < _IS_POWER:
            continue
        standing = int(state[:4].argmax())
        negated, believed = float(state[4]), float(state[5])
        if state[standing] < _SURE or 1 - _SURE < negated < _SURE or 1 - _SURE < believed < _SURE:
            continue
        words = len(cut[fitting[row]])
        yield Seen(
            fitting[row],
            start,
            end,
            _POWERS[power],
            float(1 - powers[0]),
            float(
                (1 - powers[0])
                * (powers[power + 1] / powers[1:].sum())
                * state[standing]
                * max(negated, 1 - negated)
                * max(believed, 1 - believed)
            ),
            _STANDINGS[standing],
            negated > 0.5,
            believed > 0.5,
            tuple(int(slot) for slot in second.slots[at, :words].argmax(-1)),
        )


def spans_of(found: Floats) -> Iterator[tuple[int, int]]:
    """The runs of words that may be holders, from the probabilities [words, 3] of none, first and next word."""
    held = found[:, 1] + found[:, 2]
    place, size = 0, len(found)
    while place < size:
        fresh = found[place, 1] >= found[place, 2] or not place or held[place - 1] <= _MAY_HOLD
        if held[place] <= _MAY_HOLD or not fresh:
            place += 1
            continue
        end = place + 1
        while end < size and found[end, 2] > _MAY_HOLD and found[end, 2] > found[end, 1]:
            end += 1
        yield place, end
        place = end


class _Told:
    """One sentence, and the agents in it."""

    def __init__(self, sentence: Sentence, words: list[Word], names: Names, before: Sentence | None) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.words = words
        self.names = names
        self.before = before
        self.agents = find_agents(self.text, names.known, names.text)

    def rights(self, seen: Seen) -> Iterator[Right]:
        start, end = self.words[seen.start][1], self.words[seen.end - 1][2]
        holders, known = self.meant(start, end)
        if seen.sure < _TOLD or (not known and seen.held < _ACTS):
            return
        scope = self.piece(seen, _SCOPE)
        to = self.people(seen, _TO)
        believed = self.people(seen, _BELIEVED) if seen.believed else ()
        if seen.believed and not believed:
            believed = (UNNAMED,)
        if not scope and not to and seen.power in ("Own", "Perform", "Recommend", "Consult", "Inform"):
            return
        for holder in holders:
            yield Right(
                span=Span(self.sentence.line, self.sentence.quote),
                holder=holder,
                power=seen.power,
                scope=scope,
                to=tuple(one for one in to if one != holder),
                standing=seen.standing,
                negated=seen.negated,
                condition=self.piece(seen, _CONDITION),
                believed_by=believed,
                stated_by=self.people(seen, _STATED),
                review="" if known and seen.sure >= _COUNTS and not self.doubted(seen) else "Unconfirmed",
                confidence=round(_CONFIDENCE * seen.sure, 2),
                extractor=LEARNED,
            )

    def doubted(self, seen: Seen) -> bool:
        """Whether words of the sentence make it likely that a right told as a present fact is none."""
        is_fact = seen.standing == "Current" and not seen.negated and not seen.believed
        return is_fact and _doubted().search(self.text.replace("’", "'")) is not None

    def meant(self, start: int, end: int) -> tuple[tuple[Mention, ...], bool]:
        """Who a stretch of the sentence names, nobody where that is open; and whether they surely can act."""
        text = self.text[start:end]
        text = _SHORT.sub("", text)
        bare = _ARTICLE.sub("", text).removesuffix("'s").removesuffix("’s").strip(" @,")
        if not bare or bare.lower() in _NOBODY or not any(map(str.isalpha, bare)):
            return (), False
        pronoun = meant_by(text, self.text[:start], [one for one in self.agents if one.end <= start], self.earlier)
        if pronoun is not None:
            return pronoun, True
        if text.lower() in ("he", "she", "they", "him", "her", "them", "his", "hers", "their", "theirs"):
            return (), False
        for group in self.agents:
            if group.start < end and start < group.end:
                named = tuple(one for one in group.agents if one.name in text or bare in one.name)
                longest = max((len(one.name) for one in named), default=0)
                if named and longest + 8 >= len(bare):
                    return named, group.sure and all(self.listed(one) for one in named)
        return (role_of(bare),), False

    def listed(self, one: Mention) -> bool:
        """Whether a name is one of a person that the note lists, or of a role or a body."""
        return one.kind in ("role", "unit") or one.name in self.names.known or bool(one.handle)

    def earlier(self) -> list[AgentGroup]:
        """The agents of the sentence before."""
        return find_agents(self.before.text, self.names.known, self.names.text) if self.before else []

    def people(self, seen: Seen, slot: int) -> tuple[Mention, ...]:
        """Those whom the words of a slot name."""
        found: list[Mention] = []
        for first, last in _runs(seen.slots, slot):
            found += self.meant(self.words[first][1], self.words[last][2])[0]
        return tuple(dict.fromkeys(found))

    def piece(self, seen: Seen, slot: int) -> str:
        """The words of a slot, as written: its longest run, with what is no farther off than a word."""
        runs = _runs(seen.slots, slot, gap=1)
        if not runs:
            return ""
        first, last = max(runs, key=lambda run: run[1] - run[0])
        text = self.text[self.words[first][1] : self.words[last][2]]
        return _ARTICLE.sub("", text).strip(" ,;:.")


def _runs(slots: tuple[int, ...], slot: int, gap: int = 0) -> list[tuple[int, int]]:
    """Where the words of a slot begin and end; runs that `gap` words part are one."""
    runs: list[tuple[int, int]] = []
    for place, one in enumerate(slots):
        if one != slot:
            continue
        if runs and place - runs[-1][1] <= gap + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
