"""The arguments and options of the commands: what they are called, and what `--help` says of them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    md = "md"


def _option(*names: str, help: str, metavar: str | None = None, **rest: Any) -> Any:
    return typer.Option(*names, help=help, metavar=metavar, show_default=False, **rest)


def _argument(metavar: str, help: str, **rest: Any) -> Any:
    return typer.Argument(metavar=metavar, help=help, show_default=False, **rest)


def _queries() -> list[str]:
    """The names of the named queries, for the shell's completion."""
    from graphkit.graph.named import shipped_folder

    return sorted(path.stem for path in shipped_folder().glob("*.rq"))


def _lenses() -> list[str]:
    """The names of the lenses, for the shell's completion."""
    from graphkit.network import LENSES

    return list(LENSES)


_VAULT = (
    "A folder of notes, or one note. Left out: the nearest folder upwards with graphkit.toml or .graphkit/,"
    " else the current one."
)
_FORMAT = "Left out: table on a terminal, tsv in a pipe."
_DAY = "YYYY-MM-DD"

VaultArgument: TypeAlias = Annotated[Path | None, _argument("VAULT", _VAULT)]
DemoArgument: TypeAlias = Annotated[Path, _argument("DIR", "A new folder for the notes. Left out: demo.")]
TopicArgument: TypeAlias = Annotated[list[str], _argument("TOPIC", "The topic in a few words.")]
NameArgument: TypeAlias = Annotated[
    str | None, _argument("NAME", "The query. Left out: list them.", autocompletion=_queries)
]
QueryArgument: TypeAlias = Annotated[str | None, _argument("QUERY", "SPARQL 1.1; - is standard input.")]
LensArgument: TypeAlias = Annotated[
    str | None,
    _argument("LENS", "What is looked at. Left out: all that tells who matters.", autocompletion=_lenses),
]

VaultOption: TypeAlias = Annotated[
    Path | None, _option("--vault", metavar="VAULT", help="The folder of notes whose graph is asked.")
]
GraphOption: TypeAlias = Annotated[
    Path | None,
    _option("--graph", metavar="DIR", help="Where the graph is, when it is not in VAULT/.graphkit."),
]
AsOfOption: TypeAlias = Annotated[
    str | None, _option("--as-of", metavar=_DAY, help="What the notes said and what held on that day.")
]
AsOfValueOption: TypeAlias = Annotated[
    str | None, _option("--as-of", metavar=_DAY, help="The value of ?as_of in the query.")
]
FormatOption: TypeAlias = Annotated[Format | None, _option("--format", help=_FORMAT)]
WhoFormatOption: TypeAlias = Annotated[
    Format | None,
    _option("--format", help="Left out: sentences. table, csv, tsv, md: a row for each place of a right."),
]
SummaryFormatOption: TypeAlias = Annotated[
    Format | None, _option("--format", help="Left out: sentences. json is one object, at the end.")
]
AroundOption: TypeAlias = Annotated[
    str | None, _option("--around", metavar="NAME", help="For the lens ego: whom or what to look around.")
]
LimitOption: TypeAlias = Annotated[int | None, _option("--limit", min=0, metavar="N", help="At most so many rows.")]
OwnerOption: TypeAlias = Annotated[
    str | None, _option("--owner", metavar="NAME", help="Whose notes these are: who @Myself and Me is.")
]
DialectOption: TypeAlias = Annotated[
    str | None,
    _option("--dialect", metavar="NAME", help="How all notes are worded. Left out: found for each."),
]
JobsOption: TypeAlias = Annotated[
    int | None,
    _option("--jobs", min=1, metavar="N", help="Processes that read notes. Left out: one for each core."),
]
ListOption: TypeAlias = Annotated[bool, _option("--list", help="List the questions, and ask nothing.")]
JsonOption: TypeAlias = Annotated[bool, _option("--json", help="The same as --list --format json.")]
AcceptOption: TypeAlias = Annotated[
    list[str] | None, _option("--accept", metavar="ID", help="Answer yes, or choose the person of this id.")
]
RejectOption: TypeAlias = Annotated[
    list[str] | None, _option("--reject", metavar="ID", help="Answer no, or: not the person of this id.")
]
MergeOption: TypeAlias = Annotated[
    tuple[str, str] | None,
    _option("--merge", metavar="NAME NAME", help="Two names are one person's, called by the first."),
]
SplitOption: TypeAlias = Annotated[
    tuple[str, str] | None, _option("--split", metavar="NAME NAME", help="Two names are two people's.")
]
FreshOption: TypeAlias = Annotated[bool, _option("--fresh", help="Read every note again, changed or not.")]
QueryFileOption: TypeAlias = Annotated[
    Path | None, _option("-f", "--file", metavar="FILE", help="A file that holds the query.")
]
QueryHelpOption: TypeAlias = Annotated[
    bool, _option("-h", "--help", help="Explain the query NAME and its parameters, or else this command.")
]
OutputOption: TypeAlias = Annotated[Path, _option("-o", "--output", metavar="FILE", help="The file to write.")]
PageOption: TypeAlias = Annotated[
    Path, _option("-o", "--output", metavar="FILE", help="The file to write. Left out: graph.html.")
]
PseudonymiseOption: TypeAlias = Annotated[
    bool, _option("--pseudonymise", help="Give people invented names, and leave out the words of notes.")
]
ExportFormatOption: TypeAlias = Annotated[
    str | None, _option("--as", metavar="FORMAT", help="The format. Left out: by the ending of FILE.")
]
