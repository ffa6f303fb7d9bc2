"""A sentence with its agents masked: every group of agents is one token ⟨n⟩, so that a frame sees who, not how."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from msgspec import Struct

from graphkit.extract.agents import AgentGroup, find_agents
from graphkit.extract.rights.context import holds
from graphkit.extract.statement import Mention

TOKEN: Final = re.compile(r"⟨(\d+)⟩")

_SINGULAR: Final = frozenset(("he", "she", "him", "his", "her", "himself", "herself"))
_OBJECT: Final = frozenset(("him", "her", "them"))
_PRONOUN: Final = re.compile(
    r"(?<![\w’⟩-])(?:he|she|they|him|her|hers|them|his|their|himself|herself)(?![\w’-])", re.IGNORECASE
)
_SPELT: Final = (
    " he ", " she ", " they ", "He ", "She ", "They ", " him", " her", " his", " their", "His ", "Her ",
    "Their ", " them",
)  # fmt: skip
_AFTER_PREPOSITION: Final = re.compile(r"\b(?:by|to|from|with|than)\s$", re.IGNORECASE)
_GIVEN: Final = re.compile(r"\b(?:gives?|makes?|brings?)\s$", re.IGNORECASE)
_GIFT: Final = re.compile(r"\s(?:a|an|the|his|their|final|formal)\s")
_OWN: Final = re.compile(
    r"\s(?:own\s)?(?:final\s|formal\s|written\s|explicit\s|prior\s)?(?:call|decision|approval|sign-?off|say|signature|veto|consent"
    r"|blessing|OK|okay|go-ahead|word|verdict|job|responsibility|choice|boss|manager|team)\b",
    re.IGNORECASE,
)
_PARENTHESES: Final = re.compile(
    r"(⟨\d+⟩)\s\((?!(?:who|which|now|not)\s|[^()]*\bby\b|[^()]*\b(?:owns|leads|runs|decides|approves)\b)[^()]{1,80}\)"
)
_NEVER_ALONE: Final = frozenset(("team", "teams", "group", "groups", "unit", "crew"))
#: Bodies without a name of their own.
_UNNAMED: Final = _NEVER_ALONE | {"board", "council", "committee", "panel"}
_HEADED: Final = re.compile(r"(?:team|council|board|committee|panel|group|crew)s?$", re.IGNORECASE)


#: The agents of the sentence before, worked out when a pronoun needs them.
Before: TypeAlias = Callable[[], list[AgentGroup]]


def nobody() -> list[AgentGroup]:
    """No sentence before."""
    return []


class Masked(Struct, frozen=True):
    """`text` has tokens ⟨n⟩ for `groups[n]`, written `texts[n]`; `sure[n]` as in `AgentGroup`.

    `found` are the agents as `find_agents` gave them, `curly` tells that the note writes ’ itself.
    """

    text: str
    groups: tuple[tuple[Mention, ...], ...]
    sure: tuple[bool, ...]
    texts: tuple[str, ...]
    curly: bool = False
    found: tuple[AgentGroup, ...] = ()

    def unmask(self, text: str) -> str:
        """A part of `text` as the note writes it."""
        if "⟨" in text:
            text = TOKEN.sub(lambda token: self.texts[int(token[1])], text)
        return text if self.curly else text.replace("’", "'")


class Names(Struct, frozen=True):
    """What a note says about names: those it lists, its `text`, where a word in lower case is none, and its `forum`,
    which "the council" means in its notes."""

    known: frozenset[str] = frozenset()
    text: str = ""
    forum: str = ""


#: "Ann C. decides" begins no new sentence.
_INITIAL: Final = re.compile(r"\s[A-Z]\.(?=\s[a-z])")


def mask(text: str, names: Names, before: Before, *, acting: bool = True) -> Masked:
    """Mask a sentence. `before` are the agents of the sentence before it, for its pronouns and "the team".

    `acting`: any noun phrase that does what only somebody can do is an agent (see `find_agents`).
    """
    even = text.replace("'", "’") if "'" in text else text
    groups: list[tuple[Mention, ...]] = []
    sure: list[bool] = []
    texts: list[str] = []
    parts: list[str] = []
    at = 0
    found = find_agents(text, names.known, names.text, acting=acting)
    for group in found:
        agents = _resolved(group, before, names.forum)
        if agents is None:
            continue
        start = group.start
        if agents[0].name == names.forum and even.startswith(("the ", "The "), start - 4):
            start -= 4
        parts += [even[at:start], f"⟨{len(groups)}⟩"]
        groups.append(agents)
        sure.append(group.sure)
        texts.append(text[group.start : group.end])
        at = group.end
        if even.startswith(". ", at + 2) and _INITIAL.match(even, at):
            at += 3
    masked = "".join([*parts, even[at:]])
    if len(groups) > 1:
        masked = _named(masked, groups)
        masked = _OF_PLACE.sub(lambda match: _placed(match, groups), masked)
        masked = _both(masked, groups, sure, texts)
    masked = _pronouns(masked, groups, sure, texts, before)
    if len(groups) == 1 and groups[0][0].kind == "unit" and " it " in masked:
        masked = _IT.sub(r"\1⟨0⟩", masked)
    if "⟩ (" in masked:
        masked = _PARENTHESES.sub(r"\1", masked)
    return Masked(masked, tuple(groups), tuple(sure), tuple(texts), "’" in text, tuple(found))


_APPOSITION: Final = re.compile(r"⟨(\d+)⟩,\s⟨(\d+)⟩(?:,\s|(?=[.;)]?$))")


_OF_PLACE: Final = re.compile(r"(⟨(\d+)⟩)\s(?:at|of|in|from)\s⟨(\d+)⟩(?=[\s,])")


#: "The board owns the mark, it has no vote on code": what only somebody does.
_IT: Final = re.compile(
    r"(⟨0⟩.*(?:,|;)\s(?:but\s|and\s|although\s|though\s)?)it(?=\s(?:also\s|then\s|alone\s|still\s)?"
    r"(?:has (?:no|the|a) (?:\w+\s)?(?:vote|say|veto|last|final|casting)|decides|approves|signs"
    r"|votes|rules|(?:can|may) (?:veto|block|stop|overrule|reject|refuse))\b)"
)


def _placed(match: re.Match[str], groups: list[tuple[Mention, ...]]) -> str:
    """ "Product managers at Acme decide": the managers are meant, wherever they are."""
    one = groups[int(match[2])]
    return match[1] if all(agent.kind in ("role", "unit") for agent in one) else match.group()


def _named(masked: str, groups: list[tuple[Mention, ...]]) -> str:
    """ "The CFO, Ann Lee, signs" is Ann Lee."""

    def name(match: re.Match[str]) -> str:
        role, person = groups[int(match[1])], groups[int(match[2])]
        if len(role) == len(person) == 1 and role[0].kind != "unknown" and person[0].kind == "unknown":
            return f"⟨{match[2]}⟩ " if match.group().endswith(" ") else f"⟨{match[2]}⟩"
        return match.group()

    return _APPOSITION.sub(name, masked)


_AGAIN: Final = re.compile(r"\b(by|of|from|with|for|to)\s⟨(\d+)⟩,?\s(and|or)\s(?:also\s)?\1\s⟨(\d+)⟩(?![’\w])")


def _both(masked: str, groups: list[tuple[Mention, ...]], sure: list[bool], texts: list[str]) -> str:
    """ "By Ann and by Bo" is by both."""

    def together(match: re.Match[str]) -> str:
        one, two = int(match[2]), int(match[4])
        groups.append(groups[one] + groups[two])
        sure.append(sure[one] and sure[two])
        texts.append(f"{texts[one]} {match[3]} {texts[two]}")
        return f"{match[1]} ⟨{len(groups) - 1}⟩"

    return _AGAIN.sub(together, masked)


def _resolved(group: AgentGroup, before: Before, forum: str) -> tuple[Mention, ...] | None:
    """ "The team" is the team of the sentence before, when that names one; else nobody. A forum is a body."""
    if forum and len(group.agents) == 1 and group.agents[0].name == forum:
        return (Mention(forum, "unit"),)
    if len(group.agents) != 1 or group.agents[0].name.lower() not in _UNNAMED:
        return group.agents
    name = group.agents[0].name.lower()
    same = {g.agents for g in before() if len(g.agents) == 1 and g.agents[0].name.lower().endswith(" " + name)}
    if len(same) == 1:
        return same.pop()
    if forum and forum.lower().endswith(" " + name):
        return (Mention(forum, "unit"),)
    return None if name in _NEVER_ALONE else group.agents


def _pronouns(
    masked: str,
    groups: list[tuple[Mention, ...]],
    sure: list[bool],
    texts: list[str],
    before: Before,
) -> str:
    """Pronouns that can mean only one group become that group's token; others stay."""
    if not holds(masked, _SPELT):
        return masked
    result: list[str] = []
    at = 0
    for match in _PRONOUN.finditer(masked):
        word = match.group().lower()
        possessive = word in ("his", "their", "hers") or (word == "her" and bool(_OWN.match(masked, match.end())))
        if not _counts(word, masked, match.start(), match.end(), possessive=possessive):
            continue
        singular = word in _SINGULAR or word == "hers"
        so_far = "".join([*result, masked[at : match.start()]])
        meant = _antecedent(word, singular, so_far, groups, before)
        result.append(masked[at : match.start()])
        at = match.end()
        if meant is None:
            result.append(match.group())
            continue
        groups.append(meant)
        sure.append(True)
        texts.append(" and ".join(agent.name for agent in meant))
        result.append(f"⟨{len(groups) - 1}⟩" + ("’s" if possessive else ""))
    return "".join([*result, masked[at:]])


