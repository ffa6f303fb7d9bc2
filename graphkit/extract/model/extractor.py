"""An extractor that asks a language model; what it finds is proposed until somebody confirms it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib import resources
from threading import Lock
from typing import Any, Final

import msgspec
from msgspec import Struct

from graphkit.extract.model.answer import Fault, NoAnswer, checked, parse
from graphkit.extract.model.cache import Answers
from graphkit.extract.model.endpoint import ModelError
from graphkit.extract.model.passages import Part, Passages, passages_of
from graphkit.extract.statement import Right
from graphkit.vault.config import Model
from graphkit.vault.dialect import Dialect
from graphkit.vault.note import Note
from graphkit.vault.problem import Problem, problem

#: What a model is told, the text, and the JSON schema of the answer -> the answer. Raises ModelError.
Ask = Callable[[str, str, dict[str, Any]], str]

_FAULTS: Final[dict[Fault, str]] = {
    "form": "not of the form that was asked for",
    "quote": "quoting words that are not in the note",
    "holder": "giving it to somebody the note does not name",
    "scope": "about something the note does not say",
    "other": "with a condition or source the note does not have",
}


class ModelReading(Struct, frozen=True):
    """What a model said of one note.

    `asked` are the keys of the questions; `failure` is why one of them has no answer, None when all have.
    """

    rights: tuple[Right, ...]
    problems: tuple[Problem, ...]
    asked: tuple[str, ...]
    failure: ModelError | None = None


class ModelExtractor:
    """Asks `ask` about the prose of notes, unless `answers` has what it said before.

    Called with a note and a dialect it is an `Extractor`. Threads may share it: what two notes have in common is asked
    once.
    """

    def __init__(self, model: Model, ask: Ask, answers: Answers) -> None:
        self.name = f"{model.name} (prompt {_prompt()[2]})"
        self._model = model
        self._ask = ask
        self._answers = answers
        self._locks: dict[str, Lock] = {}

    def __call__(self, note: Note, dialect: Dialect) -> tuple[Right, ...]:
        """The rights that the model finds in a note. Raises ModelError when it gives no usable answer."""
        found = self.read(passages_of(note, dialect, self._model.characters))
        if found.failure:
            raise found.failure
        return found.rights

    def read(self, note: Passages) -> ModelReading:
        """What the model finds in a note. Of a note in several parts, one without an answer costs that part only."""
        rights: dict[Right, None] = {}
        faults: Counter[Fault] = Counter()
        failure: ModelError | None = None
        keys = [self.key(part) for part in note.parts]
        for part, key in zip(note.parts, keys, strict=True):
            try:
                found = checked(self._answer(part, key), part, note, self.name)
            except ModelError as error:
                failure = failure or error
            else:
                rights.update(dict.fromkeys(found.rights))
                faults.update(found.faults)
        problems = [_discarded(note.path, len(rights), faults)] if faults else []
        return ModelReading(tuple(rights), tuple(problems), tuple(keys), failure)

    def key(self, part: Part) -> str:
        """What makes two questions the same one: model, what it is told, parameters, text."""
        asked = (self._model.name, _prompt()[2], self._model.parameters, part.text)
        return blake2b(msgspec.json.encode(asked, order="deterministic"), digest_size=16).hexdigest()

    def _answer(self, part: Part, key: str) -> str:
        with self._locks.setdefault(key, Lock()):
            known = self._answers.get(key)
            if known is not None and _fault(known) is None:
                return known
            system, schema, _ = _prompt()
            answer = self._ask(system, part.text, schema)
            if error := _fault(answer):
                raise ModelError(
                    f"the answer is not the JSON that was asked for: {error}"[:300],
                    "use a server and model with structured output (`response_format` json_schema); then build again",
                )
            self._answers.put(key, answer)
            return answer


def _fault(answer: str) -> NoAnswer | None:
    try:
        parse(answer)
    except NoAnswer as error:
        return error
    return None


@cache
def _prompt() -> tuple[str, dict[str, Any], str]:
    """What the model is told, the schema of its answer, and the version of both."""
    folder = resources.files("graphkit.extract.model")
    prompt, schema = (folder / "prompt.toml").read_bytes(), (folder / "answer.schema.json").read_bytes()
    version = blake2b(prompt + schema, digest_size=4).hexdigest()
    return tomllib.loads(prompt.decode())["system"].strip(), msgspec.json.decode(schema), version


def _discarded(path: str, kept: int, faults: Counter[Fault]) -> Problem:
    said = ", ".join(f"{count} {_FAULTS[fault]}" for fault, count in sorted(faults.items()))
    return problem(
        path, 0, "model-discarded",
        f"{faults.total()} of {kept + faults.total()} statements of the language model are left out: {said}",
        "nothing has to be done; when it is often so, use a better model",
    )  # fmt: skip
