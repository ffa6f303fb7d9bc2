"""Running queries: named ones with typed parameters, and anybody's SPARQL, both read only."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

import pyoxigraph as ox
from rapidfuzz import process

from graphkit.graph.bind import bind
from graphkit.graph.errors import ParameterError, QueryError
from graphkit.graph.guard import check_query, graphs_named
from graphkit.graph.named import Follow, NamedQuery, Parameter
from graphkit.graph.resolve import Entity, entities, resolve, scopes
from graphkit.graph.result import Answer, Result, Triples
from graphkit.graph.store import Store
from graphkit.graph.tokens import Token, tokenize
from graphkit.graph.values import Term, to_term

_PLACE: Final = re.compile(r"error at (\d+):(\d+): ")


class Queries:
    """The named queries and the store they run on. Labels are read once: a reader's store does not change."""

    def __init__(self, store: Store, named: Mapping[str, NamedQuery]) -> None:
        self.store = store
        self.named = named
        self._known: dict[str, list[Entity]] = {}
        self._scopes: list[str] | None = None

    def run(self, name: str, parameters: Mapping[str, object], limit: int | None = None) -> Answer:
        """The answer to a named query.

        Raises QueryError for a name there is none of, ParameterError for a parameter that is missing, unknown or of
        another type.
        """
        if name not in self.named:
            near = [match[0] for match in process.extract(name, list(self.named), limit=3)]
            raise QueryError(f"There is no query {name!r}.", f"Closest: {', '.join(near)}." if near else "")
        query = self.named[name]
        values = self.values(query, parameters)
        if query.follow is None:
            return execute(self.store, query.text, values, limit)
        start = values.pop(f"param_{query.parameters[0].name}")
        answer = execute(self.store, query.text, values)
        assert isinstance(answer, Result)
        return follow(answer, query.follow, start, limit)

    def values(self, query: NamedQuery, parameters: Mapping[str, object]) -> dict[str, Term]:
        """The terms for `?param_…`, from what a person typed or a program passed; None is the same as not given."""
        given = {name.replace("-", "_"): value for name, value in parameters.items() if value is not None}
        for name in given:
            if query.parameter(name) is None:
                have = ", ".join(parameter.name for parameter in query.parameters) or "no parameters"
                raise ParameterError(f"{query.name} has no parameter {name!r}.", f"It has: {have}.")
        values = {}
        for parameter in query.parameters:
            value = given.get(parameter.name, parameter.default)
            if value is not None:
                values[f"param_{parameter.name}"] = self._value(parameter, value)
            elif parameter.required:
                raise ParameterError(
                    f"{query.name} needs {parameter.name} ({parameter.type}).",
                    f"Say --{parameter.name.replace('_', '-')}: {parameter.description}",
                )
        return values

    def _value(self, parameter: Parameter, value: object) -> Term:
        if isinstance(value, ox.NamedNode | ox.Literal):
            return value
        text = str(value).strip()
        match parameter.type:
            case "text":
                return _literal(text)
            case "date":
                return _date(parameter, value)
            case "integer":
                return _integer(parameter, value)
            case "iri":
                iri = self.store.names.expand(text) or text
                try:
                    return ox.NamedNode(iri)
                except ValueError as error:
                    raise _wrong(parameter, text, "an IRI or prefix:name") from error
            case "agent" | "topic":
                return resolve(text, self.known(parameter.type), self.store, parameter.type)

    def known(self, kind: str) -> list[Entity]:
        """The entities of a kind ("agent" or "topic")."""
        if kind not in self._known or self.store.writable:
            self._known[kind] = entities(self.store, kind)
        return self._known[kind]

    def scopes(self) -> list[str]:
        """Every scope that a right words, once."""
        if self._scopes is None or self.store.writable:
            self._scopes = scopes(self.store)
        return self._scopes


