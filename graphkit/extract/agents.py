"""Who may act: names, roles and bodies found in a sentence, with coordination ("Ann and the CFO" is one group)."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct

from graphkit.extract.holders import holder_spans
from graphkit.extract.roles import COMPOUND, find_roles, is_role_word
from graphkit.extract.statement import AgentKind, Mention


class AgentGroup(Struct, frozen=True):
    """Agents that share one slot of a sentence: `text[start:end]` as written.

    `sure` is False for what may be a thing instead: an unknown word that begins the sentence, unknown letters, a
    noun that only looks like somebody who acts.
    """

    start: int
    end: int
    agents: tuple[Mention, ...]
    sure: bool = True


class _Lexicon(Struct, frozen=True):
    """The words of lexicon/agents.toml, compiled."""

    name: re.Pattern[str]
    determiner: re.Pattern[str]
    function: re.Pattern[str]
    not_names: frozenset[str]
    modifiers: frozenset[str]
    acronyms: frozenset[str]
    adjectives: frozenset[str]
    bodies: frozenset[str]


_VERBS: Final = (
    r"is|are|was|were|has|have|had|will|would|must|should|can|could|may|might|does|do|did|needs?|gets?|makes?|takes?|took"
    r"|gives?|holds?|keeps?|stays?|remains?|reports?|wants?|says?|said|thinks?|believes?|signs?|now|also|still|then|always"
    r"|never|only|ultimately|typically|usually|alone|jointly|who|no longer|not|does not|set|ran|chose"
    r"|made|gave|met|told|left|wrote|heard|knew|felt|saw|put|kept|held|went|came|became"
    r"|heads?|stepped|\w+ly|\w+(?:es|[^s]s|ed)"
)
_ACTS: Final = re.compile(rf"\s\(|[’']s\s|,?\s(?:and|or)\s|,\s|\s(?:{_VERBS})\b|\s?/")
_AUXILIARIES: Final = (
    r"is|are|was|were|has|have|had|will|would|must|should|can|could|may|might|does|do|did|needs?|gets?"
    r"|makes?|takes?|took|gives?|gave|holds?|keeps?|stays?|remains?|wants?|says?|said|thinks?|believes?|now|also|still|then|always|never|only|ultimately|typically|usually|alone"
    r"|jointly|who|to|no longer|not|and|or|&|which|on|over|by|before|after|from|about|when|if|while|but"
    r"|because|as|for|checks?|pays?|reviews?"
    r"|prioriti[sz]ation|handles?|agrees?|reports to|expects?|asks?|prefers?|supports?|plans?|insists?"
    r"|argues?|hopes?|[a-z]+ed"
)


@cache
def _after_department() -> re.Pattern[str]:
    """What may stand behind a department that acts: its verb, a mark, the end; not the noun that it qualifies."""
    verbs = [form for verb in load_lexicon("rights.toml")["verb"] for form in verb["forms"].split()[:4]]
    return re.compile(
        rf"\s*$|\s*[,.;:)/(]|[’']s\b|-(?:{'|'.join(sorted(COMPOUND))})\b|\s[–—-]\s|\s(?:{_AUXILIARIES}|{alternatives(verbs)}|[a-z]+ly)\b"
    )


_NO_NAME: Final = re.compile(r"(?:ing|tions?|ments?|ness|ity|ities|als|ies|ances?|ences?|ships?)$")
#: The longest of the words that are looked for right before an agent, with its space.
_FURTHEST: Final = 12
_BY: Final = re.compile(r"(?:\b(?:by|from|with|via|through|to|and|or|both|as|than)|/)\s?$", re.IGNORECASE)
_BEFORE_ACRONYM: Final = re.compile(r"(?:\b(?:by|from|with|via|through|to|and|or|both|the|The|our)|^|/)\s?$")
_VERB_NEXT: Final = re.compile(r"\s(?:the|a|an|our|their|its|all|every|this|each|its own|both|⟨)\b|\s[A-Z]")


def alternatives(words: Iterable[str]) -> str:
    """The words as a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def load_lexicon(name: str) -> dict[str, Any]:
    """A data file of graphkit/extract/lexicon/."""
    return tomllib.loads(files("graphkit.extract").joinpath("lexicon", name).read_text(encoding="utf-8"))


