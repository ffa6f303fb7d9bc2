"""The frames of lexicon/rights.toml: each is one way to word a right, a regular expression over a masked clause."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.extract.rights.calls import CallTable
from graphkit.extract.rights.verbs import ADVERB
from graphkit.extract.statement import Power

_MODAL: Final = (
    r"(?:do not|does not|don’t|doesn’t|did not|didn’t|no longer|not|never|must not|must|should not|shouldn’t|should|shall"
    r"|will not|won’t|will|would not|wouldn’t|would|can not|cannot|can’t|can|could not|couldn’t|could|may not|may|might"
    r"|needs? to|has to|have to|is to|are to|used to|ought to|wants? to|wanted to|would like to|wishes to|hopes? to|plans? to"
    r"|intends? to|aims? to|proposed to|proposes to|offered to|asked to|gets? to|got to|is going to|are going to"
    r"|is expected to|are expected to|is supposed to|are supposed to|is said to|are said to|is believed to|are believed to"
    r"|is thought to|is assumed to|is reported to|is understood to|(?:is|are) rumou?red to|(?:is|are) known to|seems? to"
    r"|appears? to|is allowed to|are allowed to|is able to|are able to|is required to|are required to|is not|are not|isn’t"
    r"|aren’t|wasn’t|was not|is|are|was|were|has|have|had|been|be|being|continues? to|continued to|helps? to|started to"
    r"|starts to|began to|begins to|tends? to|refuse[sd]? to|wanted|d|’ll|’d|no|ever|there|here|solely|effectively|own)"
)
MOD: Final = rf"(?P<mod>(?:,?\s(?:{ADVERB}|{_MODAL}))*)"
BE: Final = (
    r"(?:(?:will|should|must|would|could|might|may|shall|can|needs? to|has to|have to|used to|ought to|is to|are to|cannot"
    r"|can not|should not|must not|will not|won’t|may not|can only|may only|must always)\s(?:(?:also|always|never|only|not|first|\w+ly)\s)*be"
    r"|(?:has|have|had)\s(?:(?:always|never|not|since|\w+ly)\s)*been|isn’t|aren’t|wasn’t|weren’t|will be|be"
    r"|(?:is|are|was|were|been|being|gets?|got)(?:\s(?:being|no longer|not|never|to be|only|always|usually|\w+ly))*)"
)
ON: Final = r"(?:on|about|over|for|in|of|regarding|around|as to|concerning|when it comes to|with regard to|in terms of)"
_LISTED: Final = r"(?:[\w-]+(?:\s(?:on|off on|for|up|to))?(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)){0,3}?"
_LISTED_AFTER: Final = r"(?:(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)[\w-]+(?:\s(?:on|off on|for|to|up))?){0,3}?"
_HOLDER: Final = r"(?:[Bb]oth\s|[Oo]nly\s|[Ee]ither\s|[Nn]either\s)?⟨(?P<holder>\d+)⟩"
_TAIL: Final = r"(?P<tail>(?:[\s,].*)?)"
_REST: Final = r"(?P<scope>.+)"


class Frame(Struct, frozen=True):
    """One way to word a right.

    `pattern` is matched at the clause's beginning (`search`: anywhere). Its groups: holder, scope, np (a noun phrase
    such as "hiring decisions"), to, via, mod, tail (what follows), and marks such as `hearsay`.
    `state`: the past tense says it was so for a time; `weak`: said of things too; `roles`: only of roles and bodies.
    `must`: one of these stands in every clause that it matches; `from_holder`: such a clause begins with the holder.
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
    optional: bool = False
    only: bool = False
    gate: bool = False
    causes: bool = False
    people: bool = True
    model: bool = False
    must: tuple[str, ...] = ()

    from_holder: bool = False

    @property
    def regex(self) -> re.Pattern[str]:
        """`pattern`, compiled when it is first needed: there are hundreds, and a vault uses few."""
        return _regex(self.pattern)


@lru_cache(maxsize=None)
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def frames() -> CallTable[Frame]:
    """The lexicon's frames by the words that call them, read once per process."""
    data = load_lexicon("rights.toml")
    pairs: list[tuple[str, Frame]] = []
    for verb in data["verb"]:
        pairs += _verb_frames(verb)
    for noun in data["noun"]:
        pairs += _noun_frames(noun)
    for pattern in data["pattern"]:
        frame = _pattern_frame(pattern)
        pairs += [(word.lower(), frame) for word in pattern["need"].split("|")]
    return CallTable(pairs)


