"""A server of the OpenAI kind for tests: real HTTP on a free port, answers as a test wants them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any


@dataclass
class Reply:
    """What is sent back: `drip` seconds between single bytes, `wait` seconds before anything, `promised` a length that
    the body does not have."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    promised: int = 0


def completion(content: str | None, finish: str = "stop") -> Reply:
    """A chat completion with this content."""
    message = {"role": "assistant", "content": content}
    return Reply(json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": finish}]}).encode())


def right(quote: str, holder: str, power: str = "Decide", scope: str = "", **more: Any) -> dict[str, Any]:
    """A right as a model states it."""
    return {
        "quote": quote, "holder": holder, "power": power, "scope": scope, "to": [], "standing": "Current",
        "negated": False, "condition": "", "believed_by": [], "stated_by": [], **more,
    }  # fmt: skip


def rights(*found: dict[str, Any]) -> Reply:
    """A completion that states rights."""
    return completion(json.dumps({"rights": list(found)}))


@dataclass
class Asked:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """What the model was shown of a note."""
        return str(self.body["messages"][-1]["content"])


class ModelServer:
    """`answer` makes the reply to a request; `asked` are all requests, `most` how many there were at a time."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answer: Callable[[Asked], Reply] = lambda asked: rights()
        self.most = 0
        self._now = 0
        self._lock = Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers["Content-Length"] or 0)) or b"{}"
                asked = Asked(self.path, dict(self.headers), json.loads(data))
                with outer._lock:
                    outer.asked.append(asked)
                    outer._now += 1
                    outer.most = max(outer.most, outer._now)
                try:
                    self._send(outer.answer(asked))
                except OSError:
                    self.close_connection = True  # the client has gone
                finally:
                    with outer._lock:
                        outer._now -= 1

            def _send(self, reply: Reply) -> None:
                time.sleep(reply.wait)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(reply.promised or len(reply.body)))
                self.end_headers()
                if reply.drip:
                    for byte in reply.body:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(reply.drip)
                else:
                    self.wfile.write(reply.body)
                if reply.promised:
                    self.close_connection = True

            do_GET = do_POST

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing on standard error."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"

    @contextmanager
    def running(self) -> Iterator[ModelServer]:
        """The server, for as long as the block runs."""
        thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()
