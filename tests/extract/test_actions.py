"""Who is to do what: tasks and worded actions."""

from __future__ import annotations

import pytest

from graphkit.extract.actions import actions
from graphkit.extract.statement import Action

from .cases import cases, read


def shown(action: Action) -> str:
    owners = ", ".join(f"{o.name}/{o.kind}" if o.kind == "unit" else o.name for o in action.owners)
    fields = [f"{name} {getattr(action, name)}" for name in ("due", "done") if getattr(action, name)]
    rest = ", ".join([*fields, *([action.priority] if action.priority else [])])
    head = " ".join(filter(None, [str(action.span.line), action.state, owners]))
    return " | ".join(filter(None, [head, action.text, rest]))


@pytest.mark.parametrize(("text", "expected"), cases("actions"))
def test_actions_are_read_with_owner_and_state(text: str, expected: str) -> None:
    assert "\n".join(map(shown, actions(read(text)))) == expected


def test_every_field_of_a_task_is_kept() -> None:
    text = "- [/] Paint 🛫 2026-03-02 ⏳ 2026-03-03 ➕ 2026-03-01 "
    text += "🔁 every week 🆔 p1 ⛔ s1 📅 2026-03-09 #home\n"
    (action,) = actions(read(text))
    assert (action.start, action.scheduled, action.created, action.due) == (
        "2026-03-02", "2026-03-03", "2026-03-01", "2026-03-09",
    )  # fmt: skip
    assert (action.recurrence, action.identifier, action.depends_on) == ("every week", "p1", ("s1",))
    assert (action.tags, action.symbol) == (("home",), "/")


def test_a_suggestion_is_unconfirmed_and_an_accepted_task_is_not() -> None:
    suggested, accepted = actions(read("- [?] Paint\n- [ ] Sweep\n"))
    assert (suggested.review, accepted.review) == ("Unconfirmed", "")


def test_the_quote_of_an_action_is_its_whole_line() -> None:
    (action,) = actions(read("- [ ] Paint the door @Ilse Brandt ⏫\n"))
    assert action.span.quote == "- [ ] Paint the door @Ilse Brandt ⏫"


def test_the_same_action_twice_in_a_note_is_one() -> None:
    text = "## Actions\n- [ ] Paint the door\n\n## Next steps\n- Paint the door.\n"
    assert len(list(actions(read(text)))) == 1
