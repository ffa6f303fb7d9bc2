"""Answers of a language model, kept by what was asked, so that nothing is asked twice."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

_ENDING: Final = ".json"


class Answers:
    """One file in `folder` for each answer; the folder must exist. A file that cannot be read or written is as if it
    had never been: the model is asked again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """The answer to a question; None when it is not known."""
        try:
            return self._path(key).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer, whole or not at all."""
        path = self._path(key)
        draft = path.with_suffix(".new")
        try:
            draft.write_text(answer, "utf-8")
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)

    def keep(self, keys: Collection[str]) -> None:
        """Forget every other answer: what no note says any more is not kept."""
        for path in self._folder.glob(f"*{_ENDING}"):
            if path.stem not in keys:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"
