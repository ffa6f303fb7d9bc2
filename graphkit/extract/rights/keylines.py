"""Key lines: a topic and fragments that say who does what about it ("reroutes: the planner's call, up to a day")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from msgspec import Struct, structs

from graphkit.extract.rights import scope as scopes
from graphkit.extract.rights.masks import Masked, Names
from graphkit.extract.rights.parties import is_agent, label_lexicon, party
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Power, Right, Standing
from graphkit.vault.note import Span

_SPLIT: Final = re.compile(r"\s*(?<!:):\s+|\s+[–—=-]\s+|\s+(?:→|->|=>)\s+")
_LONGEST_KEY: Final = 60
_MOST_WORDS: Final = 9
_PIECES: Final = re.compile(
    r"(?:;|,(?!\d))\s+(?:(?:and|but|then|while|with)\s+)?|\s+and\s+(?=(?:by|then|only)\s)|\.\s+"
)
#: The holder of a fragment.
_NP: Final = r"(?P<who>(?:both |either |only |alone )?[^,;:()]{2,60}?)"
_ONLY: Final = re.compile(r"^(?:only|solely|exclusively)\s", re.IGNORECASE)
_MANY: Final = re.compile(r"(?:[^s]s|ing|staff|people|equipment|hardware|software)$", re.IGNORECASE)


class _Piece(Struct, frozen=True):
    """One fragment's right: who, what, and how it is meant; `form` is its shape, for the guards of the whole line."""

    who: tuple[Mention, ...]
    power: Power
    form: str
    condition: str = ""
    negated: bool = False
    standing: Standing = "Current"


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str], Power], ...]:
    """The shapes of fragments: their form, their words, and the power that they say."""
    lexicon = label_lexicon()
    line = lexicon.line
    theirs = rf"{_NP}(?:’s|(?<=s)’)"
    slots = {
        "{copula}": lexicon.copula,
        "{who}": _NP,
        "{theirs}": theirs,
        "{behind}": rf"{line['alone']}?(?:\s(?P<condition>{line['when']}))?",
        "{approve}": next(f"(?:{nouns})" for nouns, power in lexicon.belongs if power == "Approve"),
        "{alone}": line["alone"],
        "{when}": line["when"],
    }
    whose = r"(?P<who>your|our|my|their|his|her)"
    made: list[tuple[str, str, Power]] = []
    for nouns, power in lexicon.belongs:
        made.append(("theirs", rf"{{copula}}{whose}\s(?:{nouns}){{behind}}", power))
    for nouns, power in lexicon.belongs:
        made.append(("theirs", rf"{{copula}}{theirs}\s(?:{nouns}){{behind}}", power))
    for verbs, power in lexicon.does:
        made.append(("does", rf"{{who}}\s{line['not']}?{verbs}{{behind}}", power))
    for participles, power in lexicon.done_by:
        made.append(
            ("by", rf"{{copula}}{line['often']}?{participles}(?:\s(?:off|on))?\s(?:only )?by\s{{who}}{{behind}}", power)
        )
    made += [(shape["form"], shape["regex"], shape["power"]) for shape in line["shape"]]
    return tuple(
        (form, re.compile(rf"^(?:{_filled(regex, slots)})$", re.IGNORECASE), power) for form, regex, power in made
    )


def _filled(regex: str, slots: dict[str, str]) -> str:
    for slot, words in slots.items():
        regex = regex.replace(slot, words)
    return regex


@cache
def _words() -> dict[str, re.Pattern[str]]:
    """The words around fragments, by their name in the lexicon."""
    line = label_lexicon().line
    named = {name: re.compile(text, re.IGNORECASE) for name, text in line.items() if isinstance(text, str)}
    doer = _NP.replace("who", "doer")
    gap = rf"(?:by\s{doer}|{_NP}(?:’s|(?<=s)’)?)(?:\s(?P<condition>{line['when']}))?$"
    whole = {"condition": rf"{line['when']}$", "gap": gap}
    return {**named, **{name: re.compile(text, re.IGNORECASE) for name, text in whole.items()}}


def has_key(text: str) -> bool:
    """Whether a text holds a mark that may stand behind a topic."""
    return (
        ": " in text or " – " in text or " — " in text or " - " in text or " = " in text or " → " in text
        or "> " in text or ":*" in text or ":_" in text
    )  # fmt: skip


def key_line(text: str) -> tuple[str, str] | None:
    """The topic of a line and what it says about it; None for a line that has no such shape."""
    parts = _SPLIT.split(text, maxsplit=1)
    if len(parts) != 2:
        return None
    key, value = parts[0].strip(" *_"), parts[1].strip()
    if not 2 < len(key) <= _LONGEST_KEY or key.count(" ") >= _MOST_WORDS or not value:
        return None
    return key, value


def key_rights(sentence: Sentence, names: Names, standing: Standing, lead: Power | None) -> list[Right]:
    """The rights of a key line; [] for any other sentence. `lead` is the power that the heading or lead-in gives."""
    found = key_line(sentence.text.replace("'", "’"))
    if found is None:
        return []
    key, value = found
    lexicon = label_lexicon()
    if (
        lexicon.not_topic.match(key)
        or key in names.known
        or key.startswith("@")
        or _words()["talk"].search(value)
        or _words()["talk"].search(key)
        or _TIME.search(key)
    ):
        return []
    pieces = _pieces(value.rstrip(" ."), names, lead)
    if not pieces or not _stands(key, value, pieces, lead):
        return []
    scope = scopes.left(key, Masked("", (), (), (), curly="’" in sentence.text))
    if not scope.text or lexicon.not_topic.match(scope.text):
        return []
    made = []
    for piece in pieces:
        for who in piece.who:
            if who.name.lower() == scope.text.lower():
                return []
            meant = piece.standing if standing == "Current" else standing
            right = Right(
                Span(sentence.line, sentence.quote), who, piece.power, scope.text, standing=meant,
                negated=piece.negated, condition=piece.condition or scope.condition, confidence=0.85,
            )  # fmt: skip
            made.append(right)
    return list(dict.fromkeys(made))


