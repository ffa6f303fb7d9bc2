"""What may be run: queries that neither change the graph nor reach out of it.

Oxigraph fetches over the network for SERVICE and LOAD (and LOAD reads local files), and cannot be told not to; so
the text is read before it is run. Its parser needs no space between words (`SERVICEex:a {` and `trueSERVICE ?x {`
are federated queries to it), hence the two rules below: no bare word may contain the keyword, and no name whose
prefix contains it may stand where a service's name could.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graphkit.graph.errors import QueryError
from graphkit.graph.tokens import Token, tokenize

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_PROLOGUE: Final = ("PREFIX", "BASE", "VERSION")


def check_query(text: str, prefixes: Iterable[str] = ()) -> list[Token]:
    """The tokens of a query that may be run. Raises QueryError for one that may not.

    >>> len(check_query("ASK { ?s ?p 'SERVICE' } # SERVICE"))
    6
    >>> check_query("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    graphkit.graph.errors.QueryError: line 1: SERVICE asks another server, which graphkit does not do. ...
    """
    tokens = tokenize(text, prefixes)
    form = _first_word(tokens)
    if form is None:
        raise QueryError("The query is empty.", "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.")
    if form.is_word(*_UPDATES):
        raise QueryError(
            f"{form.text.upper()} would change the graph; queries only read it.",
            "Change the notes, or the answers to `graphkit review`, and build again.",
            form.line,
        )
    # Not a list of everything else that is wrong: the engine's own message is better.
    _refuse(tokens, "SERVICE", "asks another server, which graphkit does not do.")
    return tokens


def check_update(text: str, prefixes: Iterable[str] = ()) -> list[Token]:
    """The tokens of an update that neither loads nor asks elsewhere. Raises QueryError for one that does."""
    tokens = tokenize(text, prefixes)
    _refuse(tokens, "SERVICE", "asks another server, which graphkit does not do.")
    _refuse(tokens, "LOAD", "reads from the network or from files.", anywhere=True)
    return tokens


def graphs_named(tokens: list[Token]) -> list[Token]:
    """The IRIs and names behind FROM and FROM NAMED."""
    found = []
    for at, token in enumerate(tokens[:-1]):
        if token.is_word("FROM"):
            named = tokens[at + 1].is_word("NAMED")
            found += tokens[at + 1 + named : at + 2 + named]
    return found


def _first_word(tokens: list[Token]) -> Token | None:
    at = 0
    while at < len(tokens) and tokens[at].is_word(*_PROLOGUE):
        at += 3 if tokens[at].is_word("PREFIX") else 2
    return tokens[at] if at < len(tokens) else None


def _refuse(tokens: list[Token], keyword: str, why: str, *, anywhere: bool = False) -> None:
    for at, token in enumerate(tokens):
        if token.kind == "word":
            bad = keyword in token.text.upper()
        elif token.kind == "name" and keyword in token.text.partition(":")[0].upper():
            # `GRAPH serviceA:g {` is the one place where such a name may stand before a brace.
            before_brace = at + 1 < len(tokens) and tokens[at + 1].text == "{"
            bad = anywhere or (before_brace and not (at and tokens[at - 1].is_word("GRAPH")))
        else:
            bad = False
        if bad:
            raise QueryError(f"{keyword} {why}", "Leave it out; every query sees the whole graph.", token.line)
