"""Who may act: names, roles and bodies found in a sentence, with coordination ("Ann and the CFO" is one group)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from graphkit.extract.statement import AgentKind, Mention


class AgentGroup(Struct, frozen=True):
    """Agents that share one slot of a sentence: `text[start:end]` as written."""

    start: int
    end: int
    agents: tuple[Mention, ...]


class AgentLexicon(Struct, frozen=True):
    """The words of lexicon/agents.toml, compiled."""

    name: re.Pattern[str]
    role: re.Pattern[str]
    department: re.Pattern[str]
    after_department: re.Pattern[str]
    speaker: re.Pattern[str]
    not_names: frozenset[str]
    canonical: dict[str, str]
    bodies: frozenset[str]
    determiners: re.Pattern[str]


_COMPOUND = r"led|owned|run|managed|driven|approved|funded"


def alternatives(words: Iterable[str]) -> str:
    """The words as a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def load_lexicon(name: str) -> dict[str, Any]:
    """A data file of graphkit/extract/lexicon/."""
    return tomllib.loads(files("graphkit.extract").joinpath("lexicon", name).read_text(encoding="utf-8"))


@cache
def agent_lexicon() -> AgentLexicon:
    """The agent lexicon, read once per process."""
    data = load_lexicon("agents.toml")
    words = data["words"]
    verbs = [form for verb in load_lexicon("rights.toml")["verb"] for form in verb["forms"].split()]
    heads = alternatives([*data["role_heads"], *data["body_heads"]])
    token = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'\-]*[a-zà-ÿß-ž](?!\w)|[A-ZÀ-Þ]\.(?=\s[A-ZÀ-Þ]))"
    particles = alternatives(words["particles"])
    modifiers = alternatives(data["modifiers"])
    determiners = alternatives([*data["determiners"], *(d.capitalize() for d in data["determiners"])])
    departments = [*data["departments"], *(d.capitalize() for d in data["departments"])]
    ends = rf"(?!\w|-(?!(?:{_COMPOUND})\b)\w)"
    return AgentLexicon(
        name=re.compile(rf"(?<![\w/@#’'-]){token}(?:\s(?:(?:{particles})\s){{0,2}}{token}){{0,3}}"),
        role=re.compile(
            rf"(?<![\w-])(?:(?:{determiners})\s)?(?:"
            rf"(?:(?:{alternatives(data['acronyms'])}){ends}(?:\s(?:team|teams|group)(?!\w))?)"
            rf"|(?:(?:[Hh]ead|[Vv]ice [Pp]resident|[SE]?VP|[Dd]irector|[Cc]hief)\sof\s(?:the\s)?\w+(?:\s(?:{modifiers}|{heads})(?!\w))?)"
            rf"|(?:(?:(?:{modifiers}|[A-Z]\w+|\w+-level)[\s]){{0,3}}(?i:{heads}){ends}"
            rf"(?:\sof\s(?:directors|engineering|product|sales|finance|staff|marketing|operations))?)"
            rf")"
        ),
        department=re.compile(rf"(?<![\w-])(?:[Tt]he\s)?(?:{alternatives(departments)})(?!\w)"),
        after_department=re.compile(
            rf"\s*$|\s*[,.;:)/(]|[’']s\b|-(?:{_COMPOUND})\b|\s[–—-]\s"
            rf"|\s(?:and|or|&|who|which|is|are|was|were|must|has|have|had|will|would|should|can|could|may|might|does|do|did"
            rf"|needs?|to|now|then|also|still|no longer|never|not|alone|only|always|typically|usually|ultimately|for|on|over"
            rf"|by|before|after|in|at|from|with|about|when|if|while|but|because|as|prioriti[sz]ation|gets?|makes?|took|takes?"
            rf"|holds?|keeps?|gives?|remains?|reports?|alone|jointly|teams?|\w+ly|{alternatives(verbs)})\b"
        ),
        speaker=re.compile(
            rf"(?:{alternatives(words['says'])})\s|(?:is|was|has been)\s(?:asked|told|convinced|worried|happy|concerned)\b"
        ),
        not_names=frozenset(words["not_names"]),
        canonical={form.lower(): name for name, forms in data["role_names"].items() for form in (name, *forms)},
        bodies=frozenset(data["body_heads"]),
        determiners=re.compile(rf"^(?:{determiners})\s"),
    )


