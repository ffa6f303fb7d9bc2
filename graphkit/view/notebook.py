"""The page in a notebook: where a cell ends with it, it is shown there."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    _Path = Path
else:
    # Before Python 3.12 only the class for this system can be built on.
    _Path = type(Path())

_HEIGHT: Final = 720


class PageFile(_Path):
    """The path of a page, which notebooks show as the page itself.

    It runs in a frame of its own that reaches nothing of the notebook.
    """

    def _repr_html_(self) -> str:
        source = html.escape(self.read_text("utf-8"), quote=True)
        frame = f'sandbox="allow-scripts allow-downloads allow-popups" width="100%" height="{_HEIGHT}"'
        return f'<iframe title="Who decides what" {frame} srcdoc="{source}"></iframe>'
