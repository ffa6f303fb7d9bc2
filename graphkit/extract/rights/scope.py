"""What a right is about: its scope as the note words it, and the condition under which it applies."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.clauses import Clause
from graphkit.extract.rights.frames import Frame
from graphkit.extract.rights.masks import Masked
from graphkit.extract.rights.verbs import more_verbs

#: A longer scope is a sentence, not a scope.
_LONGEST: Final = 160
_LIST: Final = re.compile(
    r"^[^,;:.()]{2,60}?(?:,\s(?!(?:he|she|they|it|we|which|who|because|but|one|two|usually|often|sometimes|mostly|normally|typically|with|without|by|from|in|at|on|for|to"
    r"|as|based|including|especially|even|no|not|albeit|when|if|after|before|though|although|where|meaning|provided|unless|until)\b)[^,;:.()]{2,50}?){1,5},?\s(?:and|or)\s[^,;:.()]{2,60}$"
)


#: A scope that is a clause keeps its last word: "which tier a partner is placed in".
_EMBEDDED: Final = re.compile(r"(?:which|what|who|whom|whose|how|when|where|whether)\s", re.IGNORECASE)


class _Lexicon(Struct, frozen=True):
    end: re.Pattern[str]
    when: re.Pattern[str]
    before: re.Pattern[str]
    threshold: re.Pattern[str]
    lead_threshold: re.Pattern[str]
    lead_condition: re.Pattern[str]
    lead_about: re.Pattern[str]
    lead_about_not: re.Pattern[str]
    strip_left: re.Pattern[str]
    strip_right: re.Pattern[str]
    pronoun: re.Pattern[str]
    never: re.Pattern[str]
    causes: re.Pattern[str]
    right_words: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("scopes.toml")
    compiled = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in data.items()}
    compiled["strip_left"] = re.compile(rf"^(?:{data['strip_left']})+", re.IGNORECASE)
    return _Lexicon(**compiled)


class Scope(Struct, frozen=True):
    """`text` as worded, `condition` ("above 20 %"), `rest` what stood behind the scope in the clause."""

    text: str
    condition: str = ""
    rest: str = ""


#: What is counted one by one is narrowed by what follows: "every lease with a break clause".
_EACH: Final = re.compile(r"(?:(?:on|for|of)\s)?(?:every|each|any|all)\s", re.IGNORECASE)


def clip(raw: str, masked: Masked) -> Scope:
    """A scope that runs to the end of its clause, cut where it ends, its condition apart.

    >>> clip("the discounts above 20 %, usually by phone", Masked("", (), (), ()))
    Scope(text='discounts', condition='above 20 %', rest=', usually by phone')
    """
    lexicon = _lexicon()
    raw = _SAYS.split(raw.strip(), maxsplit=1)[0] if not _EMBEDDED.match(raw) else raw.strip()
    condition = ""
    when = lexicon.when.search(" " + raw)
    if when and when.start():
        condition = _until_comma(when["condition"])
        raw = (" " + raw)[: when.start()].strip() + " " + (" " + raw)[when.start() + 1 + len(condition) :].strip()
        raw = raw.strip()
    rest = ""
    end = lexicon.end.search(raw)
    if end and end.group().startswith(" with ") and _EACH.match(raw):
        end = lexicon.end.search(raw, end.end())
    if end and not (raw[end.start()] == "," and _LIST.match(_sentence_part(raw))):
        rest, raw = raw[end.start() :], raw[: end.start()]
        unless = re.match(r"\s(unless|if|as long as|provided|outside)\s[^,;.]+", rest)
        if unless and not condition:
            condition = unless.group().strip()
    limit = lexicon.threshold.search(" " + raw)
    if limit:
        condition = limit["condition"].strip()
        spaced = " " + raw
        raw = (spaced[: limit.start()] + spaced[limit.end() :]).strip()
    return Scope(tidy(raw, masked), masked.unmask(condition).strip(" ,.)"), rest)


def _sentence_part(raw: str) -> str:
    """A list up to the clause that follows it."""
    match = re.match(r"^[^;:.()]+", raw)
    return match.group().rstrip(" ,") if match else raw


def tidy(raw: str, masked: Masked, *, words: bool = True) -> str:
    """A scope without articles, particles and marks at its ends, and with names again."""
    lexicon = _lexicon()
    if words:
        raw = lexicon.right_words.sub("", raw.strip())
    text = masked.unmask(raw).strip(' ,.;:"“”‘’()*_')
    text = lexicon.strip_left.sub("", text)
    if not _EMBEDDED.match(text):
        text = lexicon.strip_right.sub("", text)
    return text.strip(' ,.;:"“”‘’()')


_NO_SUBJECT: Final = re.compile(
    r"(?:before|after|if|because|like|so|who|than|as|with|in|at|for|from|to|by|on|when|where|since|until|then|there|here|yes|yeah|well|it|i|we|you|he"
    r"|she|they)\b(?!-)",
    re.IGNORECASE,
)


_FINITE: Final = re.compile(r"\s(?:is|are|was|were|will|would|has|have|had|does|do|did|can|could|should|must)\s")


#: "the order in which loans are repaid"
_RELATIVE: Final = re.compile(r"\s(?:(?:in|of|by|for|to|at|from|on|with)\s)?which\s.*$")


def is_subject(raw: str) -> bool:
    """Whether what stands before a verb can be what the clause is about."""
    raw = raw.strip()
    return not _NO_SUBJECT.match(raw) and (bool(_EMBEDDED.match(raw)) or not _FINITE.search(_RELATIVE.sub("", raw)))


def left(raw: str, masked: Masked) -> Scope:
    """A scope that stands before its verb: all of it, its threshold apart."""
    lexicon = _lexicon()
    raw = re.sub(r"^(?:and|or|that|but|so|then|also|where|when|means)\s+", "", raw.strip(), flags=re.IGNORECASE)
    raw = re.sub(r",\s(?:who|which|after|if|when|meaning)\b.*$", "", raw)
    condition = ""
    limit = lexicon.threshold.search(" " + raw)
    if limit:
        condition = limit["condition"].strip()
        spaced = " " + raw
        raw = (spaced[: limit.start()] + spaced[limit.end() :]).strip()
    when = lexicon.when.search(" " + raw)
    if when and not raw.lower().startswith(("if ", "when ", "where ")):
        condition = condition or _until_comma(when["condition"])
        raw = (" " + raw)[: when.start()].strip()
    return Scope(tidy(raw, masked), masked.unmask(condition).strip(" ,."))


def phrase(raw: str, masked: Masked) -> Scope:
    """The scope of "decisions on prices" (prices) and of "hiring decisions" (hiring decisions)."""
    lexicon = _lexicon()
    bare = re.sub(
        r"^(?:(?:the|a|an|all|any|every|final|ultimate|last|deciding|sole|main|formal|full|overall|such|these|day-to-day|explicit"
        r"|written|prior|major question and)\s)+",
        "",
        raw.strip() + " ",
        flags=re.IGNORECASE,
    ).strip()
    scoped = clip(raw, masked)
    if re.fullmatch(
        r"(?:decisions?|say|word|call|authority|vote|voice|mandate|power|approvals?|sign-?offs?|signatures?|consent|go-ahead|veto|ownership"
        r"|responsibility|accountability|input|control|discretion|final say|it)",
        bare,
        re.IGNORECASE,
    ):
        return Scope("")
    del lexicon
    return scoped


def leads(clause: Clause, masked: Masked) -> tuple[str, str]:
    """What the lead-ins say: the scope ("On prices, …", "Prices: …") and the condition ("Up to 20 %, …")."""
    lexicon = _lexicon()
    about = condition = ""
    for words in clause.leads:
        bare = words.strip().rstrip(",").strip()
        limit = lexicon.threshold.search(" " + bare)
        if (
            lexicon.lead_condition.match(bare) and not bare.lower().startswith("when it comes to")
        ) or lexicon.lead_threshold.match(bare):
            condition = masked.unmask(bare)
        elif lexicon.lead_about.match(bare) and not lexicon.lead_about_not.match(bare):
            about = _about(bare, masked)
            if limit:
                condition = limit["condition"]
    return about, condition


def _about(bare: str, masked: Masked) -> str:
    lexicon = _lexicon()
    text = lexicon.lead_about.sub("", bare)
    text = re.sub(
        r"\s(?:is|are) concerned$|\s(?:there is|there are)\b.*$|^(?:anything|everything|all things)\s(?=[\w-])",
        "",
        text,
    )
    return clip(text.split(",")[0], masked).text


def is_pronoun(scope: str) -> bool:
    """Whether a scope says nothing by itself ("it", "that")."""
    return bool(_lexicon().pronoun.match(scope))


_SAYS: Final = re.compile(
    r"(?:^|\s)⟨\d+⟩\s(?:have|has|had|is|are|was|were|will|would|can|could|do|does|did|should|must)\b"
)
_TELLS: Final = re.compile(
    r"\b(?:I|we|you|they|he|she)(?:’\w+|'\w+)?\s\w|\b(?:I'm|it's|that's|there's|yeah|okay|um|uh)\b", re.IGNORECASE
)


def tells(scope: str) -> bool:
    """Whether a scope is a sentence of its own, as talk that was written down gives them."""
    return bool(_TELLS.search(scope)) and not _EMBEDDED.match(scope)


def fits(frame: Frame, scope: str, *, standing: bool = False) -> bool:
    """Whether a scope can be one of this frame's; `standing`: the clause tells what somebody does as a rule."""
    lexicon = _lexicon()
    if len(scope) > _LONGEST or (scope.count(" ") > 13 and not _EMBEDDED.match(scope)) or lexicon.never.match(scope):
        return False
    if frame.weak and scope.lower().startswith("own "):
        return False
    if frame.scopes and not frame.scopes.search(scope) and not (standing and not _private().search(scope)):
        return False
    if frame.not_scopes and frame.not_scopes.search(scope):
        return False
    return not (frame.causes and lexicon.causes.search(scope))


@cache
def _private() -> re.Pattern[str]:
    """What somebody has, does or goes to for themselves."""
    return re.compile(more_verbs()["classes"]["private"], re.IGNORECASE)


def before(raw: str) -> str:
    """What comes "before …": "must agree before any sample is shipped"."""
    match = _lexicon().before.match(raw)
    return match["scope"] if match else ""


def _until_comma(text: str) -> str:
    return re.split(r"[,;]|\.\s|\s(?:and|but)\s(?=⟨)", text)[0].strip()
