"""Every place in a note where a name stands, and the part it plays there."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graphkit.extract.statement import (
    Action,
    Attendance,
    Decision,
    Extraction,
    Membership,
    Mention,
    Question,
    ReportingLine,
    Right,
)

#: "participant": listed; "owner": of a task or question; "member": of an organisation, or in a reporting line;
#: "speaker": said or believes something; "actor": holds a right or decided; "target": a case is made to them;
#: "named": stands somewhere in the text.
Part = Literal["participant", "owner", "member", "speaker", "actor", "target", "named"]


class Use(Struct, frozen=True, gc=False):
    """A name at a line. `quote` is the text around it, "" where none was kept."""

    mention: Mention
    part: Part
    line: int
    quote: str
    certain: bool = False


def uses_of(extraction: Extraction) -> list[Use]:
    """All uses of names in a note: those of its statements in their order, then the names of its prose."""
    uses: list[Use] = []
    add = uses.append
    for said in extraction.statements:
        line, quote = said.span.line, said.span.quote
        if type(said) is Action or type(said) is Question:
            for mention in said.owners:
                add(Use(mention, "owner", line, quote))
        elif type(said) is Right:
            add(Use(said.holder, "actor", line, quote))
            for mention in said.to:
                add(Use(mention, "target", line, quote))
            for mention in (*said.believed_by, *said.stated_by):
                add(Use(mention, "speaker", line, quote))
        elif type(said) is Attendance:
            add(Use(said.who, "participant", line, quote, said.certain))
        elif type(said) is Decision:
            for mention in said.decided_by:
                add(Use(mention, "actor", line, quote))
        elif type(said) is Membership:
            add(Use(said.who, "member", line, quote))
        elif type(said) is ReportingLine:
            add(Use(said.who, "member", line, quote))
            add(Use(said.to, "member", line, quote))
            for mention in said.believed_by:
                add(Use(mention, "speaker", line, quote))
    for mention, line in extraction.names:
        add(Use(mention, "named", line, ""))
    return uses
