"""SPARQL cut into tokens, the way Oxigraph reads it.

Strings, comments, IRIs and names are recognised by the grammar of SPARQL 1.1 and 1.2; anything that is none of them
is refused, so that nothing can hide in what was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from graphkit.graph.errors import QueryError

Kind: TypeAlias = Literal["iri", "string", "lang", "variable", "name", "blank", "number", "word", "symbol"]


class Token(Struct, frozen=True):
    """One token, its offset in the text, and its line from 1."""

    kind: Kind
    text: str
    start: int
    line: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords (given in capitals)."""
        return self.kind == "word" and self.text.upper() in words


_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FIRST = _BASE + "_"
_INNER = _FIRST + "0-9\u00b7\u0300-\u036f\u203f\u2040"
_CHARS = _INNER + "\\-"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[{_FIRST}0-9:]|{_PLX})(?:(?:[{_CHARS}.:]|{_PLX})*(?:[{_CHARS}:]|{_PLX}))?"
_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"\\[tbnrf\"'\\]|{_CODE}"

# Escapes are as strict as the engine's: where it would not see a long string, neither may this.
_TOKEN: Final = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_CODE})*>)
    | (?P<string>\"\"\"(?:\"{{0,2}}(?:[^"\\]|{_ESCAPE}))*\"\"\"
                |'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*'''
                |"(?!"")(?:[^"\\\r\n]|{_ESCAPE})*"
                |'(?!'')(?:[^'\\\r\n]|{_ESCAPE})*')
    | (?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    | (?P<variable>[?$][{_FIRST}0-9][{_INNER}]*)
    | (?P<name>(?:[{_BASE}](?:[{_CHARS}.]*[{_CHARS}])?)?:(?:{_LOCAL})?)
    | (?P<blank>_:[{_FIRST}0-9](?:[{_CHARS}.]*[{_CHARS}])?)
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)
    | (?P<word>[A-Za-z][A-Za-z0-9_]*)
    | (?P<symbol>\^\^|&&|\|\||!=|<=|>=|<<|>>|\{{\||\|\}}|[{{}}()\[\].,;=<>!+\-*/^|?~])
    """,
    re.VERBOSE,
)

# After one of these comes an operand, so that "<" begins an IRI.
_OPENERS: Final = frozenset(
    [
        "(",
        ",",
        "|",
        "/",
        "^",
        "!",
        "=",
        "<",
        ">",
        "&&",
        "||",
        "+",
        "-",
        "*",
        "{",
        "[",
        ";",
        ".",
        "^^",
        "!=",
        "<=",
        ">=",
        "<<",
        "{|",
        "~",
    ]
)
_AMBIGUOUS: Final = re.compile(r"[#()\[\]]")
_SCHEME: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]*):")


def tokenize(text: str, prefixes: Iterable[str] = ()) -> list[Token]:
    """The tokens of a query or update; comments and white space are left out.

    `prefixes` are those the engine knows beside the ones the text declares. Raises QueryError, with the line, for
    a character or an unfinished string that SPARQL does not have, and for a "<" that can be read in two ways.

    >>> [token.text for token in tokenize("ASK { ?s ?p 'a # b' } # SERVICE")]
    ['ASK', '{', '?s', '?p', "'a # b'", '}']
    """
    known = set(prefixes)
    tokens: list[Token] = []
    position, line = 0, 1
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise QueryError(_unreadable(text, position), "Check quotes and escapes.", line)
        kind, found = match.lastgroup or "", match.group()
        if found == "<<":
            _refuse_two_readings(text, position + 1, line)
        elif kind == "iri" and tokens and _operand(tokens[-1]):
            kind, found = _less_than_or_iri(found, known, tokens, line)
        if kind != "space":
            if kind == "name" and tokens and tokens[-1].is_word("PREFIX"):
                known.add(found.partition(":")[0])
            tokens.append(Token(kind, found, position, line))  # type: ignore[arg-type]
        line += found.count("\n")
        position += len(found)
    return tokens


def _operand(token: Token) -> bool:
    return not (token.kind == "symbol" and token.text in _OPENERS)


def _less_than_or_iri(found: str, known: set[str], tokens: list[Token], line: int) -> tuple[str, str]:
    """`?a<?b&&?c>?d` holds what looks like an IRI; only a whole parser can tell that it is none.

    Behind a "#" or ")" of such an "IRI" the two readings would differ in what is a comment, so these are refused
    unless one reading is impossible: `<?b` is no IRI without a base, `<http://…` is no comparison without `http:`.
    """
    if found[1:2] in ("?", "$") and not any(token.is_word("BASE") for token in tokens):
        return "symbol", "<"
    scheme = _SCHEME.match(found)
    if _AMBIGUOUS.search(found) and not (scheme and scheme[1] not in known):
        raise _two_readings(found, line)
    return "iri", found


def _refuse_two_readings(text: str, position: int, line: int) -> None:
    """`?a<<urn:b#>` compares with an IRI, where a triple term `<< urn:b …` would begin with a comment behind it."""
    match = _TOKEN.match(text, position)
    if match and match.lastgroup == "iri" and _AMBIGUOUS.search(match.group()):
        raise _two_readings(match.group(), line)


def _two_readings(found: str, line: int) -> QueryError:
    return QueryError(
        f"{found!r} can be read as an IRI or as a comparison.",
        "Write a space behind a less-than sign, and IRIs in full or with a prefix.",
        line,
    )


def _unreadable(text: str, position: int) -> str:
    if text[position] in "\"'":
        return f"The string that begins with {text[position : position + 20]!r} is not finished."
    return f"{text[position : position + 10]!r} is not SPARQL."