def plural(noun: str) -> str:
    """The regular plural of an English noun.

    >>> plural("lead"), plural("agency"), plural("boss")
    ('leads', 'agencies', 'bosses')
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-3] + "men" if noun.endswith("man") else noun + "s"


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("agents.toml")
    words = data["words"]
    upper = "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper())
    token = (
        rf"(?:[{upper}]’)?[{upper}][\w]*[^\W\d_{upper}]\w*(?:-[{upper}]\w+)?"
        rf"|[{upper}]\.(?=\s[{upper}])|[A-Z]{{2,}}(?=\s[{upper}][a-z])"
    )
    token = f"(?:{token})"
    particles = alternatives(words["particles"])
    determiners = alternatives([*data["determiners"], *(d.capitalize() for d in data["determiners"])])
    return _Lexicon(
        name=re.compile(
            rf"(?<![\w@#’'-])(?:(?:{alternatives(words['titles'])})\.?\s)?{token}(?:\s(?:(?:{particles})\s){{0,2}}{token}){{0,3}}"
        ),
        determiner=re.compile(rf"^(?:{determiners})\s"),
        function=re.compile(
            rf"(?:^|\s|-)(?:{alternatives([*data['functions'], *map(plural, data['functions'])])})$",
            re.IGNORECASE,
        ),
        not_names=frozenset(words["not_names"]),
        modifiers=frozenset(data["modifiers"]),
        acronyms=frozenset(data["acronyms"]),
        adjectives=frozenset(data["adjectives"]),
        bodies=frozenset([*data["body_heads"], *map(plural, data["body_heads"])]),
    )


def find_agents(
    text: str, known: frozenset[str] = frozenset(), common: str = "", *, acting: bool = False
) -> list[AgentGroup]:
    """The agents of a sentence, coordinated ones grouped, in order.

    `known` holds names the note itself lists, `common` is the note's text: a word that it
    also writes in lower case is no name where it begins a sentence. `acting`: also any noun
    phrase that does what only somebody can do ("an outside firm has to agree").
    """
    even = text.replace("'", "’") if "'" in text else text
    singles = _merge(text, even, _singles(text, even, known, common))
    return _coordinate(even, _with_holders(text, even, singles) if acting else singles)


def _with_holders(text: str, even: str, singles: list[AgentGroup]) -> list[AgentGroup]:
    """The agents with those that are recognised by what they do; what stood within one of these is part of it."""
    spans = list(holder_spans(even, [(group.start, group.end) for group in singles]))
    if not spans:
        return singles
    kept = [group for group in singles if not any(start <= group.start < end for start, end in spans)]
    return sorted(
        [*kept, *(AgentGroup(start, end, (role_of(text[start:end]),)) for start, end in spans)], key=lambda g: g.start
    )


_WORD: Final = re.compile(r"[^\W_]+(?:[&-][^\W_]+)*")
_PRONOUNS: Final = frozenset(
    ("he", "she", "they", "him", "her", "hers", "them", "his", "their", "himself", "herself", "whoever", "whichever"),
)


def may_be_agents(chunk: str, *, any_name: bool = False) -> int:
    """How many agents may begin, at most, in what stands between two spaces of a sentence: 0 for most words.

    `any_name`: words that are no names elsewhere ("May") may be some here, see `names_anything`.

    >>> [may_be_agents(chunk) for chunk in ("Ann,", "CFO/CTO", "council", "they", "The", "lease")]
    [1, 2, 1, 1, 0, 0]
    """
    not_names = _lexicon().not_names
    found = 0
    for word in _WORD.findall(chunk):
        lower = word.lower()
        named = word != lower and (any_name or word not in not_names or (len(word) == 1 and f"{word}." in chunk))
        if named or lower in _PRONOUNS or is_role_word(word):
            found += 1
    return found


def names_anything(known: Iterable[str]) -> bool:
    """Whether one of the names of a note ("May", "Speaker") is made of words that are no names elsewhere."""
    never = _lexicon().not_names
    return any(name in never or (" " in name and never.issuperset(name.split())) for name in known)


#: Somebody who is known only by what they do: "signed by whoever is on call".
_WHOEVER: Final = re.compile(
    r"\b(?:by|of|to|with|from|for|is)\s(?P<who>(?:whoever|whichever\s[\w-]+)\s[^,.;:()⟨]{3,60}?)(?=[,.;:()]|$|\s(?:and|but|or|so)\s)"
)


def _singles(text: str, even: str, known: frozenset[str], common: str) -> list[AgentGroup]:
    lexicon = _lexicon()
    found: list[AgentGroup] = []
    for match in lexicon.name.finditer(even):
        span = _name_span(even, match, lexicon, known, common)
        if span:
            start, end, sure = span
            found.append(AgentGroup(start, end, (Mention(text[start:end], "unknown"),), sure))
    for place in find_roles(even):
        start, end = place.start, place.end
        if place.form == "letters":
            letters = lexicon.determiner.sub("", even[start:end])
            if _acts_by_letters(even, start, end, with_article=letters != even[start:end]):
                found.append(AgentGroup(start, end, (Mention(letters, "unit"),), False))
            continue
        if place.form == "department":
            if _after_department().match(even, end):
                found.append(AgentGroup(start, end, (role_of(text[start:end]),)))
            continue
        if place.form == "one" and not _alone(even, start, end):
            continue
        end = _not_a_verb(even, start, end)
        if end > start and not _is_function(even, start, end):
            found.append(AgentGroup(start, end, (role_of(text[start:end]),), place.form != "guess"))
    if "hoever" in even or "hichever" in even:
        for one in _WHOEVER.finditer(even):
            start, end = one.span("who")
            found.append(AgentGroup(start, end, (Mention(text[start:end], "role"),)))
    found.sort(key=lambda g: (g.start, -g.end, g.agents[0].kind == "unknown", not g.sure))
    result: list[AgentGroup] = []
    for group in found:
        if result and group.start < result[-1].end:
            if group.end - group.start > result[-1].end - result[-1].start:
                result[-1] = group
            continue
        result.append(group)
    return result


def _before(words: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """One of the words, where it stands right before a place."""
    return words.search(text, max(0, start - _FURTHEST), start)


#: "With the approval of the TRB".
_RIGHT_OF: Final = re.compile(
    r"\b(?:approval|consent|sign-?off|signature|blessing|permission|agreement|discretion|endorsement|authori[sz]ation|hands)\sof\s$"
)


def _acts_by_letters(text: str, start: int, end: int, *, with_article: bool) -> bool:
    """Whether letters ("TRB") stand where somebody acts, and not where they are part of a name."""
    if re.match(r"\s[A-Z][a-z]|[\w&]", text[end:]):
        return False
    if with_article and _RIGHT_OF.search(text, max(0, start - 24), start):
        return True
    return (with_article or bool(_before(_BEFORE_ACRONYM, text, start))) and bool(
        _ACTS.match(text, end) or _before(_BY, text, start)
    )


_APPROVAL: Final = re.compile(r"\s(?:approval|sign-?off|consent|go-ahead|permission|authori[sz]ation)\b")


_ALSO_VERB: Final = re.compile(
    r"(?:sponsor|lead|head|chair|champion|judge|author|steward|partner|master|pilot|contact|staff|counsel)"
)


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a singular role without an article is one: it begins a clause, or follows "by" and the like."""
    if (
        (text[end : end + 1] in "-/" and text[end : end + 1])
        or text.startswith(("’s ", "s’ "), start - 3)
        or _APPROVAL.match(text, end)
    ):
        return True
    if not text[:start].strip(' "“‘(*:') or text[:start].rstrip().endswith((";", ":", "→", "->")):
        return text[start].isupper() or text[:start].rstrip().endswith((":", "→", "->"))
    by = _before(_BY, text, start)
    if by and by.group().strip().lower() == "to" and _ALSO_VERB.fullmatch(text, start, end):
        return False
    return bool(by) or text[:start].rstrip().endswith(("→", ">"))


