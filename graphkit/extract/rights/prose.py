"""Decision rights in prose: sentences masked, cut into clauses, matched with the frames of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graphkit.extract.agents import AgentGroup, find_agents
from graphkit.extract.phrases import phrases_of
from graphkit.extract.rights.frames import Frame, Lexicon, rights_lexicon
from graphkit.extract.rights.modality import Modality, judge
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Power, Right
from graphkit.vault.note import Span

_TOKEN = re.compile(r"⟨(\d+)⟩")
_CLAUSE = re.compile(
    r";\s|\s[–—]\s|,?\s(?:while|whereas|but|although|though|because|so that|so)\s|,\s(?:and\s)?(?=⟨\d+⟩\s(?!and\b|or\b))|,?\sand\s(?=⟨\d+⟩\s(?:\w+ly\s)?(?:\w+s|is|are|has|have|must|will|can|should|only|now|make|need)\b)"
)
_APPOSITIVE = re.compile(r"(⟨\d+⟩),\s(?:(?:now|formerly|currently|the|our|a|an|who is)\s[^,⟨⟩]{2,40}|⟨\d+⟩(?:\s(?:of|at|for)\s[^,⟨⟩]{2,30})?),(?=\s)")
_PARENTHESES = re.compile(r"(⟨\d+⟩)\s\((?![^)]*\bby\b)[^()]{1,60}\)")
_LEADING = re.compile(r"^(?:At|In|For|On|Since|From|After|Before|Until|Under|Within|As of|Today|Currently|Now|Right now|Historically|Previously|Formally|In practice|Internally|Officially|Ultimately|Effective)\b[^,]{0,50},\s")
_ABOUT = re.compile(r"^(?:for|on|regarding|when it comes to|as for|concerning|with|about|in)\s(?P<scope>[^,;⟨⟩]{3,60}),\s", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:he|she|they)\b|(?<=[\s,;])(?:he|she|they|him|them)(?=[\s,.;]|$)|(?<=\s)(?:her)(?=[,.;]|$)|(?<=\s)(?:his|her|their)(?=\s(?:call|decision|approval|sign-?off|final say|signature|veto|consent|blessing|OK)\b)", re.IGNORECASE)
_PRONOUN_SCOPE = re.compile(r"^(?:it|this|that|them|these|those|one|so|which|what|everything else)$", re.IGNORECASE)
_ELLIPSIS = re.compile(r"(?P<until>\buntil\s[^,⟨;]{3,30}?)\s?,?\s⟨(?P<holder>\d+)⟩\sdid\b")
_TIME_SCOPE = re.compile(r"^(?:\d|last|next|this|monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|september|october|november|december|today|tomorrow)\b", re.IGNORECASE)


def prose_rights(sentences: Iterable[Sentence], known: frozenset[str], said: str) -> Iterator[Right]:
    """The rights stated in these sentences. `known`: names the note lists; `said`: the note's ISO day or ""."""
    previous: tuple[Sentence, list[AgentGroup]] | None = None
    for sentence in sentences:
        if calls(rights_lexicon(), sentence.text):
            before = previous[1] if previous and previous[0].block >= sentence.block - 1 else []
            yield from _of_sentence(sentence, known, said, before)
            previous = (sentence, find_agents(sentence.text, known))
        else:
            previous = (sentence, find_agents(sentence.text, known)) if len(sentence.text) < 400 else None


def calls(lexicon: Lexicon, text: str) -> list[Frame]:
    """The frames one of whose words occurs in the text: all that can match."""
    lower = text.lower()
    return list(dict.fromkeys(frame for word, frames in lexicon.frames if word in lower for frame in frames))


def _of_sentence(sentence: Sentence, known: frozenset[str], said: str, before: list[AgentGroup]) -> Iterator[Right]:
    lexicon = rights_lexicon()
    text = sentence.text.replace("'", "’")
    masked, groups = mask(text, find_agents(text, known), before)
    if not groups:
        return
    found: list[tuple[tuple[int, int], Right]] = []
    for clause in clauses(masked):
        for frame in calls(lexicon, masked[clause[0] : clause[1]]):
            for match in frame.regex.finditer(masked, *clause):
                found += [(match.span(), right) for right in _rights(lexicon, frame, match, masked, clause, groups, sentence, said, found)]
    yield from _best(found)
    yield from _ellipsis(masked, groups, sentence, said, [right for _, right in found])


