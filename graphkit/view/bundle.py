"""The parts of the page put into one file, and the policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from importlib import resources
from string import Template
from typing import Any, Final

#: The modules in the order in which they need each other.
MODULES: Final = (
    "dom", "data", "store", "time", "answers", "words", "ways", "lines", "evidence", "matrix", "introduction",
    "panel", "search", "lenses", "filters", "questions", "timeline", "colours", "marks", "hulls", "library", "graph",
    "drawings", "save", "main",
)  # fmt: skip
_IMPORT: Final = re.compile(r"^import (\{[^}]*\}) from \"\./(\w+)\.js\";$", re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:function|const) (\w+))", re.MULTILINE)


def asset(name: str) -> str:
    """A file of `assets/`."""
    return (resources.files(__package__) / "assets" / name).read_text("utf-8").replace("\r\n", "\n")


def vis_network() -> str:
    """vis-network without its style sheets, its licence on top; `tools/vendor.py` fetches it."""
    return (resources.files(__package__) / "vendor" / "vis-network.min.js").read_text("utf-8")


def script(modules: Iterable[str] = MODULES) -> str:
    """The modules as one script, each in a scope of its own."""
    return "\n".join(_scoped(name, asset(f"{name}.js")) for name in modules)


def _scoped(name: str, code: str) -> str:
    """A module as a function that gives what it exports, kept under the module's name with a $ before it."""
    offered = ", ".join(found[1] for found in _EXPORT.finditer(code))
    inside = _EXPORT.sub("", _IMPORT.sub(r"const \1 = $\2;", code))
    return f"const ${name} = (() => {{\n{inside}return {{ {offered} }};\n}})();"


def as_json(data: Any) -> str:
    """JSON that can stand inside a script element: no "<", no "&", nothing beyond ASCII.

    >>> as_json("</script>")
    '"\\\\u003c/script>"'
    """
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=True)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def page(data: dict[str, Any]) -> str:
    """The page as HTML. Only its own scripts and its own style may run, and no request may be made."""
    style, code, vis = asset("page.css"), script(), vis_network()
    policy = {
        "default-src": "'none'",
        "script-src": f"{_hash(vis)} {_hash(code)}",
        "style-src": _hash(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return Template(asset("page.html")).substitute(
        policy="; ".join(f"{name} {value}" for name, value in policy.items()),
        style=style,
        data=as_json(data),
        vis=vis,
        script=code,
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
