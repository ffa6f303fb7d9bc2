"""An answer as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graphkit.graph.sentences import listed, plain_day, sentence, wording

if TYPE_CHECKING:
    from graphkit.graph.told import Item, Source, WhoAnswer

#: How many sources of one sentence, and how many decisions, questions and meetings are shown.
_SOURCES: Final = 5
_ITEMS: Final = 5


def tell(answer: WhoAnswer) -> str:
    """The sentences of an answer by group, each with its sources: `path:line, date` and the quote."""
    words, titles = wording()["answer"], wording()["titles"]
    other = [label for label in answer.topics if label.casefold() != answer.topic.casefold()]
    lines = [answer.topic if not other else f"{answer.topic} ({', '.join(other)})"]
    if answer.as_of:
        lines.append(words["as_of"].format(day=plain_day(answer.as_of)))
    if answer.taken:
        lines.append(words["taken"].format(topics=listed([f'"{name}"' for name in answer.taken])))
    if not answer.decides:
        lines += ["", words["nobody"]]
    if not (answer.topics or answer.rights or answer.decisions or answer.questions):
        lines.append(words["unknown"].format(topic=f'"{answer.topic}"'))
    if answer.perhaps:
        lines.append(words["perhaps"].format(topics=listed([f'"{name}"' for name in answer.perhaps])))
    lines += [sentence(words["conflict"].format(names=listed(names))) for names in answer.conflicts]
    groups = dict.fromkeys(right.group for right in answer.rights)
    for group in groups:
        lines += ["", titles[group]]
        for right in answer.rights:
            if right.group == group:
                lines += [f"  {right.sentence}", *_sources(right.sources)]
    for name in ("unresolved", "decisions", "questions", "room"):
        lines += _items(titles[name], getattr(answer, name))
    return "\n".join(lines) + "\n"


def _sources(sources: Sequence[Source]) -> list[str]:
    lines = []
    for source in sources[:_SOURCES]:
        lines += [f"    {place(source)}", f"      “{_one_line(source.quote)}”"]
        lines += [f"      {wording()['answer']['also'].format(path=path)}" for path in source.copies]
    return lines + _more(len(sources) - _SOURCES, "    ")


def _items(title: str, items: Sequence[Item]) -> list[str]:
    if not items:
        return []
    lines = ["", title]
    for item in items[:_ITEMS]:
        lines += [f"  {_one_line(item.sentence)}", f"    {place(item.source)}"]
    return lines + _more(len(items) - _ITEMS, "  ")


def place(source: Source) -> str:
    """`path:line, date`, and in how many notes."""
    where = f"{source.path}:{source.line}" if source.line else source.path
    day = f", {source.date.isoformat()}" if source.date else ""
    return f"{where}{day}" + (f", in {source.places} notes" if source.places > 1 else "")


def _more(count: int, indent: str) -> list[str]:
    return [f"{indent}{wording()['answer']['more'].format(n=count)}"] if count > 0 else []


def _one_line(text: str) -> str:
    return " ".join(text.split())
