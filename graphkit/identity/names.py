"""A written name, understood: what it is compared by, whether it can be a person's at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from msgspec import Struct

from graphkit.extract.agents import load_lexicon
from graphkit.identity.slugs import ascii_fold

#: "full": given name and surname; "short": one of them an initial; "single": one word; "self": the keeper of the
#: notes; "nobody": no person, as "TBD"; "group": a team or list, as "Platform team".
Shape = Literal["full", "short", "single", "self", "nobody", "group"]

_ASIDE: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$|\s*<[^<>]*>\s*$")
_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
_OUTER: Final = ' \t\n"“”„‘`*_,;:|'
_APOSTROPHES: Final = str.maketrans("", "", "'’ʼ`´‘")
_NO_WORD: Final = re.compile(r"[\W_]+")
_MAILBOX: Final = re.compile(r"([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST: Final = 6


class Name(Struct, frozen=True):
    """`written` is for display, `key` for comparison (accents, case, punctuation and titles folded).

    `given` and `surname` are the keys of its first and last word, the same for a single word.
    """

    written: str
    key: str
    given: str
    surname: str
    shape: Shape
    plain: bool  # neither titled, inverted, doubled, nor in capitals alone: fit to be a label


class NameLexicon(Struct, frozen=True):
    """The words of lexicon/names.toml, compiled."""

    self_words: frozenset[str]
    titles: frozenset[str]
    suffixes: frozenset[str]
    nobody: frozenset[str]
    numbered: re.Pattern[str]
    group_heads: frozenset[str]
    group_words: frozenset[str]
    joiners: frozenset[str]
    no_names: frozenset[str]
    no_role: frozenset[str]
    title_words: frozenset[str]
    pairs: tuple[re.Pattern[str], ...]


def load_words(name: str) -> dict[str, Any]:
    """A data file of graphkit/identity/lexicon/."""
    return tomllib.loads(files("graphkit.identity").joinpath("lexicon", name).read_text(encoding="utf-8"))


@cache
def name_lexicon() -> NameLexicon:
    """The lexicon of names, read once per process."""
    words, agents = load_words("names.toml"), load_lexicon("agents.toml")
    numbered = "|".join(map(re.escape, words["numbered"]))
    return NameLexicon(
        self_words=frozenset(words["self"]),
        titles=frozenset(words["titles"]),
        suffixes=frozenset(words["suffixes"]),
        nobody=frozenset(words["nobody"]),
        numbered=re.compile(rf"(?:{numbered})(?: ?\d+| [a-z])"),
        group_heads=frozenset([*words["group_heads"], *agents["body_heads"]]),
        group_words=frozenset(words["group_words"]),
        joiners=frozenset(words["joiners"]),
        no_names=frozenset(word.lower() for word in agents["words"]["not_names"]),
        no_role=frozenset(words["no_role"]),
        title_words=frozenset(words["title_words"]),
        pairs=tuple(re.compile(pattern, re.IGNORECASE) for pattern in words["pairs"]),
    )


class Names:
    """Understands names, each text once: make one for a run and pass it on.

    `of` gives the name that a text is.

    >>> Names().of("Dr. José Núñez's").key
    'jose nunez'
    >>> Names().of("Speaker 1").shape
    'nobody'
    """

    def __init__(self) -> None:
        self.lexicon = name_lexicon()
        self.of: Callable[[str], Name] = _Known(self.lexicon).__getitem__

    def key(self, text: str) -> str:
        """What a name is compared by."""
        return self.of(text).key


class _Known(dict[str, Name]):
    """The names read so far; reads the one asked for."""

    def __init__(self, lexicon: NameLexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, text: str) -> Name:
        name = self[text] = self._read(text)
        return name

    def _read(self, text: str) -> Name:
        written = _bare(text)
        if "{{" in text or "<%" in text:
            return Name(written, "", "", "", "nobody", False)
        words, plain = self._words(written)
        key = " ".join(words)
        if not words:
            return Name(written, key, "", "", "nobody", False)
        if " & " in written:
            return Name(written, key, words[0], words[-1], "group", False)
        return Name(written, key, words[0], words[-1], self._shape(key, words), plain)

    def _words(self, written: str) -> tuple[list[str], bool]:
        """The words of a name, folded: parts joined by a hyphen are one word, "jean luc"."""
        plain = not written.islower() and not (written.isupper() and len(written) > 3)
        mailbox = _MAILBOX.fullmatch(written)
        if mailbox:
            written, plain = re.sub(r"[._+]+", " ", mailbox[1]), False
        surname, comma, given = written.partition(",")
        if comma and "," not in given and 0 < len(given.split()) <= 2 and len(surname.split()) <= 3:
            written, plain = f"{given} {surname}", False
        folded = ascii_fold(written.translate(_APOSTROPHES)).casefold().replace(".", " ")
        tokens = [word for part in folded.split() if (word := _NO_WORD.sub(" ", part).strip())]
        while len(tokens) > 1 and tokens[0] in self.lexicon.titles:
            tokens, plain = tokens[1:], False
        while len(tokens) > 1 and tokens[-1] in self.lexicon.suffixes:
            tokens, plain = tokens[:-1], False
        while len(tokens) > 2 and tokens[-1] == tokens[-2]:
            tokens, plain = tokens[:-1], False
        return tokens, plain

    def _shape(self, key: str, words: list[str]) -> Shape:
        lexicon = self.lexicon
        if key in lexicon.self_words:
            return "self"
        if not any(map(str.isalpha, key)) or key in lexicon.nobody or lexicon.numbered.fullmatch(key):
            return "nobody"
        if key in lexicon.titles or (len(words) > 1 and any(map(str.isdigit, key))):
            return "nobody"
        if len(words) == 1:
            return "full" if len(key) > 1 and _WIDE.search(key) else "single"
        if len(words) > _LONGEST or words[-1] in lexicon.group_heads:
            return "group"
        if not lexicon.group_words.isdisjoint(words) or not lexicon.joiners.isdisjoint(words[1:-1]):
            return "group"
        return "short" if len(words[0]) == 1 or len(words[-1]) == 1 else "full"


def _bare(text: str) -> str:
    """A name without link brackets, @, asides in parentheses and possessive."""
    text = _LINK.sub(r"\1", text) if "[[" in text else text
    text = text.strip(_OUTER).removeprefix("@")
    while text.endswith((")", "]", ">")) or ("(" in text and ")" not in text):
        shorter = _ASIDE.sub("", text)
        if shorter == text:
            break
        text = shorter
    if text.endswith(("'s", "’s")):
        text = text[:-2]
    text = text.strip(_OUTER)
    if text.endswith(")") and "(" not in text:
        text = text.rstrip(") ")
    return text if "  " not in text and "\n" not in text else " ".join(text.split())
