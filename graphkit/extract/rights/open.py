"""Sentences that leave open who decides: "nobody knows who signs off on the lease"."""

from __future__ import annotations

import re
from typing import Final

_POWER: Final = (
    r"(?:decides?|deciding|decided by|signs?(?:\soff)?\b|approves?\b|approved by|approval|owns?\b|owner\b|leads?\b(?! to| time)|runs?\b|authori[sz]es?\b|vetoes"
    r"|responsible|accountable|in charge|has the (?:final|last)|makes the (?:final )?(?:call|decision)|final say|last word|is allowed|takes? the decision"
    r"|(?:needs|must|has) (?:to )?(?:approve|sign|agree)|sign-?off|can veto|may veto)"
)
_ASKED: Final = re.compile(
    rf"\b(?:who|whom|whose|which (?:team|person|role|group|body|board|department|council))\b[^.?!;]{{0,60}}?\b{_POWER}"
    rf"|\bwhether\b[^.?!;]{{1,60}}?\b(?:decides?|signs? off|approves?|owns?|(?:needs|must|has) (?:to )?(?:approve|sign|agree)|needs? [\w’' ]{{3,40}} (?:approval|sign-?off))\b",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    r"\b(?:unclear|not (?:yet )?(?:clear|settled|decided|agreed|defined|known|answered)|open|undecided|unresolved|unsettled|nobody (?:knows|could|can|knew|said|was able)"
    r"|no ?one (?:knows|could|can|knew)|(?:do|does|did) not know|don’t know|don't know|find out|found out|figure out|clarify|wonders?|wondered|asks?|asked|remains to be"
    r"|still to be|to be (?:decided|determined|clarified|confirmed)|tbd|no answer|unanswered|discuss(?:ed)?|debated|question|confusion|disagree\w*|need(?:s)? to (?:agree|decide|clarify|settle|determine|define|know))\b",
    re.IGNORECASE,
)
_ANSWERED: Final = re.compile(
    r"\b(?:is now clear|was settled|was clarified|has been (?:settled|clarified|decided)|no longer open|knows who)\b",
    re.IGNORECASE,
)


def is_open(text: str) -> bool:
    """Whether a sentence says that it is open who may do something.

    >>> is_open("It is still open who approves the lease."), is_open("Ann decides who is hired.")
    (True, False)
    """
    if "wh" not in text and "Wh" not in text:
        return False
    asked = _ASKED.search(text)
    if not asked:
        return False
    if text.rstrip().endswith("?"):
        return text[: asked.start()].strip() == "" or bool(
            re.match(r"^(?:so|and|but|then|also|question:|open:)\b", text.strip(), re.IGNORECASE)
        )
    rest = text[: asked.start()] + " … " + text[asked.end() :]
    return bool(_OPEN.search(rest)) and not (
        _ANSWERED.search(rest) and not re.search(r"\bnobody|no one\b", rest, re.IGNORECASE)
    )
