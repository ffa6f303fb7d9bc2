"""What becomes of an error: a sentence on standard error and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any, Final

import typer
from typer.core import TyperGroup

from graphkit.cli.output import tell

#: The exit codes, as documented in docs/commands.md.
DONE: Final = 0
PROBLEMS: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3
_STOPPED: Final = 130
# By name: to import networkx for the sake of its error would take longer than most commands.
_ASKED_WRONGLY: Final = frozenset({"QueryError", "FormatError", "NetworkError"})


class CommandError(Exception):
    """Something a command cannot go on with: what was found, and what to do about it."""

    def __init__(self, message: str, hint: str = "", code: int = UNREADABLE) -> None:
        super().__init__(f"{message} {hint}".strip())
        self.code = code


class Commands(TyperGroup):
    """The group of all commands; it takes `--debug` anywhere and turns errors into messages."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move `--debug` to the front, so that it can be added at the end of a line that failed."""
        if "--debug" in args:
            args = ["--debug", *(argument for argument in args if argument != "--debug")]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run a command. Whatever it raises ends in an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except (typer.Exit, typer.Abort):
            raise
        except BrokenPipeError:
            # Whoever reads has had enough. What is left in the buffer must not fail again at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(DONE) from None
        except KeyboardInterrupt:
            tell("graphkit: stopped.")
            raise typer.Exit(_STOPPED) from None
        except Exception as error:
            code = _code(error)
            if ctx.params.get("debug") or code is None:
                raise
            tell(f"graphkit: {_sentence(error)}")
            raise typer.Exit(code) from None


def _code(error: Exception) -> int | None:
    """The exit code of an error; None for one of typer's own, which typer tells best itself."""
    if type(error).__module__.startswith(("typer.", "click.")):
        return None
    if isinstance(error, CommandError):
        return error.code
    return USAGE if any(kind.__name__ in _ASKED_WRONGLY for kind in type(error).__mro__) else UNREADABLE


def _sentence(error: Exception) -> str:
    from graphkit.graph.errors import GraphError

    if isinstance(error, CommandError | GraphError):
        return " ".join(str(error).split())
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror}."
    if isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("graphkit"):
        return f"This needs the package {error.name}. Install: pip install 'decision-graphkit[analysis]'"
    return f"{type(error).__name__}: {error}. This is a fault of graphkit; --debug shows where it happened."
