"""A host of this machine that tests ask: it answers with what a test put at its addresses, and notes what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """An answer: bytes or a function that writes them itself, a status, and what the host says besides."""

    body: bytes | Callable[[BaseHTTPRequestHandler], None] = b""
    status: int = 200
    said: dict[str, str] = field(default_factory=dict)


def html(body: bytes, **said: str) -> Reply:
    return Reply(body, said={"Content-Type": "text/html; charset=utf-8", **named(said)})


def xml(text: str, **said: str) -> Reply:
    return Reply(text.encode(), said={"Content-Type": "application/xml", **named(said)})


def named(said: dict[str, str]) -> dict[str, str]:
    """Return ``said`` with the names of HTTP: ``last_modified`` is ``Last-Modified``."""
    return {name.replace("_", "-").title(): value for name, value in said.items()}


class Host:
    """What stands at which address; several replies at one address come one after the other, the last one for good."""

    def __init__(self, port: int) -> None:
        self.home = f"http://127.0.0.1:{port}"
        self.port = port
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []

    def put(self, path: str, *replies: Reply) -> str:
        """Put ``replies`` at ``path`` and return its whole address."""
        self.replies[path] = list(replies)
        return self.home + path

    def forget(self) -> None:
        """Forget what was asked so far."""
        self.asked.clear()
        self.headers.clear()

    def pages_asked(self) -> list[str]:
        """Return what was asked for, robots.txt left out."""
        return [path for path in self.asked if path != "/robots.txt"]

    def headers_of(self, path: str) -> dict[str, str]:
        """Return the headers of the last question for ``path``, their names in small letters."""
        return [said for asked, said in zip(self.asked, self.headers, strict=True) if asked == path][-1]


def answer(host: Host, handler: BaseHTTPRequestHandler) -> None:
    host.asked.append(handler.path)
    host.headers.append({name.lower(): value for name, value in handler.headers.items()})
    replies = host.replies.get(handler.path, [Reply(status=404)])
    reply = replies.pop(0) if len(replies) > 1 else replies[0]
    known = handler.headers.get("If-None-Match") or handler.headers.get("If-Modified-Since")
    if known and known in (reply.said.get("Etag"), reply.said.get("Last-Modified")):
        reply = Reply(status=304)
    handler.send_response(reply.status)
    for name, value in reply.said.items():
        handler.send_header(name, value)
    if isinstance(reply.body, bytes):
        if "Content-Length" not in reply.said and reply.status != 304:
            handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        handler.wfile.write(reply.body)
    else:
        handler.end_headers()
        reply.body(handler)


@contextmanager
def serving() -> Iterator[Host]:
    """Serve on a free port of this machine for as long as the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(host, self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of guests who hang up."""

    server = Server(("127.0.0.1", 0), Handler)
    host = Host(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