def mask(text: str, agents: list[AgentGroup], before: list[AgentGroup]) -> tuple[str, list[tuple[Mention, ...]]]:
    """The sentence with each group of agents as ⟨n⟩ (pronouns too, where one group can be meant), and the groups."""
    groups: list[tuple[Mention, ...]] = []
    parts: list[str] = []
    at = 0
    for group in agents:
        parts += [text[at : group.start], f"⟨{len(groups)}⟩"]
        groups.append(group.agents)
        at = group.end
    masked = "".join([*parts, text[at:]])

    def pronoun(match: re.Match[str]) -> str:
        singular = match.group().lower() in ("he", "she", "him", "his", "her")
        earlier = [int(token) for token in _TOKEN.findall(masked[: match.start()])]
        candidates = [groups[index] for index in earlier if _fits(groups[index], singular)]
        if match.group().lower() in ("him", "her", "them") and len(candidates) > 1:
            candidates = candidates[:-1]
        if not candidates:
            candidates = [group.agents for group in before if _fits(group.agents, singular)]
        if len({candidate for candidate in candidates}) != 1:
            return match.group()
        groups.append(candidates[0])
        possessive = "’s" if match.group().lower() in ("his", "their") or masked[match.end() : match.end() + 1] == " " and match.group().lower() == "her" else ""
        return f"⟨{len(groups) - 1}⟩{possessive}"

    masked = _SUBJECT.sub(pronoun, masked)
    masked = _PARENTHESES.sub(r"\1", masked)
    masked = _APPOSITIVE.sub(r"\1", masked)
    return masked, groups


def _fits(agents: tuple[Mention, ...], singular: bool) -> bool:
    if singular:
        return len(agents) == 1 and agents[0].kind == "unknown"
    return len(agents) > 1 or agents[0].kind in ("role", "unit")