def _verb_frames(verb: dict[str, Any]) -> list[tuple[str, Frame]]:
    base, third, past, participle, gerund = verb["forms"].split()
    active_forms = {base, third, past, gerund}
    called_by = {
        "right-to": {base, gerund},
        "entitled": active_forms,
        "for-to": {base},
        "who": {base, third},
        "nobody-but": {base, third},
        "rather-than": {gerund},
        "passive": {participle},
        "bare": {participle},
    }
    particle = rf"\s{verb['particle']}" if verb.get("particle") else ""
    never = rf"(?!\s(?:by|{verb['never']})(?![\w’]))" if verb.get("never") else r"(?!\sby\b)"
    optional = verb.get("object") == "optional"
    link = rf"\s(?:{verb['link']})" if verb.get("link") else ""
    if link and not (verb.get("require_link") or particle):
        link = f"(?:{link})?"
    tail = rf"{link}(?:\s{_REST})?" if optional else rf"{link}\s{_REST}"
    shared: dict[str, Any] = {
        "power": verb["power"],
        "scopes": _compiled(verb.get("scopes")),
        "not_scopes": _compiled(verb.get("not_scopes")),
        "default": verb.get("default", ""),
        "confidence": verb.get("confidence", 0.9),
        "state": verb.get("state", False),
        "weak": verb.get("weak", False),
        "roles": verb.get("roles", False),
        "people": verb.get("people", True),
        "optional": optional,
    }
    found: list[tuple[str, Frame]] = []

    def add(shape: str, regex: str, **more: Any) -> None:
        made = Frame(
            **{
                **shared,
                "shape": shape,
                "pattern": regex,
                "must": _MUST.get(shape, ()),
                "from_holder": regex.startswith(_HOLDER),
                **more,
            }
        )
        found.extend((f"{form}=", made) for form in called_by.get(shape, active_forms))

    forms = f"{base}|{third}" if past == base else f"{base}|{third}|{past}"
    modal = rf"(?=.{{0,40}}\b(?:{verb['modal']})\s)" if verb.get("modal") else ""
    adverbs = rf"(?:\s{ADVERB})*?"
    if verb.get("active", True):
        add(
            "active",
            rf"{modal}{_HOLDER}{MOD}\s{_LISTED}(?P<verb>{forms}|{gerund}){never}{adverbs}{_LISTED_AFTER}{tail}$",
        )
        add(
            "right-to",
            rf"{_HOLDER}{MOD}\s(?:has|have|had|holds?|held|keeps?|retains?|gets?|got)\s(?:(?:the|a|full|sole|final|last|formal|exclusive|no)\s)*"
            rf"(?:right|authority|power|mandate|say|permission|last word|option|freedom)\s(?:to|in|on|of|for|when)\s{_LISTED}(?:{base}|{gerund}){never}{tail}$",
        )
        add(
            "entitled",
            rf"{_HOLDER}{MOD}\s(?:{BE}|remains?)(?:\s{ADVERB})*\s(?:responsible for|in charge of|empowered to|authori[sz]ed to|entitled to"
            rf"|allowed to|permitted to|able to|accountable for|tasked with|charged with|the (?:only )?(?:one|person|body) (?:to|who|that)|free to)\s{_LISTED}(?:{base}|{gerund}|{third}){never}{tail}$",
        )
        add(
            "for-to",
            rf"(?:it(?:’s|{MOD}\s(?:{BE}|falls?|remains?|stays?)){adverbs}\s)?(?:up to|left to|for|on|to|the (?:job|task|duty|right|role|responsibility) of)\s"
            rf"⟨(?P<holder>\d+)⟩(?:’s?\s(?:job|task|duty|right|role|responsibility))?\sto\s{_LISTED}{base}{never}{tail}$",
            confidence=0.85,
        )
        add(
            "who",
            rf"(?:the\s)?(?:person|one|people|only one|man|woman|body)\swho{MOD.replace('mod', 'mod')}\s(?:{base}|{third}){never}{link}\s(?P<scope>.+?)\s(?:{BE}|remains?)\s⟨(?P<holder>\d+)⟩{_TAIL}$",
        )
        add(
            "nobody-but",
            rf"(?:nobody|no one|no-one)\s(?:but|except|other than|apart from|besides)\s⟨(?P<holder>\d+)⟩{MOD}\s(?:{base}|{third}){never}{tail}$",
        )
        add(
            "rather-than",
            rf"⟨(?P<holder>\d+)⟩.+?\s(?:rather than|instead of|without)\s{gerund}{never}{tail}$",
            confidence=0.85,
        )
    if verb.get("passive", True):
        off = particle + (r"(?:\son)?" if particle else r"(?:\s(?:on|upon|about))?")
        add(
            "passive",
            rf"(?P<scope>[^,].*?)(?P<mod>(?:\s{ADVERB})*\s{BE}(?:\s{ADVERB})*)\s{_LISTED}{participle}{off}{_LISTED_AFTER}"
            rf"(?:\s{ADVERB})*(?:\sonly)?\sby\s(?:both\s|either\s|only\s)?⟨(?P<holder>\d+)⟩{_TAIL}$",
        )
    if verb.get("bare"):
        add("bare", rf"^(?P<scope>)(?P<mod>){participle}\sby\s⟨(?P<holder>\d+)⟩{_TAIL}$", confidence=0.85)
    return found


