"""What stands in parentheses after a name: where somebody is or was, and as what."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from graphkit.extract.agents import alternatives, load_lexicon
from graphkit.extract.role_words import is_role, role_words
from graphkit.extract.statement import Standing

_SEPARATOR: Final = re.compile(
    r"\s*(?:[,;|·•]|\s[–—-]\s|/(?=\s)|\s/|→|->)\s*|\s+(?:and|&)\s+(?=(?:now|formerly|previously|currently|before)\b)"
)
_QUOTED: Final = re.compile(r"[\"“”«»„]|^['‘].*['’]$")
_AT: Final = re.compile(r"\s+(?:at|with|@|from|for)\s+(?:the\s+)?|^(?:at|with|from|for|of)\s+(?:the\s+)?|\s*@(?=[A-Z])")
_OF: Final = re.compile(r"\s+of\s+(?:the\s+)?(?=[^\W\d_a-z])")
_NUMBER: Final = re.compile(
    r"\b(?:since|from|until|till|in|for)?\s*(?:about\s+)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)?\d\d|today|now)?)?|\d+\s+(?:years?|months?|weeks?))\b"
)
_ENDED: Final = re.compile(r"\b(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d\b")
_MONTH: Final = re.compile(
    r"\s*\b(?:(?:since|from|until|in|as of|starting)\s+)?(?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b(?:\s+\d{1,4})?",
    re.IGNORECASE,
)
#: What is longer is no aside on a name.
_LONGEST: Final = 400
_CAPITAL: Final = re.compile(r"[^\W\d_a-z]")
_PRONOUNS: Final = re.compile(r"(?:he|she|they|it)\b", re.IGNORECASE)


class Affiliation(NamedTuple):
    """Organisation and role, either of them "" when not said, and whether it holds now."""

    organisation: str
    role: str
    standing: Standing


class _Words(NamedTuple):
    nothing: frozenset[str]
    doubt: re.Pattern[str]
    past: re.Pattern[str]
    past_after: re.Pattern[str]
    now: re.Pattern[str]
    proposed: re.Pattern[str]
    not_organisations: frozenset[str]


@cache
def _words() -> _Words:
    data = load_lexicon("organisations.toml")
    said = data["parentheses"]

    def start(words: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?:the\s+)?(?:{alternatives(words)})(?:\s+(?:an?|the)\b)?(?:[\s:-]+|$)", re.IGNORECASE)

    return _Words(
        nothing=frozenset(said["nothing"]),
        doubt=re.compile(rf"\b(?:{alternatives(said['doubt'])})\b|\?", re.IGNORECASE),
        past=start(said["past"]),
        past_after=re.compile(rf"\s+(?:{alternatives(said['past_after'])})$", re.IGNORECASE),
        now=start(said["now"]),
        proposed=start(said["proposed"]),
        not_organisations=frozenset(word.casefold() for word in (*data["places"], *data["products"]))
        | frozenset(said["nothing"])
        | {"i", "me", "myself"},
    )


def parse_parentheses(text: str, organisations: frozenset[str] = frozenset()) -> list[Affiliation]:
    """Where somebody is or was according to the words in parentheses after their name; [] for anything else.

    `organisations` are known names, case-folded; they decide where role and organisation meet.

    >>> [tuple(one) for one in parse_parentheses("ex-Orbis, now COO at Halden")]
    [('Orbis', '', 'Past'), ('Halden', 'COO', 'Current')]
    >>> parse_parentheses("last name unknown"), parse_parentheses("finance?")
    ([], [])
    """
    return list(_parsed(text, organisations)) if len(text) <= _LONGEST else []


@lru_cache(maxsize=4096)
def _parsed(text: str, organisations: frozenset[str]) -> tuple[Affiliation, ...]:
    """The affiliations; the same words stand behind the same names in many notes."""
    found: list[Affiliation] = []
    words = _words()
    if _QUOTED.search(text):
        text = re.sub(r"[\"“„«][^\"”“»]*[\"”“»]", "", text)
    stated: Standing | None = None
    for part in _SEPARATOR.split(text):
        part = part.strip(" .:'’‘")
        if not part or part.casefold() in words.nothing or words.doubt.search(part):
            stated = None
            continue
        affiliation, marked = _affiliation(part, words, organisations)
        if affiliation is None and found and _ENDED.fullmatch(part):
            found[-1] = found[-1]._replace(standing="Past")
        if affiliation and stated == "Proposed" and marked is None and part.startswith("from "):
            affiliation = affiliation._replace(standing="Past")
        before, stated = stated, marked
        if affiliation is None:
            continue
        last = found[-1] if found else None
        if (
            last
            and marked is None
            and (before is None or bool(last.role))
            and bool(last.organisation) != bool(affiliation.organisation)
            and bool(last.role) != bool(affiliation.role)
        ):
            found[-1] = Affiliation(
                last.organisation or affiliation.organisation, last.role or affiliation.role, last.standing
            )
        else:
            found.append(affiliation)
    return tuple(found)


def _affiliation(part: str, words: _Words, organisations: frozenset[str]) -> tuple[Affiliation | None, Standing | None]:
    """What one part says, and the standing it is marked with."""
    standing: Standing | None = None
    until = re.search(r"\b(?:until|till)\b", part, re.IGNORECASE) or _ENDED.search(part)
    part = _MONTH.sub("", part)
    part = _PRONOUNS.sub("", _NUMBER.sub("", part).strip(" ,"), count=1).strip() if not part.isupper() else part
    while True:
        for pattern, meaning in ((words.past, "Past"), (words.now, "Current"), (words.proposed, "Proposed")):
            match = pattern.match(part)
            if match and match.end() and part[match.end() :].strip():
                standing = standing or meaning  # type: ignore[assignment]
                part = part[match.end() :]
                break
        else:
            break
    if words.proposed.fullmatch(part):
        return None, "Proposed"
    after = words.past_after.search(part)
    if after or until:
        standing = "Past"
        part = part[: after.start()] if after else part
    part = re.sub(r"\b(?:until|till|since)\b", "", part).strip(" ,-")
    organisation, role = _split(part, words, organisations)
    if role.casefold().startswith(("my ", "your ", "his ", "her ")):
        role = ""
    if not organisation and not role:
        return None, standing
    return Affiliation(organisation, role, standing or "Current"), standing


def _split(part: str, words: _Words, organisations: frozenset[str]) -> tuple[str, str]:
    """(organisation, role) of a part without its marks of time."""
    if part.casefold() in organisations:
        return part, ""
    at = list(_AT.finditer(part))
    if at:
        left, right = part[: at[-1].start()].strip(), part[at[-1].end() :].strip(" .")
        if is_role(left) or not left:
            if _is_organisation(right, words, by_place=True):
                return right, left
            return "", left if right.casefold() not in role_words().departments else f"{left} {right}".strip()
        if re.fullmatch(r"(?:works?|worked|working|employed|is|was|been)", left) and _is_organisation(right, words):
            return right, ""
        return "", ""
    of = _OF.search(part)
    if of and is_role(part[: of.start()]):
        left, right = part[: of.start()].strip(), part[of.end() :].strip()
        if (
            right.split()[0].casefold() not in role_words().modifiers
            and _is_organisation(right, words)
            and left.split()[-1].lower() not in ("head", "vp", "director", "president", "svp", "chief")
        ):
            return right, left
    if is_role(part):
        return "", part
    if "/" in part:
        left, _, right = part.partition("/")
        if is_role(right) and not is_role(left) and _is_organisation(left, words):
            return left, right
    prefix = _organisation_before_role(part, words, organisations)
    if prefix:
        return re.sub(r"[’']s$", "", prefix), part[len(prefix) :].strip()
    if _is_organisation(part, words):
        return part, ""
    return "", ""


def _organisation_before_role(part: str, words: _Words, organisations: frozenset[str]) -> str:
    """ "Orbis" of "Orbis CFO" and "Orbis data scientist": the case tells where the role begins."""
    tokens = part.split()
    for at in range(1, len(tokens)):
        left, right = tokens[:at], tokens[at:]
        name = " ".join(left)
        if name.casefold() in organisations:
            if is_role(" ".join(right)):
                return name
            continue
        if (
            left[-1].lower() in role_words().modifiers
            or left[-1] in role_words().acronyms
            or not is_role(" ".join(right))
        ):
            continue
        told = right[0][0].islower() or right[0] in role_words().acronyms or (left[-1][1:] != left[-1][1:].lower())
        if told and _is_organisation(name, words):
            return name
    return ""


def _is_organisation(text: str, words: _Words, by_place: bool = False) -> bool:
    """Whether the words can be an organisation's name: capitals, no place, no product, and no role.

    `by_place`: they stand where only an organisation can ("at Baker Partners"), unless they are one word.
    """
    if not text or len(text) > 60 or text.casefold() in words.not_organisations:
        return False
    if is_role(text) and not (by_place and " " in text and text[0].isupper()):
        return False
    tokens = text.split()
    if (sum(map(str.isalpha, text)) < 2 and text != "X") or ":" in text or "@" in text:
        return False
    if len(tokens) > 6 or not (_CAPITAL.search(tokens[0]) or (tokens[0][0].isdigit() and len(tokens) > 1)):
        return False
    small = [token for token in tokens if token[0].islower() and not _CAPITAL.search(token)]
    return all(
        token in ("of", "the", "and", "de", "for", "&", "la", "des", "du", "van", "und", "di") for token in small
    )
