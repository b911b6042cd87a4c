"""Keeps responses as they were sent, as long as the graph is the same: what is asked again is not made again.

A client that takes it packed gets it so, and one that has it already is told that.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from gzip import decompress
from hashlib import sha256
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.explorer.packing import LEAST_PACKED, pack, takes_gzip
from kg.explorer.snapshots import Snapshots

_MOST_BYTES: Final = 48 * 1024**2
# Characters of a key: what asks in more of them is asked once.
_LONGEST_KEY: Final = 2_000
# What a request asks by headers; all else that a response depends on is the address and the graph.
_ASKED_BY: Final = ("host", "accept", "accept-language", "cookie")
_VERSION: Final = "kg.version"
_OF_CONTENT: Final = ("content-length", "content-type", "content-encoding", "content-language", "set-cookie")


def keep(request: Request, version: str) -> None:
    """Says that the response to a request depends on nothing but what is asked, and a version of the graph; of one
    without a name nothing is kept."""
    request.scope[_VERSION] = version


@dataclass(frozen=True, slots=True)
class Sent:
    """A response as it was sent."""

    headers: Headers
    body: bytes

    @property
    def is_packed(self) -> bool:
        """Whether the body is packed."""
        return "content-encoding" in self.headers


class KeptResponses:
    """Responses by their keys, which name all that each depends on but the graph; of too many bytes the longest unasked
    go first, and all of an older graph."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._version = ""
        self._kept: OrderedDict[Hashable, Sent] = OrderedDict()
        self._size = 0

    def get(self, version: str, key: Hashable) -> Sent | None:
        """Gives a response that is kept of a version of the graph."""
        with self._lock:
            if version != self._version or key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def keep(self, version: str, key: Hashable, sent: Sent) -> None:
        """Keeps a response, unless it is larger than all that may be kept."""
        with self._lock:
            if version != self._version:
                self._version, self._size = version, 0
                self._kept.clear()
            old = self._kept.pop(key, None)
            self._size -= len(old.body) if old else 0
            if len(sent.body) <= self._most:
                self._kept[key] = sent
                self._size += len(sent.body)
            while self._size > self._most:
                _, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest.body)


class Keeping:
    """Passes requests on, and keeps what comes back where it may be kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept = KeptResponses()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        is_packed = takes_gzip(asked.get("accept-encoding", ""))
        address = (scope["scheme"], scope.get("root_path"), scope["path"], scope["query_string"])
        key = (*address, *(asked.get(name) for name in _ASKED_BY))
        if sum(len(part) for part in key if part) > _LONGEST_KEY:
            await self._app(scope, receive, send)
            return
        version = await _find_version(scope["app"].state.snapshots)
        sent = self._kept.get(version, (key, is_packed))
        if sent is None and (other := self._kept.get(version, (key, not is_packed))) is not None:
            sent = await run_in_threadpool(_pack if is_packed else _unpack, other)
            self._kept.keep(version, (key, is_packed), sent)
        if sent is None:
            answer = _Answer(scope, send)
            await self._app(scope, receive, answer.take)
            if answer.start is None:
                return
            sent = _mark(answer)
            if is_packed:
                sent = await run_in_threadpool(_pack, sent)
            self._kept.keep(scope[_VERSION], (key, is_packed), sent)
        await _send(sent, asked.get("if-none-match", ""), send)


class _Answer:
    """Passes a response on, but for one that may be kept, which it holds back until all of it is there."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.start: Message | None = None
        self.body = bytearray()
        self._scope = scope
        self._send = send

    async def take(self, message: Message) -> None:
        """Takes a part of the response."""
        if message["type"] == "http.response.start":
            if self._scope.get(_VERSION) and message["status"] == 200:
                self.start = message
                return
        elif self.start is not None:
            self.body += message.get("body", b"")
            return
        await self._send(message)


async def _find_version(snapshots: Snapshots) -> str:
    """Gives the version of the graph as it is now; to look for a newer one may take a while."""
    return await run_in_threadpool(snapshots.get_version) if snapshots.is_due else snapshots.newest.version


def _mark(answer: _Answer) -> Sent:
    """Gives a response with a tag by which a client can ask whether it has changed."""
    assert answer.start is not None
    body = bytes(answer.body)
    headers = MutableHeaders(raw=list(answer.start["headers"]))
    headers.setdefault("ETag", f'"{sha256(body).hexdigest()[:20]}"')
    headers.setdefault("Cache-Control", "no-cache")
    headers.add_vary_header("Accept-Encoding")
    return Sent(headers, body)


def _pack(sent: Sent) -> Sent:
    """Gives a response packed; its tag says no more that it is the same byte for byte."""
    if len(sent.body) < LEAST_PACKED:
        return sent
    body = pack(sent.body)
    headers = MutableHeaders(raw=list(sent.headers.raw))
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    headers["ETag"] = f"W/{headers['ETag'].removeprefix('W/')}"
    return Sent(headers, body)


def _unpack(sent: Sent) -> Sent:
    if not sent.is_packed:
        return sent
    body = decompress(sent.body)
    headers = MutableHeaders(raw=list(sent.headers.raw))
    del headers["Content-Encoding"]
    headers["Content-Length"] = str(len(body))
    return replace(sent, headers=headers, body=body)


async def _send(sent: Sent, known: str, send: Send) -> None:
    """Sends a response, or that the client has it."""
    tags = {each.strip().removeprefix("W/") for each in known.split(",")}
    if tags & {sent.headers["ETag"].removeprefix("W/"), "*"}:
        headers = [(name, value) for name, value in sent.headers.raw if name.decode().lower() not in _OF_CONTENT]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": sent.headers.raw})
    await send({"type": "http.response.body", "body": sent.body})
