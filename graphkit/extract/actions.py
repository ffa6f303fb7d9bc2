"""Who is to do what: task lines, and items that a dialect words as actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graphkit.extract.item import Item
from graphkit.extract.owners import leading_owners, owners_in, prefixed_owner
from graphkit.extract.reading import NoteReading
from graphkit.extract.statement import Action, TaskState
from graphkit.extract.tasks import action_words, is_placeholder, owner_of
from graphkit.vault.dates import find_date
from graphkit.vault.tasks import parse_task

_BY: Final = re.compile(r"\b(?:by|until|due|before|on)[ ]+((?:\w+,?[ ])?[\w.,/ -]{6,24})[.)]?$")


def actions(reading: NoteReading) -> Iterator[Action]:
    """The actions of a note, each once: tasks anywhere, then the items of action sections and labelled lines.

    Their text ends before owner, marks and tags. An owner that is nobody (`@TBD`) is left out; one that is a
    team, or whose name is cut short, stays as it is written.
    """
    tasks = [action for _, action in reading.tasks]
    yield from tasks
    yield from item_actions(reading, tasks)


def item_actions(reading: NoteReading, told: Sequence[Action]) -> Iterator[Action]:
    """The actions that are no task lines, without those whose text is that of one already `told`."""
    worded = reading.once(_worded)
    if not worded:
        return
    seen = {_key(action.text) for action in told}
    numbers: set[str] = set()
    for item, action in worded:
        key = _key(action.text)
        if key in seen or is_placeholder(action.text) or (item.number and item.label and item.number in numbers):
            continue
        seen.add(key)
        numbers.add(item.number)
        yield action


def _worded(reading: NoteReading) -> list[tuple[Item, Action]]:
    """The items that are actions, as they come."""
    items = sorted(_items(reading), key=lambda found: found[0].span.line)
    if not items:
        return []
    known = _known(reading)
    found = ((item, _of_item(item, known), mixed) for item, mixed in items)
    return [(item, action) for item, action, mixed in found if action.owners or not mixed]


def _items(reading: NoteReading) -> Iterator[tuple[Item, bool]]:
    """The items of action sections, and of mixed sections those (second value true) that must name who is to
    act.
    """
    for item in reading.items("actions"):
        yield item, False
    if any(section.kind == "decisions" for section in reading.note.sections):
        for item in reading.items("decisions"):
            if item.mixed:
                yield item, True


def _of_item(item: Item, known: frozenset[str]) -> Action:
    text = item.text
    owners = owners_in(item.owner) if item.owner else ()
    due = find_date(item.due) if item.due else ""
    if "@" in text or "📅" in text or "::" in text or "#" in text:
        task = parse_task(" ", text)
        text, due = task.text, task.due or due
        owners = owners or tuple(filter(None, map(owner_of, task.owners)))
    if not owners:
        text, owners = prefixed_owner(text, known)
    if not owners:
        owners = leading_owners(text)
    if not due:
        by = _BY.search(text)
        due = find_date(by.group(1)) if by else ""
    state: TaskState = "Open"
    if item.state:
        state = next((name for name, words in action_words().states if words.search(item.state)), "Open")
    return Action(item.span, text, owners=owners, state=state, due=due)


def _known(reading: NoteReading) -> frozenset[str]:
    """The names, and first names, of those who take part."""
    names: set[str] = {"myself", "me", "i"}
    for entry in reading.participants:
        name = entry.who.name.casefold()
        names.add(name)
        names.add(name.split(" ", 1)[0])
    place = reading.note.place
    if place.kind == "person":
        name = place.name.casefold()
        names |= {name, name.split(" ", 1)[0]}
    return frozenset(names)


def _key(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .")
