"""One question to a host and its answer, within bounds of time and size."""

from __future__ import annotations

import socket
import threading
import zlib
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from urllib.parse import urlsplit

from assistance.fetching.errors import FetchError
from assistance.fetching.network import PORTS, connected, encrypted, no_answer
from assistance.vocabulary.labels import gettext_noop

#: How many seconds a host may be silent, and how many bytes are read at once.
SILENCE = 20
CHUNK = 64 * 1024
_TOO_SLOW = gettext_noop("took longer than %(seconds)s seconds. It is asked again the next time.")
_TOO_LARGE = gettext_noop("is larger than %(most)s bytes. Take its text in by hand, or raise RELEASE_MAX_BYTES.")
_BROKE_OFF = gettext_noop("broke off before its end. It is asked again the next time.")
_PACKED = gettext_noop("is packed as “%(coding)s”, which was not asked for and is not read.")
_DAMAGED = gettext_noop("cannot be unpacked (%(problem)s).")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came from ``address``: the status of HTTP, what the host says of it, and its bytes, unpacked.

    Only an answer with status 200 has bytes.
    """

    address: str
    status: int
    said: Message
    body: bytes = b""

    @property
    def kind(self) -> str:
        """The media type, such as ``text/html``."""
        return self.said.get_content_type() if self.said["Content-Type"] else ""

    @property
    def charset(self) -> str:
        """The encoding that the host names, or nothing."""
        return str(self.said.get_content_charset() or "")

    @property
    def etag(self) -> str:
        """What the host calls this state of it, or nothing."""
        return str(self.said["ETag"] or "")

    @property
    def last_modified(self) -> str:
        """When the host says it changed last, in its own words, or nothing."""
        return str(self.said["Last-Modified"] or "")

    def seconds_to_wait(self) -> int | None:
        """Return for how long the host asks to be left alone (``Retry-After``), None where it does not say."""
        words = str(self.said["Retry-After"] or "").strip()
        if words.isdecimal():
            return int(words[:9])
        try:
            until = parsedate_to_datetime(words)
        except ValueError:
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0, round((until - datetime.now(UTC)).total_seconds()))


class _Deadline:
    """Cuts a connection once its time is over: each byte may come in time and the last one still never."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self.over = False
        self._connection = connection
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def hold(self, connection: socket.socket) -> None:
        """Cut this connection instead, which has taken the other one over."""
        self._connection = connection

    def call_off(self) -> None:
        self._timer.cancel()

    def _cut(self) -> None:
        self.over = True
        with suppress(OSError):
            socket.socket.shutdown(self._connection, socket.SHUT_RDWR)


def ask(
    address: str,
    *,
    headers: Mapping[str, str],
    most: Callable[[str], int],
    seconds: float,
    private_hosts: AbstractSet[str],
) -> Answer:
    """Ask for ``address``, as ``whole()`` gives it, once, and return the answer, whatever its status.

    ``most`` tells for a media type how many bytes are taken. Raises ``FetchError`` where there is no whole answer
    within ``seconds`` and that size.
    """
    parts = urlsplit(address)
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    talk: HTTPConnection = (HTTPSConnection if parts.scheme == "https" else HTTPConnection)(host, port)
    wire: socket.socket = connected(host, port, private_hosts=private_hosts)
    deadline = _Deadline(wire, seconds)
    try:
        wire.settimeout(SILENCE)
        if parts.scheme == "https":
            wire = secret = encrypted(wire, host)
            deadline.hold(wire)
            secret.do_handshake()
        talk.sock = wire
        talk.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=dict(headers))
        with talk.getresponse() as response:
            answer = _answer(address, response, most)
    except (OSError, HTTPException, ValueError) as error:
        if deadline.over:
            raise FetchError(_TOO_SLOW, passing=True, seconds=round(seconds)) from error
        if isinstance(error, FetchError):
            raise
        if isinstance(error, IncompleteRead):
            raise FetchError(_BROKE_OFF, passing=True) from error
        raise no_answer(host, error) from error
    finally:
        deadline.call_off()
        talk.close()
        wire.close()
    if deadline.over:
        raise FetchError(_TOO_SLOW, passing=True, seconds=round(seconds))
    return answer


def _answer(address: str, response: HTTPResponse, most: Callable[[str], int]) -> Answer:
    answer = Answer(address=address, status=response.status, said=response.headers)
    if response.status != 200:
        return answer
    body = _body(response, most(answer.kind))
    return Answer(address=address, status=response.status, said=response.headers, body=body)


def _body(response: HTTPResponse, most: int) -> bytes:
    """Return the bytes of ``response``, unpacked; never unpack more than ``most`` of them."""
    unpack = _unpacker(str(response.headers["Content-Encoding"] or "").strip().lower())
    if (response.length or 0) > most:
        raise FetchError(_TOO_LARGE, most=most)
    found = bytearray()
    while chunk := response.read(CHUNK):
        try:
            found += unpack.decompress(chunk, most - len(found) + 1) if unpack else chunk
        except zlib.error as error:
            raise FetchError(_DAMAGED, problem=str(error)) from error
        if len(found) > most:
            raise FetchError(_TOO_LARGE, most=most)
    if response.length or (unpack and not unpack.eof):
        raise FetchError(_BROKE_OFF, passing=True)
    if unpack and unpack.unused_data:
        raise FetchError(_DAMAGED, problem="more follows after its end")
    return bytes(found)


def _unpacker(coding: str) -> zlib._Decompress | None:
    """Return what unpacks bytes packed as ``coding``, None where they are not packed."""
    if coding in ("", "identity"):
        return None
    if coding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    raise FetchError(_PACKED, coding=coding)
