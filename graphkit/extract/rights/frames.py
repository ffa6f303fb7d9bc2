"""The frames of lexicon/rights.toml: each is one way to word a right, a regular expression over a masked clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache
from typing import Any, Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.rights.verbs import ADVERB, BE, MOD, ON, grammar, more_verbs, right_verbs, with_words
from graphkit.extract.statement import Power

_HOLDER: Final = r"(?:[Bb]oth\s|[Oo]nly\s|[Ee]ither\s|[Nn]either\s)?⟨(?P<holder>\d+)⟩"
_TAIL: Final = r"(?P<tail>(?:[\s,].*)?)"
_REST: Final = r"(?P<scope>.+)"


class Frame(Struct, frozen=True):
    """One way to word a right.

    `pattern` is matched at the clause's beginning (`search`: anywhere). Its groups: holder, scope, np (a noun phrase
    such as "hiring decisions"), to, via, mod, tail (what follows), and marks such as `hearsay`.
    `state`: the past tense says it was so for a time; `lasting`: the past tense tells how it came
    to be so ("she was appointed"); `weak`: said of things too; `roles`: only of roles and bodies.
    `must`: one of these stands in every clause that it matches; `from_holder`: such a clause begins with the holder.
    `needs`: one word of each stands in every sentence that has such a clause; `behind`: so does, behind an agent, one
    of the words that call it. `verb`: the verb with what must not follow it, which gives it another sense.
    `binding`: only in a charter and the like; `refers`: without a scope it is about what was said before.
    `owner`: it is also said of what somebody possesses.
    `piece`: stands anywhere in a sentence (see `pieces`); `hosted`: as part of another right.
    """

    power: Power
    pattern: str
    shape: str
    confidence: float = 0.9
    scopes: re.Pattern[str] | None = None
    not_scopes: re.Pattern[str] | None = None
    default: str = ""
    via_power: Power | None = None
    search: bool = False
    state: bool = False
    weak: bool = False
    roles: bool = False
    only: bool = False
    gate: bool = False
    causes: bool = False
    people: bool = True
    model: bool = False
    lasting: bool = False
    must: tuple[str, ...] = ()
    from_holder: bool = False
    needs: tuple[frozenset[str], ...] = ()
    behind: bool = False
    verb: str = ""
    binding: bool = False
    refers: bool = False
    owner: bool = False
    piece: bool = False
    hosted: bool = False

    @property
    def regex(self) -> re.Pattern[str]:
        """`pattern`, compiled when it is first needed: there are hundreds, and a vault uses few."""
        return _regex(self.pattern)

    def may_stand(self, words: Set[str]) -> bool:
        """Whether a sentence of these words, in lower case, can have a clause that it matches."""
        for needed in self.needs:  # noqa: SIM110
            if needed.isdisjoint(words):
                return False
        return True

    def meant(self, text: str) -> bool:
        """Whether the verb stands in a text, in which no clause has that of another, in the sense of the right."""
        return not self.verb or _regex(self.verb).search(text) is not None


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def frames() -> CallTable[Frame]:
    """The lexicon's frames by the words that call them, read once per process."""
    data, shapes = load_lexicon("rights.toml"), load_lexicon("shapes.toml")
    pairs: list[tuple[str, Frame]] = []
    for verb in right_verbs():
        for shape in shapes["verb"]:
            pairs += _verb_frame(verb, shape)
    for noun in data["noun"]:
        for shape in shapes["noun"]:
            pairs += _noun_frame(noun, shape)
    listed = (*load_lexicon("nominal.toml")["pattern"], *load_lexicon("phrases.toml")["pattern"])
    pieces = ({"piece": True, **pattern} for pattern in load_lexicon("pieces.toml")["pattern"])
    for pattern in (*data["pattern"], *listed, *more_verbs()["pattern"], *pieces):
        frame = _pattern_frame(pattern)
        pairs += [(word.lower(), frame) for word in pattern["need"].split("|")]
    return CallTable(pairs)


