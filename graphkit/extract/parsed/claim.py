"""A right that the parse of a sentence shows, before it is known who its holders are, and how it is meant."""

from __future__ import annotations

from msgspec import Struct

from graphkit.extract.parsed.tree import Token
from graphkit.extract.statement import Power, Standing


class Claim(Struct, frozen=True):
    """`at` is the word that says it, `holder` the noun of who holds it, `scope` the words of its matter.

    `state`: a past tense says it was so, and tells no act. `gate`: a negation is part of the wording.
    `strong`: any holder will do that is no thing. `denied`: the words deny it themselves ("has no say").
    `bound`: a modal is needed ("must agree").
    """

    power: Power
    at: Token
    holder: Token
    scope: str = ""
    matter: Token | None = None
    to: Token | None = None
    state: bool = False
    gate: bool = False
    strong: bool = False
    denied: bool = False
    bound: bool = False
    confidence: float = 0.7
    kind: str = ""
    past_ok: bool = False


class Meaning(Struct):
    """What is known so far of how a claim is meant; `sources` believe it, `speakers` say it."""

    standing: Standing = "Current"
    negated: bool = False
    sources: tuple[Token, ...] = ()
    speakers: tuple[Token, ...] = ()
    unnamed: bool = False
    modal: str = ""
    future: bool = False
