"""Bytes of a file become lines of text, numbered as an editor numbers them."""

from __future__ import annotations

import codecs
from typing import Final

from graphkit.vault.problem import Problem, problem

#: Files above this many bytes are reported and not read.
LIMIT: Final = 5_000_000

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the UTF-16 mark, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = bytes(c for c in range(32) if c not in b"\t\n\r\f\v\b\x1b")
_SAMPLE: Final = 8192


def too_large(path: str, size: int, limit: int = LIMIT) -> Problem:
    """The problem of a file of `size` bytes where `limit` are allowed."""
    return problem(
        path, 0, "too-large",
        f"the file has {size / 1e6:.1f} MB; notes of up to {limit / 1e6:.1f} MB are read",
        "split it, or leave it out with [vault] exclude in graphkit.toml",
    )  # fmt: skip


def decode(data: bytes) -> str | None:
    """The text of a file, without byte-order mark, or None when it is no text.

    Tried in this order: a byte-order mark (UTF-8, UTF-16, UTF-32); UTF-16 without one, told by its zero
    bytes; UTF-8; and line by line UTF-8 or else Windows-1252, so that one bad byte costs one line. Never
    raises.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if b"\0" in data:
        wide = _wide_without_bom(data[:_SAMPLE])
        if wide:
            text = data.decode(wide, "replace")
            return None if _binary(text[:_SAMPLE].encode("utf-8", "replace")) else text
    try:
        text = data.decode()
    except UnicodeDecodeError:
        if _binary(data[:_SAMPLE]):
            return None
        text = "\n".join(_decode_line(line) for line in data.replace(b"\r\n", b"\n").split(b"\n"))
    else:
        if not text.isprintable() and _binary(data[:_SAMPLE]):
            return None
    return text.replace("\0", "\ufffd") if "\0" in text else text


def split_lines(text: str) -> list[str]:
    """Lines ended by LF, CR LF or CR alone, as editors count them; form feeds and U+2028 do not end a line.

    >>> split_lines("a\\r\\nb\\rc\\n")
    ['a', 'b', 'c']
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines


def read_lines(path: str, data: bytes, limit: int = LIMIT) -> list[str] | Problem:
    """The lines of a file, or why there are none: `too-large`, `not-text` or `empty-file`."""
    if len(data) > limit:
        return too_large(path, len(data), limit)
    text = decode(data)
    if text is None:
        return problem(
            path,
            0,
            "not-text",
            "the file is not text in any encoding graphkit knows (UTF-8, UTF-16, Windows-1252)",
            "save it as UTF-8 text, or leave it out with [vault] exclude in graphkit.toml",
        )  # fmt: skip
    if not text or text.isspace():
        return problem(path, 0, "empty-file", "the file holds no text", "write the note or delete the file")
    return split_lines(text)


def _wide_without_bom(sample: bytes) -> str:
    pairs = len(sample) // 2
    if pairs < 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return ""


def _binary(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > 1 and controls > 0.005 * len(sample)


def _decode_line(line: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")