def find_agents(text: str, known: frozenset[str]) -> list[AgentGroup]:
    """The agents of a sentence, coordinated ones grouped, in order; `known` holds names the note itself lists."""
    return _coordinate(text, _singles(text, known))


def _singles(text: str, known: frozenset[str]) -> list[AgentGroup]:
    lexicon = agent_lexicon()
    found: list[AgentGroup] = []
    for match in lexicon.name.finditer(text):
        span = _name_span(text, match, lexicon, known)
        if span:
            start, end = span
            found.append(AgentGroup(start, end, (Mention(_bare(text[start:end]), "unknown"),)))
    for match in lexicon.role.finditer(text):
        found.append(AgentGroup(match.start(), match.end(), (_role(match.group(), lexicon),)))
    for match in lexicon.department.finditer(text):
        if lexicon.after_department.match(text, match.end()):
            found.append(AgentGroup(match.start(), match.end(), (_role(match.group(), lexicon),)))
    found.sort(key=lambda g: (g.start, -g.end))
    result: list[AgentGroup] = []
    for group in found:
        if result and group.start < result[-1].end:
            longer = group.end - group.start > result[-1].end - result[-1].start
            if longer:
                result[-1] = group
            continue
        result.append(group)
    return result


def _name_span(
    text: str, match: re.Match[str], lexicon: AgentLexicon, known: frozenset[str]
) -> tuple[int, int] | None:
    """The part of a run of capitalised words that can be a person's or organisation's name."""
    start, end = match.span()
    words = match.group().split()
    while words and words[0].rstrip("’'s") in lexicon.not_names and _bare(" ".join(words)) not in known:
        start += len(words[0]) + 1
        words.pop(0)
    while words and words[-1] in lexicon.not_names and _bare(" ".join(words)) not in known:
        end -= len(words[-1]) + 1
        words.pop()
    if not words:
        return None
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    name = text[start:end]
    sentence_start = not text[:start].strip(" \"“‘'(*")
    if sentence_start and len(words) == 1 and name not in known and not lexicon.speaker.match(text[end:].lstrip("’s'")[0:].lstrip()):
        return (start, end) if _acts(text, end) else None
    return start, end


_ACTS = re.compile(
    r"[’']s (?:call|decision|approval|sign-?off)|,? (?:and|who|now|also|still|never|no longer|does not|doesn[’']t|must|should|has|will|can|may|is|was|had|used to|\w+(?:es|s|ed)) "
)


def _acts(text: str, end: int) -> bool:
    """Whether an unknown capitalised word that begins a sentence is used like a name."""
    return bool(_ACTS.match(text, end)) and not re.search(r"(?:ing|tion|ment|ness|ity|als?|ies|ons|ers)$", text[:end])


def _bare(name: str) -> str:
    return name[:-2] if name.endswith(("’s", "'s")) else name


def _role(written: str, lexicon: AgentLexicon) -> Mention:
    name = lexicon.determiners.sub("", written).strip()
    words = name.lower().split()
    kind: AgentKind = "role"
    if words[-1] in lexicon.bodies and len(words) > 1 and name.lower() not in lexicon.canonical:
        kind = "unit"
    return Mention(name, kind)


_JOIN = re.compile(r"(?P<list>,\s)|(?P<and>\s(?:and|or|&|as well as|together with)\s(?:also\s|the\s)?)|(?P<oxford>,\s(?:and|or)\s)|(?P<slash>\s?/\s?)")


def _coordinate(text: str, singles: list[AgentGroup]) -> list[AgentGroup]:
    groups: list[AgentGroup] = []
    index = 0
    while index < len(singles):
        run = [singles[index]]
        commas = closed = False
        while index + 1 < len(singles):
            join = _JOIN.fullmatch(text, run[-1].end, singles[index + 1].start)
            if not join or closed:
                break
            if join["list"]:
                commas = True
            elif join["oxford"]:
                if not commas:
                    break
                closed = True
            elif join["and"]:
                closed = True
            index += 1
            run.append(singles[index])
        if commas and not closed and len(run) > 1:
            groups += run
        else:
            agents = tuple(agent for group in run for agent in group.agents)
            groups.append(AgentGroup(run[0].start, run[-1].end, agents))
        index += 1
    return groups
