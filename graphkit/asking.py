"""What was read is shown to a language model, where one is configured: in the parent process, a few notes at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Lock
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from graphkit.extract.extraction import extended
from graphkit.extract.model import ModelExtractor, Passages
from graphkit.extract.model.cache import Answers
from graphkit.extract.model.endpoint import Endpoint, ModelError
from graphkit.extract.statement import Extraction
from graphkit.vault.config import NAME, Model
from graphkit.vault.problem import Problem, problem
from graphkit.worker import FileRead

#: After so many failures in a row the others are not tried.
_IN_A_ROW: Final = 3
_NOT_ASKED: Final = "the other notes are built as graphkit reads them itself, and asked about by the next build"


class Asked(Struct, frozen=True):
    """The files in their order with what the model said of them, and what concerns more than one of them."""

    reads: list[FileRead]
    problems: tuple[Problem, ...]


def ask_about(model: Model, folder: Path, reads: Sequence[FileRead], told: Callable[[int, int], None]) -> Asked:
    """Ask a model about all files that have passages; `folder` keeps its answers. Never raises for what it does.

    A file without passages (nothing has changed, it is private, it is no note) is never sent. `told` is told how many
    of how many are done. Answers about what no note says any more are forgotten.
    """
    todo = [at for at, read in enumerate(reads) if read.passages]
    result = list(reads)
    asking = _Asking(model, folder)
    pool = ThreadPoolExecutor(model.parallel)
    try:
        running = {pool.submit(asking.read, reads[at]): at for at in todo}
        for done, future in enumerate(as_completed(running), 1):
            result[running[future]] = future.result()
            told(done, len(todo))
    except BaseException:
        asking.stop()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    Answers(folder).keep({key for read in result for key in read.asked})
    return Asked(result, asking.problems())


class _Asking:
    """One build's questions; threads share it."""

    def __init__(self, model: Model, folder: Path) -> None:
        self._lock = Lock()
        self._failures = 0
        self._unasked = 0
        self._why: ModelError | None = None
        self._stopped = False
        self._endpoint: Endpoint | None = None
        try:
            self._endpoint = Endpoint(model)
        except ModelError as error:
            self._stop(error)
        self._extractor = ModelExtractor(model, self._ask, Answers(folder))
        self._encode = msgspec.msgpack.Encoder()

    def read(self, read: FileRead) -> FileRead:
        """The file with what the model says of it; what it said before is known though it cannot be asked now."""
        found = self._extractor.read(msgspec.msgpack.decode(read.passages, type=Passages))
        extraction = extended(msgspec.msgpack.decode(read.extraction, type=Extraction), found.rights)
        problems = [*read.problems, *found.problems]
        if found.failure:
            with self._lock:
                if found.failure is self._why and found.failure.hopeless:
                    self._unasked += 1
                else:
                    problems.append(_failed(read.file.path, found.failure))
        return replace(
            read,
            problems=tuple(problems),
            extraction=self._encode.encode(extraction),
            passages=b"",
            asked=found.asked,
            pending=found.failure is not None,
        )

    def stop(self) -> None:
        """Send nothing more."""
        self._stopped = True

    def problems(self) -> tuple[Problem, ...]:
        """Why notes were not asked about, once for all of them."""
        if not self._unasked or self._why is None:
            return ()
        number = f"{self._unasked} notes were" if self._unasked > 1 else "1 note was"
        return (
            problem(
                NAME, 0, "model-failed", f"{number} not asked about: {self._why.message}",
                f"{self._why.hint}; {_NOT_ASKED}",
            ),
        )  # fmt: skip

    def _ask(self, system: str, text: str, schema: dict[str, Any]) -> str:
        with self._lock:
            if self._why:
                raise self._why
        if self._stopped or self._endpoint is None:
            raise ModelError("the build was stopped", "build again", hopeless=True)
        try:
            answer = self._endpoint.ask(system, text, schema)
        except ModelError as error:
            self._count(error)
            raise
        with self._lock:
            self._failures = 0
        return answer

    def _count(self, error: ModelError) -> None:
        with self._lock:
            self._failures += 1
            if not self._why and (error.hopeless or self._failures >= _IN_A_ROW):
                self._stop(error)

    def _stop(self, error: ModelError) -> None:
        self._why = ModelError(error.message, error.hint, hopeless=True)


def _failed(path: str, error: ModelError) -> Problem:
    return problem(path, 0, "model-failed", f"the language model gave no answer: {error.message}", error.hint)
