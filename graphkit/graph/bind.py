"""Values put in the place of variables, token by token.

Oxigraph's own substitutions want the variable in the SELECT clause and do not reach into subqueries (pyoxigraph
0.5.13), so each variable token is replaced by the serialised term. A term always reads back as itself: nothing in a
value can become syntax.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from graphkit.graph.errors import QueryError
from graphkit.graph.tokens import Token
from graphkit.graph.values import Term

_PROJECTS: Final = ("SELECT",)
_MODIFIES: Final = ("GROUP", "ORDER", "VALUES")
_ENDS: Final = ("WHERE", "FROM", "HAVING", "LIMIT", "OFFSET")


def bind(text: str, tokens: list[Token], values: Mapping[str, Term]) -> str:
    """The query with `?name` replaced by `values[name]` wherever it stands, at any depth.

    `BOUND(?name)` becomes `true`, a projected `?name` becomes `(term AS ?name)`, and `LIMIT ?name` takes an integer.
    Variables without a value stay variables; `LIMIT ?param_name` without one is dropped. Raises QueryError where a
    value cannot stand: behind AS, in GROUP BY and ORDER BY, as a variable of VALUES.
    """
    out: list[str] = []
    position = 0
    clause = _Clauses()
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        clause.step(token)
        if token.kind != "variable" or token.start < position:
            continue
        name = token.text[1:]
        limit = before is not None and before.is_word("LIMIT", "OFFSET")
        if name not in values:
            if limit and before is not None and name.startswith("param_"):
                out += [text[position : before.start]]
                position = token.end
            continue
        start, end = token.start, token.end
        term = _serialise(values[name])
        if limit:
            term = _integer(values[name], token)
        elif before is not None and before.is_word("AS"):
            raise QueryError(f"{token.text} has a value already; AS cannot give it another.", "", token.line)
        elif clause.inside in _PROJECTS:
            term = f"({term} AS {token.text})"
        elif clause.inside in _MODIFIES:
            raise QueryError(
                f"{token.text} has a value, so it cannot stand in {clause.inside}.", "Leave it out.", token.line
            )
        elif _is_bound_call(tokens, at):
            start, end, term = tokens[at - 2].start, tokens[at + 1].end, "true"
        out += [text[position:start], " ", term, " "]
        position = end
    return "".join(out) + text[position:]


class _Clauses:
    """Which clause the tokens are in: SELECT, GROUP, ORDER, VALUES, or none once inside brackets of it."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self.inside = ""

    def step(self, token: Token) -> None:
        if token.kind == "word":
            word = token.text.upper()
            if word in (*_PROJECTS, *_MODIFIES):
                self.inside = word
            elif word in _ENDS:
                self.inside = ""
        elif token.text in ("(", "{", "["):
            # The variables of `VALUES (?a ?b) {` stand in brackets of their own.
            keeps = self.inside == "VALUES" and token.text == "("
            self._open.append("" if token.text == "{" else self.inside)
            self.inside = self.inside if keeps else ""
        elif token.text in (")", "}", "]"):
            self.inside = self._open.pop() if self._open else ""


def _is_bound_call(tokens: list[Token], at: int) -> bool:
    return (
        at >= 2
        and at + 1 < len(tokens)
        and tokens[at - 2].is_word("BOUND")
        and tokens[at - 1].text == "("
        and tokens[at + 1].text == ")"
    )


def _serialise(term: Term) -> str:
    if isinstance(term, ox.BlankNode):
        raise QueryError("A blank node cannot be a value of a query.", "Give an IRI or a literal.")
    return str(term)


def _integer(term: Term, token: Token) -> str:
    if isinstance(term, ox.Literal) and term.value.isdecimal():
        return term.value
    raise QueryError(f"{token.text} must be a whole number.", "", token.line)
