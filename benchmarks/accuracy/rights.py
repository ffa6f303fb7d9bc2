"""Rights: what is found of the labelled ones, and what is found where there is none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from benchmarks.accuracy.gold import NO_FACT, Sentence
from graphkit.extract.statement import Extraction, Mention
from graphkit.extract.statement import Right as Found


class Stated(Struct, frozen=True):
    """One holder's right, as labelled or as found, with names and words made comparable."""

    holder: str
    power: str
    standing: str
    negated: bool
    scope: frozenset[str]
    condition: frozenset[str]
    to: frozenset[str]
    believed: bool
    doubted: bool = False  # found, but no fact before somebody confirms it

    @property
    def is_fact(self) -> bool:
        """Whether it is told as a fact of the present."""
        return self.standing == "Current" and not self.negated and not self.believed and not self.doubted


class Score(Struct):
    """Counts over single rights (one holder each)."""

    labelled: int = 0
    found: int = 0
    paired: int = 0  # found in the sentence, with the holder or the power as labelled
    whole: int = 0  # of these: holder, power, standing and negation as labelled
    scope: float = 0.0  # overlap of the words of the scope, summed
    condition: int = 0
    to: int = 0
    believed: int = 0
    false_facts: int = 0  # told as facts in sentences that state none

    @property
    def precision(self) -> float:
        return self.paired / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.paired / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def of_paired(self, count: float) -> float:
        """A count as a share of what was paired."""
        return count / self.paired if self.paired else 1.0


class Mistake(Struct, frozen=True):
    """What is missed, invented or wrong in a sentence."""

    path: str
    line: int
    text: str
    missed: tuple[Stated, ...]
    invented: tuple[Stated, ...]
    wrong: tuple[tuple[Stated, Stated], ...]


def labelled(sentence: Sentence) -> list[Stated]:
    """The labelled rights of a sentence, one for each holder."""
    return [
        Stated(
            _name(holder),
            right.power,
            right.standing,
            right.negated,
            _words(right.scope),
            _words(right.condition),
            frozenset(map(_name, right.to)),
            bool(right.believed_by),
        )
        for right in sentence.rights
        for holder in right.holders
    ]


def stated(right: Found) -> Stated:
    """A right that was found, in the same form."""
    return Stated(
        _name(_written(right.holder)),
        right.power,
        right.standing,
        right.negated,
        _words(right.scope),
        _words(right.condition),
        frozenset(_name(_written(mention)) for mention in right.to),
        bool(right.believed_by),
        right.review == "Unconfirmed",
    )


def score(sentences: Iterable[Sentence], notes: Mapping[str, Extraction]) -> tuple[Score, list[Mistake]]:
    """Compare labels with what is found; rights found where nothing is labelled count as found."""
    by_note: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_note[sentence.path].append(sentence)
    found = {
        path: [one for one in note.statements if isinstance(one, Found)]
        for path, note in notes.items()
        if path in by_note
    }
    return compare(by_note, {path: _placed(by_note[path], found.get(path, [])) for path in by_note})


def compare(
    by_note: Mapping[str, list[Sentence]], found: Mapping[str, tuple[list[list[Stated]], list[Stated]]]
) -> tuple[Score, list[Mistake]]:
    """Score what is found in each labelled sentence, and elsewhere in its note."""
    total = Score()
    mistakes: list[Mistake] = []
    for path, sentences in by_note.items():
        here, elsewhere = found[path]
        for sentence, got in zip(sentences, here, strict=True):
            mistake = _compare(total, sentence, got)
            if mistake:
                mistakes.append(mistake)
        total.found += len(elsewhere)
        if elsewhere:
            mistakes.append(Mistake(path, 0, "(a sentence that was not labelled)", (), tuple(elsewhere), ()))
    return total, mistakes


def _placed(sentences: list[Sentence], rights: list[Found]) -> tuple[list[list[Stated]], list[Stated]]:
    """What was found in each sentence, and what was found in none."""
    here: list[list[Stated]] = [[] for _ in sentences]
    elsewhere: list[Stated] = []
    for right in rights:
        quote = _words(right.span.quote)
        near = [
            (len(quote & _words(sentence.text)) / (len(quote | _words(sentence.text)) or 1), at)
            for at, sentence in enumerate(sentences)
            if abs(sentence.line - right.span.line) <= 1
            and (sentence.line == right.span.line or len(quote & _words(sentence.text)) > len(quote) / 2)
        ]
        if near and max(near)[0] > 0.2:
            here[max(near)[1]].append(stated(right))
        else:
            elsewhere.append(stated(right))
    return here, elsewhere