_VERB_LIKE: Final = re.compile(r"\b(?:leads|heads|chairs|masters|champions|stewards|sponsors|judges|contacts)$")
_LAST_WORD: Final = re.compile(
    r"\s(?:leads?|heads?|chairs?|champions?|masters?|contacts?|cooks?|pilots?|stewards?|sponsors?|judges?)$"
)


_ONE_OF: Final = re.compile(r"(?:[Tt]his|[Aa]|[Aa]n|[Ee]ach|[Ee]very)\s")


def _not_a_verb(text: str, start: int, end: int) -> int:
    """The end of a role without a last word that is its verb: "the team leads the effort"."""
    lexicon = _lexicon()
    words = lexicon.determiner.sub("", text[start:end]).split()
    if len(words) == 1 and _VERB_LIKE.match(words[0]) and _ONE_OF.match(text, start):
        return start
    if _VERB_LIKE.match(words[-1]) and any(w[0].isupper() and w.lower() not in lexicon.modifiers for w in words[:-1]):
        return start
    last = _LAST_WORD.search(text, start, end)
    if last and _VERB_NEXT.match(text, end):
        head = text[start : last.start()].rsplit(" ", 1)[-1].lower()
        if head in lexicon.bodies or head.endswith(("er", "or", "ist", "s")):
            return last.start()
    return end


