"""demo: the notes of a fictional product manager, built and asked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graphkit.cli.errors import CommandError
from graphkit.cli.options import DemoArgument
from graphkit.cli.output import plural, say, tell
from graphkit.cli.progress import progress_bar

if TYPE_CHECKING:
    from graphkit.graph.knowledge import KnowledgeGraph

_TOPICS: Final = 12


def demo(folder: DemoArgument = Path("demo")) -> None:
    """Build the demo notes and print who decides what in them.

    The notes are copied to DIR, where they can be read, changed and built again.
    """
    from graphkit.pipeline import build

    vault = _copied(folder.expanduser())
    with progress_bar() as progress, build(vault, progress=progress) as kg:
        page = kg.view(vault / "graph.html")
        for part in (_opening(kg, vault), _decided(kg), _undecided(kg), _conflicts(kg)):
            say("\n".join([*part, ""]))
        say(f"The page: {page}")
    tell(f'Try: graphkit who "release dates" --vault {folder}')
