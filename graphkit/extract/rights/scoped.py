"""Which scope a hit has: what its words say, what stood before for "it", or what the clause is introduced with."""

from __future__ import annotations

import re
from typing import Final

from graphkit.extract.rights import scope as scopes
from graphkit.extract.rights.context import context_lexicon
from graphkit.extract.rights.hit import Hit
from graphkit.extract.rights.masks import TOKEN
from graphkit.extract.rights.relatives import noun_phrase
from graphkit.extract.rights.scope import Scope
from graphkit.extract.statement import Right

#: A scope that is nothing but people: managing them is a reporting line.
_PEOPLE: Final = re.compile(r"\s*⟨(\d+)⟩(?:\s\w+ly)?\s*$")
_SPEAKER: Final = re.compile(r"^(?:we|you|they|i|it|he|she|people|everybody|everyone|one)$", re.IGNORECASE)
_WHOLE: Final = frozenset(("anything", "everything", "all"))
_BEHIND: Final = re.compile(r"\s(?:for|to|on|before)\s(.+)")
_ON: Final = re.compile(r"\s(?:on|for|about|regarding)\s(.+)")
_TOPIC: Final = re.compile(
    r"^((?:(?!it\b|there\b|this\b|that\b|he\b|she\b|they\b|we\b)[^⟨⟩,;:]){3,60}?)"
    r"\s(?:is|are|was|were|go|goes|must|need|needs|will|can|may|should|has|have|come|comes)\b",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(
    r"^⟨\d+⟩(?:\s\w+ly|\snow|\salso|\sthen|\sstill)*\s\w+\s(?!to\b|in\b|at\b|on\b|that\b|for\b|with\b)([^,;]{3,60})$"
)


def scope_of(hit: Hit, topic: str, stated: list[Right], earlier: list[Right]) -> Scope | None:
    """What a hit's right is about, or None when it is none of a right.

    `topic` is what the heading is about; `stated` are the rights of the clauses before, `earlier` those of the
    sentence before.
    """
    frame = hit.frame
    if not frame.people and _only_people(hit):
        return None
    scope = worded(hit)
    about, condition = scopes.leads(hit.clause, hit.masked)
    text = scope.text
    if scopes.is_pronoun(text) or text.lower() in _WHOLE:
        whole = text if text.lower() in _WHOLE else ""
        text = _antecedent(hit, text, about, stated, earlier) or frame.default or whole
        if not text and topic and (not scope.text or stated):
            text = topic
        if not text and not _may_be_empty(hit, scope.condition or condition):
            return None
    if text and (not scopes.fits(frame, text, standing=as_a_rule(hit, text)) or scopes.tells(text)):
        return None
    if not text and frame.scopes:
        return None
    return Scope(text, scope.condition or condition)


def _only_people(hit: Hit) -> bool:
    people = _PEOPLE.match(hit.part("scope"))
    if not people:
        return False
    return any(agent.kind in ("unknown", "person", "role") for agent in hit.masked.groups[int(people[1])])


def worded(hit: Hit) -> Scope:
    """The scope that the words of the match give; "" or a pronoun when they give none."""
    frame, match, masked = hit.frame, hit.match, hit.masked
    if frame.model and context_lexicon().words["model"].search(match["scope"]):
        return Scope(scopes.tidy(match.string[match.start() : match.end("scope")], masked))
    if hit.part("np"):
        return scopes.phrase(hit.part("np"), masked)
    raw = hit.part("scope") or hit.part("scope2")
    if raw.startswith(("and ", "or ", "but ", ", ")):
        return Scope("")
    if frame.shape.startswith("needs") and (_SPEAKER.match(raw.strip()) or TOKEN.fullmatch(raw.strip())):
        behind = _BEHIND.match(hit.part("tail"))
        raw = _third(hit) or (behind[1] if behind else "")
        return scopes.clip(raw, masked) if raw else Scope("")
    raw = raw or _third(hit)
    if hit.part("nothing"):
        verb = hit.part("verb2") or hit.part("verb3")
        return scopes.left(raw, masked) if raw else Scope(f"what is {verb}" if verb.endswith("ed") else verb)
    if not raw and not hit.part("object"):
        return _behind(hit) if not frame.refers else Scope("that")
    if hit.part("object") and (not hit.part("scope") or TOKEN.fullmatch(raw.strip())):
        return scopes.clip(hit.part("object"), masked)
    if match.start("scope") == match.start() and frame.shape != "active":
        return _subject(hit, raw)
    if raw.lower().startswith("before ") and frame.power in ("Approve", "Consult"):
        raw = raw[7:]
    return scopes.clip(raw, masked)


def _third(hit: Hit) -> str:
    """A scope behind the holder, as far as the clause goes."""
    return hit.part("scope3") and hit.part("scope3") + hit.part("tail")


def _behind(hit: Hit) -> Scope:
    """A scope that stands behind: "… before the square is closed", "… recommendation to Ann on each purchase"."""
    after = scopes.before(hit.part("tail"))
    if not after and hit.frame.power == "Recommend":
        on = _ON.match(hit.part("tail"))
        after = on[1] if on else ""
    return scopes.clip(after, hit.masked) if after else Scope("")


def _subject(hit: Hit, raw: str) -> Scope:
    """A scope that is the subject of its clause, and the condition that stands behind the verb."""
    if not scopes.is_subject(raw):
        return Scope("it")
    scope = scopes.left(raw, hit.masked)
    behind = hit.part("tail") or hit.part("c")
    if scope.condition or not behind:
        return scope
    return Scope(scope.text, scopes.clip("x" + behind, hit.masked).condition)


def _antecedent(hit: Hit, text: str, about: str, stated: list[Right], earlier: list[Right]) -> str:
    """What "it" or an unsaid scope means: the lead-in, a right said before, or what the clause before is about."""
    if about:
        return about
    power = hit.frame.power
    if power in ("Approve", "Veto", "Consult"):
        for lead in hit.clause.leads:
            if lead.lower().startswith("before "):
                return scopes.clip(lead.strip(" ,")[7:], hit.masked).text
    if stated and stated[-1].scope and (text or power not in ("Own", "Veto")):
        return stated[-1].scope
    if hit.before is not None:
        topic = _TOPIC.match(hit.before.text) if text else None
        if topic and not topic[1].endswith((" not", " does", " do")):
            return scopes.tidy(topic[1], hit.masked)
        if text or (power == "Recommend" and hit.before.text.startswith(hit.match.group()[:3])):
            thing = _OBJECT.match(hit.before.text)
            if thing:
                return scopes.clip(thing[1], hit.masked).text
        if text in ("it", "them", "this", "these") and "⟨" not in hit.before.text:
            return scopes.tidy(noun_phrase(hit.before.text), hit.masked)
    if text and earlier and not text.startswith(("they", "him")):
        return earlier[-1].scope
    return ""


_RULE: Final = re.compile(r"\b(?:is|are|may|must|has to|have to|needs? to)\s", re.IGNORECASE)
#: One thing without more words is what somebody has in hand: "sets the table"; so is what an adverb belongs to.
_AT_HAND: Final = re.compile(
    r"[\w’-]*(?:[^s\W]|ss|us)$|(?:to|at|in|from|for|with|into|by|us|me|you|him|her|them|it)\b|.*\b(?:up|off|out|down|away|back)\b|(?-i:[A-Z])",
    re.IGNORECASE,
)


def as_a_rule(hit: Hit, scope: str) -> bool:
    """Whether the clause tells in the present what a person, role or body does as a rule."""
    if not hit.masked.sure[int(hit.part(hit.holder))]:
        return False
    if hit.frame.shape == "active" and (_AT_HAND.match(scope) or hit.part("scope").startswith(("a ", "an ", "one "))):
        return False
    if hit.frame.shape == "active":
        verb, mod = hit.part("verb").lower(), hit.part("mod").lower()
        return (verb.endswith("s") and not verb.endswith("ss") and not mod.strip()) or bool(_RULE.search(mod + " "))
    return hit.frame.shape == "passive" and bool(_RULE.search(hit.match.group()))


_CASE: Final = re.compile(r"(?:when|where|if|whenever|in case|in cases)\b", re.IGNORECASE)


def _may_be_empty(hit: Hit, condition: str) -> bool:
    """Whether the right may go without a scope: it is one of taking to somebody, or of deciding in a case."""
    if hit.frame.power == "Recommend":
        return bool(hit.part("to"))
    return hit.frame.power == "Decide" and hit.frame.shape != "active" and bool(_CASE.match(condition))