_TIME: Final = re.compile(r"\d:\d\d")
_SPEAKS: Final = re.compile(r"[\s*_>•–-]*([^\W\d][^:*_]{0,40}?)[*_]*:[*_]*\s")
#: How often a topic may begin a line.
_MOST_SAID: Final = 2


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """What stands before a colon again and again, as who is speaking does in a transcript.

    >>> sorted(speakers(["Ann: well", "**Ann**: okay", "Ann: yes", "- rotas: Ann signs"]))
    ['Ann']
    """
    counted = Counter(match[1] for line in lines if ":" in line and (match := _SPEAKS.match(line)))
    return frozenset(key for key, often in counted.items() if often > _MOST_SAID)


#: How what an agent does, may or must do begins, when its name stands before the colon.
def predicate_line(text: str, names: Names) -> str:
    """A line of an agent and what it does as a sentence: "Works council: has to be heard"; "" for any other line."""
    found = key_line(text)
    if found is None or found[0] in names.known or not _words()["predicate"].match(found[1].replace("'", "’")):
        return ""
    key, value = found
    one = party(key, names)
    if one is None or one.kind not in ("role", "unit") or not is_agent(key, names):
        return ""
    return f"{key} {value}" if key.isupper() or key[:1].isupper() else f"The {key} {value}"


def _stands(key: str, value: str, pieces: list[_Piece], lead: Power | None) -> bool:
    """Whether what is found can be a rule: "approved by Ann" tells of one act, unless the work is divided."""
    forms = {piece.form for piece in pieces}
    if forms == {"alone"}:
        return lead is not None
    if forms != {"by"}:
        return True
    if _words()["old"].search(value) or re.match(r"(?:the|a|an|this|that)\s|.*\d", key, re.IGNORECASE):
        return False
    powers = {piece.power for piece in pieces}
    return (len(powers) > 1 and bool(_MANY.search(key))) or lead is not None


def _pieces(value: str, names: Names, lead: Power | None) -> list[_Piece]:
    """What the fragments say, in order; [] when the first says nothing."""
    result: list[_Piece] = []
    for part in _PIECES.split(value):
        part = part.strip()
        if result and _words()["condition"].match(part) and not (_words()["first"].match(part) and _piece(part, names)):
            if not result[-1].condition:
                result[-1] = structs.replace(result[-1], condition=part.removeprefix("but "))
            continue
        piece = _piece(part, names) or (_gapped(part, result[-1], names) if result else None)
        if piece is None and not result:
            if lead is None:
                return []
            only = party(part, names)
            if only is None:
                return []
            piece = _Piece((only,), lead, "bare")
        if piece is not None:
            result.append(piece)
    if result and result[0].form == "bare" and len(result) > 1 and result[1].form == "alone":
        result.pop(1)
    return result


#: "above that the controller signs": the condition stands first.
def _piece(part: str, names: Names) -> _Piece | None:
    first = _words()["first"].match(part)
    if first:
        piece = _piece(first["rest"], names)
        return structs.replace(piece, condition=first["condition"]) if piece and not piece.condition else piece
    for form, regex, power in _shapes():
        match = regex.match(part)
        if match is None:
            continue
        named = match.groupdict()
        who = _who(
            named["who"] or "",
            names,
            strict=form in ("to", "alone") or (form != "by" and power in ("Own", "Perform")),
        )
        condition = (named.get("condition") or "").strip(" ,")
        if who is None:
            continue
        standing: Standing = "Past" if named.get("past") else "Proposed" if named.get("wish") else "Current"
        return _Piece(who, power, form, condition, bool(named.get("no")), standing)
    return None


def _gapped(part: str, before: _Piece, names: Names) -> _Piece | None:
    """ "the planner's call up to ten, Oonagh's above": the noun is that of the fragment before."""
    match = _words()["gap"].match(part)
    if match is None:
        return None
    condition = (match["condition"] or "").strip()
    by, theirs = bool(match["doer"]), "’" in part
    if not ((by and before.form == "by") or (theirs and before.form == "theirs")):
        return None
    who = _who(match["doer"] or match["who"] or "", names, strict=False) or ()
    return structs.replace(before, who=who, condition=condition) if who else None


#: Holders that name nobody: their fragment has its place in the line and gives no right.
def _who(text: str, names: Names, *, strict: bool) -> tuple[Mention, ...] | None:
    """The agents of a fragment, () for "us" and "anyone", None where it has none.

    `strict` where the words around them say little: only who is known to act.
    """
    text = _ONLY.sub(
        "",
        re.sub(
            r"^(?:both|either|alone|then|here|there|now|it is|it’s|that is|always)\s",
            "",
            text.strip(),
            flags=re.IGNORECASE,
        ),
    )
    if _words()["nameless"].match(text):
        return ()
    if label_lexicon().not_by.match(text) or _words()["interjection"].match(text):
        return None
    if strict and not all(is_agent(part, names) for part in re.split(r"\s(?:and|or)\s", text)):
        return None
    found: list[Mention] = []
    for part in re.split(r",\s|\s(?:and|or|&)\s", text):
        one = party(part, names)
        if one is None:
            return None
        found.append(one)
    return tuple(dict.fromkeys(found))
