"""Letters of RAPID, DACI and RACI in prose: "Ann holds the D for prices, with Bo as A"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graphkit.extract.rights.context import context_lexicon
from graphkit.extract.rights.keyed import key_lexicon
from graphkit.extract.rights.prose import Reading
from graphkit.extract.statement import Power, Right, Standing
from graphkit.vault.note import Span

_GIVEN: Final = re.compile(
    r"⟨(?P<who>\d+)⟩(?P<mod>(?:\s[\w’]+){0,3}?)\s(?:hold|holds|has|have|gets?|takes?|carr(?:y|ies)|owns?|is|are|be|as|with)\s(?:the\s)?"
    r"[\"“‘']?(?P<letter>[RAPIDC])[\"”’']?(?:\srole)?(?=[\s,.;)]|$)(?:\s(?:for|on|in|of)\s(?P<scope>[^,;.]+?)(?=,|;|\.|\sand\s⟨|\swith\s⟨|$))?"
)
#: One letter that says by itself what it means: who "holds the D" decides.
_HELD: Final = re.compile(r"\b(?:holds?|has|have|gets?|carr(?:y|ies))\sthe\s[\"“‘’']?D\b")
_SCHEME: Final = re.compile(r"\b(RAPID|DACI|RACI)\b")


def letter_rights(reading: Reading) -> Iterator[Right]:
    """The rights that letters give; they need a scope, and a framework's name or two letters."""
    masked, sentence = reading.masked, reading.sentence
    found = list(_GIVEN.finditer(masked.text))
    named = _SCHEME.search(masked.text)
    alone = len(found) == 1 and found[0]["letter"] == "D" and _HELD.search(found[0].group()) is not None
    if not found or (len(found) < 2 and not named and not alone) or masked.text.rstrip().endswith("?"):
        return
    scope = next((masked.unmask(match["scope"]) for match in found if match["scope"]), "")
    scope = re.sub(r"^(?:the|a|an|our|all)\s", "", scope.strip())
    if not scope or any(clause.context.question or clause.context.void for clause in reading.clauses):
        return
    schemes = key_lexicon().schemes
    letters = {match["letter"].lower() for match in found}
    powers: dict[str, Power] = schemes[named[1].lower()] if named else schemes["rapid" if "d" in letters else "raci"]
    words = context_lexicon().words
    proposed = any(clause.context.proposed for clause in reading.clauses) or bool(words["should"].search(masked.text))
    maybe = bool(words["maybe"].search(masked.text))
    standing: Standing = "Proposed" if proposed else "Hypothetical" if maybe else "Current"
    for match in found:
        power = powers.get(match["letter"].lower())
        if power is None or words["negation"].search(match["mod"]):
            continue
        for holder in masked.groups[int(match["who"])]:
            yield Right(Span(sentence.line, sentence.quote), holder, power, scope, standing=standing, confidence=0.85)
