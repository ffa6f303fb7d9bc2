"""A server of the OpenAI kind over HTTP: one question, one answer, or one error that says what to do.

Nothing is sent elsewhere than to the address that is configured: no redirect is followed, and what goes to this
machine goes past every proxy.
"""

from __future__ import annotations

import http.client
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from typing import IO, Any, Final

import msgspec
from msgspec import Struct

from graphkit.vault.config import Model

#: Longer answers are no answers.
_LONGEST: Final = 4_000_000
_PIECE: Final = 65_536
#: A server that is busy or still loading its model is asked so often, with these pauses unless it names its own.
_PAUSES: Final = (1.0, 4.0)
_LONGEST_PAUSE: Final = 30.0
_BUSY: Final = (429, 503)
#: What concerns every request alike, so that there is no point in sending another.
_HOPELESS: Final = (301, 302, 303, 307, 308, 401, 403, 404, 405)


class ModelError(Exception):
    """No answer: what happened, what to do about it, and whether the next request would fare the same (`hopeless`)."""

    def __init__(self, message: str, hint: str, *, hopeless: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.hopeless = hopeless


class _Message(Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(Struct):
    message: _Message
    finish_reason: str | None = None


class _Completion(Struct):
    choices: list[_Choice]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


class Endpoint:
    """The server of a `Model`. Raises ModelError when its key is not in the environment. Threads may share it."""

    def __init__(self, model: Model, sleep: Callable[[float], None] = time.sleep) -> None:
        self._model = model
        self._sleep = sleep
        self._key = _key(model.key_env)
        proxies = urllib.request.ProxyHandler({} if model.address.loopback else None)
        self._opener = urllib.request.build_opener(proxies, _NoRedirect)

    def ask(self, system: str, text: str, schema: dict[str, Any]) -> str:
        """What the model answers to a text, in the form of a JSON schema as far as the server keeps to it.

        Raises ModelError for whatever goes wrong, within `timeout` seconds for each request.
        """
        body = msgspec.json.encode(
            {
                **self._model.parameters,
                "model": self._model.name,
                "stream": False,
                "messages": [{"role": "system", "content": system}, {"role": "user", "content": text}],
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "rights", "strict": True, "schema": schema},
                },
            }
        )
        for pause in _PAUSES:
            try:
                return self._content(self._post(body))
            except urllib.error.HTTPError as error:
                if error.code not in _BUSY:
                    raise self._refused(error) from None
                self._sleep(_asked_pause(error, pause))
        try:
            return self._content(self._post(body))
        except urllib.error.HTTPError as error:
            raise self._refused(error) from None

    def _post(self, body: bytes) -> bytes:
        """The body of the server's answer. Raises HTTPError for a status that is no success, else ModelError."""
        model = self._model
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "graphkit"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(model.address.url, body, headers, method="POST")
        until = time.monotonic() + model.timeout
        try:
            with self._opener.open(request, timeout=model.timeout) as response:
                return _read(response, until)
        except urllib.error.HTTPError:
            raise
        except TimeoutError:
            raise self._late() from None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise self._late() from None
            what = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            # A line that breaks off concerns one request, one that is never made every other.
            raise ModelError(
                f"the server at {model.address.host} cannot be asked: {what}",
                "start the server, or mend `url` in [extract.model]; then build again",
                hopeless=isinstance(error, urllib.error.URLError),
            ) from None

    def _content(self, body: bytes) -> str:
        advice = "see whether `url` and `name` in [extract.model] are those of a chat model with structured output"
        try:
            completion = msgspec.json.decode(body, type=_Completion)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ModelError(f"the server's answer is no chat completion: {error}", advice) from None
        choice = completion.choices[0] if completion.choices else None
        if choice is None or choice.message.content is None:
            why = (choice.message.refusal if choice else "") or "it has no content"
            raise ModelError(f"the model gave no answer: {self._safe(why)}", advice)
        if choice.finish_reason == "length":
            raise ModelError(
                f"the answer was cut after {len(choice.message.content):,} characters",
                "allow more with `parameters = { max_tokens = … }` or a larger context of the server, or send less of "
                "a note at once with `characters`",
            )
        return choice.message.content

    def _late(self) -> ModelError:
        return ModelError(
            f"there was no answer within {self._model.timeout:g} seconds",
            "allow more with `timeout`, ask less at once with `parallel` and `characters`, or use a smaller model",
        )

    def _refused(self, error: urllib.error.HTTPError) -> ModelError:
        with error:
            try:
                text = error.read(2000).decode("utf-8", "replace")
            except (OSError, http.client.HTTPException):
                text = ""
        hints = {
            401: "put a valid key into the environment variable that `key_env` names",
            403: "put a valid key into the environment variable that `key_env` names",
            404: "mend `url` or `name` in [extract.model]; the server knows one of them not",
            429: "ask less at once with `parallel`, or build again later",
            503: "wait until the server is ready, then build again",
        }
        redirected = error.code in (301, 302, 303, 307, 308)
        hint = (
            "name the address itself: redirects are not followed, so that notes go nowhere else" if redirected else ""
        )
        return ModelError(
            f"the server answered HTTP {error.code}: {self._safe(text or str(error.reason))}",
            hint or hints.get(error.code, "see the server's log; build again when it works"),
            hopeless=error.code in _HOPELESS,
        )

    def _safe(self, text: str) -> str:
        """A server's words in one line, not too many, and never the key."""
        text = " ".join(text.split())
        return (text.replace(self._key, "…") if self._key else text)[:200]


def _read(response: http.client.HTTPResponse, until: float) -> bytes:
    """The whole body; each piece has the socket's time-out, all of them together `until`."""
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > _LONGEST:
            raise ModelError(f"the answer is longer than {_LONGEST:,} bytes", "see what the server at `url` is")
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(pieces)


def _key(variable: str) -> str:
    key = os.environ.get(variable, "").strip() if variable else ""
    if variable and not (key and key.isascii() and key.isprintable()):
        state = "holds what cannot be a key" if key else "is not set"
        raise ModelError(
            f"the environment variable {variable} {state}",
            f"set {variable} to the key, or leave `key_env` out",
            hopeless=True,
        )
    return key


def _asked_pause(error: urllib.error.HTTPError, otherwise: float) -> float:
    with error:
        try:
            asked = float(error.headers.get("Retry-After", ""))
        except ValueError:
            return otherwise
    return min(max(asked, 0.0), _LONGEST_PAUSE)
