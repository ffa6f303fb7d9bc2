"""Pieces of Turtle: what `graphkit.graph.write` puts together. Prefixes are those of `graphkit.graph.terms`."""

from __future__ import annotations

from collections.abc import Iterable

# JSON escapes in strings what Turtle does, in the same way, and C does it.
from json.encoder import encode_basestring

from graphkit.identity.resolution import Ref


def text(value: str) -> str:
    r"""A string.

    >>> print(text('says "yes" \\ to\n it'))
    "says \"yes\" \\ to\n it"
    """
    return encode_basestring(value.replace("\0", "\ufffd") if "\0" in value else value)


def day(value: str) -> str:
    """An ISO day."""
    return f'"{value}"^^xsd:date'


def thing(ref: Ref) -> str:
    """The prefixed name of a thing."""
    return ":".join(ref)


def things(refs: Iterable[Ref]) -> str:
    """Several objects of one property."""
    return ", ".join(map(":".join, refs))


def texts(values: Iterable[str]) -> str:
    """Several strings of one property."""
    return ", ".join(map(text, values))


def described(ref: Ref, pairs: Iterable[str]) -> str:
    """All that is said of a thing; a pair is a property and its objects."""
    return f"{':'.join(ref)} {' ; '.join(pairs)} .\n"
