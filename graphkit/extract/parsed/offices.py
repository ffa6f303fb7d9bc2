"""What somebody is said to be in passing: "Ann, the owner of rents, …", "with Ann as arbiter of disputes"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphkit.extract.parsed.claim import Claim
from graphkit.extract.parsed.scopes import OFFICE, about
from graphkit.extract.parsed.tree import child
from graphkit.extract.parsed.words import power_of, words


def office_claims(doc: Any) -> Iterator[Claim]:
    """The claims of appositions and of "as"."""
    for token in doc:
        if token.dep_ == "appos" and token.head.pos_ in ("PROPN", "NOUN"):
            found = power_of(token, words().offices)
            matter = about(token, OFFICE)
            if found and matter is not None and found[1] not in words().people["titles"]:
                yield Claim(
                    found[0], token, token.head, matter.text, matter.head, state=True, kind="office", confidence=0.6
                )
        elif token.i > 1 and token.pos_ == "NOUN" and token.nbor(-1).text == "," and token.nbor(-2).pos_ == "PROPN":
            found = power_of(token, words().offices)
            matter = about(token, OFFICE)
            after = token.right_edge
            if (
                found
                and matter is not None
                and found[1] not in words().people["titles"]
                and after.i + 1 < len(doc)
                and after.nbor(1).is_punct
            ):
                yield Claim(
                    found[0], token, token.nbor(-2), matter.text, matter.head, state=True, kind="office", confidence=0.6
                )
        if token.lower_ == "as" and token.dep_ == "prep":
            noun = child(token, "pobj")
            if noun is None or token.head.pos_ not in ("PROPN", "NOUN"):
                continue
            found = power_of(noun, words().offices)
            matter = about(noun, OFFICE)
            if found and matter is not None:
                yield Claim(
                    found[0], noun, token.head, matter.text, matter.head, state=True, kind="office", confidence=0.6
                )