def meant_by(pronoun: str, text: str, found: list[AgentGroup], before: Before) -> tuple[Mention, ...] | None:
    """Whom a pronoun behind `text`, in which these agents are `found`, can only mean; None where that is open."""
    word = pronoun.lower()
    if not _PRONOUN.fullmatch(word):
        return None
    parts: list[str] = []
    at = 0
    for index, group in enumerate(found):
        parts += [text[at : group.start], f"⟨{index}⟩"]
        at = group.end
    singular = word in _SINGULAR or word == "hers"
    return _antecedent(word, singular, "".join([*parts, text[at:]]), [group.agents for group in found], before)


def _counts(word: str, text: str, start: int, end: int, *, possessive: bool) -> bool:
    """Whether a pronoun stands where an agent can: as a subject, after "by" or "to", or before a word for a right."""
    if word in ("himself", "herself"):
        return bool(_AFTER_PREPOSITION.search(text, 0, start))
    if word in ("he", "she", "they"):
        return True
    if possessive:
        return bool(_OWN.match(text, end)) or not text[end:].strip(" .,;")
    return bool(_AFTER_PREPOSITION.search(text, 0, start)) or bool(
        _GIVEN.search(text, 0, start) and _GIFT.match(text, end)
    )


#: What stands after these is a place or an organisation, nobody that a pronoun means.
_PLACE: Final = re.compile(r"\b(?:in|at|near|outside|within|across|for|of|on|about)\s(?:the\s)?$", re.IGNORECASE)


