"""Ways of saying that are put plainly before a sentence is cut: "nobody but Ann can" is "only Ann can"."""

from __future__ import annotations

import re
from functools import cache

from graphkit.extract.rights.verbs import more_verbs, right_verbs


@cache
def _ways() -> dict[str, re.Pattern[str]]:
    """The ways of saying of lexicon/verbs.toml, compiled."""
    data: dict[str, str] = more_verbs()["reworded"]
    return {
        name: re.compile(
            pattern.replace("{who}", r"⟨\d+⟩").replace("{may}", data["may"]),
            0 if name in ("as", "with", "could") else re.I,
        )
        for name, pattern in data.items()
    }


@cache
def _thirds() -> dict[str, str]:
    """The third person of each gerund that can say a right."""
    found = {gerund: third for _, third, _, _, gerund in (verb["forms"].split() for verb in right_verbs())}
    return found | {
        "making": "makes", "taking": "takes", "giving": "gives", "holding": "holds", "having": "has", "putting": "puts",
        "keeping": "keeps", "doing": "does", "looking": "looks", "getting": "gets",
    }  # fmt: skip


def reworded(text: str) -> str:
    """A stretch of a masked sentence said plainly.

    >>> reworded("Nobody outside ⟨0⟩ can grant an exception"), reworded("not even ⟨0⟩ may stop it")
    ('only ⟨0⟩ can grant an exception', '⟨0⟩ can not stop it')
    """
    ways = _ways()
    lower = text.lower()
    if "not even " in lower:
        text = ways["not_even"].sub(r"\g<who> can not ", text)
    if "nobody" in lower or "no one" in lower or "no-one" in lower or "none " in lower:
        text = ways["nobody"].sub(r"only \g<who> \g<may> ", text)
    if "any" in lower or "people" in lower:
        text = ways["by_nobody"].sub(r" can only be \g<verb> by ", text)
    if "⟩ is the o" in text:
        text = ways["only_one"].sub(_alone, text)
    if " where " in lower:
        text = ways["where"].sub("", text)
    if ", as " in text:
        text = ways["as"].sub(r"\1", text)
    if "ing " in text and (" with ⟨" in text or " and ⟨" in text):
        text = ways["with"].sub(_beside, text)
    return ways["comment"].sub("", text) if "," in text else text


def _alone(match: re.Match[str]) -> str:
    if match["may"] or match.group().rstrip().endswith(" to"):
        return f"only {match['who']} can "
    return f"{match['who']} "


def _beside(match: re.Match[str]) -> str:
    third = _thirds().get(match["gerund"])
    if third is None:
        return match.group()
    adverb = f"{match['adverb']} " if match["adverb"] else ""
    return f", {match['who']} {adverb}{third} "


def completed(piece: str, previous: str) -> str:
    """A clause without its verb, with that of the one before.

    >>> completed("only ⟨1⟩ can", "⟨0⟩ can’t refuse a load")
    'only ⟨1⟩ can refuse a load'
    """
    short = _ways()["short"].match(piece)
    whole = _ways()["could"].search(previous) if short else None
    return f"{piece} {whole['rest']}" if whole else piece