def _filled(regex: str, slots: dict[str, str]) -> str:
    """A regular expression with its slots filled; what a slot holds may have slots itself."""
    for slot, text in (slots | _shared()).items():
        regex = regex.replace("{" + slot + "}", text)
    return regex


@cache
def _shared() -> dict[str, str]:
    words = grammar()
    own = ("listed", "listed_after", "qualified", "lies", "need", "on", "adverb")
    return {
        **{name: words[name] for name in own},
        "holder": _HOLDER,
        "mod": MOD,
        "adverbs": rf"(?:\s{ADVERB})*",
        "be": BE,
        "rest": _REST,
        "behind": _TAIL,
    }


_OPTIONS: Final = ("scopes", "not_scopes", "default", "confidence", "state", "weak", "roles", "people", "owner")


#: What follows no verb of a right: "chairs are made" has none.
_NEVER: Final = "by|leave|go|come|need|require|happen|depend|is|are|was|were|has|had|will|would|could|must|should|may"


def _verb_frame(verb: dict[str, Any], shape: dict[str, Any]) -> list[tuple[str, Frame]]:
    """One shape of one verb, by each of its forms that call it; none for a shape that the verb does not have."""
    if not verb.get("passive" if shape["name"] == "passive" else "active", True):
        return []
    if verb["power"] in shape.get("not_for", ()) or verb["power"] not in shape.get("only_for", [verb["power"]]):
        return []
    forms = dict(zip(("base", "third", "past", "participle", "gerund"), verb["forms"].split(), strict=True))
    particle = rf"\s{verb['particle']}" if verb.get("particle") else ""
    link = rf"\s(?:{verb['link']})" if verb.get("link") else ""
    if link and not (verb.get("require_link") or particle):
        link = f"(?:{link})?"
    never = f"{_NEVER}|{verb['never']}" if verb.get("never") else _NEVER
    finite = (forms["base"], forms["third"], forms["past"])
    slots = {
        "forms": "|".join(dict.fromkeys(finite)),
        "never": rf"(?!\s(?:{never})(?![\w’]))",
        "tail": _tail(verb, link),
        "link": link,
        "particle": particle + (r"(?:\son)?" if particle else r"(?:\s(?:on|upon|about))?"),
        "modal": rf"(?=.{{0,40}}\b(?:{verb['modal']})\s)" if verb.get("modal") else "",
        **forms,
    }
    options = {name: verb[name] for name in _OPTIONS if name in verb} | _only(shape, "confidence")
    regex = _filled(shape["regex"], slots)
    given = {**shape, "needs": [*shape.get("needs", ()), *_modal_words(verb, shape)], "behind": True}
    if shape["name"] == "active":
        given["verb"] = rf"\s(?:{slots['forms']}|{forms['gerund']})\b{slots['never']}"
    frame = _frame(verb["power"], shape["name"], regex, given, options)
    return [(f"{form}=", frame) for form in dict.fromkeys(forms[name] for name in shape["called_by"].split())]


def _modal_words(verb: dict[str, Any], shape: dict[str, Any]) -> list[str]:
    """The words one of which a verb that counts only with a modal needs: "has the power to" -> "power"."""
    if "modal" not in verb or "{modal}" not in shape["regex"]:
        return []
    words = [max(phrase.split(), key=len) for phrase in verb["modal"].split("|")]
    return [" ".join(f"{word.replace('s?', '')} {word.replace('?', '')}" for word in words)]


def _tail(verb: dict[str, Any], link: str) -> str:
    """The scope behind a verb, with the words that link it."""
    if verb.get("object") != "optional":
        return rf"{link}\s{_REST}"
    return rf"(?:{link}\s{_REST})?" if verb.get("require_link") else rf"{link}(?:\s{_REST})?"