def _noun_frames(noun: dict[str, Any]) -> list[tuple[str, Frame]]:
    power: Power = noun["power"]
    names = "|".join(noun["words"])
    phrase = rf"(?P<np>(?:(?!no\b|not\b)[\w’⟨⟩&/%-]+\s){{0,5}}?(?:{names}){_about()})"
    bare = r"(?:(?:the|a|an|any|all|final|last|ultimate|formal|full|sole|overall|explicit|written|prior|separate|additional|joint|personal|express|his|her|their|its|day-to-day|end-to-end|complete|own|clear|primary|effective|some|real|unanimous|majority|budgetary|editorial)\s)*"
    found: list[tuple[str, Frame]] = []
    words: list[str] = noun["stems"]

    def add(shape: str, regex: str, **more: Any) -> None:
        frame = Frame(
            power=power,
            shape=shape,
            pattern=regex,
            state=True,
            must=_MUST.get(shape, ()),
            from_holder=regex.startswith(_HOLDER),
            **more,
        )
        found.extend((word, frame) for word in words)

    lies = r"(?:rests?|lies|lie|lay|sits?|stays?|remains?|resides?|belongs?|falls?|rested|stayed|remained|sat)"
    add(
        "lies-with",
        rf"{phrase}{MOD}\s(?:{lies}|{BE})(?:\s{ADVERB})*\s(?:with|to|up to|in the hands of)\s⟨(?P<holder>\d+)⟩{_TAIL}$",
    )
    if power in ("Decide", "Approve"):
        add("comes-from", rf"{phrase}{MOD}\s(?:comes?|came)(?:\s{ADVERB})*\sfrom\s⟨(?P<holder>\d+)⟩{_TAIL}$")
        add("is-theirs", rf"{phrase}{MOD}\s{BE}(?:\s{ADVERB})*\s⟨(?P<holder>\d+)⟩’s?(?:\salone)?{_TAIL}$")
    if power != "Consult":
        add(
            "has",
            rf"{_HOLDER}{MOD}\s(?:has|have|had|holds?|held|keeps?|kept|retains?|retained|gets?|got|exercises?|hold|owns?)\s(?P<no>no\s(?:final\s)?)?{bare}"
            rf"(?:{names})(?:\s(?:{ON}|to|up to)\s(?!⟨\d+⟩’s\sown){_REST})?$",
        )
    if noun["verbs"]:
        add(
            "gives",
            rf"{_HOLDER}{MOD}\s(?:{noun['verbs']})\s(?:back\s|on\s|over\s)?{bare}(?P<kind>(?:[\w-]+\s){{0,2}})(?:{names})(?:\s(?:{ON}|{'into' if power == 'Decide' else 'to|into'}|whether|which|what|who|as to)\s{_REST}|\s(?P<scope2>(?:whether|which)\s.+))?$",
        )
    if power == "Approve":
        need = (
            r"(?:needs?|needed|requires?|required|must have|must get|must receive|must carry|must bear|has to have|have to have|has to get"
            r"|have to get|{BE} subject to|subject to|awaits?|{BE} contingent on|depends? on|{BE} conditional on|{BE} dependent on|{BE} pending|calls? for)"
        ).replace("{BE}", BE)
        add(
            "needs-from",
            rf"(?P<scope>[^,].*?){MOD}\s{need}\s(?:both\s)?{bare}(?:[\w-]+\s)?(?:{names})(?:\s(?:on|for)\s[^⟨]{{2,40}})?\s(?:from|by|of)\s(?:both\s|either\s)?⟨(?P<holder>\d+)⟩(?:{_about('scope3')})?{_TAIL}$",
        )
        add(
            "needs-theirs",
            rf"(?P<scope>[^,].*?){MOD}\s{need}\s(?:both\s)?⟨(?P<holder>\d+)⟩(?:’s?)?\s{bare}(?:{names})(?:\s(?:on|for|before|to)\s(?P<scope3>[^,]+))?{_TAIL}$",
        )
        add(
            "needed",
            rf"{bare}(?:[\w-]+\s)?(?:{names})\s(?:from|by|of)\s⟨(?P<holder>\d+)⟩{MOD}\s(?:{BE}\s)?(?:needed|required|necessary|mandatory|a must|compulsory)(?:\s(?:for|on|before|to)\s{_REST})?$",
        )
        add(
            "needed-from",
            rf"{bare}(?:[\w-]+\s)?(?:{names})(?:\s(?:for|on|of|before)\s(?P<scope>.+?))?{MOD}\s(?:{BE}\s)?"
            rf"(?:needed|required|necessary|mandatory)\s(?:from|by)\s⟨(?P<holder>\d+)⟩{_TAIL}$",
        )
        add(
            "theirs-needed",
            rf"⟨(?P<holder>\d+)⟩’s?\s{bare}(?:{names}){MOD}\s(?:{BE}\s)?(?:needed|required|necessary|mandatory|a must|compulsory)(?:\s(?:for|on|before|to)\s{_REST})?$",
        )
        add(
            "needed-for",
            rf"{bare}(?:{names})\s(?:for|on)\s(?P<scope>.+?)\s(?:must|has to|have to|needs to|should)\s(?:come|be given|be obtained|be granted)\s(?:from|by)\s⟨(?P<holder>\d+)⟩{_TAIL}$",
        )
    return found


