"""The labelled sentences, cut into words, with what the network shall say of each holder."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.extract.learned.words import Word, words_of
from graphkit.extract.rights.extractor import names_of
from graphkit.extract.rights.passages import prose_statements
from graphkit.extract.sentences import sentences as prose_of
from graphkit.extract.statement import Right
from graphkit.vault.dialect import Dialect
from graphkit.vault.dialect_files import load_dialects
from graphkit.vault.read import read_note

HERE = Path(__file__).parent
POWERS = ("Decide", "Approve", "Veto", "Own", "Recommend", "Consult", "Perform", "Inform")
STANDINGS = ("Current", "Past", "Proposed", "Hypothetical")
LONGEST = 110


@dataclass
class Holder:
    """Words `start` to `end` hold a right: its power (from 1), standing, negation, belief, and slots of words."""

    start: int
    end: int
    power: int
    standing: int
    negated: bool
    believed: bool
    slots: list[int]


@dataclass
class Example:
    words: list[Word]
    holders: list[Holder] = field(default_factory=list)


def load(paths: Iterable[Path]) -> list[Example]:
    """The sentences of JSON-lines files; raises ValueError for a piece that does not stand in its sentence."""
    examples = []
    for path in sorted(paths):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    example = _example(json.loads(line))
                except ValueError as error:
                    raise ValueError(f"{path}:{number}: {error}") from error
                if 0 < len(example.words) <= LONGEST:
                    examples.append(example)
    return examples


def surroundings(folder: Path) -> list[Example]:
    """Sentences that state no right, one a line, in text files."""
    lines = (line for path in sorted(folder.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    return [Example(words) for line in lines if 3 < len(words := words_of(line)) <= LONGEST]


def of_notes(folder: Path) -> list[Example]:
    """The notes of the accuracy set that are for tuning only (from 101 on): what is labelled and what is not."""
    examples = []
    for path in sorted(folder.glob("1[0-9][0-9]-*.md")):
        labels = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))["sentence"]
        examples += list(filter(None, map(_of_label, labels)))
        examples += _unlabelled(path, [label["text"] for label in labels])
    return examples


_FLAG = re.compile(r"(?:^|\s)(not|past|proposed|hypothetical|(?:if|to|by|said|from|until)=)")


def of_cases(path: Path) -> list[Example]:
    """The sentences in ordinary words that the rules are tested with, in the notation of tests/extract/rights."""
    examples = []
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        text = case["text"].strip()
        if "\n" not in text and (
            example := _of_label({"text": text, "right": list(map(_of_case, case.get("rights", ())))})
        ):
            examples.append(example)
    return examples


def _of_case(written: str) -> dict[str, Any]:
    holder, power, scope, flags = [*(part.strip() for part in written.split("|")), "", ""][:4]
    parts = _FLAG.split(flags)
    said = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {
        "holders": [holder],
        "power": power,
        "scope": scope,
        "condition": said.get("if=", "").strip(),
        "to": said["to="].split("+") if "to=" in said else [],
        "standing": next(
            (name.capitalize() for name in ("past", "proposed", "hypothetical") if name in said), "Current"
        ),
        "negated": "not" in said,
        "believed_by": said["by="].split("+") if "by=" in said else [],
        "stated_by": said["said="].split("+") if "said=" in said else [],
    }


def of_vault(folder: Path) -> list[Example]:
    """What the notes of a vault say in sentences in which the rules read no right."""
    examples = []
    for path in sorted(folder.rglob("*.md")):
        examples += _unlabelled(path, [])
    return examples


@cache
def _dialects() -> dict[str, Dialect]:
    return load_dialects(None)[0]


def _of_label(label: dict[str, Any]) -> Example | None:
    """A labelled sentence of a note; None where a holder does not stand in it ("she" is labelled with her name)."""
    rights = [
        {
            "h": right["holders"],
            "p": right["power"],
            "s": right.get("scope", ""),
            "c": right.get("condition", ""),
            "to": right.get("to", []),
            "st": right.get("standing", "Current"),
            "n": right.get("negated", False),
            "b": right.get("believed_by", []),
            "by": right.get("stated_by", []),
        }
        for right in label.get("right", ())
    ]
    for right in rights:
        if any(name not in label["text"] for name in right["h"]):
            return None
        for key in ("s", "c"):
            right[key] = right[key] if right[key] in label["text"] else ""
        for key in ("to", "b", "by"):
            right[key] = [one for one in right[key] if one in label["text"]]
    return _example({"s": label["text"], "r": rights})


def _unlabelled(path: Path, labelled: list[str]) -> list[Example]:
    """The sentences of a note that are none of those labelled, and in which the rules read nothing."""
    note = read_note(path.name, path.read_bytes(), _dialects()).note
    if note is None:
        return []
    sentences = list(prose_of(note))
    told = prose_statements(note, names_of(note), sentences)
    read = {(one.span.line, one.span.quote) for one in told if isinstance(one, Right)}
    return [
        Example(words)
        for sentence in sentences
        if (sentence.line, sentence.quote) not in read
        and not any(sentence.text in text or text in sentence.text for text in labelled)
        and 3 < len(words := words_of(sentence.text)) <= LONGEST
    ]


def _example(labelled: dict[str, Any]) -> Example:
    text = labelled["s"]
    example = Example(words_of(text))
    for right in labelled["r"]:
        anchor = _find(text, right["s"], 0) if right["s"] else 0
        for name in right["h"]:
            start, end = _words(example.words, text, name, anchor)
            slots = [0] * len(example.words)
            near = example.words[start][1]
            pieces = [(right.get("s", ""), 1), (right.get("c", ""), 2)]
            pieces += [(one, slot) for key, slot in (("to", 3), ("b", 4), ("by", 5)) for one in right.get(key, ())]
            for piece, slot in pieces:
                if piece and piece != "?":
                    for at in range(*_words(example.words, text, piece, near)):
                        if not start <= at < end:
                            slots[at] = slot
            example.holders.append(
                Holder(
                    start,
                    end,
                    POWERS.index(right["p"]) + 1,
                    STANDINGS.index(right.get("st", "Current")),
                    bool(right.get("n")),
                    bool(right.get("b")),
                    slots,
                )
            )
    return example


def _find(text: str, piece: str, near: int) -> int:
    whole = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(piece)}(?!\w)", text)]
    places = whole or [match.start() for match in re.finditer(re.escape(piece), text)]
    if not places:
        raise ValueError(f"{piece!r} does not stand in {text!r}")
    return min(places, key=lambda place: abs(place - near))


def _words(words: list[Word], text: str, piece: str, near: int) -> tuple[int, int]:
    start = _find(text, piece, near)
    within = [at for at, (_, first, last) in enumerate(words) if first < start + len(piece) and last > start]
    if not within:
        raise ValueError(f"{piece!r} has no word")
    return within[0], within[-1] + 1