#: "Ann says that the decision is hers": the speaker is meant.
_SPEAKER: Final = re.compile(
    r"⟨(\d+)⟩(?:\s\w+ly|\salso)?\s(?:says?|said|believes?|believed|thinks?|thought|confirm(?:s|ed)|clarif(?:ies|ied)|explain(?:s|ed)|claims?|claimed|insist(?:s|ed)|expects?|expected|stress(?:es|ed)|admit(?:s|ted)|not(?:es|ed)|hopes?|hoped|states?|stated|heard|knows?|knew|announced|added|feels?|felt)\s(?:that\s)?[^⟨⟩;]*$"
)


def _antecedent(
    word: str, singular: bool, so_far: str, groups: list[tuple[Mention, ...]], before: Before
) -> tuple[Mention, ...] | None:
    tokens = [int(match[1]) for match in TOKEN.finditer(so_far) if not _PLACE.search(so_far, 0, match.start())]
    candidates = list(dict.fromkeys(groups[index] for index in tokens if _fits(groups[index], singular)))
    if word in ("himself", "herself"):
        return candidates[-1] if candidates else None
    if word in _OBJECT and len(candidates) > 1:
        clause = re.split(r"[;:]\s|,\s(?:and|but|while)\s", so_far)[-1]
        subjects = {groups[int(token)] for token in TOKEN.findall(clause)}
        candidates = [candidate for candidate in candidates if candidate not in subjects]
    if len(candidates) > 1:
        speaker = _SPEAKER.search(so_far)
        if speaker and groups[int(speaker[1])] in candidates:
            return groups[int(speaker[1])]
    if not candidates and not tokens:
        candidates = list(dict.fromkeys(group.agents for group in before() if _fits(group.agents, singular)))
    elif not candidates:
        earlier = list(dict.fromkeys(group.agents for group in before() if _fits(group.agents, singular)))
        candidates = earlier if len(earlier) == 1 and len(tokens) <= 1 else []
    return candidates[0] if len(candidates) == 1 else None


def _fits(agents: tuple[Mention, ...], singular: bool) -> bool:
    if singular:
        return len(agents) == 1 and (
            agents[0].kind in ("unknown", "person") or (agents[0].kind == "role" and not agents[0].name.endswith("s"))
        )
    return len(agents) > 1 or agents[0].kind in ("unit",) or (agents[0].kind == "role" and agents[0].name.endswith("s"))