def follow(links: Result, along: Follow, start: Term, limit: int | None = None) -> Result:
    """The rows that a chain of rows leads to from `start`, nearest first, with a first column that counts the steps."""
    source, target = links.columns.index(along.source), links.columns.index(along.target)
    onward: dict[Term | None, list[tuple[Term | None, ...]]] = {}
    for row in links.terms:
        onward.setdefault(row[source], []).append(row)
    found: list[tuple[Term | None, ...]] = []
    seen: set[Term | None] = {start}
    step, here = 1, [start]
    while here:
        rows = [row for agent in here for row in onward.get(agent, [])]
        found += [(to_term(step), *row) for row in rows]
        here = [
            agent for agent in dict.fromkeys(row[target] for row in rows) if agent is not None and agent not in seen
        ]
        seen.update(here)
        step += 1
    return Result([along.step, *links.columns], found[:limit], links.names)


def execute(store: Store, text: str, values: Mapping[str, Term], limit: int | None = None) -> Answer:
    """Bind, check and run a query over the union of all graphs (or over the graphs it names with FROM).

    Raises QueryError for what is refused, malformed, or names a graph that is not there.
    """
    prefixes = store.names.prefixes
    tokens = tokenize(text, prefixes)
    unused = [name for name in values if not any(t.kind == "variable" and t.text[1:] == name for t in tokens)]
    if unused:
        raise ParameterError(f"The query has no variable ?{unused[0]}.", "Leave the value out, or use the variable.")
    tokens = check_query(bound := bind(text, tokens, values), prefixes)
    sources = graphs_named(tokens)
    for source in sources:
        _check_graph(store, source, tokens)
    try:
        answer = store.inner.query(bound, prefixes=prefixes, use_default_graph_as_union=not sources)
        if isinstance(answer, ox.QuerySolutions):
            return Result.of(answer, store.names, limit)
        if isinstance(answer, ox.QueryTriples):
            # The engine may build the same triple from several solutions.
            triples = dict.fromkeys(answer)
            return Triples(list(triples)[:limit])
        return bool(answer)
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        message = str(error)[place.end() :] if place else str(error)
        raise QueryError(f"The query cannot be read: {message}", "", int(place[1]) if place else 0) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"The query cannot be run: {error}") from error


def terms(values: Mapping[str, object]) -> dict[str, Term]:
    """Python values as terms, those that are None left out. Raises ParameterError for what a query cannot hold."""
    found = {}
    for name, value in values.items():
        if value is not None:
            try:
                found[name] = to_term(value)
            except (TypeError, ValueError) as error:
                raise ParameterError(f"{name}: {error}.", "Pass text, a number, a date or a term.") from error
    return found


def _check_graph(store: Store, source: Token, tokens: list[Token]) -> None:
    """A misspelt FROM would silently give no rows."""
    if source.kind == "iri":
        iri: str | None = source.text[1:-1]
    else:
        prefix, _, local = source.text.partition(":")
        iri = next(
            (t.text[1:-1] + local for before, t in pairwise(tokens) if before.text == f"{prefix}:"),
            store.names.expand(source.text),
        )
    try:
        there = iri is not None and store.inner.contains_named_graph(ox.NamedNode(iri))
    except ValueError:
        there = True  # a relative IRI or one with escapes: the engine judges
    if not there:
        raise QueryError(f"There is no graph {source.text}.", "Leave FROM out to see all of them.", source.line)


def _literal(text: str) -> ox.Literal:
    try:
        return ox.Literal(text)
    except ValueError as error:
        raise ParameterError(f"{text!r} is not text: {error}.", "Give it without damaged characters.") from error


def _date(parameter: Parameter, value: object) -> Term:
    if isinstance(value, datetime.datetime):
        value = value.date()
    try:
        return to_term(value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value).strip()))
    except ValueError as error:
        raise _wrong(parameter, value, "a date such as 2026-03-01") from error


def _integer(parameter: Parameter, value: object) -> Term:
    try:
        return to_term(int(str(value).strip()))
    except ValueError as error:
        raise _wrong(parameter, value, "a whole number") from error


def _wrong(parameter: Parameter, value: object, expected: str) -> ParameterError:
    return ParameterError(f"{parameter.name} is {str(value)!r}, which is not {expected}.", "Write it that way.")