def _noun_frame(noun: dict[str, Any], shape: dict[str, Any]) -> list[tuple[str, Frame]]:
    """One shape of one word for a right, by the words that call it."""
    if noun["power"] not in shape.get("only_for", [noun["power"]]) or (
        "{verbs}" in shape["regex"] and not noun["verbs"]
    ):
        return []
    names = "|".join(noun["words"])
    about = rf"(?:\s(?:{ON}|to)\s(?P<scope>.+?))?"
    slots = {
        "phrase": rf"(?P<np>(?:(?!no\b|not\b)[\w’⟨⟩&/%-]+\s){{0,5}}?(?:{names}){about})",
        "noun": names,
        "verbs": noun["verbs"],
    }
    frame = _frame(
        noun["power"],
        shape["name"],
        _filled(shape["regex"], slots),
        shape,
        {"state": True} | _only(noun, "not_scopes") | _only(shape, "lasting", "state"),
    )
    return [(word, frame) for word in noun["stems"]]


_SLOTS: Final = {
    "{H}": r"⟨(?P<holder>\d+)⟩",
    "{H2}": r"⟨(?P<holder2>\d+)⟩",
    "{P}": r"⟨(?P<holder>\d+)⟩’s?",
    "{P2}": r"(?:⟨\d+⟩’s?|his|her|their)",
    "{T}": r"⟨(?P<to>\d+)⟩",
    "{V}": r"⟨(?P<via>\d+)⟩",
    "{source}": r"(?P<source>⟨\d+⟩|[\w\s⟨⟩’-]{2,50}?)",
    "{S_to}": r"(?P<scope>.+?)",
    "{S2}": r"(?P<scope2>.+)",
    "{S}": _REST,
    "{L}": r"(?P<scope>[^,].*?)",
    "{a}": rf"(?:\s{ADVERB})*",
    "{b}": BE,
    "{on}": ON,
}
_MARKS: Final = (
    "lasting",
    "search",
    "model",
    "only",
    "gate",
    "causes",
    "weak",
    "default",
    "via_power",
    "confidence",
    "scopes",
    "not_scopes",
    "people",
    "binding",
    "refers",
    "roles",
    "state",
    "owner",
    "piece",
    "hosted",
)


def _pattern_frame(pattern: dict[str, Any]) -> Frame:
    written = with_words(pattern["regex"])
    regex = written.replace("{m}", MOD, 1).replace("{m}", MOD.replace("?P<mod>", "?:"))
    for slot, text in _SLOTS.items():
        regex = regex.replace(slot, text)
    if not ("piece" in pattern or (regex.endswith(("$", ")")) and "tail" in regex)):
        regex += "$"
    options = {"state": pattern["power"] in ("Decide", "Approve", "Veto", "Own")}
    options |= {name: _marked(pattern[name]) for name in _MARKS if name in pattern}
    must: dict[str, Any] = {"must": pattern.get("must", "⟩’" if "{P}" in written and "{H" not in written else "")}
    must["needs"] = pattern.get("needs", ())
    return _frame(pattern["power"], "pattern", regex, must, options)


def _marked(value: Any) -> Any:
    return with_words(value) if isinstance(value, str) else value


def _frame(power: Power, shape: str, regex: str, given: dict[str, Any], options: dict[str, Any]) -> Frame:
    compiled: dict[str, Any] = {
        name: re.compile(options[name], re.IGNORECASE) for name in ("scopes", "not_scopes") if name in options
    }
    must = tuple(given["must"].split("|")) if given.get("must") else ()
    from_holder = regex.startswith((_HOLDER, _SLOTS["{H}"])) and shape != "rather-than"
    from_holder = from_holder and not {"search", "piece"} & options.keys()
    return Frame(
        power,
        regex,
        shape,
        must=must,
        from_holder=from_holder,
        needs=_needs(must, given.get("needs", ())),
        behind=from_holder and given.get("behind", False),
        verb=given.get("verb", ""),
        **{**options, **compiled},
    )


_WORD: Final = re.compile(r"[a-z]+")


def _needs(must: tuple[str, ...], needs: Iterable[str]) -> tuple[frozenset[str], ...]:
    """The words of what must stand in a clause, of each phrase the longest, and those that are needed besides."""
    found = [_WORD.findall(phrase) for phrase in must]
    words = [frozenset(max(one, key=len) for one in found)] if found and all(found) else []
    return (*words, *(frozenset(one.split()) for one in needs))


def _only(given: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: given[name] for name in names if name in given}
