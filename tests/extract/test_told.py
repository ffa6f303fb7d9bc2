"""Decisions and tasks that a note tells in sentences, and the many sentences that look alike."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from graphkit.extract.actions import actions
from graphkit.extract.decisions import decisions
from graphkit.extract.statement import Action, Decision
from graphkit.extract.told import told

from .cases import CASES, read

SENTENCES: dict[str, Any] = tomllib.loads((CASES / "told.toml").read_text("utf-8"))
NOTE = """---
date: 2026-03-01
participants: [Odile Farr, Tarek Boon, Wim Castell]
---
# Harbour council

## Minutes

- {}
"""


def said(sentence: str) -> list[Decision | Action]:
    return list(told(read(NOTE.format(sentence))))


@pytest.mark.parametrize("sentence", SENTENCES["decisions"])
def test_a_sentence_tells_what_was_decided(sentence: str) -> None:
    (decision,) = [one for one in said(sentence) if isinstance(one, Decision)]
    assert decision.span.quote == sentence
    assert decision.span.line == 9
    assert 0.5 < decision.confidence < 1
    assert not decision.decided_by


@pytest.mark.parametrize("sentence", SENTENCES["neither"])
def test_a_sentence_that_only_looks_like_a_decision_or_task_is_none(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(("sentence", "owners", "due"), SENTENCES["tasks"])
def test_a_sentence_tells_who_is_to_do_what(sentence: str, owners: str, due: str) -> None:
    (action,) = [one for one in said(sentence) if isinstance(one, Action)]
    assert ", ".join(owner.name for owner in action.owners) == owners
    assert action.due == due


def test_the_same_few_words_under_two_topics_are_two_decisions() -> None:
    text = (
        "# Harbour\n\n## Minutes\n\n### Crane\n\n- Skipped until next time\n\n### Lamps\n\n- Skipped until next time\n"
    )
    assert [one.text for one in told(read(text))] == ["Skipped until next time", "Lamps: Skipped until next time"]
    once = text.replace("### Lamps", "Later")
    assert [one.text for one in told(read(once))] == ["Skipped until next time"]


def test_decisions_that_differ_by_a_number_are_two() -> None:
    agreed = "- We agreed to repaint barge {} in spring\n"
    text = "# Harbour\n\n## Minutes\n\n" + agreed.format(1402) + agreed.format(1403)
    assert len(list(told(read(text)))) == 2


def test_who_speaks_in_bold_is_known() -> None:
    talk = "**Wim**: Good day.\n\n**Wim**: The lamps are old.\n\n"
    text = f"# Harbour\n\n## Minutes\n\n{talk}- lamps; Wim to order new ones\n"
    (task,) = told(read(text))
    assert isinstance(task, Action)
    assert [owner.name for owner in task.owners] == ["Wim"]


def test_what_the_list_of_decisions_holds_is_not_told_again() -> None:
    text = (
        "# Harbour\n\n## Summary\nWe agreed to sell the second barge to the museum.\n\n"
        "## Decisions\n- Sell the second barge to the museum\n\n"
        "## Action Items\n- [ ] Send the museum a price list @Odile\n\n"
        "## Key Information\n- Odile Farr will send the museum a price list.\n"
        "- We agreed to keep the first barge afloat.\n"
    )
    assert [one.text for one in told(read(text))] == ["We agreed to keep the first barge afloat."]


def test_a_bare_answer_says_what_it_is_about() -> None:
    text = "# Harbour\n\n## Minutes\n\n### Should the ferry run at night\n\n- Group agreed\n"
    assert [one.text for one in told(read(text))] == ["Should the ferry run at night: Group agreed"]


def test_talk_taken_down_word_for_word_decides_only_what_is_said_outright() -> None:
    talk = (
        "**Odile**: Yeah, thanks, so I think we decided to go with steel a while ago, you know, okay.\n\n"
        "**Tarek**: Okay, thank you. Yeah. We decided to weld it, kind of, and it held. I'll share my screen.\n\n"
        "**Odile**: Okay, great. So let's go with that. And I'll follow up with the welders, thanks.\n"
    )
    found = list(told(read(f"# Harbour\n\n## Minutes\n\n{talk}")))
    assert [(type(one).__name__, one.text) for one in found] == [
        ("Decision", "So let's go with that."),
        ("Action", "And I'll follow up with the welders, thanks."),
    ]
    assert isinstance(found[1], Action)
    assert [owner.name for owner in found[1].owners] == ["Odile"]


def test_things_to_do_are_listed_under_a_line_that_says_so() -> None:
    listed = "Things to be done:\n- Oil the crane\n- Order rope\n"
    text = f"# Harbour\n\n## Minutes\n\nThe crane creaks.\n\n{listed}\n\n- The crane is green\n"
    assert [action.text for action in actions(read(text))] == ["Oil the crane", "Order rope"]


TALK = """---
participants: [Odile Farr, Tarek Boon]
---
# Harbour call

## Transcript

{}
**Wim**: Yeah, you know, I mean, yeah, okay, I think so, kind of. Yeah. I guess, um, uh.
"""


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("**Odile**: Okay, I'll merge the two lists.", "Odile"),
        ("**Odile**\nYeah sure, I can do that.", "Odile"),
        ("**Odile (17:57) -** I'll look into it.", "Odile"),
        ("**Odile** [10:53](https://example.org/t): I'll ask in the harbour office.", "Odile"),
        ("**Tarek**: The quay is wet.\n**Odile**: I'll add it to the list.", "Odile"),
        ("**Odile**: I'll tidy the shed after the call.", "Odile"),
    ],
)
def test_in_talk_a_promise_is_a_task_of_who_speaks(line: str, owner: str) -> None:
    (action,) = [one for one in told(read(TALK.format(line))) if isinstance(one, Action)]
    assert [who.name for who in action.owners] == [owner]


@pytest.mark.parametrize("line", ["So let's do that.", "Okay, let's do that then.", "Let's go ahead and launch it."])
def test_in_talk_what_all_go_along_with_is_a_decision(line: str) -> None:
    assert [type(one) for one in told(read(TALK.format(f"**Odile**: {line}")))] == [Decision]


@pytest.mark.parametrize("line", ["I'll share my screen.", "I can see that.", "Let's go ahead and dive in."])
def test_in_talk_what_is_done_at_once_is_nothing(line: str) -> None:
    assert list(told(read(TALK.format(f"**Odile**: {line}")))) == []


def test_a_row_that_retells_a_talk_tells_each_decision_and_task_in_it() -> None:
    talk = "Members described the moorings one after the other and nobody could say what they were worth. " * 4
    said = "The members agreed to sell the crane. Odile said that she would write to the mayor. Both agreed to wait."
    rows = "".join(f"| 7.{n} | {talk}{said if n == 1 else ''} |\n" for n in (1, 2, 3))
    note = read(f"# Harbour\n\n## Summary\n\n| Decision Item | Description |\n|---|---|\n{rows}")
    assert [one.text for one in decisions(note)] == ["The members agreed to sell the crane.", "Both agreed to wait."]
    assert [one.text for one in told(note)] == ["Odile said that she would write to the mayor."]
