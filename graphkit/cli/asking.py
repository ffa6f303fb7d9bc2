"""who, query, sparql: the graph answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import typer

from graphkit.cli.errors import USAGE, CommandError
from graphkit.cli.options import (
    AsOfOption,
    AsOfValueOption,
    Format,
    FormatOption,
    GraphOption,
    LimitOption,
    NameArgument,
    QueryArgument,
    QueryFileOption,
    QueryHelpOption,
    TopicArgument,
    VaultOption,
    WhoFormatOption,
)
from graphkit.cli.output import as_plain, say, say_answer, say_rows
from graphkit.cli.place import open_graph

if TYPE_CHECKING:
    from graphkit.graph.named import NamedQuery, Parameter

_RIGHT: Final = ("holder", "power", "scope", "condition", "group", "believed_by")
_SOURCE: Final = ("date", "path", "line", "quote")
#: A query's parameters are options that typer cannot know of.
PARAMETERS: Final[dict[str, Any]] = {"allow_extra_args": True, "ignore_unknown_options": True}


def who(
    topic: TopicArgument,
    vault: VaultOption = None,
    graph: GraphOption = None,
    as_of: AsOfOption = None,
    format: WhoFormatOption = None,
    limit: LimitOption = None,
) -> None:
    """Say in sentences who decides a topic, and which notes say so."""
    with open_graph(vault, graph) as kg:
        answer = kg.who(" ".join(topic), as_of=as_of, limit=limit)
    if format is None:
        say(answer.to_text())
    else:
        rows = [
            [*(getattr(right, field) for field in _RIGHT), *(getattr(source, field) for field in _SOURCE)]
            for right in answer.rights
            for source in right.sources
        ]
        say_rows([*_RIGHT, *_SOURCE], rows, format, answer.to_dict())


def query(
    context: typer.Context,
    name: NameArgument = None,
    vault: VaultOption = None,
    graph: GraphOption = None,
    as_of: AsOfOption = None,
    format: FormatOption = None,
    limit: LimitOption = None,
    help: QueryHelpOption = False,
) -> None:
    """Ask a named query; without NAME, list them with their parameters.

    Each parameter of a query is an option: graphkit query decisions --topic pricing
    """
    if help and name is None:
        say(context.get_help())
    elif name is None:
        _list(format)
    elif help:
        say(explain(_named(name)))
    else:
        given = _parameters(context.args, _named(name))
        if as_of is not None:
            given["as_of"] = as_of
        with open_graph(vault, graph) as kg:
            say_answer(kg.query(name, limit=limit, **given), format, kg.store.names)


def sparql(
    text: QueryArgument = None,
    file: QueryFileOption = None,
    vault: VaultOption = None,
    graph: GraphOption = None,
    as_of: AsOfValueOption = None,
    format: FormatOption = None,
    limit: LimitOption = None,
) -> None:
    """Ask any SPARQL 1.1 query that only reads.

    Every prefix of the model is known, and the default graph is the union of all graphs.
    """
    if (text is None) == (file is None):
        raise CommandError("Give the query either as text or with -f FILE.", "See: graphkit sparql --help", USAGE)
    wanted = file.expanduser().read_text("utf-8-sig") if file else _standard_input() if text == "-" else text or ""
    with open_graph(vault, graph) as kg:
        values = {} if as_of is None else {"as_of": _day(as_of)}
        say_answer(kg.sparql(wanted, limit=limit, **values), format, kg.store.names)


def explain(query: NamedQuery) -> str:
    """A query in words: what it answers, what it takes, what its columns mean, and how to ask it."""
    lines = [f"{query.name}: {query.title}", "", query.description]
    if query.parameters:
        width = max(len(_option(parameter)) for parameter in query.parameters) + 2
        lines += ["", "Parameters:"]
        lines += [f"  {_option(p):{width}}{_about(p)}".rstrip() for p in query.parameters]
    if query.columns:
        width = max(map(len, query.columns)) + 2
        lines += ["", "Columns:"]
        lines += [f"  {column:{width}}{meaning}".rstrip() for column, meaning in query.columns.items()]
    return "\n".join([*lines, "", f"Ask it: {_usage(query)}"])


def _list(format: Format | None) -> None:
    queries = _all().values()
    rows = [[query.name, query.title, " ".join(map(_short, query.parameters))] for query in queries]
    say_rows(["name", "answers", "parameters"], rows, format, as_plain(list(queries)))


def _all() -> dict[str, NamedQuery]:
    from graphkit.graph.named import read_folder, shipped_folder

    return read_folder(shipped_folder())


def _named(name: str) -> NamedQuery:
    known = _all()
    if name not in known:
        raise CommandError(f"There is no query {name!r}.", f"{_closest(name, known)} List them: graphkit query", USAGE)
    return known[name]


def _parameters(arguments: list[str], query: NamedQuery) -> dict[str, object]:
    """`--key value` and `--key=value`, as the query's parameters. Raises CommandError for anything else."""
    given: dict[str, object] = {}
    left = list(arguments)
    while left:
        key, equals, value = left.pop(0).partition("=")
        name = key.removeprefix("--").replace("-", "_")
        parameter = query.parameter(name) if key.startswith("--") else None
        if parameter is None:
            have = [f"--{p.name.replace('_', '-')}" for p in query.parameters]
            what = "parameter" if key.startswith("-") else "place for"
            raise CommandError(
                f"{query.name} has no {what} {key!r}.",
                f"{_closest(key, have)} See: graphkit query {query.name} --help", USAGE,
            )  # fmt: skip
        if not equals:
            if not left:
                raise CommandError(f"{key} needs a value.", f"See: graphkit query {query.name} --help", USAGE)
            value = left.pop(0)
        given[name] = value
    return given


def _closest(word: str, known: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1, 0.5)
    return f"Did you mean {near[0]!r}?" if near else ""


def _option(parameter: Parameter) -> str:
    return f"--{parameter.name.replace('_', '-')} {parameter.type.upper()}"


def _short(parameter: Parameter) -> str:
    name = f"--{parameter.name.replace('_', '-')}"
    return name if parameter.required else f"[{name}]"


def _about(parameter: Parameter) -> str:
    notes = [] if not parameter.required else ["needed"]
    notes += [f"default {parameter.default}"] if parameter.default else []
    return parameter.description + (f" ({', '.join(notes)})" if notes else "")


def _usage(query: NamedQuery) -> str:
    needed = [_option(parameter) for parameter in query.parameters if parameter.required]
    return " ".join(["graphkit query", query.name, *needed])


def _standard_input() -> str:
    import sys

    return sys.stdin.read()


def _day(text: str) -> object:
    import datetime

    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text!r} is not a day.", "Write it as 2026-03-31.", USAGE) from None
