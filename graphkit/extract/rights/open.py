"""Sentences that leave open who decides: "nobody knows who signs off on the lease"."""

from __future__ import annotations

import re
from typing import Final

_POWER: Final = (
    r"(?:decides?|deciding|decided by|signs?(?:\soff)?\b|approves?\b|approved by|approval|owns?\b|owner\b"
    r"|leads?\b(?! to| time)|runs?\b|authori[sz]es?\b|vetoes"
    r"|responsible|accountable|in charge|has the (?:final|last)|makes the (?:final )?(?:call|decision)"
    r"|final say|last word|is allowed|takes? the decision"
    r"|(?:needs|must|has) (?:to )?(?:approve|sign|agree)|sign-?off|can veto|may veto)"
)
_ASKED: Final = re.compile(
    rf"\b(?:who|whom|whose|which (?:team|person|role|group|body|board|department|council))\b[^.?!;]{{0,60}}?\b{_POWER}"
    rf"|\bwhether\b[^.?!;]{{1,60}}?\b(?:decides?|signs? off|approves?|owns?|(?:needs|must"
    rf"|has) (?:to )?(?:approve|sign|agree)|needs? [\w’' ]{{3,40}} (?:approval|sign-?off))\b",
    re.IGNORECASE,
)
_ADJECTIVE: Final = (
    r"(?:unclear|not (?:yet )?(?:clear|settled|decided|agreed|defined|known|answered|certain)|(?:still "
    r"|left )?open|undecided|unresolved"
    r"|unsettled|unanswered|to be (?:decided|determined|clarified|confirmed)|tbd|in dispute|a question"
    r"|an open question)"
)
_BEFORE: Final = re.compile(
    rf"\b(?:{_ADJECTIVE}|nobody (?:knows|could|can|knew|said|was able)|no ?one (?:knows|could|can|knew)"
    rf"|(?:do|does|did) not know|don['’]t know|(?:find|found|figure) out"
    r"|clarif(?:y|ied)|wonder(?:s|ed)?|ask(?:s|ed)?|remains to be|no answer|discuss(?:ed)?|debated?"
    r"|disagree[sd]?|confusion (?:about|over)|unsure|(?:could|can|did) not agree(?: on)?"
    r"|no agreement (?:on|about)|not sure|to (?:agree|decide|settle|determine"
    r"|define))"
    r"(?:[^.;?]{0,30})$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"^[^.;?]{{0,80}}?\b(?:is|was|are|remains?|stays?|has been|were)\b(?:\s\w+){{0,2}}?\s{_ADJECTIVE}\b"
    rf"|^[^.;?]{{0,60}}?[,:–-]\s(?:nobody|no one|not clear|unclear|tbd|open)\b",
    re.IGNORECASE,
)
_START: Final = re.compile(r"^(?:so|and|but|then|also|question|open)?[:,]?\s*$", re.IGNORECASE)
_SETTLED: Final = re.compile(r"\b(?:no longer|now clear|was settled|were settled)\b", re.IGNORECASE)


def is_open(text: str) -> bool:
    """Whether a sentence says that it is open who may do something.

    >>> is_open("It is still open who approves the lease."), is_open("Ann decides who is hired.")
    (True, False)
    """
    if "wh" not in text and "Wh" not in text:
        return False
    asked = _ASKED.search(text)
    if not asked or _SETTLED.search(text):
        return False
    before, after = text[: asked.start()], text[asked.end() :]
    if text.rstrip().endswith("?"):
        return bool(_START.match(before))
    return bool(_BEFORE.search(before)) or (bool(_START.match(before)) and bool(_AFTER.match(after)))