#: What a clause must hold for a shape to match, tested before its regular expression.
_MUST: Final[dict[str, tuple[str, ...]]] = {
    "passive": (" by ",),
    "lies-with": (" with ⟨", " to ⟨", " of ⟨"),
    "comes-from": (" from ⟨",),
    "is-theirs": ("⟩’",),
    "needs-from": (" from ", " by ", " of "),
    "needs-theirs": ("⟩",),
    "needed": (" from ⟨", " by ⟨", " of ⟨"),
    "needed-from": (" from ⟨", " by ⟨"),
    "theirs-needed": ("⟩’",),
    "needed-for": (" from ⟨", " by ⟨"),
    "rather-than": ("rather than", "instead of", "without"),
    "nobody-but": ("but", "except", "other than", "apart from", "besides"),
    "who": (" who ",),
}


def _about(group: str = "scope") -> str:
    return rf"(?:\s(?:{ON}|to)\s(?P<{group}>.+?))?"


def _pattern_frame(pattern: dict[str, Any]) -> Frame:
    regex: str = pattern["regex"]
    slots = {
        "{H}": r"⟨(?P<holder>\d+)⟩",
        "{H2}": r"⟨(?P<holder2>\d+)⟩",
        "{P}": r"⟨(?P<holder>\d+)⟩’s?",
        "{T}": r"⟨(?P<to>\d+)⟩",
        "{V}": r"⟨(?P<via>\d+)⟩",
        "{source}": r"(?P<source>⟨\d+⟩|[\w\s⟨⟩’-]{2,50}?)",
        "{S_to}": r"(?P<scope>.+?)",
        "{S2}": r"(?P<scope2>.+)",
        "{S}": _REST,
        "{L}": r"(?P<scope>[^,].*?)",
        "{a}": rf"(?:\s{ADVERB})*",
        "{m}": MOD,
        "{b}": BE,
        "{on}": ON,
    }
    for slot, text in slots.items():
        if text == MOD:
            regex = regex.replace(slot, text, 1).replace(slot, text.replace("?P<mod>", "?:"))
        elif slot == "{P}" and "{H}" in pattern["regex"]:
            regex = (
                regex.replace(slot, "(?:⟨\\d+⟩’s?|his|her|their)")
                if "{P} (?:job" in regex
                else regex.replace(slot, text)
            )
        else:
            regex = regex.replace(slot, text)
    must: tuple[str, ...] = ()
    end = "" if regex.endswith(("$", ")")) and "tail" in regex else "$"
    if "must" in pattern:
        must = tuple(pattern["must"].split("|"))
    elif "{P}" in pattern["regex"] and "{H" not in pattern["regex"]:
        must = ("⟩’",)
    elif "{V}" in pattern["regex"]:
        must = (" via ⟨", " through ⟨")
    options = ("search", "model", "only", "gate", "causes", "weak", "default", "via_power", "confidence")
    return Frame(
        power=pattern["power"],
        pattern=regex + end,
        shape="pattern",
        scopes=_compiled(pattern.get("scopes")),
        not_scopes=_compiled(pattern.get("not_scopes")),
        state=pattern["power"] in ("Decide", "Approve", "Veto", "Own"),
        must=must,
        from_holder=pattern["regex"].startswith("{H}"),
        **{name: pattern[name] for name in options if name in pattern},
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None
