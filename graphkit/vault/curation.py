"""graphkit.curation.toml: what people answered about the notes, one answer in a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Literal

from msgspec import Struct

from graphkit.vault.problem import Problem, problem

#: The file's name, in the root of the vault.
NAME: Final = "graphkit.curation.toml"
#: The lists of the file, in the order in which a new one has them, and what a line of each says.
LISTS: Final = {
    "one_person": 'two ways to write one person\'s name, the first as it should be: ["Ann Lee", "Annie Lee"]',
    "two_people": 'names of two different people: ["Ann Lee", "Anna Lee"]',
    "meant": 'whom a name means in a note: { name = "Ann", note = "Staff.md", is = "Ann Lee" }',
    "one_occasion": 'paths of two notes of one meeting or thread: ["a.md", "b.md"]',
    "two_occasions": 'paths of two notes that record different things: ["a.md", "b.md"]',
    "confirmed": 'a statement that is true as it was read: { note = "a.md", quote = "Ann decides." }',
    "rejected": 'a statement that is not: { note = "a.md", quote = "Ann decides." }',
}
KINDS: Final = ("right", "decision", "action", "question", "membership", "reporting")

_LINE_IN_ERROR: Final = re.compile(r"at line (\d+)")
_OPENING: Final = re.compile(r"\s*([\w-]+)\s*=\s*\[")


class Pair(Struct, frozen=True):
    """Two names, or the paths of two notes; `line` of the file."""

    one: str
    other: str
    line: int


class Meaning(Struct, frozen=True):
    """In `note` the name `name` means `person` ("": nobody of the vault), or where `denied` does not mean them."""

    name: str
    note: str
    person: str
    denied: bool
    line: int


class Verdict(Struct, frozen=True):
    """What somebody says of the statements that `quote` gives in `note`: of this kind only, of
    the one who holds the right or reports to somebody (as the note writes the name), and of this power, unless these
    are ""."""

    review: Literal["Confirmed", "Rejected"]
    note: str
    quote: str
    kind: str
    who: str
    power: str
    line: int


class Curation(Struct, frozen=True):
    """All answers, in the order of the file."""

    one_person: tuple[Pair, ...] = ()
    two_people: tuple[Pair, ...] = ()
    meant: tuple[Meaning, ...] = ()
    one_occasion: tuple[Pair, ...] = ()
    two_occasions: tuple[Pair, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def curation_file(root: Path) -> Path:
    """Where the answers about a vault (a folder, or one note) lie."""
    return (root if root.is_dir() else root.parent) / NAME


def read_curation(root: Path) -> tuple[Curation, tuple[Problem, ...]]:
    """The answers about the vault `root`. Never raises.

    A file that cannot be read or parsed gives no answers, a wrong line is left out, each with a problem of kind
    "curation".
    """
    try:
        text = curation_file(root).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Curation(), ()
    except (OSError, UnicodeDecodeError) as error:
        return Curation(), (wrong(0, f"cannot be read: {error}", "save it as UTF-8 text"),)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _LINE_IN_ERROR.search(str(error))
        line = int(found[1]) if found else text.count("\n")
        told = wrong(line, f"not TOML: {error}", "mend this line; no answer of the file counts until then")
        return Curation(), (told,)
    reader = _Reader(text)
    return reader.curation(data), tuple(reader.problems)


def wrong(line: int, message: str, hint: str) -> Problem:
    """A problem of a line of the file."""
    return problem(NAME, line, "curation", message, hint)


class _Reader:
    """Takes answers out of the parsed file and tells of each that is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []

    def curation(self, data: dict[str, Any]) -> Curation:
        lines = _lines_of(self.text, data)
        for name, value in data.items():
            if name not in LISTS:
                self.tell(lines(name, None), f"`{name}` is no list graphkit knows", "known are " + ", ".join(LISTS))
            elif not isinstance(value, list):
                self.tell(lines(name, None), f"`{name}` is no list", f"write `{name} = [`, an answer in each line, `]`")
                data = {**data, name: []}
        given = {name: [(one, lines(name, at)) for at, one in enumerate(data.get(name, ()))] for name in LISTS}
        return Curation(
            one_person=tuple(self.pairs("one_person", given)),
            two_people=tuple(self.pairs("two_people", given)),
            meant=tuple(self.meanings(given["meant"])),
            one_occasion=tuple(self.pairs("one_occasion", given)),
            two_occasions=tuple(self.pairs("two_occasions", given)),
            verdicts=(
                *self.verdicts("confirmed", "Confirmed", given["confirmed"]),
                *self.verdicts("rejected", "Rejected", given["rejected"]),
            ),
        )

    def pairs(self, name: str, given: dict[str, list[tuple[Any, int]]]) -> Iterator[Pair]:
        for one, line in given[name]:
            texts = [text.strip() for text in one if isinstance(text, str)] if isinstance(one, list) else []
            if len(texts) != 2 or len(one) != 2 or not all(texts) or texts[0] == texts[1]:
                self.tell(line, f"this is no answer for `{name}`", f"write {LISTS[name]}")
            else:
                yield Pair(texts[0], texts[1], line)

    def meanings(self, given: list[tuple[Any, int]]) -> Iterator[Meaning]:
        for one, line in given:
            texts = self.texts("meant", one, line, ("name", "note"), ("is", "is_not"))
            if texts is None:
                continue
            if ("is" in texts) == ("is_not" in texts) or not texts.get("is_not", "-"):
                self.tell(line, "this says neither who is meant nor who is not", f"write {LISTS['meant']}")
                continue
            person = texts.get("is", "") or texts.get("is_not", "")
            yield Meaning(texts["name"], texts["note"], person, "is_not" in texts, line)

    def verdicts(
        self, name: str, review: Literal["Confirmed", "Rejected"], given: list[tuple[Any, int]]
    ) -> Iterator[Verdict]:
        for one, line in given:
            texts = self.texts(name, one, line, ("note", "quote"), ("kind", "who", "power"))
            if texts is None:
                continue
            if texts.get("kind", "right") not in KINDS:
                self.tell(line, f"`{texts['kind']}` is no kind of statement", "known are " + ", ".join(KINDS))
                continue
            kind, who, power = (texts.get(key, "") for key in ("kind", "who", "power"))
            yield Verdict(review, texts["note"], texts["quote"], kind, who, power, line)

    def texts(
        self, name: str, one: Any, line: int, needed: tuple[str, ...], others: tuple[str, ...]
    ) -> dict[str, str] | None:
        """The values of an answer in braces; None, and told, where one is missing, unknown or no text."""
        if not isinstance(one, dict) or not all(isinstance(value, str) for value in one.values()):
            self.tell(line, f"this is no answer for `{name}`", f"write {LISTS[name]}")
            return None
        texts = {key: value.strip() for key, value in one.items()}
        missing = [key for key in needed if not texts.get(key)]
        unknown = [key for key in texts if key not in needed and key not in others]
        if missing or unknown:
            what = f"`{missing[0]}` is missing" if missing else f"`{unknown[0]}` is nothing graphkit knows"
            self.tell(line, f"this is no answer for `{name}`: {what}", f"write {LISTS[name]}")
            return None
        return texts

    def tell(self, line: int, message: str, hint: str) -> None:
        self.problems.append(wrong(line, message, hint))


def _lines_of(text: str, data: dict[str, Any]) -> Callable[[str, int | None], int]:
    """Tells on which line the answer at a position of a list stands, or the list itself; 0 where that is not clear.

    An answer that is all of its line is found by reading the lines one by one.
    """
    opened: dict[str, int] = {}
    answers: dict[str, list[tuple[int, Any]]] = {}
    name = ""
    for number, line in enumerate(text.splitlines(), 1):
        opening = _OPENING.match(line)
        if opening:
            name = opening[1]
            opened.setdefault(name, number)
            line = line[opening.end() :]
        body = line.strip()
        for candidate in (body, body.removesuffix("]")):
            try:
                found = tomllib.loads(f"it = [\n{candidate}\n]")["it"]
            except tomllib.TOMLDecodeError:
                continue
            answers.setdefault(name, []).extend((number, one) for one in found)
            break
    sure = {name for name, found in answers.items() if [one for _, one in found] == data.get(name)}

    def line_of(name: str, at: int | None) -> int:
        return answers[name][at][0] if at is not None and name in sure else opened.get(name, 0)

    return line_of