_PREDICATE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|being|remains?|becomes?|became|as|also|now|still|named|appointed|has|have|had|holds?|and|the"
    r"|a|an|effectively|ultimately|de facto|both)\s$|’s\s$"
)
_THEIRS: Final = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Yy]our)\s")
_OF: Final = re.compile(r"\s(?:for|of|on|over|about|regarding|to)\b|:")


@lru_cache(maxsize=4096)
def _says_function(role: str) -> bool:
    return _lexicon().function.search(role) is not None


def _is_function(text: str, start: int, end: int) -> bool:
    """Whether a role word says what somebody is and names nobody: "is the owner of", "the approver for travel"."""
    if not _says_function(text[start:end]):
        return False
    named = _OF.match(text, end) or _before(_PREDICATE, text, start) or _THEIRS.match(text, start)
    return bool(named) and not text.startswith("’s", end)


_GERUND: Final = re.compile(r"[A-Z][a-z]{2,}ing")
#: Endings of plurals that are no names: "Captains", "Requests"; but "Tomas", "Hans", "Doris".
_MANY: Final = re.compile(
    r"(?:er|or|ist|ant|ent|ian|ee|ing|ion|ie|al|itie|age|ure|ate|et|uct|act|ool|eam|ile|ale|ice|ule|rd|ct|st|ll|ck|nd|ch|sh|ap|op|ip|ew|ay|ow|ug|ow)e?s$"
)
_LETTERS: Final = re.compile(r"[A-Z][A-Z&]+s?")


def _name_span(
    text: str, match: re.Match[str], lexicon: _Lexicon, known: frozenset[str], common: str
) -> tuple[int, int, bool] | None:
    """The part of a run of capitalised words that can be somebody's name, and whether that is sure."""
    start, end = match.span()
    words = match.group().split()
    while words and (words[0] in lexicon.not_names or words[0] in lexicon.acronyms) and " ".join(words) not in known:
        start += len(words[0]) + 1
        words.pop(0)
    if len(words) > 1 and _GERUND.fullmatch(words[0]) and not text[:start].strip() and words[0] not in known:
        start += len(words[0]) + 1
        words.pop(0)
    while words and words[-1] in lexicon.not_names and " ".join(words) not in known:
        end -= len(words[-1]) + 1
        words.pop()
    if not words or (len(words) == 1 and words[0].rstrip(".") in ("Mr", "Mrs", "Ms", "Dr", "Prof")):
        return None
    name = text[start:end]
    if _LETTERS.fullmatch(name) and name not in known:
        return None
    if name in known or len(words) > 1:
        return start, end, True
    if common and f" {name.lower()} " in common:
        return None
    begins = not text[:start].strip(' "“‘’(*•-') or text[:start].rstrip()[-1:] in ":.!?"
    if not begins:
        return start, end, True
    if _NO_NAME.search(name) or not _ACTS.match(text, end):
        return None
    if name.endswith("s") and re.match(r"\s(?:are|were|have|need|do|go|come)\b", text[end:]):
        return None
    return start, end, not _MANY.search(name)


