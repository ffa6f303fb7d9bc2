"""Who is to do what: task lines, and items that a dialect words as actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import alternatives, load_lexicon
from graphkit.extract.items import Item, items_of
from graphkit.extract.names import bare_name, is_body, is_nobody
from graphkit.extract.owners import leading_owners, owners_in, prefixed_owner
from graphkit.extract.participants import participants
from graphkit.extract.sentences import plain
from graphkit.extract.statement import Action, Mention, TaskState
from graphkit.vault.dates import find_date
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Block, Note, Span
from graphkit.vault.tasks import parse_task

_LONGEST_PLACEHOLDER: Final = 40
_BY: Final = re.compile(r"\b(?:by|until|due|before|on)[ ]+((?:\w+,?[ ])?[\w.,/ -]{6,24})[.)]?$")
_LETTER: Final = re.compile(r"[^\W_]")


class ActionWords(Struct, frozen=True):
    """The words of lexicon/actions.toml about states, compiled."""

    symbols: dict[str, TaskState]
    states: tuple[tuple[TaskState, re.Pattern[str]], ...]
    placeholders: re.Pattern[str]
    proposed_tags: frozenset[str]
    plain_tags: frozenset[str]


@cache
def action_words() -> ActionWords:
    """The words, read once per process."""
    data = load_lexicon("actions.toml")
    states = tuple(
        (state, re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE))
        for state, words in data["states"].items()
    )
    return ActionWords(
        {symbol: state for state, symbols in data["symbols"].items() for symbol in symbols},
        states,
        re.compile(data["placeholders"], re.IGNORECASE),
        frozenset(data["proposed_tags"]),
        frozenset(data["plain_tags"]),
    )


def actions(note: Note, dialect: Dialect) -> Iterator[Action]:
    """The actions of a note, each once: tasks anywhere, then the items of action sections and labelled lines.

    Their text ends before owner, marks and tags. An owner that is nobody (`@TBD`) is left out; one that is a
    team, or whose name is cut short, stays as it is written.
    """
    seen: set[str] = set()
    for block in note.blocks:
        if block.kind == "task":
            action = task_action(block)
            if action:
                seen.add(_key(action.text))
                yield action
    yield from item_actions(note, dialect, seen)


def item_actions(note: Note, dialect: Dialect, seen: set[str]) -> Iterator[Action]:
    """The actions that are no task lines; `seen` holds the texts of those that are, and grows."""
    known: frozenset[str] | None = None
    numbers: set[str] = set()
    for item, worded in _items(note, dialect):
        if known is None:
            known = _known(note, dialect)
        action = _of_item(item, known)
        if worded and not action.owners:
            continue
        key = _key(action.text)
        if (
            key in seen
            or _is_placeholder(action.text)
            or (item.number and item.label and item.number in numbers)
        ):
            continue
        seen.add(key)
        numbers.add(item.number)
        yield action


def _items(note: Note, dialect: Dialect) -> Iterator[tuple[Item, bool]]:
    """The items of action sections, and of mixed sections those (second value true) that must name who is to
    act.
    """
    for item in items_of(note, dialect, "actions", dialect.actions):
        yield item, False
    if any(section.kind == "decisions" for section in note.sections):
        for item in items_of(note, dialect, "decisions", dialect.decisions):
            if item.mixed:
                yield item, True


def task_action(block: Block) -> Action | None:
    """The action of a task line; None for an empty one and a template's placeholder."""
    task = parse_task(block.symbol, block.text)
    text = plain(task.text)
    if not _LETTER.search(text) or _is_placeholder(text):
        return None
    words = action_words()
    state: TaskState = words.symbols.get(task.symbol, "Open")
    proposed = any(tag in words.proposed_tags for tag in task.tags)
    if proposed and state == "Open":
        state = "Suggested"
    if task.done and state in ("Open", "Suggested"):
        state = "Done"
    if task.cancelled and state in ("Open", "Suggested"):
        state = "Cancelled"
    return Action(
        Span(block.line, " ".join(f"{block.raw.strip()}\n{_rest(block)}".split())),
        text,
        owners=tuple(dict.fromkeys(filter(None, map(owner_of, task.owners)))),
        state=state,
        symbol=task.symbol,
        priority=task.priority,
        due=task.due,
        scheduled=task.scheduled,
        start=task.start,
        done=task.done,
        cancelled=task.cancelled,
        created=task.created,
        recurrence=task.recurrence,
        identifier=task.identifier,
        depends_on=task.depends_on,
        tags=tuple(tag for tag in task.tags if tag.lower() not in words.plain_tags),
        review="Unconfirmed" if state == "Suggested" else "",
    )


def _rest(block: Block) -> str:
    """The lines of a task after its first."""
    return block.text.partition("\n")[2]


def _is_placeholder(text: str) -> bool:
    """Whether a template left the text behind."""
    likely = len(text) <= _LONGEST_PLACEHOLDER or "{{" in text or "<%" in text
    return likely and action_words().placeholders.search(text) is not None


def owner_of(name: str) -> Mention | None:
    """The owner that `@name` means, or None for a placeholder. A link's folders and parentheses are left out.

    >>> owner_of("TBD"), owner_of("Platform team").kind, owner_of("Ann Lee (Acme)").name
    (None, 'unit', 'Ann Lee')
    """
    bare = bare_name(name)
    if not bare or is_nobody(bare):
        return None
    return Mention(bare, "unit" if is_body(bare) else "unknown")


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


def _known(note: Note, dialect: Dialect) -> frozenset[str]:
    """The names, and first names, of those who take part."""
    names: set[str] = {"myself", "me", "i"}
    for entry in participants(note, dialect):
        name = entry.who.name.casefold()
        names.add(name)
        names.add(name.split(" ", 1)[0])
    if note.place.kind == "person":
        name = note.place.name.casefold()
        names |= {name, name.split(" ", 1)[0]}
    return frozenset(names)


def _key(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .")
