"""review: what only a person can say."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final

import typer

from graphkit.cli.options import (
    AcceptOption,
    Format,
    FormatOption,
    GraphOption,
    JsonOption,
    LimitOption,
    ListOption,
    MergeOption,
    RejectOption,
    SplitOption,
    VaultOption,
)
from graphkit.cli.output import as_plain, chosen, plural, say, say_rows, tell
from graphkit.cli.place import open_graph

if TYPE_CHECKING:
    from graphkit.identity.question import Question
    from graphkit.review import Answer, Review

_FIELDS: Final = ("id", "kind", "text", "score", "path", "line", "quote")
_KEYS: Final = "y yes · n no · s skip · q quit"
_NAME_KEYS: Final = "number · n none of them · s skip · q quit"


def review(
    vault: VaultOption = None,
    graph: GraphOption = None,
    list_: ListOption = False,
    json_: JsonOption = False,
    accept: AcceptOption = None,
    reject: RejectOption = None,
    merge: MergeOption = None,
    split: SplitOption = None,
    format: FormatOption = None,
    limit: LimitOption = None,
) -> None:
    """Ask who is meant, who is one person, and what is true.

    Asks in the terminal, the most important first; answers are lines of graphkit.curation.toml in the vault, which
    the next build reads. Delete a line to take an answer back.
    """
    from graphkit.review import review as review_of

    format = Format.json if json_ else format
    with open_graph(vault, graph) as kg:
        found = review_of(kg)
    answers = [found.accept(one) for one in accept or ()]
    answers += [found.reject(one) for one in reject or ()]
    answers += [found.merge(*merge)] if merge else []
    answers += [found.split(*split)] if split else []
    if answers:
        _say_answers(answers, format)
    elif list_ or format or not (sys.stdin.isatty() and sys.stdout.isatty()):
        _list(found.questions[:limit], format)
        tell(f"{_counted(found.questions)}.")
    else:
        _ask(found, found.questions[:limit])


def _list(questions: list[Question], format: Format | None) -> None:
    if chosen(format) is Format.table:
        rows: list[list[object]] = [[f"{one.kind}\n{_score(one)}", "\n".join([*_told(one), ""])] for one in questions]
        say_rows(["kind", "what is asked, and what speaks for and against"], rows, format, None)
        return
    rows = []
    for one in questions:
        place = one.places[0] if one.places else None
        where = [place.path, place.line, place.quote] if place else ["", "", ""]
        rows.append([one.id, one.kind, one.text, one.score, *where])
    say_rows(_FIELDS, rows, format, as_plain(questions))


def _told(question: Question) -> list[str]:
    """A question in lines, with its evidence and its ids."""
    lines = [f"{question.text}  [{question.id}]"]
    if question.kind != "occasion":
        lines += [f"  {place.path}:{place.line}  {place.quote}".rstrip() for place in question.places]
    lines += [f"  for: {reason}" for reason in question.speaks_for]
    lines += [f"  against: {reason}" for reason in question.speaks_against]
    for number, choice in enumerate(question.choices, 1):
        why = f": {'; '.join(choice.speaks_for)}" if choice.speaks_for else ""
        lines.append(f"  {number} {choice.name} ({choice.score:.0%}){why}  [{choice.id}]")
    return lines


def _score(question: Question) -> str:
    return "" if question.score is None else f"{question.score:.0%}"


def _say_answers(answers: list[Answer], format: Format | None) -> None:
    rows = [[one.added_to, json.dumps(one.entry, ensure_ascii=False), one.file] for one in answers]
    say_rows(["list", "answer", "file"], rows, format, as_plain(answers))
    tell("Next: graphkit build")


def _ask(found: Review, questions: list[Question]) -> None:
    """Ask one question after the other until there are no more, or nobody wants to go on."""
    given = 0
    for number, question in enumerate(questions, 1):
        likely = f", {_score(question)} likely" if question.kind in ("pair", "occasion") else ""
        say(f"\n{number} of {len(questions)}{likely}")
        say("\n".join(_told(question)))
        answer = _key(question)
        if answer == "q":
            break
        if answer == "s":
            continue
        if answer == "n":
            added = found.reject(question.id)
        else:
            added = found.accept(question.id if answer == "y" else question.choices[int(answer) - 1].id)
        given += 1
        say(f"{added.added_to}: {json.dumps(added.entry, ensure_ascii=False)}")
    if not questions:
        say("Nothing to ask.")
    if given:
        tell(f"{plural(given, 'answer')} in graphkit.curation.toml. Next: graphkit build")


def _key(question: Question) -> str:
    """What was typed, asked for until it is an answer."""
    numbers = [str(number) for number in range(1, len(question.choices) + 1)]
    keys = [*numbers, "n", "s", "q"] if question.kind == "name" else ["y", "n", "s", "q"]
    while True:
        typed: str = typer.prompt(_NAME_KEYS if question.kind == "name" else _KEYS, default="s", show_default=False)
        if typed.strip().lower()[:3] in keys or typed.strip().lower()[:1] in ("y", "n", "s", "q"):
            short = typed.strip().lower()
            short = short if short in numbers else short[:1]
            if short in keys:
                return short


def _counted(questions: list[Question]) -> str:
    from collections import Counter

    kinds = Counter[str](question.kind for question in questions)
    nouns = {"name": "open name", "pair": "pair of people", "occasion": "pair of notes", "statement": "statement"}
    many = {"pair": "pairs of people", "occasion": "pairs of notes"}
    said = [plural(kinds[kind], noun, many.get(kind, "")) for kind, noun in nouns.items() if kinds[kind]]
    return ", ".join(said or ["nothing to ask"])
