"""The address of a server: where it is, and whether that is this machine."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_PATH: Final = re.compile(r"(?:/[A-Za-z0-9._~%-]+)*")


class Address(Struct, frozen=True):
    """A server of the OpenAI kind: `url` is where chat completions are asked for, `loopback` whether its host is
    this machine."""

    url: str
    host: str
    loopback: bool


def address_of(url: str) -> Address | str:
    """The address that a URL means, with what is left out of its path; or what is wrong, as the end of a sentence.

    The URL is put together again from its parts, so that nobody downstream can read another host into it.

    >>> address_of("http://localhost:11434").url, address_of("https://models.example.org/v1/").loopback
    ('http://localhost:11434/v1/chat/completions', False)
    >>> address_of("127.0.0.1:8080")
    'is not the address of a server'
    """
    if not url:
        return "is missing"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "is not the address of a server"
    if parts.scheme not in ("http", "https") or not host:
        return "is not the address of a server"
    if "@" in parts.netloc or parts.query or parts.fragment:
        return "holds more than an address; a key belongs into an environment variable (`key_env`)"
    path = parts.path.rstrip("/")
    number = _number(host)
    if (number is None and not _HOST.fullmatch(host)) or not _PATH.fullmatch(path):
        return "is not the address of a server"
    named = f"[{host}]" if number is not None and number.version == 6 else host
    if not path.endswith("/chat/completions"):
        path = f"{path or '/v1'}/chat/completions"
    where = f"{named}:{port}" if port else named
    loopback = host == "localhost" or (number is not None and number.is_loopback)
    return Address(f"{parts.scheme}://{where}{path}", host, loopback)


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
