"""The statements as one table: what a spreadsheet or a data frame reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from graphkit.graph.errors import GraphError
from graphkit.graph.records import STATEMENTS, Record, labels, of_class
from graphkit.graph.store import Store

#: The columns of the table of statements, in order, with what each holds.
COLUMNS: Final = {
    "kind": "right, decision, question, action, reporting, membership",
    "date": "when it was said, YYYY-MM-DD",
    "who": "holder, decider, owner, who reports, member: names, joined by ' | '",
    "power": "of a right: Decide, Approve, Veto, Own, Recommend, Consult, Perform, Inform",
    "what": "scope of a right; text of a decision, question or action; role and organisation of a membership",
    "topics": "names of the topics it is about",
    "to": "to whom it is recommended, escalated or reported",
    "standing": "of a right, membership or reporting line: Current, Past, Proposed, Hypothetical",
    "negated": "true where the note says that it is not so",
    "condition": "when the right applies",
    "believed_by": "whose belief or hearsay it is: then it is no fact",
    "stated_by": "who said it",
    "state": "of a decision: Standing, Superseded, Reversed; of an action: Open, Done, …",
    "due": "of an action, YYYY-MM-DD",
    "priority": "of an action",
    "held_from": "first day a right holds, where that is said",
    "held_until": "last day a right holds, said or derived",
    "confidence": "0 to 1",
    "review": "Unconfirmed, Confirmed or Rejected: of the statement, else of its note",
    "note": "path of the note, relative to the vault",
    "line": "first line of the quote, from 1",
    "quote": "the text as written",
    "also_in": "paths of other notes that repeat it",
    "iri": "its name in the graph",
}
_WHO: Final = ("gk:holder", "gk:decidedBy", "gk:owner", "gk:from", "orgv:member")


def statements(store: Store) -> Iterator[dict[str, Any]]:
    """One row of `COLUMNS` per statement, by date, note and line; None where a column does not apply."""
    names = labels(store)
    paths: dict[str, str] = {}
    reviews: dict[str, str] = {}
    for note in of_class(store, "gk:Note"):
        paths[note.iri] = note.text("gk:path")
        reviews[note.iri] = note.local("gk:review")
    rows = [
        _row(kind, item, names, paths, reviews) for curie, kind in STATEMENTS.items() for item in of_class(store, curie)
    ]
    # Unsaid is sorted before said, as None cannot be compared.
    rows.sort(key=lambda row: (row["date"] or "", row["note"] or "", row["line"] or 0, row["iri"]))
    yield from rows


def _row(
    kind: str, item: Record, names: dict[str, str], paths: dict[str, str], reviews: dict[str, str]
) -> dict[str, Any]:
    def named(*properties: str) -> str | None:
        return _join([names.get(iri, iri) for name in properties for iri in item.texts(name)])

    note = item.text("gk:note")
    what = item.text("gk:scope") or item.text("rdfs:label")
    if kind == "membership":
        what = named("orgv:role", "orgv:organization") or ""
    return {
        "kind": kind,
        "date": item.text("dcterms:date") or None,
        "who": named(*_WHO),
        "power": item.local("gk:power") or None,
        "what": what or None,
        "topics": named("gk:about"),
        "to": named("gk:to"),
        "standing": item.local("gk:standing") or None,
        "negated": bool(item.value("gk:negated")) if kind in ("right", "reporting") else None,
        "condition": item.text("gk:condition") or None,
        "believed_by": named("gk:believedBy"),
        "stated_by": named("gk:statedBy"),
        "state": item.local("gk:state") or item.local("gk:taskState") or None,
        "due": item.text("gk:due") or None,
        "priority": item.local("gk:priority") or None,
        "held_from": item.text("gk:heldFrom") or None,
        "held_until": item.text("gk:heldUntil") or None,
        "confidence": float(item.value("gk:confidence", 1.0)),
        "review": item.local("gk:review") or reviews.get(note) or None,
        "note": paths.get(note) or None,
        "line": item.value("gk:line"),
        "quote": item.text("gk:quote") or None,
        "also_in": _join(sorted(paths.get(iri, iri) for iri in item.texts("gk:alsoIn"))),
        "iri": item.iri,
    }


def _join(values: list[str]) -> str | None:
    return " | ".join(values) or None


def write_csv(store: Store, out: BinaryIO) -> None:
    """The table of statements, comma-separated, UTF-8, a header first; "" where a column does not apply."""
    text = io.TextIOWrapper(out, "utf-8", errors="replace", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in statements(store):
        writer.writerow([_cell(value) for value in row.values()])
    # The wrapper would close the file, which is the caller's.
    text.detach()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def write_parquet(store: Store, out: BinaryIO) -> None:
    """The table of statements with typed columns; dates stay text. Raises GraphError without pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise GraphError(
            "Writing parquet needs pyarrow.", "Install it: pip install 'decision-graphkit[analysis]'"
        ) from error
    types = {"negated": pa.bool_(), "confidence": pa.float64(), "line": pa.int64()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    parquet.write_table(pa.Table.from_pylist(list(statements(store)), schema=schema), out)
