"""The lexicon of decision rights (lexicon/rights.toml), compiled to regular expressions over masked sentences.

In a masked sentence every group of agents is one token ⟨n⟩, so that a frame sees who, not how they are named.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.statement import Power

ADVERB = (
    r"(?:\w+ly|now|also|then|still|always|often|mostly|just|only|never|in the end|in practice|today|together|jointly"
    r"|alone|themselves|himself|herself|both|each|all|so far|effectively|indeed|too|once again)"
)
MODAL = (
    r"(?:do not|does not|don’t|doesn’t|did not|didn’t|no longer|not|never|must not|must|should not|should|shall|will not"
    r"|won’t|will|would|can not|cannot|can’t|can|could|may not|may|might|needs? to|has to|have to|is to|are to|used to"
    r"|ought to|wants? to|gets? to|is going to|are going to|is expected to|are expected to|is supposed to|are supposed to"
    r"|is said to|are said to|seems? to|appears? to|is allowed to|are allowed to|is able to|are able to|is not|are not"
    r"|isn’t|aren’t|wasn’t|was not|is|are|was|were|has|have|had|been|be|being|would like to|continues? to|helps?|help to)"
)
MOD = rf"(?P<mod>(?:\s(?:{ADVERB}|{MODAL}))*)"
BE = (
    r"(?:(?:will|should|must|would|could|might|may|shall|can|needs? to|has to|have to|used to|ought to|is to|are to|cannot"
    r"|can not|should not|must not|will not|may not)\s(?:(?:also|always|never|only|not|\w+ly)\s)*be"
    r"|(?:has|have|had)\s(?:(?:always|never|not|since|\w+ly)\s)*been|isn’t|aren’t|wasn’t|weren’t"
    r"|(?:is|are|was|were|be|been|being|gets?|got|remains?|stays?)(?:\s(?:being|no longer|not|never|to be))?)"
)
LEFT = r"(?P<scope>[^,;:⟨⟩()]+?(?:(?:,\s[^,;:⟨⟩()]{2,30}?){1,4}?,?\s(?:and|or)\s[^,;:⟨⟩()]+?)?)"
NP = r"(?:[\w&/%’'-]+\s){0,7}?"
NP0 = r"(?:\s(?:for|on|about|in|of|around|over|regarding)\s(?:[^,;:⟨⟩()\s]+\s?){1,8}?)?"
SOURCE = (
    r"(?:⟨\d+⟩|(?:several|some|many|multiple|various|two|three|four|a few|a number of|most|other|different)\s\w+(?:\s\w+)?)"
)


class Frame(Struct, frozen=True):
    """One way to word a right. Slots: holder, scope, to, via, source, mod, and marks such as `proposed`, `hearsay`."""

    power: Power
    regex: re.Pattern[str]
    need: frozenset[str]
    shape: str
    confidence: float = 0.9
    scopes: re.Pattern[str] | None = None
    not_scopes: re.Pattern[str] | None = None
    default: str = ""
    via_power: Power | None = None
    habitual: bool = False
    past_form: bool = False


class Lexicon(Struct, frozen=True):
    """Everything compiled: the frames by the word that calls them, the modifiers, the boundaries of a scope."""

    frames: tuple[tuple[str, tuple[Frame, ...]], ...]
    modality: dict[str, re.Pattern[str]]
    strip_left: re.Pattern[str]
    condition: re.Pattern[str]
    conditional: re.Pattern[str]
    belief: re.Pattern[str]
    stated: re.Pattern[str]
    accord: re.Pattern[str]


@cache
def rights_lexicon() -> Lexicon:
    """The lexicon, read and compiled once per process."""
    data = load_lexicon("rights.toml")
    right = data["boundary"]["right"]
    frames = [frame for verb in data["verb"] for frame in _verb_frames(verb, right)]
    frames += [_pattern_frame(pattern, right) for pattern in data["pattern"]]
    by_word: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in frame.need:
            by_word.setdefault(word, []).append(frame)
    source = data["modality"]
    return Lexicon(
        frames=tuple((word, tuple(calls)) for word, calls in by_word.items()),
        modality={
            name: re.compile(pattern, re.IGNORECASE)
            for name, pattern in source.items()
            if name not in ("belief", "stated", "accord")
        },
        strip_left=re.compile(rf"^(?:{data['boundary']['strip_left']})+", re.IGNORECASE),
        condition=re.compile(data["boundary"]["condition"], re.IGNORECASE),
        conditional=re.compile(data["boundary"]["conditional"], re.IGNORECASE),
        belief=re.compile(rf"(?P<source>{SOURCE})(?:,? who)?(?:\s\w+ly|\salso|\sstill)?\s{source['belief']}\b"),
        stated=re.compile(rf"(?P<source>{SOURCE})(?:,? who)?(?:\s\w+ly|\salso)?\s(?:has |have )?{source['stated']}\b"),
        accord=re.compile(source["accord"].replace("{source}", rf"(?P<source>{SOURCE})"), re.IGNORECASE),
    )


def _scope(right: str) -> str:
    return rf"(?P<scope>[^;:⟨⟩]+?(?:⟨\d+⟩[^;:⟨⟩]*?)?)(?={right})"


def _holder(suffix: str = "") -> str:
    return rf"⟨(?P<holder>\d+)⟩{suffix}(?:,?\s(?:who|which|that))?"


def _verb_frames(verb: dict[str, Any], right: str) -> list[Frame]:
    base, third, past, participle, gerund = verb["forms"].split()
    link = f"(?:{verb['link']})\\s" if verb.get("link") else ""
    never = rf"(?!\s(?:{verb['never']})\b)" if verb.get("never") else ""
    scope = _scope(right)
    optional = verb.get("object") == "optional"
    tail = rf"(?:\s(?:{link})?{scope})?" if optional else rf"\s(?:{link})?{scope}"
    adverbs = rf"(?:\s{ADVERB})*"
    shared = {
        "power": verb["power"],
        "scopes": _compiled(verb.get("scopes")),
        "not_scopes": _compiled(verb.get("not_scopes")),
        "default": verb.get("default", ""),
        "confidence": verb.get("confidence", 0.9),
        "habitual": verb.get("habitual", False),
    }

    def frame(shape: str, regex: str, words: str, **more: Any) -> Frame:
        return Frame(**{**shared, "shape": shape, "regex": re.compile(regex), "need": frozenset(words.lower().split("|")), **more})

    frames = []
    active = verb.get("active", True)
    if active:
        modal = rf"(?=\s(?:{verb['modal']})\b)" if verb.get("modal") else ""
        frames.append(
            frame("active", rf"{_holder()}{modal}{MOD}\s(?P<verb>{base}|{third}|{gerund}){never}{adverbs}{tail}", f"{base}|{third}|{gerund}")
        )
        if past != base:
            frames.append(
                frame("past", rf"{_holder()}{MOD}\s(?P<verb>{past}){never}{adverbs}{tail}", past, past_form=True)
            )
        frames.append(
            frame(
                "right-to",
                rf"{_holder()}{MOD}\s(?:has|have|had|holds?|held|keeps?|retains?|gets?)\s(?:(?:the|full|sole|final|last|formal)\s)*"
                rf"(?:right|authority|power|mandate|say|permission|last word)\s(?:to|in|on|of|for|when it comes to)\s(?:{base}|{gerund}){never}{tail}",
                f"{base}|{gerund}",
            )
        )
        frames.append(
            frame(
                "for-to",
                rf"(?:up to|(?:job|task|role|responsibility|duty) of|for)\s{_holder()}\sto\s{base}{never}{tail}",
                base,
                confidence=0.85,
            )
        )
        frames.append(
            frame(
                "responsible-for",
                rf"{_holder()}{MOD}\s(?:is|are|was|were|remains?|be)\s(?:\w+ly\s)?(?:responsible for|in charge of|empowered to|authori[sz]ed to|entitled to|allowed to|the (?:only )?one (?:to|who)|the person (?:to|who))\s(?:{base}|{gerund}|{third}){never}{tail}",
                f"{base}|{gerund}|{third}",
            )
        )
        frames.append(frame("rather-than", rf"\s(?:rather than|instead of|without)\s{gerund}{never}{tail}", gerund, confidence=0.85))
    if verb.get("passive", True):
        by = r"\s(?:(?:on|upon|off|about|over|out)\s)?(?:\w+ly\s|jointly\s|together\s|solely\s)*by\s(?:both\s)?"
        frames.append(
            frame("passive", rf"{LEFT}(?P<mod>(?:\s{ADVERB})*\s{BE}(?:\s{ADVERB})*)\s{participle}{by}{_holder()}", participle)
        )
        if verb.get("bare"):
            frames.append(
                frame("bare", rf"(?P<scope>(?:[^,;:⟨⟩()]+?))(?:,|\s\()?\s?{participle}{by}(?:[\w\s]{{0,24}}named\s)?{_holder()}", participle, confidence=0.8)
            )
    return frames


def _pattern_frame(pattern: dict[str, Any], right: str) -> Frame:
    regex = pattern["regex"]
    adv = rf"(?P<adv>(?:\s{ADVERB})*)"
    left_scope = "{scope}{adv}" in regex or "{scope}{mod}" in regex or regex.startswith("{scope} ")
    slots = {
        "{holder_poss}": r"⟨(?P<holder>\d+)⟩’s",
        "{holder_attr}": r"⟨(?P<holder>\d+)⟩",
        "{holder_hyphen}": r"⟨(?P<holder>\d+)⟩",
        "{holder}": _holder(),
        "{to}": r"⟨(?P<to>\d+)⟩",
        "{via}": r"⟨(?P<via>\d+)⟩",
        "{source}": rf"(?P<source>{SOURCE})",
        "{scope}": LEFT if left_scope else _scope(right),
        "{thing}": r"(?P<scope>[^,;:⟨⟩]+?)",
        "{adv}": adv,
        "{mod}": MOD,
        "{be}": BE,
        "{np0}": NP0,
        "{np}": NP,
        "scope_": "scope",
    }
    for slot, text in slots.items():
        regex = regex.replace(slot, text)
    return Frame(
        power=pattern["power"],
        regex=re.compile(regex, re.IGNORECASE if regex[0] == "(" else 0),
        need=frozenset(pattern["need"].lower().split("|")),
        shape="pattern",
        confidence=pattern.get("confidence", 0.9),
        via_power=pattern.get("via_power"),
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None
