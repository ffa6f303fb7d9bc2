"""How a clause is meant: the words around it that make it a belief, reported speech, a proposal or a question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from msgspec import Struct, structs

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.rights.verbs import ADVERB, finite
from graphkit.extract.rights.wished import wished


class Context(Struct, frozen=True):
    """What stands before a clause and says how it is meant. Sources are tokens ("⟨0⟩") or words ("two colleagues")."""

    believed: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    rumour: bool = False
    proposed: bool = False
    question: bool = False
    void: bool = False
    agreed: bool = False
    hypothetical: bool = False
    past: bool = False
    denied: bool = False

    @property
    def is_said(self) -> bool:
        """Whether the clause is said of what is so, and not asked, wished for, supposed or denied."""
        return not (self.question or self.void or self.proposed or self.hypothetical or self.denied)

    @property
    def plain(self) -> bool:
        """Whether the clause is simply said."""
        return self == PLAIN


PLAIN: Final = Context()


class ContextLexicon(Struct, frozen=True):
    """lexicon/modality.toml and meanings.toml, compiled; `labels` are what stands before a colon."""

    matrix: dict[str, re.Pattern[str]]
    labels: dict[str, re.Pattern[str]]
    lead: dict[str, re.Pattern[str]]
    infix: dict[str, re.Pattern[str]]
    tail: dict[str, tuple[re.Pattern[str], tuple[str, ...]]]
    words: dict[str, re.Pattern[str]]
    hints: tuple[tuple[str, str], ...]


@cache
def context_lexicon() -> ContextLexicon:
    """The lexicon, read and compiled once per process."""
    data, more = load_lexicon("modality.toml"), load_lexicon("meanings.toml")
    named = rf"(?P<source>(?i:{more['count']})?⟨\d+⟩|(?i:{data['unnamed']}))"

    def compiled(table: str, flags: int = 0) -> dict[str, re.Pattern[str]]:
        result = {}
        for name, pattern in {**more.get(table, {}), **data.get(table, {})}.items():
            if name in more.get("words", {}) and table == "words":
                pattern = f"{pattern}|{more['words'][name]}"
            first = pattern.replace("{adv}", more["adv"]).replace("{source}", named, 1)
            for number in range(2, 6):
                first = first.replace("{source}", named.replace("<source>", f"<source{number}>"), 1)
            result[name] = re.compile(first, flags)
        return result

    return ContextLexicon(
        matrix=compiled("matrix", re.IGNORECASE),
        labels={kind: re.compile(rf"{words}$", re.IGNORECASE) for kind, words in more["labels"].items()},
        lead=compiled("lead", re.IGNORECASE),
        infix=compiled("infix", re.IGNORECASE),
        tail={
            kind: (pattern, tuple((data["tail_words"] | more["tail_words"])[kind].split("|")))
            for kind, pattern in compiled("tail", re.IGNORECASE).items()
        },
        words=compiled("words", re.IGNORECASE),
        hints=tuple(
            (word, kind)
            for kind, words in (*data["hints"].items(), *more["hints"].items())
            for word in words.split("|")
        ),
    )


def source_of(match: re.Match[str]) -> str:
    """The source a matrix or tail names: a token, or words for people without a name."""
    for name, value in match.groupdict().items():
        if name.startswith("source") and value:
            return str(value)
    return ""


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?i:{load_lexicon('meanings.toml')['count']})?⟨(\d+)⟩")


def named_in(source: str) -> str:
    """The number of the token that a source is ("two ⟨0⟩"), "" for people without a name ("people at ⟨0⟩")."""
    match = _named().fullmatch(source.strip())
    return match[1] if match else ""


def hint_words() -> tuple[tuple[str, str], ...]:
    """Words, and the kind of matrix or wording that one of them calls."""
    return context_lexicon().hints


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands anywhere in a text."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


@cache
def _hint_table() -> CallTable[str]:
    return CallTable(hint_words())


def hints(text: str) -> frozenset[str]:
    """The kinds of matrix clauses and wordings of which a sentence holds a word."""
    return frozenset(_hint_table().calls(text.lower()))


#: "Ann gets to decide who is hired" asks nothing.
_DECIDES: Final = re.compile(
    r"⟨\d+⟩(?:\s\w+){0,4}?\s(?:decides?|determines?|chooses?|picks?|selects?)\s", re.IGNORECASE
)


def peel(text: str, context: Context, kinds: frozenset[str] | None = None) -> tuple[str, Context]:
    """Take what introduces a clause ("Ann believes that", "it is open who") off its beginning, one after the other.

    `kinds` are those that its sentence can hold (see `hints`); None for any.
    """
    lexicon = context_lexicon()
    for _ in range(5):
        for kind, pattern in lexicon.matrix.items():
            if kind == "neutral":
                if text[:1] == "⟨":
                    continue
            elif kinds is not None and kind not in kinds:
                continue
            if kind == "question" and _DECIDES.match(text):
                continue
            match = pattern.match(text)
            if match and match.end():
                break
        else:
            return text, context
        source = source_of(match)
        text = text[match.end() :]
        kind = kind.partition("_")[0]
        context = _meant(kind, source, context)
        if kind in ("question", "void"):
            return text, context
        if kind == "lets":
            text = re.sub(r"^(⟨\d+⟩)\s(?:to\s)?", r"\1 may ", text)
        elif kind == "expects":
            text = re.sub(r"^(⟨\d+⟩)\sto\s", r"\1 may ", text)
        elif context.proposed:
            text = wished(text)
    return text, context


def _meant(kind: str, source: str, context: Context) -> Context:
    if kind in ("belief", "expects"):
        return structs.replace(context, believed=(source,))
    if kind == "stated":
        return (
            structs.replace(context, stated=(source,))
            if named_in(source)
            else structs.replace(context, believed=(source,))
        )
    if kind in ("wish", "wants", "paper", "idea"):
        return structs.replace(context, proposed=True)
    if kind == "rumour":
        return structs.replace(context, rumour=True)
    if kind == "accord":
        return structs.replace(context, agreed=True)
    if kind == "question":
        return structs.replace(context, question=True)
    if kind == "void":
        return structs.replace(context, void=True)
    if kind == "hypo":
        return structs.replace(context, hypothetical=True)
    if kind == "past":
        return structs.replace(context, past=True)
    if kind == "denied":
        return structs.replace(context, denied=True)
    return context


def labelled(opening: str, context: Context) -> Context:
    """How what stands behind a colon is meant: "Proposal: …", "Rumour: …", "Until 2021: …"."""
    if len(opening) > _LONGEST_LABEL:
        return context
    for kind, pattern in context_lexicon().labels.items():
        if pattern.match(opening):
            return structs.replace(context, **{kind: True})
    return context


_LONGEST_LABEL: Final = 60


_SAID: Final = frozenset(("belief", "stated", "wish", "rumour", "belief_thinks", "rumour_said", "rumour_know"))


def tail(text: str, context: Context, kinds: frozenset[str] = _SAID) -> tuple[str, Context]:
    """Take ", said Ann" and the like off the end of a sentence."""
    if not kinds & _SAID:
        return text, context
    if text.count(",") > 1:
        for kind, pattern in context_lexicon().infix.items():
            said = pattern.search(text)
            if said:
                text = f"{text[: said.start()]}, {text[said.end() :]}"
                context = _meant(kind, source_of(said), context)
    last = max(0, len(text) - 70)
    end = text[last:].lower()
    for kind, (pattern, words) in context_lexicon().tail.items():
        match = pattern.search(text, last) if holds(end, words) else None
        if match:
            return text[: match.start()], _meant(kind.partition("_")[0], source_of(match), context)
    return text, context


@cache
def _subject_and_verb() -> re.Pattern[str]:
    return re.compile(
        rf"(?:⟨\d+⟩(?:’s?\s[\w-]+)?(?:,?\s(?:{ADVERB}))*\s(?:{finite()})\b|(?:no|nothing|nobody|only|all|every|any|each|the|it)\s)"
    )


#: A verb of what is over.
_TOLD: Final = re.compile(
    r"\b(?:was|were|had|could|did|would|used to|\w+ed|chose|drove|led|ran|set|took|made|gave|kept|held|wrote)\b"
)


def lead(text: str, context: Context) -> tuple[str, str, Context]:
    """Take what stands before the subject ("Since May,", "In Ann’s view,") off; the lead-in, "" when there is none."""
    if text.startswith("⟨"):
        return "", text, context
    lexicon = context_lexicon()
    match = lexicon.lead["bare"].match(text)
    wish = lexicon.lead["wish"].search(match.group()) if match else None
    if match and wish:
        words = text[: wish.start()] + " "
        return words, text[wish.start() + 1 :], context
    if match and not (match.end() and _subject_and_verb().match(text, match.end())):
        match = None
    match = match or lexicon.lead["any"].match(text)
    if not match:
        return "", text, context
    words = match.group()
    if lexicon.matrix["rumour_know"].match(words):
        return "", text[match.end() :], structs.replace(context, rumour=True)
    believed = lexicon.lead["belief_of"].match(words)
    if believed:
        return "", text[match.end() :], _meant("belief", source_of(believed), context)
    for kind in ("view", "accord"):
        said = lexicon.lead[kind].match(words)
        if said:
            source = source_of(said)
            context = _meant("stated" if kind == "accord" and source.startswith("⟨") else "belief", source, context)
            return "", text[match.end() :], context
    if lexicon.lead["plan"].match(words):
        return "", text[match.end() :], structs.replace(context, proposed=True)
    if lexicon.lead["role"].match(words):
        return "", text[match.end() :], context
    if lexicon.lead["period"].match(words) and _TOLD.search(text, match.end()):
        context = structs.replace(context, past=True)
    return words, text[match.end() :], context
