"""Whether a sentence tells a decision: "we agreed to wait", "the consensus was to …", "deferred until May"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.utterances import Utterance

#: Where a clause begins, after what stands before it.
_CLAUSES: Final = re.compile(r"(?:[,;:–—]|\s--?|\.)\s+|\s--(?=\w)|\s(?=(?:and|so|but|then|therefore)\s)", re.IGNORECASE)
#: "… defer to next week" needs no comma before it.
_PUT_OFF: Final = re.compile(
    r"(?<!\bto)(?<!\bwe)(?<!\bus)(?<!\bnot)(?<!\bcan)\s"
    r"(?=(?:defer|punt|postpone|skip)(?:red|ring|ing|d|ped|ping)? (?:to|until|till) (?:the )?next )",
    re.IGNORECASE,
)
#: Where a clause ends that no condition follows.
CLAUSE_END: Final = re.compile(
    r"[,;.:–—]\s(?!(?:if|unless|provided|assuming|once)\b)|\s(?:and|but)\s(?=(?:can|may|might|could|then)\b)"
)
_CONDITION: Final = re.compile(r"\b(?:if|once|when|unless|whether)\b", re.IGNORECASE)
#: How many characters after a wording a word of doubt still belongs to it.
_NEAR: Final = 24


class Settles(Struct, frozen=True, eq=False):
    """A wording of a decision, and where it is one."""

    regex: re.Pattern[str]
    strong: bool
    spoken: bool  # also where talk is taken down word for word
    own: bool  # without a subject: only what no single speaker says
    anyone: bool  # … unless it is a matter of procedure
    begins: bool  # only at the beginning of a sentence
    answer: bool = False  # only what all say


class _Lexicon(Struct, frozen=True):
    speakers: re.Pattern[str]
    begins: re.Pattern[str]
    open: re.Pattern[str]
    doubt: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("settled.toml")
    never = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in data["never"].items()}
    return _Lexicon(re.compile(data["answers"]["speakers"] + r"\W*$", re.IGNORECASE), **never)


@cache
def wordings() -> tuple[tuple[str, Settles], ...]:
    """Each wording of a decision with the words that call it."""
    data = load_lexicon("settled.toml")
    slots = {
        "{to}": data["to"].replace("{opinion}", data["opinion"]),
        "{O}": f"(?:{data['group']}|{data['others']})",
        "{G}": data["group"],
        "{others}": data["others"],
        "{a}": data["adverbs"],
    }
    found: list[tuple[str, Settles]] = []
    for one in data["pattern"]:
        pattern = one["regex"]
        for slot, text in slots.items():
            pattern = pattern.replace(slot, text)
        regex = re.compile(data["lead"] + "(?:" + pattern + ")", re.IGNORECASE)
        flags = (one.get(key, False) for key in ("strong", "spoken", "own", "anyone", "begins"))
        settles = Settles(regex, *flags)
        found += [(word, settles) for word in one["called_by"]]
    answer = re.compile(data["answers"]["regex"], re.IGNORECASE)
    answers = Settles(answer, False, True, False, False, True, True)
    return (*found, *((word, answers) for word in data["answers"]["called_by"]))


def settles(utterance: Utterance, called: Iterable[Settles]) -> float:
    """How sure it is that a sentence tells a decision; 0 when it tells none.

    A proposal, wish, question, condition or report of what was decided before is none.
    """
    lexicon, text = _lexicon(), utterance.text.replace("'", "’")
    together = bool(utterance.speaker) and lexicon.speakers.match(utterance.speaker) is not None
    alone = bool(utterance.speaker) and not together
    word_for_word = utterance.spoken and utterance.section == "discussion"
    starts: list[int] = []
    for wording in called:
        if wording.answer:
            if together and wording.regex.match(text) and not lexicon.open.search(text):
                return 0.8
            continue
        if (word_for_word and not wording.spoken) or (wording.own and alone and not wording.anyone):
            continue
        starts = starts or _starts(text)
        for start in starts[:1] if wording.begins else starts:
            match = wording.regex.match(text, start)
            if match and _is_sure(text, start, match.end(), clause=wording.anyone):
                return 0.85 if wording.strong else 0.75
    return 0


def _starts(text: str) -> list[int]:
    """Where the clauses of a sentence begin."""
    starts = [0, *(match.end() for match in _CLAUSES.finditer(text))]
    if " next " in text:
        starts += [match.end() for match in _PUT_OFF.finditer(text)]
    return starts


def _is_sure(text: str, start: int, end: int, *, clause: bool) -> bool:
    """Whether nothing in a sentence, or in the `clause`, makes a decision told there an open or an old one."""
    lexicon = _lexicon()
    if clause and not text.endswith("?"):
        boundary = CLAUSE_END.search(text, end)
        text = text[: boundary.start()] if boundary else text
    return not (
        lexicon.doubt.search(text, start, end + _NEAR)
        or lexicon.begins.match(text)
        or _CONDITION.search(text, text.rfind(";", 0, start) + 1, start)
        or lexicon.open.search(text)
        or lexicon.before.search(text, start if clause else 0)
    )
