"""The action of a task line, with its state and owners."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from graphkit.extract.agents import alternatives, load_lexicon
from graphkit.extract.names import bare_name, is_body, is_nobody
from graphkit.extract.sentences import without_marks
from graphkit.extract.statement import Action, Mention, TaskState
from graphkit.vault.lines import one_spaced
from graphkit.vault.note import Block, Span
from graphkit.vault.tasks import parse_task

_LONGEST_PLACEHOLDER: Final = 40
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


def task_action(block: Block) -> Action | None:
    """The action of a task line; None for an empty one and a template's placeholder."""
    task = parse_task(block.symbol, block.text)
    text = without_marks(task.text)
    if not _LETTER.search(text) or is_placeholder(text):
        return None
    words = action_words()
    state: TaskState = words.symbols.get(task.symbol, "Open")
    if state == "Open" and not words.proposed_tags.isdisjoint(task.tags):
        state = "Suggested"
    if task.done and state in ("Open", "Suggested"):
        state = "Done"
    if task.cancelled and state in ("Open", "Suggested"):
        state = "Cancelled"
    return Action(
        Span(block.line, one_spaced(f"{block.raw}\n{_rest(block)}" if "\n" in block.text else block.raw)),
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
        tags=tuple([tag for tag in task.tags if tag.lower() not in words.plain_tags]),
        review="Unconfirmed" if state == "Suggested" else "",
    )


def _rest(block: Block) -> str:
    """The lines of a task after its first."""
    return block.text.partition("\n")[2]


def is_placeholder(text: str) -> bool:
    """Whether a template left the text behind."""
    likely = len(text) <= _LONGEST_PLACEHOLDER or "{{" in text or "<%" in text
    return likely and action_words().placeholders.search(text) is not None


@lru_cache(maxsize=4096)
def owner_of(name: str) -> Mention | None:
    """The owner that `@name` means, or None for a placeholder. A link's folders and parentheses are left out.

    >>> owner_of("TBD"), owner_of("Platform team").kind, owner_of("Ann Lee (Acme)").name
    (None, 'unit', 'Ann Lee')
    """
    bare = bare_name(name)
    if not bare or is_nobody(bare):
        return None
    return Mention(bare, "unit" if is_body(bare) else "unknown")