def clauses(masked: str) -> list[tuple[int, int]]:
    """The clauses of a masked sentence as (start, end)."""
    cuts = [match.span() for match in _CLAUSE.finditer(masked)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(masked)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _rights(
    lexicon: Lexicon,
    frame: Frame,
    match: re.Match[str],
    masked: str,
    clause: tuple[int, int],
    groups: list[tuple[Mention, ...]],
    sentence: Sentence,
    said: str,
    found: list[tuple[tuple[int, int], Right]],
) -> Iterator[Right]:
    named = match.groupdict()
    scope, condition = _scope(lexicon, frame, match, masked, clause, groups, [right for _, right in found])
    if scope is None:
        return
    modality = judge(lexicon, frame, match, masked, clause, groups, said)
    if modality is None or _is_event(frame, modality, masked, match):
        return
    if frame.shape == "rather-than":
        subject = _TOKEN.search(masked, clause[0], match.start())
        if not subject:
            return
        holders = groups[int(subject[1])]
    else:
        holders = _holders(groups[int(named["holder"])], named.get("verb") or "")
    to = groups[int(named["to"])] if named.get("to") else ()
    makes = _maker(scope, condition, modality, sentence)
    for holder in holders:
        yield makes(holder, frame.power, to, frame.confidence)
    if named.get("via") and frame.via_power:
        for holder in groups[int(named["via"])]:
            yield makes(holder, frame.via_power, holders, frame.confidence)


class _maker:
    """Builds the rights of one match, which differ in holder, power and addressee only."""

    def __init__(self, scope: str, condition: str, modality: Modality, sentence: Sentence) -> None:
        self.scope, self.condition, self.modality, self.sentence = scope, condition, modality, sentence
        self.phrases = phrases_of(scope)

    def __call__(self, holder: Mention, power: Power, to: tuple[Mention, ...], confidence: float) -> Right:
        modality = self.modality
        return Right(
            span=Span(self.sentence.line, self.sentence.quote),
            holder=holder,
            power=power,
            scope=self.scope,
            to=to,
            standing=modality.standing,
            negated=modality.negated,
            condition=self.condition,
            believed_by=modality.believed_by,
            stated_by=modality.stated_by,
            held_from=modality.held_from,
            held_until=modality.held_until,
            phrases=self.phrases,
            confidence=round(confidence * modality.factor, 2),
        )


def _holders(agents: tuple[Mention, ...], verb: str) -> tuple[Mention, ...]:
    """A verb in the singular belongs to the last of coordinated agents: "… by Ann, and Legal signs"."""
    singular = verb.endswith("s") and not verb.endswith("ss")
    return agents[-1:] if singular and len(agents) > 1 and agents[-1].kind != "unit" else agents


_HABIT = re.compile(r"\b(?:always|usually|typically|normally|generally|every|each|as a rule|regularly|then|now|all)\b")


def _is_event(frame: Frame, modality: Modality, masked: str, match: re.Match[str]) -> bool:
    """A single act ("she approved the request", "they drafted a plan") states no right."""
    words = match.group()
    if frame.past_form and not (modality.held_until or re.search(r"\b(?:used to|previously|formerly|historically|until|in the past|at the time|back then|always|every)\b", masked)):
        return True
    if frame.shape == "passive" and re.search(r"\b(?:was|were|has been|have been|had been|been)\b", words) and modality.standing == "Past":
        return not (modality.held_until or re.search(r"\b(?:until|previously|formerly|historically|always|used to|in the past)\b", masked))
    if frame.habitual and modality.standing == "Current" and not modality.believed_by:
        holder = match.groupdict().get("holder")
        return bool(re.search(r"\b(?:is|are|was|were|has|have|will|to)\s\w+(?:ing|ed)?\b", match.groupdict().get("mod") or "")) and holder is not None
    return bool(re.search(r"\b(?:has|have|had)$", (match.groupdict().get("mod") or "")) and frame.shape == "active")


def _scope(
    lexicon: Lexicon,
    frame: Frame,
    match: re.Match[str],
    masked: str,
    clause: tuple[int, int],
    groups: list[tuple[Mention, ...]],
    earlier: list[Right],
) -> tuple[str | None, str]:
    """The scope as worded and the condition; None for the scope when the match is none of a right."""
    raw = (match.groupdict().get("scope") or "").strip(" ,.")
    raw = _LEADING.sub("", raw)
    raw = re.sub(r"^(?:and|or|that|but|so|then|also|where|when|which|because|means|is)\s+", "", raw)
    scope = lexicon.strip_left.sub("", unmask(raw, groups)).strip(" ,.\"“”‘’()")
    condition = ""
    about = _ABOUT.match(masked, clause[0])
    bounded = lexicon.condition.search(scope)
    if bounded:
        condition = bounded["condition"]
    else:
        conditional = lexicon.conditional.search(masked, *clause)
        if conditional and conditional.start() >= match.end() - 1 or conditional and conditional.end() <= match.start() + 1:
            condition = unmask(conditional["condition"].strip(), groups)
    if _PRONOUN_SCOPE.match(scope) or not scope:
        if about and not _LEADING_TIME.match(about["scope"]):
            scope = lexicon.strip_left.sub("", unmask(about["scope"], groups))
        elif earlier and (frame.power in ("Recommend", "Consult", "Inform") or scope):
            scope = earlier[-1].scope
        elif frame.default:
            scope = frame.default
        elif frame.power == "Recommend" and "to" in match.re.groupindex:
            scope = ""
        else:
            return None, ""
    if frame.scopes and not frame.scopes.search(scope):
        return None, ""
    if frame.not_scopes and frame.not_scopes.search(scope):
        return None, ""
    if _TIME_SCOPE.match(scope) and not condition:
        return None, ""
    if len(scope) > 160 or scope.count(" ") > 24:
        return None, ""
    return scope, condition


_LEADING_TIME = re.compile(r"^(?:\d|20\d\d|the (?:past|last|next|meantime|future|end)|practice|theory|general|this|our|today|now|may|march|june|recent|january|february|april|july|august|september|october|november|december)\b", re.IGNORECASE)


def unmask(masked: str, groups: list[tuple[Mention, ...]]) -> str:
    return _TOKEN.sub(lambda token: " and ".join(agent.name for agent in groups[int(token[1])]), masked)


def _best(found: list[tuple[tuple[int, int], Right]]) -> list[Right]:
    """One right for each holder and power of a clause: overlapping frames say the same thing, the surest is kept."""
    kept: list[tuple[tuple[int, int], Right]] = []
    for span, right in sorted(found, key=lambda item: (-item[1].confidence, -len(item[1].scope))):
        if not any(
            other.holder == right.holder and span[0] < place[1] and place[0] < span[1] and (other.power == right.power or _stronger(other.power, right.power))
            for place, other in kept
        ):
            kept.append((span, right))
    kept.sort(key=lambda item: item[0])
    return [right for _, right in kept]


def _stronger(a: str, b: str) -> bool:
    return a in ("Decide", "Approve", "Veto") and b == "Own" or a == "Recommend" and b == "Decide"


def _ellipsis(masked: str, groups: list[tuple[Mention, ...]], sentence: Sentence, said: str, stated: list[Right]) -> Iterator[Right]:
    """"…; until last year each squad did": the right just denied or named, held until then."""
    from graphkit.extract.rights.modality import _UNTIL, day

    match = _ELLIPSIS.search(masked)
    if not match or not stated:
        return
    until = _UNTIL.search(match["until"])
    for holder in groups[int(match["holder"])]:
        last = stated[-1]
        yield Right(
            span=Span(sentence.line, sentence.quote),
            holder=holder,
            power=last.power,
            scope=last.scope,
            standing="Past",
            held_until=day(until, said, end=True) if until else "",
            phrases=last.phrases,
            confidence=0.8,
        )
