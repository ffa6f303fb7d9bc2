"""Clauses that single somebody out: "it is Ann who decides", "nobody but Ann may sign", "Ann is the one who signs"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from graphkit.extract.rights.context import holds
from graphkit.extract.rights.verbs import ADVERB

_CLEFT: Final = re.compile(
    r"^(?:it|that)(?:\s(?:is|was|will be|would be|has to be|should be)|’s)(?:\s\w+ly|\snow|\sstill|\sonly|\snot)*"
    r"\s(⟨\d+⟩)\s(?:who|that)\s",
    re.IGNORECASE,
)
_FIRST: Final = ("it", "It", "IT", "that", "That", "THAT", "no", "No")
_NOBODY: Final = re.compile(
    r"^(?:nobody|no one|no-one|none)(?:\selse)?\s(?:but|except|except for|other than|apart from|besides"
    r"|outside(?:\sof)?|beyond)\s(⟨\d+⟩)\s",
    re.IGNORECASE,
)
_NOT_EVEN: Final = re.compile(
    r"^not even (⟨\d+⟩)\s(can|may|could|is allowed to|are allowed to|gets? to)\s", re.IGNORECASE
)
_ONES: Final = ("person", " one ", "people", " body ", " man ", " woman ", " ones ", " team ", " role ", " individual ")


@cache
def _one_who() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<who>⟨\d+⟩)(?:\s{ADVERB})*\s"
        rf"(?P<be>is|are|was|were|remains?|(?P<would>would|might|could|should|will|may) be)(?:\s{ADVERB})*"
        r"(?P<seen>\s(?:described|seen|regarded|known|viewed|referred to|mentioned|cited)"
        r"(?:\sby\s(?P<source>⟨\d+⟩))?\sas)?"
        r"\sthe\s(?:(?P<only>only|sole|single)\s)?(?:one\s)?(?:person|ones?|people|body|man|woman|team|role|individual)"
        r"(?:\s(?:here|there|in the (?:team|room|house|building|company|office)))?\s"
        r"(?P<link>who|that|to|allowed to|authori[sz]ed to|entitled to|permitted to"
        r"|with the (?:right|power|authority) to)\s"
    )


_ECHO: Final = re.compile(
    r"^only\s(⟨\d+⟩)\s(?:can|may|does|is|do|are)(?:\s(?:so|it|that|do (?:so|that|it)))?$", re.IGNORECASE
)
_DENIED: Final = re.compile(
    r"\s(?:can’t|cannot|can not|may not|must not|mustn’t|is not allowed to|are not allowed to"
    r"|isn’t allowed to|aren’t allowed to)"
    r"\s(?P<what>.+)$"
)


def echoed(piece: str, previous: str) -> str:
    """ "only ⟨0⟩ can" behind what others cannot do, said in full.

    >>> echoed("only ⟨0⟩ can", "the night shift cannot refuse a load")
    'only ⟨0⟩ can refuse a load'
    """
    echo = _ECHO.match(piece)
    denied = _DENIED.search(previous) if echo else None
    return f"only {echo[1]} can {denied['what']}" if echo and denied else piece


def plainly(text: str) -> str:
    """A clause that singles somebody out, said plainly.

    >>> plainly("It is ⟨0⟩ who decides"), plainly("Nobody but ⟨0⟩ may sign")
    ('⟨0⟩ decides', 'only ⟨0⟩ may sign')
    >>> plainly("⟨0⟩ is the only person who can stop it"), plainly("not even ⟨0⟩ can stop it")
    ('only ⟨0⟩ can stop it', '⟨0⟩ cannot stop it')
    """
    if text.startswith(_FIRST):
        text = _CLEFT.sub(r"\1 ", text)
        text = _NOBODY.sub(r"only \1 ", text)
        return _NOT_EVEN.sub(r"\1 cannot ", text)
    if text.startswith("⟨") and " the " in text and holds(text, _ONES):
        return _one_who().sub(_said, text, count=1)
    return text


def _said(match: re.Match[str]) -> str:
    only = "only " if match["only"] else ""
    may = "" if match["link"] in ("who", "that") else f"{match['would'] or 'may'} "
    if match["would"] and not may:
        return match.group()
    believed = (
        f"{match['source'] or 'people'} {'think' if not match['source'] else 'thinks'} that " if match["seen"] else ""
    )
    return f"{believed}{only}{match['who']} {may}"