def _compare(total: Score, sentence: Sentence, got: list[Stated]) -> Mistake | None:
    wanted = labelled(sentence)
    total.labelled += len(wanted)
    total.found += len(got)
    facts = [one for one in wanted if one.is_fact]
    if sentence.kind in NO_FACT:
        total.false_facts += sum(
            1 for one in got if one.is_fact and not any(_same_name(one.holder, fact.holder) for fact in facts)
        )
    pairs = _pairs(wanted, got)
    wrong = []
    for label, one in pairs:
        total.paired += 1
        whole = (
            _same_name(label.holder, one.holder)
            and label.power == one.power
            and label.standing == one.standing
            and label.negated == one.negated
        )
        total.whole += whole
        total.scope += _overlap(label.scope, one.scope)
        total.condition += bool(label.condition) == bool(one.condition)
        total.to += bool(label.to) == bool(one.to)
        total.believed += label.believed == one.believed
        if not whole:
            wrong.append((label, one))
    missed = [one for one in wanted if not any(one is label for label, _ in pairs)]
    invented = [one for one in got if not any(one is other for _, other in pairs)]
    if missed or invented or wrong:
        return Mistake(sentence.path, sentence.line, sentence.text, tuple(missed), tuple(invented), tuple(wrong))
    return None


def _pairs(wanted: list[Stated], got: list[Stated]) -> list[tuple[Stated, Stated]]:
    """Labels and finds that mean the same, the most alike first; each is used once."""
    alike = []
    for i, label in enumerate(wanted):
        for k, one in enumerate(got):
            same_holder, same_power = _same_name(label.holder, one.holder), label.power == one.power
            if same_holder or same_power:
                same_state = label.standing == one.standing and label.negated == one.negated
                rank = 4 * same_holder + 2 * same_power + same_state + _overlap(label.scope, one.scope)
                alike.append((-rank, i, k))
    used_labels: set[int] = set()
    used_finds: set[int] = set()
    pairs = []
    for _, i, k in sorted(alike):
        if i not in used_labels and k not in used_finds:
            used_labels.add(i)
            used_finds.add(k)
            pairs.append((wanted[i], got[k]))
    return pairs


def agreement(first: list[Sentence], second: list[Sentence]) -> tuple[Score, float, int]:
    """How far two readers agree: the second's rights scored on the first's, Cohen's kappa of the kinds, sentences."""
    others: dict[tuple[str, int], list[Sentence]] = defaultdict(list)
    for sentence in second:
        others[sentence.path, sentence.line].append(sentence)
    total = Score()
    kinds: list[tuple[str, str]] = []
    for sentence in first:
        same = max(
            others[sentence.path, sentence.line],
            key=lambda other: _overlap(_words(sentence.text), _words(other.text)),
            default=None,
        )
        _compare(total, sentence, labelled(same) if same else [])
        kinds.append((sentence.kind, same.kind if same else "none"))
    return total, _kappa(kinds), len(kinds)


def _kappa(pairs: list[tuple[str, str]]) -> float:
    if not pairs:
        return 1.0
    count = len(pairs)
    observed = sum(a == b for a, b in pairs) / count
    kinds = {kind for pair in pairs for kind in pair}
    chance = sum(sum(a == kind for a, _ in pairs) * sum(b == kind for _, b in pairs) for kind in kinds) / count**2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


_WORD = re.compile(r"[\w€$£%]+")
_SMALL = frozenset(
    ["the", "a", "an", "of", "for", "on", "in", "to", "and", "or", "any", "all", "our", "its", "their", "his", "her"]
)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _SMALL


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _written(mention: Mention) -> str:
    return mention.name or mention.handle


def _name(written: str) -> str:
    plain = written.casefold().strip("[]@*_ ").removesuffix("'s").removesuffix("’s")
    for article in ("the ", "our ", "their ", "a "):
        plain = plain.removeprefix(article)
    return " ".join(plain.split())


def _same_name(one: str, other: str) -> bool:
    """The same words, or a part of a name for the whole of it."""
    a, b = one.split(), other.split()
    short, long = sorted((a, b), key=len)
    return bool(short) and (short == long[: len(short)] or short == long[-len(short) :])
