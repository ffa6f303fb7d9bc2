"""Write the parts of the docs that follow from the code: `make docs`.

A page has a hand-written part and, between two marks, what is made here from the commands, the queries, the
ontology and the structs. `tests/docs/test_generated.py` fails when a page is not what this would write.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pyoxigraph as ox
from typer.testing import CliRunner

from graphkit.cli.app import app
from graphkit.cli.building import Summary
from graphkit.graph.answer import WhoAnswer
from graphkit.graph.named import NamedQuery, Parameter, read_folder, shipped_folder
from graphkit.graph.terms import PREFIXES, Names
from graphkit.identity.question import Question
from graphkit.status import Status
from graphkit.vault.problem import KINDS, Problem

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
ONTOLOGY = DOCS.parent / "graphkit" / "ontology" / "graphkit.ttl"

#: The question on the README's first screen, and how much of the demo's answer is shown there.
WHO = ("who", "release", "dates", "--vault", "demo")
FIRST = 12
ENVIRONMENT = {**os.environ, "COLUMNS": "100"}


def commands() -> str:
    """What `--help` says of every command."""
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    parts = []
    for arguments in ([], *([name] for name in names)):
        text = CliRunner().invoke(app, [*arguments, "--help"], prog_name="graphkit", terminal_width=96).stdout
        parts.append(f"## {' '.join(['graphkit', *arguments])}\n\n```text\n{text.strip()}\n```")
    return "\n\n".join(parts)


def queries() -> str:
    """Every query that comes with graphkit: what it answers, takes and gives."""
    return "\n\n".join(map(_query, read_folder(shipped_folder()).values()))


def _query(query: NamedQuery) -> str:
    parts = [f"## {query.name}\n\n**{query.title}.** {query.description}"]
    if query.parameters:
        rows = [
            f"| `--{p.name.replace('_', '-')}` | {p.type} | {_needed(p)} | {p.description} |" for p in query.parameters
        ]
        parts.append("\n".join(["| parameter | type | left out | what it is |", "| --- | --- | --- | --- |", *rows]))
    rows = [f"| `{column}` | {meaning} |" for column, meaning in query.columns.items()]
    parts.append("\n".join(["| column | what it is |", "| --- | --- |", *rows]))
    return "\n\n".join(parts)


def _needed(parameter: Parameter) -> str:
    if parameter.required:
        return "is needed"
    return f"`{parameter.default}`" if parameter.default else "all"


def problems() -> str:
    """Every kind of problem, errors first."""
    order = {"error": 0, "warning": 1, "info": 2}
    rows = sorted(KINDS.items(), key=lambda item: (order[item[1][0]], item[0]))
    lines = [f"| `{kind}` | {severity} | {meaning} |" for kind, (severity, meaning) in rows]
    return "\n".join(["| kind | severity | what it means |", "| --- | --- | --- |", *lines])


def ontology() -> str:
    """Classes, properties and closed lists of the ontology."""
    store = ox.Store()
    store.load(path=str(ONTOLOGY))
    terms = _Terms(store)
    parts = ["## Classes", *map(terms.entry, terms.of("owl:Class"))]
    parts += ["## Properties", *map(terms.entry, terms.of("owl:ObjectProperty", "owl:DatatypeProperty"))]
    parts += ["## Closed lists"]
    for name in terms.of("owl:Class"):
        members = terms.of(name)
        if members:
            parts += [f"### A {terms.value(name, 'rdfs:label')} is one of", *map(terms.entry, members)]
    return "\n\n".join(parts)


def first_screen() -> str:
    """What the first commands of the README print, cut where it says `…`."""
    graphkit = [sys.executable, "-m", "graphkit"]
    with tempfile.TemporaryDirectory() as folder:

        def lines(*arguments: str) -> list[str]:
            done = subprocess.run(
                [*graphkit, *arguments],
                cwd=folder,
                env=ENVIRONMENT,
                capture_output=True,
                text=True,
                check=True,
            )
            return done.stdout.rstrip().splitlines()

        demo = lines("demo")
        who = lines(*WHO)
    shown = ["$ make demo", *demo[:FIRST], "…", demo[-1], "$ .venv/bin/graphkit " + " ".join(WHO), *who]
    return "\n".join(["```console", *shown, "```"])


class _Terms:
    """The terms of graphkit's own vocabulary, in the order of their names."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.names = Names()

    def of(self, *classes: str) -> list[str]:
        found = {
            self.names.shorten(quad.subject.value)
            for name in classes
            for quad in self.store.quads_for_pattern(None, _iri("rdf:type"), _iri(name))
        }
        return sorted(name for name in found if name.startswith("gk:"))

    def values(self, name: str, property: str) -> Iterator[str]:
        for quad in self.store.quads_for_pattern(_iri(name), _iri(property), None):
            term = quad.object
            yield self.names.shorten(term.value) if isinstance(term, ox.NamedNode) else term.value

    def value(self, name: str, property: str) -> str:
        return next(self.values(name, property), "")

    def entry(self, name: str) -> str:
        said = [f"**`{name}`** {self.value(name, 'rdfs:comment')}"]
        for word, side in (("From", "rdfs:domain"), ("To", "rdfs:range")):
            ends = " or ".join(f"`{found}`" for found in sorted(self.values(name, side)))
            said += [f"{word} {ends}."] if ends else []
        wider = [
            f"`{found}`"
            for property in ("rdfs:subClassOf", "rdfs:subPropertyOf")
            for found in sorted(self.values(name, property))
        ]
        if wider:
            said.append(f"A kind of {', '.join(wider)}.")
        said += [self.value(name, "skos:note")] if self.value(name, "skos:note") else []
        return " ".join(said)


def _iri(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


#: The page and the mark in it that each of these fills.
PARTS: dict[Path, Callable[[], str]] = {
    README: first_screen,
    DOCS / "commands.md": commands,
    DOCS / "queries.md": queries,
    DOCS / "problems.md": problems,
    DOCS / "ontology.md": ontology,
}
#: What each JSON document that a command prints is made of.
SCHEMAS: dict[str, object] = {
    "build": Summary,
    "check": list[Problem],
    "queries": list[NamedQuery],
    "review": list[Question],
    "status": Status,
    "who": WhoAnswer,
}


def filled(page: str, text: str) -> str:
    """A page with what is between its marks replaced. Raises ValueError when it has none."""
    found = re.subn(
        r"(<!-- made by docs/generate\.py -->\n).*(<!-- end -->)",
        lambda m: f"{m[1]}\n{text}\n\n{m[2]}",
        page,
        flags=re.DOTALL,
    )
    if found[1] != 1:
        raise ValueError("the page needs the marks `<!-- made by docs/generate.py -->` and `<!-- end -->` once")
    return found[0]


def pages() -> dict[Path, str]:
    """Every file that is made here, with its text as it should be."""
    made = {page: filled(page.read_text("utf-8"), make()) for page, make in PARTS.items()}
    for name, kind in SCHEMAS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(kind)}
        made[DOCS / "schemas" / f"{name}.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return made


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
