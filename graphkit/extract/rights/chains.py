"""Stages in a row: a funnel or path in which each stage takes matters to the next ("leads → directors → COO")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from graphkit.extract.rights.context import PLAIN, context_lexicon, holds, peel
from graphkit.extract.rights.masks import Masked
from graphkit.extract.sentences import Sentence
from graphkit.extract.statement import Mention, Power, Right, Standing
from graphkit.vault.note import Span

#: What stands between the stages of a path, and the words that a list of stages needs.
ARROWS: Final = ("→", "->", "=>", "⇒", "➜")
FUNNEL_WORDS: Final = (
    "funnel", "chain", "path", "pipeline", "sequence", "flow", "process", "ladder", "route", "workflow", "order",
)  # fmt: skip
_ARROWS: Final = re.compile(r"⟨\d+⟩(?:\s\([^()]*\))?(?:\s?(?:→|->|=>|⇒|➜|>)\s?⟨\d+⟩(?:\s\([^()]*\))?)+")
_PATH: Final = re.compile(
    r"\b(?:escalat\w+|approv\w+|sign-?off|decision|decisions|chain|path|route|funnel|flow|request\w*)\b",
    re.IGNORECASE,
)
_SCOPED: Final = re.compile(r"\b(?:for|of|on)\s(?!⟨)([^:→⟨⟩]{3,60}?)\s*(?::|is|goes|runs|\(|-)\s*$", re.IGNORECASE)
_FUNNEL: Final = re.compile(
    rf"\b(?:{'|'.join(FUNNEL_WORDS)})\b[^⟨⟩:(]{{0,60}}(?:\(|:|\bfrom\b|\bis\b|\bruns\b|,)\s*(?=.*⟨)",
    re.IGNORECASE,
)
_STAGE: Final = re.compile(
    r"^(?:and\s)?(?:then\s)?(?:finally\s)?(?:the\s)?(?:"
    r"⟨(?P<own>\d+)⟩-(?P<how>led|owned|run|driven|managed|written|authored)\s(?P<owned>[\w’ /-]{2,50})"
    r"|⟨(?P<doer>\d+)⟩(?:’s?)?\s(?P<done>(?:[\w-]+\s)?(?:prioriti[sz]ation|triage|review|recommendations?|proposals?|requests?|estimates?|drafts?|input|specifications?|approval|sign-?off))"
    r"|(?P<what>[\w’ -]*?\b(?:decisions?|approvals?|cases?|escalations?))\s(?:routed|going|go|passed"
    r"|brought|escalated|funnelled|funneled)\s(?:via|through)\s⟨(?P<via>\d+)⟩\sto\s⟨(?P<last>\d+)⟩"
    r"|(?P<what2>[\w’ -]*?\b(?:decisions?|approvals?|sign-?off))\s(?:by|from|with|made by|taken by)\s⟨(?P<decider>\d+)⟩"
    r")\s*$",
    re.IGNORECASE,
)
_DONE: Final[dict[str, Power]] = {
    "prioritization": "Decide",
    "prioritisation": "Decide",
    "approval": "Approve",
    "sign-off": "Approve",
    "signoff": "Approve",
    "input": "Consult",
    "review": "Consult",
}


def chain_rights(masked: Masked, sentence: Sentence) -> list[Right]:
    """The rights of a sentence that lists stages in their order; [] when it lists none."""
    text = masked.text
    if holds(text, ARROWS):
        return list(_arrows(masked, sentence))
    return list(_stages(masked, sentence)) if text.count("⟨") > 2 else []


def _arrows(masked: Masked, sentence: Sentence) -> Iterator[Right]:
    match = _ARROWS.search(masked.text)
    if not match:
        return
    before = masked.text[: match.start()]
    if not _PATH.search(before):
        return
    scoped = _SCOPED.search(before)
    scope = masked.unmask(scoped[1]).strip() if scoped else ""
    scope = re.sub(r"^(?:the|a|an|all|any)\s", "", scope)
    stages = [masked.groups[int(token)] for token in re.findall(r"⟨(\d+)⟩", match.group())]
    for stage, following in pairwise(stages):
        yield from _made(stage, "Recommend", scope, following, sentence, _standing(before), 0.75)


def _stages(masked: Masked, sentence: Sentence) -> Iterator[Right]:
    """A list such as "A-led triage, B-owned estimates, and final decisions routed via C to D"."""
    funnel = _FUNNEL.search(masked.text)
    if not funnel:
        return
    listed = re.split(r"[);.]", masked.text[funnel.end() :])[0]
    stages = [
        _STAGE.match(part.strip()) for part in re.split(r",\s(?:and\s)?|\s(?:→|->)\s|\sto\s(?=⟨\d+⟩-)|\sthen\s", listed)
    ]
    found = [stage for stage in stages if stage]
    if len(found) < 2 or len(found) != len(stages):
        return
    standing = _standing(masked.text[: funnel.end()])
    _, context = peel(masked.text, PLAIN)
    if context.question or context.void:
        return
    groups = masked.groups
    heads = [groups[int(s["own"] or s["doer"] or s["via"] or s["decider"])] for s in found]
    for index, stage in enumerate(found):
        following = heads[index + 1] if index + 1 < len(heads) else ()
        if stage["own"]:
            scope = _tidy(stage["owned"])
            power: Power = "Perform" if stage["how"].lower() in ("driven", "written", "authored") else "Own"
            yield from _made(
                heads[index], power, scope, following if power == "Perform" else (), sentence, standing, 0.75
            )
            if following and power != "Perform":
                yield from _made(heads[index], "Recommend", scope, following, sentence, standing, 0.6)
        elif stage["doer"]:
            word = stage["done"].lower().split()[-1]
            power = _DONE.get(word, "Recommend")
            scope = (
                "priorities"
                if word.startswith("prioriti") and " " not in stage["done"].strip()
                else _tidy(stage["done"])
            )
            to = following if power in ("Decide", "Recommend", "Consult", "Perform") else ()
            yield from _made(heads[index], power, scope, to, sentence, standing, 0.75)
            if following and not to:
                yield from _made(heads[index], "Recommend", scope, following, sentence, standing, 0.6)
        elif stage["via"]:
            scope = _tidy(stage["what"])
            last = groups[int(stage["last"])]
            yield from _made(heads[index], "Recommend", scope, last, sentence, standing, 0.8)
            yield from _made(last, "Decide", scope, (), sentence, standing, 0.8)
        else:
            power = "Decide" if "decision" in stage["what2"].lower() else "Approve"
            yield from _made(heads[index], power, _tidy(stage["what2"]), (), sentence, standing, 0.8)


def _made(
    holders: tuple[Mention, ...],
    power: Power,
    scope: str,
    to: tuple[Mention, ...],
    sentence: Sentence,
    standing: Standing,
    confidence: float,
) -> Iterator[Right]:
    for holder in holders:
        others = tuple(agent for agent in to if agent != holder)
        yield Right(
            Span(sentence.line, sentence.quote),
            holder,
            power,
            scope,
            others,
            standing=standing,
            confidence=confidence,
        )


def _standing(before: str) -> Standing:
    words = context_lexicon().words
    if re.search(r"\b(?:propos\w+|new|future|suggested|draft|should|planned|target|ideal)\b", before, re.IGNORECASE):
        return "Proposed"
    return "Past" if words["past"].search(before) else "Current"


def _tidy(scope: str) -> str:
    return re.sub(r"^(?:the|all|any|a|an)\s", "", scope.strip())
