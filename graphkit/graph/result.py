"""The rows of an answer, and the forms they are printed in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from graphkit.graph.terms import Names
from graphkit.graph.values import Term, to_python

if TYPE_CHECKING:
    import pandas as pd

FORMATS: Final = ("json", "csv", "tsv", "md")


class Result:
    """The rows of a SELECT query. Iterating gives dicts of Python values, `None` where a variable is unbound.

    `columns` are the variables in order; `terms` the rows as pyoxigraph terms. IRIs are given in full.

    >>> from graphkit.graph.store import Store
    >>> rows = Result.of(Store.memory().inner.query("SELECT ?n { VALUES ?n { 1 2 } }"))
    >>> sorted(row["n"] for row in rows), len(rows), rows.columns
    ([1, 2], 2, ['n'])
    """

    def __init__(self, columns: Sequence[str], terms: list[tuple[Term | None, ...]], names: Names) -> None:
        self.columns = list(columns)
        self.terms = terms
        self.names = names

    @classmethod
    def of(cls, solutions: Any, names: Names | None = None, limit: int | None = None) -> Result:
        """The rows of a pyoxigraph answer, at most `limit` of them."""
        columns = [variable.value for variable in solutions.variables]
        return cls(columns, [tuple(row) for row in islice(solutions, limit)], names or Names())

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, map(to_python, row), strict=True)) for row in self.terms)

    def __getitem__(self, at: int) -> dict[str, Any]:
        return dict(zip(self.columns, map(to_python, self.terms[at]), strict=True))

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.columns)}>"

    def values(self, column: str) -> list[Any]:
        """One column. Raises ValueError when there is none of that name."""
        at = self.columns.index(column)
        return [to_python(row[at]) for row in self.terms]

    def cells(self) -> Iterator[list[str]]:
        """The rows as text for people: IRIs shortened to `person:slug`, "" where unbound."""
        return ([self._cell(term) for term in row] for row in self.terms)

    def _cell(self, term: Term | None) -> str:
        if term is None:
            return ""
        return self.names.shorten(term.value) if isinstance(term, ox.NamedNode) else plain(term)

    def to_pandas(self) -> pd.DataFrame:
        """A DataFrame. Raises ModuleNotFoundError without pandas (`pip install 'decision-graphkit[analysis]'`)."""
        import pandas as pd

        return pd.DataFrame([[to_python(term) for term in row] for row in self.terms], columns=self.columns)

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON."""
        bindings = [
            {name: _json_term(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.terms
        ]
        return json.dumps({"head": {"vars": self.columns}, "results": {"bindings": bindings}}, ensure_ascii=False)

    def to_csv(self) -> str:
        """Comma-separated, IRIs in full."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(["" if term is None else plain(term) for term in row] for row in self.terms)
        return out.getvalue()

    def to_tsv(self) -> str:
        r"""Tab-separated, IRIs shortened; tabs and line ends inside a value are written `\t` and `\n`."""
        lines = ["\t".join(self.columns)]
        lines += ["\t".join(cell.translate(_TSV) for cell in row) for row in self.cells()]
        return "\n".join(lines) + "\n"

    def to_md(self) -> str:
        """A Markdown table, IRIs shortened."""
        lines = [_md_row(self.columns), _md_row(["---"] * len(self.columns))]
        lines += [_md_row(row) for row in self.cells()]
        return "\n".join(lines) + "\n"


class Triples(list[ox.Triple]):
    """The answer to CONSTRUCT or DESCRIBE."""

    def to_turtle(self, names: Names | None = None) -> str:
        """The triples as Turtle, with the known prefixes."""
        data = ox.serialize(self, format=ox.RdfFormat.TURTLE, prefixes=(names or Names()).prefixes)
        return data.decode() if data else ""

    def to_result(self, names: Names | None = None) -> Result:
        """The triples as rows of subject, predicate, object."""
        rows: list[tuple[Term | None, ...]] = [(t.subject, t.predicate, t.object) for t in self]
        return Result(["subject", "predicate", "object"], rows, names or Names())


Answer: TypeAlias = "Result | Triples | bool"


def render(answer: Answer, format: str, names: Names | None = None) -> str:
    """Any answer in one of `FORMATS`. Raises ValueError for another format.

    >>> render(True, "json")
    '{"head": {}, "boolean": true}'
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r} is none of {', '.join(FORMATS)}")
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) if format == "json" else f"{str(answer).lower()}\n"
    rows = answer.to_result(names) if isinstance(answer, Triples) else answer
    return {"json": rows.to_json, "csv": rows.to_csv, "tsv": rows.to_tsv, "md": rows.to_md}[format]()


def plain(term: Term) -> str:
    """A term without marks: the IRI, the literal's text, `_:b` for a blank node."""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return str(term)


_TSV: Final = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"})


def _md_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    found: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif not term.datatype.value.endswith("XMLSchema#string"):
        found["datatype"] = term.datatype.value
    return found
