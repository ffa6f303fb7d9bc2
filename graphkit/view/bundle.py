"""The parts of the page put into one file, and the policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Any, Final

#: The modules in the order in which they need each other.
MODULES: Final = ("dom", "model", "panel", "answers", "graph", "filters", "search", "main")
_IMPORT: Final = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


def asset(name: str) -> str:
    """A file of `assets/`."""
    return (resources.files(__package__) / "assets" / name).read_text("utf-8").replace("\r\n", "\n")


def vis_network() -> str:
    """vis-network as pyvis brings it, its licence on top."""
    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'pyvis'")
    found = sorted(Path(spec.submodule_search_locations[0]).glob("lib/vis-*/vis-network.min.js"))
    return found[-1].read_text("utf-8").replace("\r\n", "\n")


def script(modules: Iterable[str] = MODULES) -> str:
    """The modules as one script: they are checked apart and run together, so no name occurs twice."""
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", asset(f"{name}.js"))) for name in modules)


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
