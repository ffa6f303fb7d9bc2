"""Who took part, by all the ways in which notes list people."""

from __future__ import annotations

import pytest

from graphkit.extract.attendance import attendance
from graphkit.extract.statement import Attendance, Membership

from .cases import cases, read


def shown(text: str) -> str:
    reading = read(text)
    asides = {entry.who: entry.aside for entry in reading.participants}
    lines: list[str] = []
    for statement in attendance(reading):
        if isinstance(statement, Attendance):
            who, aside = statement.who, asides.get(statement.who, "")
            parts = [str(statement.span.line), who.name, who.handle, "certain" * statement.certain]
            lines.append(" ".join(filter(None, [*parts, f"~{aside}~" if aside else ""])))
        elif isinstance(statement, Membership) and statement.role == "moderator":
            lines.append(f"{statement.span.line} {statement.who.name} is moderator")
        elif isinstance(statement, Membership):
            said = f"{{{statement.role}}}" if statement.role else f"<{statement.organisation}>"
            lines[-1] += f" {said}"
    return "\n".join(lines)


@pytest.mark.parametrize(("text", "expected"), cases("attendance"))
def test_people_are_listed_with_what_the_list_says_of_them(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_the_quote_is_the_entry_as_written() -> None:
    reading = read("# Minutes\n## Attendees\n- Ilse Brandt (Quillon)\n")
    (statement,) = attendance(reading)
    assert (statement.span.line, statement.span.quote) == (3, "Ilse Brandt (Quillon)")


def test_mail_names_its_people_without_certainty() -> None:
    text = '---\nsource: email\nparticipants: ["Ilse Brandt", "Omar Haddad"]\n---\nHello\n'
    reading = read(text)
    assert [s.certain for s in attendance(reading) if isinstance(s, Attendance)] == [False, False]