@lru_cache(maxsize=4096)
def role_of(written: str) -> Mention:
    """A role or body as the text names it, without its article and what adorns it."""
    lexicon = _lexicon()
    words = lexicon.determiner.sub("", written).split()
    while len(words) > 1 and words[0].lower() in lexicon.adjectives:
        words.pop(0)
    name = " ".join(words)
    kind: AgentKind = "unit" if name.lower().rsplit(" ", 1)[-1] in lexicon.bodies and " " in name else "role"
    if name.lower() in ("team", "group", "board", "council", "committee", "panel"):
        kind = "unit"
    return Mention(sys.intern(name), kind)


_POSSESSIVE: Final = re.compile(r"’s?\s")
_AT: Final = re.compile(r"\s(?:of|at|from)\s(?:the\s)?")


def _merge(text: str, even: str, singles: list[AgentGroup]) -> list[AgentGroup]:
    """ "CFO Ann Lee" is Ann Lee; "Acme’s board" and "the CFO of Acme" are one agent each, with Acme in their name."""
    result: list[AgentGroup] = []
    for group in singles:
        last = result[-1] if result else None
        if last is not None and len(group.agents) == 1 and len(last.agents) == 1:
            one, two = last.agents[0], group.agents[0]
            between = even[last.end : group.start]
            if one.kind == "role" and two.kind == "unknown" and between in (" ", " named ", " called "):
                result[-1] = AgentGroup(last.start, group.end, group.agents)
                continue
            if two.kind != "unknown" and _POSSESSIVE.fullmatch(between):
                name = text[last.start : group.end]
                name = _lexicon().determiner.sub("", name)
                result[-1] = AgentGroup(last.start, group.end, (Mention(name, two.kind),), group.sure)
                continue
            if (
                one.kind != "unknown"
                and two.kind == "unknown"
                and group.sure
                and not one.name.endswith("s")
                and _AT.fullmatch(between)
            ):
                name = _lexicon().determiner.sub("", text[last.start : group.end])
                result[-1] = AgentGroup(last.start, group.end, (Mention(name, one.kind),), last.sure)
                continue
        result.append(group)
    return result


_JOIN: Final = re.compile(
    r"(?P<list>,\s)|(?P<and>,?\s(?:and|or|&|as well as|together with|nor)\s(?:also\s|then\s)?)|(?P<slash>\s?/\s?)"
)


def _coordinate(text: str, singles: list[AgentGroup]) -> list[AgentGroup]:
    """Agents in a row become one group. A comma list must be closed by "and" or "or"; else its parts stay apart."""
    groups: list[AgentGroup] = []
    index = 0
    while index < len(singles):
        run = [singles[index]]
        commas = closed = False
        while index + 1 < len(singles) and not closed:
            join = _JOIN.fullmatch(text, run[-1].end, singles[index + 1].start)
            if not join:
                break
            if join["list"]:
                commas = True
            elif join["and"]:
                if join["and"][0] == "," and not commas:
                    break
                closed = True
            index += 1
            run.append(singles[index])
        if commas and not closed:
            groups += run
        else:
            agents = tuple(agent for group in run for agent in group.agents)
            groups.append(AgentGroup(run[0].start, run[-1].end, agents, all(group.sure for group in run)))
        index += 1
    return groups
